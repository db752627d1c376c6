"""The command line (product.md): what there is, and which module carries it out. Each is imported when it runs."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from tui import __version__
from tui.cli_parser import PROFILE_KEYS, USAGE_ERROR, Parser, count, seconds, theme

INTERRUPTED = 130
BROKEN_PIPE = 141

_ENVIRONMENT = """\
environment:
  ARCHERA_API_KEY, ARCHERA_BASE_URL, ARCHERA_PARTNER_ORG_ID, ARCHERA_PROFILE override the file; NO_COLOR is honoured

examples:
  archera-tui --sandbox             everything against an invented partner, nothing costs money
  archera-tui --profile prod        read-only unless the profile says otherwise
"""
# What may stand before a command that reads it; before any other command it would silently do nothing.
_BEFORE_COMMAND = {"profile": "--profile", "sandbox": "--sandbox", "scenario": "--scenario"}
_DASHBOARD_ONLY = {
    "read_only": "--read-only",
    "write": "--write",
    "refresh": "--refresh",
    "no_mouse": "--no-mouse",
    "theme": "--theme",
}


def run(argv: Sequence[str]) -> int:
    """Carry out a command line and answer its exit code: 0 done, 1 not, 2 not understood."""
    try:
        try:
            return _carry_out(_understood(argv))
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0 if end.code is None else USAGE_ERROR
        finally:
            # Here and not at exit, so that a reader that went away is noticed while it can be dealt with.
            sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more; what is still buffered must not fail a second time at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def _understood(argv: Sequence[str]) -> argparse.Namespace:
    parser = build_parser()
    args, rest = parser.parse_known_args(argv)
    mine: Parser = args.parser
    if rest:
        mine.refuse(rest)
    if mine is not parser:
        unread = {**_DASHBOARD_ONLY, **{k: v for k, v in _BEFORE_COMMAND.items() if k not in args.reads}}
        for name, option in unread.items():
            if getattr(args, name) not in (None, False):
                mine.error(f"{option} means nothing to this command")
    return args


def _carry_out(args: argparse.Namespace) -> int:
    from tui.config.problems import ConfigError  # noqa: PLC0415 - `--version` has no use for it

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or a pipe that isn't UTF-8 gets question marks, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    try:
        code: int = import_module(args.module).run(args)
    except ConfigError as error:
        from tui.cli_output import complain  # noqa: PLC0415

        complain(*error.problems)
        return USAGE_ERROR
    return code


def build_parser() -> Parser:
    """The parser of the whole command line; the namespace says which `module` carries it out."""
    parser = Parser(
        prog="archera-tui",
        description="A terminal dashboard for Archera channel partners. Without a command: the dashboard.",
        epilog=_ENVIRONMENT,
    )
    parser.set_defaults(module="tui.cli_dashboard", parser=parser, reads=(), profile=None, sandbox=False)
    parser.add_argument("--version", action="version", version=f"archera-tui {__version__}")
    _whom(parser)
    parser.add_argument("--scenario", metavar="NAME|FILE", help="what happens in the built-in sandbox, else calm")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--read-only", action="store_true", help="send nothing but reads")
    only.add_argument("--write", action="store_true", help="allow writes and purchases")
    parser.add_argument("--refresh", type=seconds, metavar="SECONDS", help="read the customer list this often")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument(
        "--theme", type=theme, metavar="NAME", help="night, day, contrast, or ansi for the terminal's own"
    )
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    for declare in (_status, _journal, _sandbox, _config, _info):
        declare(commands)
    return parser


def _whom(parser: Parser) -> None:
    # Without a default of its own, a command keeps what stood before it.
    meaning = "act as this profile of the configuration"
    parser.add_argument("--profile", metavar="NAME", default=argparse.SUPPRESS, help=meaning)
    _sandbox_flag(parser, "act in the built-in sandbox")


def _sandbox_flag(parser: Parser, meaning: str) -> None:
    parser.add_argument("--sandbox", action="store_true", default=argparse.SUPPRESS, help=meaning)


def _command(commands: Any, name: str, module: str, summary: str, example: str) -> Parser:
    """A command carried out by `run(args)` of a module."""
    sentence = f"{summary[0].upper()}{summary[1:]}."
    parser: Parser = commands.add_parser(name, help=summary, description=sentence, example=example)
    parser.set_defaults(module=module, parser=parser)
    return parser


def _status(commands: Any) -> None:
    summary = "look at every customer once and print a table"
    example = "archera-tui status --filter needs:attention --json"
    parser = _command(commands, "status", "tui.cli_status", summary, example)
    parser.set_defaults(reads=("profile", "sandbox"))
    _whom(parser)
    parser.add_argument("--json", action="store_true", help="data for programs instead of a table")
    parser.add_argument("--plans", action="store_true", help="read the plans that are due as well, which takes longer")
    parser.add_argument("--filter", metavar="EXPR", default="", help="only customers that match, as in the dashboard")


def _journal(commands: Any) -> None:
    summary = "list the purchases made from this computer"
    parser = _command(commands, "journal", "tui.cli_journal", summary, "archera-tui journal --json")
    parser.set_defaults(action="list", reads=("sandbox",))
    _sandbox_flag(parser, "the purchases of the last run of the built-in sandbox")
    parser.add_argument("--json", action="store_true", help="data for programs instead of a table")
    actions = parser.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser)
    summary = "end an unknown purchase on your word, with the reason"
    example = 'archera-tui journal settle 42 --bought --note "seen in the AWS console"'
    settle = _command(actions, "settle", "tui.cli_journal", summary, example)
    settle.set_defaults(action="settle", reads=("sandbox",))
    _sandbox_flag(settle, "a purchase of the last run of the built-in sandbox")
    settle.add_argument("id", metavar="ID", help="the number or the id of the entry")
    verdict = settle.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--bought", action="store_true", help="the plan was bought")
    verdict.add_argument("--not-bought", action="store_true", help="the plan was not bought and may be bought again")
    settle.add_argument("--note", metavar="TEXT", required=True, help="how you know; stays in the journal")


def _sandbox(commands: Any) -> None:
    summary = "serve the sandbox, an invented partner, to other programs"
    example = "archera-tui sandbox --port 8765 --orgs 500"
    parser = _command(commands, "sandbox", "tui.cli_sandbox", summary, example)
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
    config = _command(commands, "config", "tui.cli_config", summary, "archera-tui config check")
    actions = config.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser, required=True)

    def action(name: str, summary: str, example: str) -> Parser:
        parser = _command(actions, name, "tui.cli_config", summary, example)
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
    parser = _command(commands, "info", "tui.cli_info", summary, "archera-tui info --json")
    parser.set_defaults(reads=("profile", "sandbox"))
    _whom(parser)
    parser.add_argument("--json", action="store_true", help="data for programs instead of a table")
