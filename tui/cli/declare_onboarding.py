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


def _links(commands: Any) -> None:
    summary = "show, set or clear the marketplace offer links of a customer"
    example = "archera-tui links 'Beta Corp' --aws https://aws.amazon.com/marketplace/... --clear-gcp --write"
    links = _about(commands, "links", "tui.cli.links", summary, example)
    for cloud, name in _CLOUDS:
        one = links.add_mutually_exclusive_group()
        one.add_argument(f"--{cloud}", metavar="URL", type=entry("link"), help=f"set the {name} link; https only")
        one.add_argument(f"--clear-{cloud}", action="store_true", help=f"clear the {name} link")
