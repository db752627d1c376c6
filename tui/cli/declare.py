"""What the command line understands: every command with its options, and the module that carries it out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui import __version__
from tui.cli.declare_buying import declare_buying, declare_look
from tui.cli.declare_monitoring import declare_monitoring
from tui.cli.declare_onboarding import declare_onboarding
from tui.cli.parser import PROFILE_KEYS, Parser, command, count, mode, sandbox_flag, seconds, theme, whom

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENVIRONMENT = """\
environment:
  ARCHERA_API_KEY, ARCHERA_BASE_URL, ARCHERA_PARTNER_ORG_ID, ARCHERA_PURCHASER_EMAIL and ARCHERA_PROFILE override the
  file; NO_COLOR is honoured

examples:
  archera-tui --sandbox             everything against an invented partner, nothing costs money
  archera-tui --profile prod        read-only unless the profile says otherwise
"""

_LOOKED = """\
exit codes:
  0  as of now
  1  the server could not be asked; what is printed, if anything, is as known before
  2  a command line or a setting that makes no sense"""
_SETTLING = """\
exit codes:
  0  settled
  1  not settled: it is not unknown, not there, or the journal can't be used
  2  a command line or a setting that makes no sense"""

_HELP = ("-h", "--help")


def build_parser(argv: Sequence[str] | None = None) -> Parser:
    """The parser of the whole command line; the namespace says which `module` carries it out.

    Commands are declared where `argv` may name one, or wants to read of them: options alone need none.
    """
    parser = Parser(
        prog="archera-tui",
        description="A terminal dashboard for Archera channel partners. Without a command: the dashboard.",
        epilog=_ENVIRONMENT,
    )
    parser.set_defaults(module="tui.cli.dashboard", parser=parser, reads=())
    parser.set_defaults(profile=None, sandbox=False, read_only=False, write=False)
    parser.add_argument("--version", action="version", version=f"archera-tui {__version__}")
    whom(parser)
    parser.add_argument("--scenario", metavar="NAME|FILE", help="what happens in the built-in sandbox, else calm")
    mode(parser)
    parser.add_argument("--refresh", type=seconds, metavar="SECONDS", help="read the customer list this often")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument(
        "--theme", type=theme, metavar="NAME", help="night, day, contrast, or ansi for the terminal's own"
    )
    if argv is not None and all(word.startswith("-") and word not in _HELP for word in argv):
        return parser
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    for declare in (
        _status,
        declare_monitoring,
        declare_onboarding,
        declare_buying,
        _journal,
        _sandbox,
        _config,
        _info,
    ):
        declare(commands)
    return parser


def _status(commands: Any) -> None:
    summary = "look at every customer once and print a table"
    example = "archera-tui status --filter needs:attention --json"
    parser = command(commands, "status", "tui.cli.status", summary, example, _LOOKED)
    parser.set_defaults(reads=("profile", "sandbox"))
    whom(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="data for programs instead of a table")
    form.add_argument("--csv", action="store_true", help="a table that a spreadsheet opens safely")
    parser.add_argument("--plans", action="store_true", help="read the plans that are due as well, which takes longer")
    parser.add_argument("--filter", metavar="EXPR", default="", help="only customers that match, as in the dashboard")


def _journal(commands: Any) -> None:
    summary = "list the purchases made from this computer"
    parser = command(commands, "journal", "tui.cli.journal", summary, "archera-tui journal --json")
    parser.set_defaults(action="list", reads=("profile", "sandbox"))
    quiet = argparse.SUPPRESS
    parser.add_argument("--profile", metavar="NAME", default=quiet, help="only purchases made as this profile")
    sandbox_flag(parser, "the purchases of the last run of the built-in sandbox")
    parser.add_argument("--json", action="store_true", help="data for programs instead of a table")
    actions = parser.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser)
    declare_look(actions)
    summary = "end an unknown purchase on your word, with the reason"
    example = 'archera-tui journal settle 42 --bought --note "seen in the AWS console"'
    settle = command(actions, "settle", "tui.cli.journal", summary, example, _SETTLING)
    settle.set_defaults(action="settle", reads=("profile", "sandbox"))
    settle.add_argument("--profile", metavar="NAME", default=quiet, help="only if it was made as this profile")
    sandbox_flag(settle, "a purchase of the last run of the built-in sandbox")
    settle.add_argument("id", metavar="ID", help="the number or the id of the entry")
    verdict = settle.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--bought", action="store_true", help="the plan was bought")
    verdict.add_argument("--not-bought", action="store_true", help="the plan was not bought and may be bought again")
    settle.add_argument("--note", metavar="TEXT", required=True, help="how you know; stays in the journal")


def _sandbox(commands: Any) -> None:
    summary = "serve the sandbox, an invented partner, to other programs"
    example = "archera-tui sandbox --port 8765 --orgs 500"
    parser = command(commands, "sandbox", "tui.cli.sandbox", summary, example)
    parser.set_defaults(reads=("scenario",))
    quiet = argparse.SUPPRESS
    parser.add_argument("--host", default=quiet, help="an address of this machine, else 127.0.0.1")
    parser.add_argument(
        "--port", type=count(0, 65_535), metavar="N", default=quiet, help="else 8765; 0 takes a free one"
    )
    parser.add_argument(
        "--orgs",
        type=count(1, 20_000),
        metavar="N",
        default=quiet,
        help="how many customers, else as the scenario says",
    )
    parser.add_argument("--seed", type=count(0, 2**31), metavar="N", default=quiet, help="which invented world, else 1")
    meaning = "what happens in it: busy, demo, flaky, outage, a file like ./mine.toml, else calm"
    parser.add_argument("--scenario", metavar="NAME|FILE", default=quiet, help=meaning)
    parser.add_argument("--api-key", metavar="KEY", default=quiet, help="the key it asks for, else sandbox-key")


def _config(commands: Any) -> None:
    summary = "make, check and show the configuration"
    config = command(commands, "config", "tui.cli.config", summary, "archera-tui config check")
    actions = config.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser, required=True)

    def action(name: str, summary: str, example: str) -> Parser:
        parser = command(actions, name, "tui.cli.config", summary, example)
        parser.set_defaults(action=name)
        return parser

    init = action(
        "init",
        "write a commented file, or add a profile to the one that is there",
        "archera-tui config init --name prod --partner-org-id 6f1c... --api-key-command 'pass show archera/prod'",
    )
    init.add_argument("--force", action="store_true", help="begin anew where a file is; the old one is kept beside it")
    init.add_argument("--name", default="", help="the profile to write")
    for key in PROFILE_KEYS:
        init.add_argument(f"--{key.replace('_', '-')}", dest=key, metavar="TEXT", help=f"{key} of the profile")
    check = action("check", "say whether the configuration is right and the keys are there", "archera-tui config check")
    check.set_defaults(reads=("profile",))
    check.add_argument("--profile", metavar="NAME", default=argparse.SUPPRESS, help="only this profile")
    show = action("show", "show the settings in force, without keys", "archera-tui config show --json")
    show.add_argument("--json", action="store_true", help="data for programs instead of a table")
    action("path", "print where the configuration file is", "$EDITOR $(archera-tui config path)")
    action("schema", "print the JSON Schema of the configuration file", "archera-tui config schema > archera-tui.json")


def _info(commands: Any) -> None:
    summary = "show versions, paths, terminal and profile, without keys"
    parser = command(commands, "info", "tui.cli.info", summary, "archera-tui info --json")
    parser.set_defaults(reads=("profile", "sandbox"))
    whom(parser)
    parser.add_argument("--json", action="store_true", help="data for programs instead of a table")
