"""Make the configuration file, and add a profile to it without touching what a person wrote there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from tui.config.load import parse_settings, read_text, wrong_profile_name
from tui.config.paths import ensure_private, write_private
from tui.config.problems import ConfigError
from tui.config.rules import default_of, rules_of
from tui.config.settings import Alerts, Background, ProfileSettings, Settings

_HEAD = """\
# archera-tui. Lines that begin with # show what holds when nothing is set, or an example.
# `archera-tui config check` says whether this file is right. An API key never stands in it.
"""


def starter_text(name: str = "", values: Mapping[str, object] | None = None) -> str:
    """The commented file a person starts from; a profile with `values` is written out when it has a `name`."""
    given = values or {}
    # Keys of the top may only stand above the first table.
    first = {"default_profile": name} if name else {}
    start = [tomli_w.dumps(first)] if first else []
    profile = profile_block(name, given) if name else "# One table for each partner and host.\n# [profiles.prod]\n"
    blocks = [_HEAD, *start, *_commented(Settings, first)]
    blocks += ["[background]\n", *_commented(Background, {}), "[alerts]\n", *_commented(Alerts, {})]
    return "\n".join([*blocks, profile, *_commented(ProfileSettings, given)])


def _commented(record: type[Any], given: Mapping[str, object]) -> Iterator[str]:
    """Every key that isn't given, commented out: what it is for, and its default or an example."""
    for key, rule in rules_of(record).items():
        if key not in given:
            some = {"choice": "One of", "list": "Any of"}.get(rule.kind, "")
            choices = f" {some} {', '.join(rule.choices)}." if some and rule.choices else ""
            yield f"# {rule.doc}{choices}\n# {_line(key, default_of(record, key) or rule.example)}"


def _line(key: str, value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = tomli_w.dumps({key: value}).splitlines()
    # A list comes one item a line, with a comma behind the last.
    return " ".join(line.strip() for line in lines).replace("[ ", "[").replace(", ]", "]") + "\n"


def profile_block(name: str, values: Mapping[str, object]) -> str:
    """A `[profiles.NAME]` table in TOML."""
    return tomli_w.dumps({"profiles": {name: dict(values)}})


def init_config(path: Path, name: str, values: Mapping[str, object], *, force: bool) -> str:
    """Write the file, or add a profile to the one that is there; answers in a sentence what was done.

    A file that is there is replaced only when forced, and then kept beside the new one as `config.toml.old`.
    Raises `ConfigError` when it may not be replaced, the values are wrong, or the folder can't be written.
    """
    wrong = wrong_profile_name(name) if name else ""
    if wrong:
        raise ConfigError(f"The profile {wrong}")
    before = read_text(path)
    if before is not None and name and not force:
        return _add(path, before, name, values)
    if before is not None and not force:
        raise ConfigError(f"{path} is there already. Nothing was written. --force begins anew and keeps the old file.")
    text = starter_text(name, values)
    parse_settings(text, str(path))
    _write(path, text, old=before)
    kept = "" if before is None else f" The file before is kept: {_old(path)}."
    return f"Wrote {path}, for your eyes only (0600).{kept}"


def _add(path: Path, before: str, name: str, values: Mapping[str, object]) -> str:
    if name in parse_settings(before, str(path)).profiles:
        raise ConfigError(f"{path} has a profile {name} already. Nothing was written. Change it in an editor.")
    text = f"{before.rstrip()}\n\n{profile_block(name, values)}"
    parse_settings(text, str(path))
    _write(path, text, old=None)
    return f"Added the profile {name} to {path}."


def _old(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def _write(path: Path, text: str, *, old: str | None) -> None:
    ensure_private(path.parent)
    try:
        if old is not None:
            write_private(_old(path), old)
        write_private(path, text)
    except OSError as error:
        raise ConfigError(f"{path} can't be written ({error.strerror}). Nothing was changed.") from error
