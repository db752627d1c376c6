"""The commands that onboard a customer, declared: `onboard`, `register`, `links`."""

from __future__ import annotations

from typing import Any

from tui.cli.endings import EXIT_CODES
from tui.cli.parser import Parser, acting, command, entry

_ORG = "the customer: its id, its name, or a part of a name that no other customer has"
_CLOUDS = (("aws", "AWS"), ("azure", "Azure"), ("gcp", "GCP"))


def declare_onboarding(commands: Any) -> None:
    """Declare every command of this module."""
    _onboard(commands)
    _links(commands)


def _about(actions: Any, name: str, module: str, summary: str, example: str) -> Parser:
    """A command about one customer."""
    parser = command(actions, name, module, summary, example, EXIT_CODES)
    acting(parser)
    parser.add_argument("org", metavar="ORG", help=_ORG)
    return parser


def _onboard(commands: Any) -> None:
    summary = "onboard a customer to AWS or Azure, step by step"
    onboard = command(commands, "onboard", "tui.cli.onboard_start", summary, "archera-tui onboard start 'Beta Corp'")
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
