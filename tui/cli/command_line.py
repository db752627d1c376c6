"""Understands a command line and has it carried out: the module of a command is imported when it runs."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tui.cli.declare import build_parser
from tui.cli.loading import loading
from tui.cli.parser import USAGE_ERROR, Parser

INTERRUPTED = 130
BROKEN_PIPE = 141

# What may stand before a command that reads it; before any other command it would silently do nothing.
_BEFORE_COMMAND = {
    "profile": "--profile",
    "sandbox": "--sandbox",
    "scenario": "--scenario",
    "read_only": "--read-only",
    "write": "--write",
}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DASHBOARD_ONLY = {"refresh": "--refresh", "no_mouse": "--no-mouse", "theme": "--theme"}


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
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        # What is still buffered must not fail a second time at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(f"The output could not be written: {error.strerror}.\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _understood(argv: Sequence[str]) -> argparse.Namespace:
    parser = build_parser(argv)
    args, rest = parser.parse_known_args(argv)
    mine: Parser = args.parser
    if rest:
        mine.refuse(rest)
    if mine is not parser:
        unread = {k: v for k, v in {**_DASHBOARD_ONLY, **_BEFORE_COMMAND}.items() if k not in args.reads}
        for name, option in unread.items():
            if getattr(args, name) not in (None, False):
                mine.error(f"{option} means nothing to this command")
    return args


def _carry_out(args: argparse.Namespace) -> int:
    from tui.config.problems import ConfigError  # noqa: PLC0415 - `--version` has no use for it

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or a pipe that isn't UTF-8 gets question marks, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    with loading():
        command = import_module(args.module)
    try:
        code: int = command.run(args)
    except ConfigError as error:
        from tui.cli.output import complain  # noqa: PLC0415

        complain(*error.problems)
        return USAGE_ERROR
    return code
