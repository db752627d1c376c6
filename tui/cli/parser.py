"""The words of the command line: an argument parser that names the nearest right one when a word is wrong."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

# No number that is asked for has more; Python reads no more than some thousands.
_DIGITS = 20

USAGE_ERROR = 2
"""Exit code for a command line or a setting that makes no sense."""

PROFILE_KEYS = (
    "base_url",
    "partner_org_id",
    "partner_name",
    "api_key_env",
    "api_key_command",
    "api_key_keyring",
    "api_key_file",
    "mode",
    "purchaser_email",
)
"""The settings of a profile that `config init` takes as options."""


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean status?`, or every word there is when none is near."""
    from tui.domain.hints import hint  # noqa: PLC0415 - needed only when something is wrong

    return hint(word, known)


class Parser(argparse.ArgumentParser):
    """A parser of one command: exact option names only, an example below its help, errors in plain words."""

    def __init__(self, *, example: str = "", notes: str = "", **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        if example:
            options["epilog"] = "\n\n".join(filter(None, (f"example:\n  {example}", notes)))
        super().__init__(allow_abbrev=False, **options)
        self.not_understood: Callable[[str], NoReturn] | None = None
        """How a command that keeps to another convention says that its words make no sense."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read on, and end with the exit code for it."""
        from tui.text import clean  # noqa: PLC0415 - needed only when something is wrong

        if self.not_understood is not None:
            self.not_understood(message)
        self.exit(USAGE_ERROR, f"{self.prog}: {clean(message)}\n{self.prog} --help shows what there is\n")

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """End because of words nothing was made of."""
        word = words[0].partition("=")[0]
        if not word.startswith("-"):
            self.error(f'"{word}" is not expected here')
        # Only here are all options of a parser at hand.
        self.error(f"{word} is not an option here. {nearest(word, self._option_string_actions)}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is not among the choices; argparse calls this for commands and options alike."""
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(
                action, f'"{value}" is not known. {nearest(str(value), map(str, action.choices))}'
            )


def seconds(text: str) -> float:
    """A number of seconds above zero."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value <= 0:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of seconds')
    return value


def count(least: int, most: int) -> Any:
    """A type for whole numbers between two bounds."""

    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and len(text) <= _DIGITS and least <= int(text) <= most:
            return int(text)
        shown = text if len(text) <= _DIGITS else f"{text[:_DIGITS]}…"
        raise argparse.ArgumentTypeError(f'"{shown}" is not a whole number from {least} to {most}')

    return read


def entry(kind: str) -> Any:
    """A type for what forms on screen take too: mended and checked as `tui.domain.onboarding.entries` does it."""

    def read(text: str) -> str:
        from tui.domain.onboarding import entries  # noqa: PLC0415 - `--version` has no use for it

        found: entries.Entry = getattr(entries, kind)(text)
        if not found.ok:
            raise argparse.ArgumentTypeError(found.error)
        return found.value

    return read


def theme(text: str) -> str:
    """The name of a theme."""
    from tui.config.settings import THEMES  # noqa: PLC0415 - `--version` has no use for the settings

    if text not in THEMES:
        raise argparse.ArgumentTypeError(f'"{text}" is not a theme. {nearest(text, THEMES)}')
    return text


def whom(parser: Parser) -> None:
    """The options that say whom to act as."""
    # Without a default of its own, a command keeps what stood before it.
    meaning = "act as this profile of the configuration"
    parser.add_argument("--profile", metavar="NAME", default=argparse.SUPPRESS, help=meaning)
    sandbox_flag(parser, "act in the built-in sandbox")


def sandbox_flag(parser: Parser, meaning: str) -> None:
    """`--sandbox`, and what it means here."""
    parser.add_argument("--sandbox", action="store_true", default=argparse.SUPPRESS, help=meaning)


def mode(parser: Parser) -> None:
    """The options that say whether anything but reads may be sent."""
    only = parser.add_mutually_exclusive_group()
    quiet = argparse.SUPPRESS
    only.add_argument("--read-only", action="store_true", default=quiet, help="send nothing but reads")
    only.add_argument("--write", action="store_true", default=quiet, help="allow what a read-only profile does not")


ACTING = ("profile", "sandbox", "scenario", "read_only", "write")
"""What a command reads that acts for a customer."""


def acting(parser: Parser) -> Any:
    """The options of every command that acts for a customer: whom to act as, what may be sent, data for programs.

    Returns the group of forms an answer may have, of which one may be asked for; a command may add another.
    """
    parser.set_defaults(reads=ACTING)
    whom(parser)
    mode(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="data for programs instead of sentences")
    return form


def command(commands: Any, name: str, module: str, summary: str, example: str, notes: str = "") -> Parser:
    """A command carried out by `run(args)` of a module; `notes` stand below the example in its help."""
    sentence = f"{summary[0].upper()}{summary[1:]}."
    parser: Parser = commands.add_parser(name, help=summary, description=sentence, example=example, notes=notes)
    parser.set_defaults(module=module, parser=parser)
    return parser
