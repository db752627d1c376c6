"""Read the configuration file strictly: everything that is wrong with it comes in one `ConfigError`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tui.config.problems import ConfigError
from tui.config.rules import read_table
from tui.config.settings import KEY_SOURCES, Alerts, Background, ProfileSettings, Settings
from tui.domain.hints import hint, printable
from tui.domain.toml_text import TomlTextError, read_toml

SANDBOX = "sandbox"
ENVIRONMENT = "env"
RESERVED_NAMES = (SANDBOX, ENVIRONMENT)
"""Profiles that are always there; none of the file may take their names."""

_TABLES = ("background", "alerts", "profiles")
_PROFILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LARGEST_FILE = 1_000_000
# Names under which people write a key down; none of them is a setting.
_PLAIN_KEY = re.compile(r"(?i)(.*(api[-_]?key|secret|token|password))|key")


def load_settings(path: Path) -> Settings:
    """Read the file; the defaults when there is none. Raises `ConfigError` with everything that is wrong in it."""
    text = read_text(path)
    return Settings() if text is None else replace(parse_settings(text, str(path)), source=path)


def read_text(path: Path) -> str | None:
    """The file's text, None when there is no file. Raises `ConfigError`."""
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise ConfigError(f"{path} is not a file. Nothing was read from it. Move it away.")
        with path.open("rb") as file:
            body = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise ConfigError(f"{path} can't be read ({error.strerror}). Check who owns it.") from error
    if len(body) > _LARGEST_FILE:
        raise ConfigError(f"{path} is larger than 1 MB, so it is no configuration file. Nothing was read from it.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def parse_settings(text: str, where: str) -> Settings:
    """The settings in a TOML text; `where` is the file's name for messages. Raises `ConfigError`."""
    try:
        document = read_toml(text, parse_float=Decimal)
    except TomlTextError as error:
        raise ConfigError(f"{where} {error}.") from None
    problems: list[str] = []
    prefix = f"{where}: "
    top = {key: found for key, found in document.items() if key not in _TABLES}
    background = _table(document, "background", prefix, problems)
    settings = replace(
        read_table(Settings, _without_plain_key(top, prefix, problems), prefix, problems, also=_TABLES),
        background=read_table(Background, background, f"{prefix}background.", problems),
        alerts=read_table(Alerts, _table(document, "alerts", prefix, problems), f"{prefix}alerts.", problems),
        profiles=MappingProxyType(_profiles(_table(document, "profiles", prefix, problems), prefix, problems)),
    )
    if settings.default_profile not in ("", SANDBOX, *settings.profiles):
        problems.append(
            f"{prefix}default_profile is {printable(settings.default_profile)}, and there is no such profile. "
            f"{hint(settings.default_profile, settings.profiles)}"
        )
    if problems:
        raise ConfigError(*(problem.strip() for problem in problems))
    return settings


def _table(document: Mapping[str, object], key: str, prefix: str, problems: list[str]) -> dict[str, object]:
    match document.get(key, {}):
        case dict() as table:
            return table
        case _:
            problems.append(f"{prefix}{key} must be a table, written [{key}].")
            return {}


def _profiles(tables: Mapping[str, object], prefix: str, problems: list[str]) -> dict[str, ProfileSettings]:
    profiles: dict[str, ProfileSettings] = {}
    for name in tables:
        place = f"{prefix}profiles.{name if name.isprintable() else '?'}"
        wrong = wrong_profile_name(name)
        if wrong:
            problems.append(f"{place} {wrong}")
        table = _without_plain_key(_table(tables, name, f"{prefix}profiles.", problems), f"{place}.", problems)
        profiles[name] = profile = read_table(ProfileSettings, table, f"{place}.", problems)
        if len(profile.key_sources) > 1:
            problems.append(f"{place} names several sources of the key: {', '.join(profile.key_sources)}. Keep one.")
    return profiles


def wrong_profile_name(name: str) -> str:
    """What is wrong with a profile's name, empty when nothing is."""
    if name in RESERVED_NAMES:
        return "is a name the program keeps for itself. Take another."
    if not _PROFILE_NAME.fullmatch(name):
        return "must be named with letters, digits, dots, hyphens and underscores, at most 40."
    return ""


def _without_plain_key(table: Mapping[str, object], prefix: str, problems: list[str]) -> dict[str, object]:
    """The table without keys written down in plain text, each of which is a problem and is not repeated."""
    kept: dict[str, object] = {}
    for key, found in table.items():
        if _PLAIN_KEY.fullmatch(key):
            problems.append(
                f"{prefix}{key} holds a key in plain text. It was not used. Put the key where only you can read it, "
                f"name that place with one of {', '.join(KEY_SOURCES)}, and delete this line. "
                "A key that stood in a file others may have read should be replaced."
            )
        else:
            kept[key] = found
    return kept
