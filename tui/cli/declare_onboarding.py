"""The commands that onboard a customer, declared: `onboard`, `register`, `links`."""

from __future__ import annotations

from typing import Any

from tui.cli.endings import EXIT_CODES
from tui.cli.parser import Parser, acting, command, count, entry, seconds

_ORG = "the customer: its id, its name, or a part of a name that no other customer has"
_CLOUDS = (("aws", "AWS"), ("azure", "Azure"), ("gcp", "GCP"))


def declare_onboarding(commands: Any) -> None:
    """Declare every command of this module."""
    _onboard(commands)
    _register(commands)
    _links(commands)


def _about(actions: Any, name: str, module: str, summary: str, example: str) -> Parser:
    """A command about one customer."""
    parser = command(actions, name, module, summary, example, EXIT_CODES)
    acting(parser)
    parser.add_argument("org", metavar="ORG", help=_ORG)
    return parser


def _onboard(commands: Any) -> None:
    summary = "onboard a customer to AWS or Azure, step by step"
    onboard = command(
        commands, "onboard", "tui.cli.onboard_start", summary, "archera-tui onboard start 'Beta Corp' --write"
    )
    actions = onboard.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser, required=True)
    start = _about(
        actions,
        "start",
        "tui.cli.onboard_start",
        "create the customer's onboarding record, or find it, and set its cloud to AWS",
        "archera-tui onboard start 'Beta Corp' --write",
    )
    start.add_argument("--switch-to-aws", action="store_true", help="also while Azure is under way for this customer")
    _template(actions)
    _about(
        actions,
        "launch-url",
        "tui.cli.onboard_launch_url",
        "fetch the address that opens the stack in the customer's AWS console",
        "archera-tui onboard launch-url 'Beta Corp'",
    )
    _verify(actions)
    _azure(actions)
    report = _about(
        actions,
        "report",
        "tui.cli.onboard_report",
        "tell how far the customer's onboarding has come, to be pasted into a ticket",
        "archera-tui onboard report 'Beta Corp' > beta.md",
    )
    report.add_argument("--markdown", action="store_true", help="Markdown, which it is without --json anyway")


def _verify(actions: Any) -> None:
    verify = _about(
        actions,
        "verify",
        "tui.cli.onboard_verify",
        "check the AWS integration, feature by feature; may take minutes",
        "archera-tui onboard verify 'Beta Corp' --write",
    )
    verify.add_argument("--account-id", metavar="ID", help="the management account, 12 digits")
    for name, meaning in (
        ("region", "the region of a cost and usage report that exists already; without one, a report is made"),
        ("bucket", "its S3 bucket"),
        ("prefix", "its prefix, may be left out"),
        ("report-name", "its name"),
    ):
        verify.add_argument(f"--cur-{name}", metavar="TEXT", help=meaning)
    meaning = "ask without the account id and the report that were kept from before"
    verify.add_argument("--forget", action="store_true", help=meaning)
    _patience(verify)


def _patience(parser: Parser) -> None:
    meaning = "verify again every so many minutes, 5 to 720, until all is available or the server refuses"
    parser.add_argument("--watch", metavar="MINUTES", type=count(5, 720), help=meaning)
    meaning = "wait at most this long altogether, else as long as it takes"
    parser.add_argument("--timeout", metavar="SECONDS", type=seconds, help=meaning)


def _azure(actions: Any) -> None:
    url = _about(
        actions,
        "azure-url",
        "tui.cli.onboard_azure",
        "ask for the address where the customer's administrator consents to Azure",
        "archera-tui onboard azure-url 'Beta Corp' --tenant 6f1c... --subscription 9d7e... --write",
    )
    url.set_defaults(action="url")
    url.add_argument("--tenant", metavar="GUID", type=entry("guid"), help="the directory id; else as kept from before")
    meaning = "the subscription id; else as kept from before"
    url.add_argument("--subscription", metavar="GUID", type=entry("guid"), help=meaning)
    meaning = "also when an id was sent in the other place before, or for another customer"
    url.add_argument("--anyway", action="store_true", help=meaning)
    verify = _about(
        actions,
        "azure-verify",
        "tui.cli.onboard_azure",
        "check the Azure integration, feature by feature; may take minutes",
        "archera-tui onboard azure-verify 'Beta Corp' --write",
    )
    verify.set_defaults(action="verify")
    _patience(verify)


def _register(commands: Any) -> None:
    summary = "register a customer, once, by the API's legacy call"
    example = "archera-tui register 'Nimbus Tea' --co-partner --email it@nimbus.example --write"
    register = command(commands, "register", "tui.cli.register", summary, example, EXIT_CODES)
    acting(register)
    register.add_argument("company", metavar="COMPANY", type=entry("company"), help="the name of the new customer")
    register.add_argument("--email", metavar="ADDRESS", type=entry("email"), help="who is invited")
    register.add_argument("--labra-subscription-id", metavar="ID", help="the subscription's id at Labra")
    meaning = "end the name as most customers' names end, or with c/o and your name"
    register.add_argument("--co-partner", action="store_true", help=meaning)
    register.add_argument("--anyway", action="store_true", help="also when a customer has this name already")


def _template(actions: Any) -> None:
    template = _about(
        actions,
        "template",
        "tui.cli.onboard_template",
        "fetch the CloudFormation template into a file, or say what its role may do",
        "archera-tui onboard template 'Beta Corp' --review",
    )
    meaning = "write it here, - for stdout; else a file named after the customer in this folder"
    template.add_argument("--output", metavar="FILE", help=meaning)
    template.add_argument("--force", action="store_true", help="write over a file that is there")
    meaning = "print who is trusted and what the role may do; a file is written only with --output"
    template.add_argument("--review", action="store_true", help=meaning)


def _links(commands: Any) -> None:
    summary = "show, set or clear the marketplace offer links of a customer"
    example = "archera-tui links 'Beta Corp' --aws https://aws.amazon.com/marketplace/... --clear-gcp --write"
    links = _about(commands, "links", "tui.cli.links", summary, example)
    for cloud, name in _CLOUDS:
        one = links.add_mutually_exclusive_group()
        one.add_argument(f"--{cloud}", metavar="URL", type=entry("link"), help=f"set the {name} link; https only")
        one.add_argument(f"--clear-{cloud}", action="store_true", help=f"clear the {name} link")
