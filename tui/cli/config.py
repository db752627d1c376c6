"""`archera-tui config`: make, check and show the configuration. The key itself is never printed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from tui.cli.output import complain, mark, say, say_json, say_pairs
from tui.cli.parser import PROFILE_KEYS
from tui.cli.setup import flags_of
from tui.config.load import load_settings
from tui.config.paths import find_paths, open_to_others
from tui.config.problems import ConfigError
from tui.config.profiles import Flags, Profile, choose_profile
from tui.config.settings import KEY_SOURCES, Alerts, Background, ProfileSettings, Settings


def run(args: argparse.Namespace) -> int:
    """Carry out the action. 0: done and right, 1: checked and not right, 2: the file can't be used."""
    path = find_paths(os.environ).config_file
    match args.action:
        case "init":
            return _init(args, path)
        case "check":
            return _check(args, path)
        case "show":
            return _show(args, path)
        case "schema":
            from tui.config.schema import json_schema  # noqa: PLC0415

            say_json(json_schema())
        case _:
            say(str(path))
    return 0


def _init(args: argparse.Namespace, path: Path) -> int:
    from tui.config.write import init_config  # noqa: PLC0415 - brings the TOML writer

    values = {key: getattr(args, key) for key in PROFILE_KEYS if getattr(args, key) is not None}
    if values and not args.name:
        raise ConfigError(f"{_option(next(iter(values)))} belongs to a profile. Name it: --name prod")
    say(init_config(path, args.name, values, force=args.force))
    say("archera-tui config check says whether it is right.")
    return 0


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _check(args: argparse.Namespace, path: Path) -> int:
    settings = load_settings(path)
    if settings.source is None:
        say(f"There is no file at {path}. The defaults hold. archera-tui config init writes one.")
    else:
        say(f"{path} is right.")
        if open_to_others(path):
            warning = mark("◐", "~", sys.stdout.encoding)
            say(f"{warning} Others can read it. It holds no key, but it tells whom you work for: chmod 600 {path}")
    # Without profiles in the file, what would start is checked: the environment's profile or the sandbox.
    names: list[str | None] = [args.profile] if args.profile else [*settings.profiles] or [None]
    found = [_check_profile(name, settings, os.environ) for name in names]
    return 0 if all(found) else 1


def _check_profile(name: str | None, settings: Settings, env: Mapping[str, str]) -> bool:
    from tui.config.secrets import fetch_key  # noqa: PLC0415

    try:
        profile = choose_profile(Flags(profile=name), env, settings)
        if profile.key_source is not None:
            fetch_key(profile.key_source, env)
    except ConfigError as error:
        complain(*(f"{name}: {problem}" if name else problem for problem in error.problems))
        return False
    right = mark("●", "*", sys.stdout.encoding)
    key = "no key needed" if profile.key_source is None else f"key found: {profile.key_source.words}"
    say(f"{right} {profile.name}: {profile.host}, {profile.mode}, {key}{_overridden(profile)}")
    return True


def _overridden(profile: Profile) -> str:
    return f" (overridden by {', '.join(profile.overridden)})" if profile.overridden else ""


def _show(args: argparse.Namespace, path: Path) -> int:
    settings = load_settings(path)
    document = {
        "file": str(path),
        "file_exists": settings.source is not None,
        **_values(settings),
        "background": _values(settings.background),
        "alerts": {**_values(settings.alerts), "command": "set" if settings.alerts.command else ""},
        "profiles": {name: _profile_values(profile) for name, profile in settings.profiles.items()},
        "chosen": _chosen(args, settings),
    }
    if args.json:
        say_json(document)
        return 0
    say_pairs((name, _shown(value)) for name, value in document.items() if not isinstance(value, dict))
    for title, table in _tables(document):
        say()
        say(f"[{title}]")
        say_pairs(((name, _shown(value)) for name, value in table.items()), indent=2)
    return 0


def _tables(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from ((name, document[name]) for name in ("background", "alerts"))
    for name, profile in document["profiles"].items():
        yield f"profiles.{name}", profile
    yield "in force now", document["chosen"]


def _values(record: Settings | Background | Alerts | ProfileSettings) -> dict[str, Any]:
    """The settings of one table, as plain values; tables inside it are left out."""
    found = {field.name: getattr(record, field.name) for field in fields(record) if "rule" in field.metadata}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in found.items()}


def _profile_values(profile: ProfileSettings) -> dict[str, Any]:
    """The settings of a profile; of where the key comes from only the kind, since a key may stand there by mistake."""
    values = {name: value for name, value in _values(profile).items() if name not in KEY_SOURCES}
    return {**values, "api_key": f"by {', '.join(profile.key_sources)}" if profile.key_sources else ""}


def _chosen(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    try:
        profile = choose_profile(flags_of(args), os.environ, settings)
    except ConfigError as error:
        return {"problem": " ".join(error.problems)}
    return describe_profile(profile)


def describe_profile(profile: Profile) -> dict[str, Any]:
    """The facts of a profile for people and programs, without its key."""
    return {
        "profile": profile.name,
        "kind": profile.kind.value,
        "mode": profile.mode.value,
        "host": profile.host,
        "partner_org_id": profile.partner_org_id,
        "partner_name": profile.partner_name,
        "purchaser_email": profile.purchaser_email,
        "api_key": "none needed" if profile.key_source is None else profile.key_source.words,
        "refresh_seconds": profile.refresh_seconds,
        "overridden_by": list(profile.overridden),
    }


def _shown(value: object) -> str:
    match value:
        case None | "" | []:
            return "–"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
