"""`archera-tui doctor`: what keeps the program from working here, and what to do about it. Sends one read, once."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from tui.cli.doctor_disk import examine_disk
from tui.cli.doctor_terminal import examine_terminal, this_terminal
from tui.cli.examined import Examined, Verdict, broken, doubtful, fine, skipped
from tui.cli.output import mark, say, say_json
from tui.cli.setup import flags_of
from tui.config.load import load_settings
from tui.config.paths import find_paths
from tui.config.problems import ConfigError
from tui.config.profiles import Profile, ProfileKind, choose_profile
from tui.config.secrets import Secret, fetch_key
from tui.domain.formats import count, iso
from tui.text import clean, pad, width
from tui.worker.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tui.config.settings import Settings

    Parts = Mapping[str, Sequence[Examined]]

_GLYPHS = {
    Verdict.OK: ("●", "*"),
    Verdict.WARN: ("◐", "~"),
    Verdict.FAIL: ("✕", "x"),
    Verdict.SKIPPED: ("○", "?"),
}
# Cells of a line before and behind the name of the thing.
_BEFORE = 14


def run(args: argparse.Namespace) -> int:
    """Look at everything and print it. 0: nothing fails, though something may be doubtful; 1: something fails."""
    paths = find_paths(os.environ)
    configuration, profile, key = _examine_configuration(args, paths.config_file, os.environ)
    is_terminal = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    terminal = this_terminal(os.environ, sys.stdout.encoding or "ascii", is_terminal=is_terminal)
    parts: Parts = {
        "configuration": configuration,
        "disk": tuple(examine_disk(paths)),
        "terminal": tuple(examine_terminal(terminal)),
        "server": _examine_server(profile, key),
    }
    code = int(any(line.verdict is Verdict.FAIL for lines in parts.values() for line in lines))
    if args.json:
        say_json(_document(parts, profile, code))
    else:
        _say(parts)
    return code


def _examine_configuration(
    args: argparse.Namespace, path: Path, env: Mapping[str, str]
) -> tuple[Sequence[Examined], Profile | None, Secret | None]:
    """The file, the profile of this command line, its key: what was found, and the two that can be used."""
    lines: list[Examined] = []
    settings = _settings(path, lines)
    profile = _profile(args, env, settings, lines) if settings else None
    key = _key(profile, env, lines) if profile else None
    return lines, profile, key


def _settings(path: Path, lines: list[Examined]) -> Settings | None:
    try:
        settings = load_settings(path)
    except ConfigError as error:
        lines += [broken("file", problem, "Mend it: $EDITOR $(archera-tui config path)") for problem in error.problems]
        return None
    found = f"there is none at {path}, the defaults hold" if settings.source is None else f"{path} is right"
    lines.append(fine("file", found))
    return settings


def _profile(
    args: argparse.Namespace, env: Mapping[str, str], settings: Settings, lines: list[Examined]
) -> Profile | None:
    try:
        profile = choose_profile(flags_of(args), env, settings)
    except ConfigError as error:
        lines += [broken("profile", problem, "archera-tui config show tells what is set") for problem in error.problems]
        return None
    if profile.kind is ProfileKind.SANDBOX and not args.sandbox:
        remedy = "For a real partner: archera-tui config init --name prod"
        lines.append(doubtful("profile", "none, so that the built-in sandbox is used", remedy))
        return profile
    overridden = f", overridden by {', '.join(profile.overridden)}" if profile.overridden else ""
    lines.append(fine("profile", f"{profile.name}: {profile.host}, {profile.mode}{overridden}"))
    return profile


def _key(profile: Profile, env: Mapping[str, str], lines: list[Examined]) -> Secret | None:
    """The key itself is never part of a line."""
    if profile.key_source is None:
        lines.append(fine("key", "none is needed"))
        return None
    try:
        key = fetch_key(profile.key_source, env)
    except ConfigError as error:
        lines += [broken("key", problem, "") for problem in error.problems]
        return None
    lines.append(fine("key", f"found: {profile.key_source.words}"))
    return key


def _examine_server(profile: Profile | None, key: Secret | None) -> Sequence[Examined]:
    if profile is None:
        return [skipped("server", "not asked: it is not known which")]
    if profile.kind is ProfileKind.SANDBOX:
        return [fine("server", "the sandbox in this program, nothing has to be reached")]
    from tui.cli.doctor_network import examine_network  # noqa: PLC0415 - brings httpx and pydantic
    from tui.cli.session import in_loop  # noqa: PLC0415 - as above

    try:
        return in_loop(lambda: examine_network(profile, key, SystemClock()))
    except ValueError as error:
        return [broken("server", f"{error}", "Mend what is named, or unset the variable that names it")]


def _say(parts: Parts) -> None:
    widest = max(width(line.what) for lines in parts.values() for line in lines)
    for title, lines in parts.items():
        say(title)
        for line in lines:
            for text in _lines(line, widest):
                say(text)
    every = [line.verdict for lines in parts.values() for line in lines]
    fails, doubts = every.count(Verdict.FAIL), every.count(Verdict.WARN)
    say()
    failing = count(fails, "thing fails", "things fail") if fails else "Nothing fails"
    say(f"{failing}, {count(doubts, 'is doubtful', 'are doubtful')}." if doubts else f"{failing}.")


def _lines(line: Examined, widest: int) -> Iterator[str]:
    glyph = mark(*_GLYPHS[line.verdict], sys.stdout.encoding)
    yield f"  {glyph} {pad(line.verdict.value, 7)} {pad(line.what, widest)}  {clean(line.found)}"
    if line.remedy:
        yield f"{' ' * (widest + _BEFORE)}{clean(line.remedy)}"


def _document(parts: Parts, profile: Profile | None, code: int) -> dict[str, Any]:
    return {
        "command": "doctor",
        "at": iso(SystemClock().now()),
        "profile": profile.name if profile else None,
        "host": profile.host if profile else None,
        "exit_code": code,
        "checks": [
            {
                "part": title,
                "check": line.what,
                "verdict": line.verdict.value,
                "found": clean(line.found),
                "remedy": clean(line.remedy) or None,
            }
            for title, lines in parts.items()
            for line in lines
        ],
    }
