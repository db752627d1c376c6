"""`archera-tui info`: what somebody who helps needs to know of this program, machine and profile. Never the key."""

from __future__ import annotations

import argparse
import locale
import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tui import __version__
from tui.cli.config import describe_profile
from tui.cli.output import say, say_json, say_pairs
from tui.cli.setup import flags_of
from tui.config.load import load_settings
from tui.config.paths import Paths, find_paths
from tui.config.problems import ConfigError
from tui.config.profiles import VARIABLES, choose_profile

_PACKAGES = ("textual", "rich", "httpx", "pydantic", "platformdirs", "tomli-w", "starlette", "uvicorn")
_EXTRAS = ("keyring", "segno")
# What these hold is nobody's business; whether they are set explains how a terminal behaves.
_PRESENCE = ("NO_COLOR", "TMUX", "STY", "SSH_CONNECTION", "HTTPS_PROXY", "https_proxy", *VARIABLES)
_TERMINAL = ("TERM", "COLORTERM", "LANG", "LC_ALL")


def run(args: argparse.Namespace) -> int:
    """Print the facts; a configuration that can't be used is one of them."""
    paths = find_paths(os.environ)
    facts: dict[str, dict[str, Any]] = {
        "versions": _versions(),
        "paths": _files(paths),
        "terminal": _terminal(os.environ),
        "environment": {name: "set" if os.environ.get(name) else "not set" for name in _PRESENCE},
        "profile": _profile(args, paths),
    }
    if args.json:
        say_json(facts)
        return 0
    for title, table in facts.items():
        say(title)
        say_pairs(((name, _shown(value)) for name, value in table.items()), indent=2)
    return 0


def _versions() -> dict[str, str]:
    found = {
        "archera-tui": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    return {**found, **{name: _version(name) for name in (*_PACKAGES, *_EXTRAS)}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _files(paths: Paths) -> dict[str, str]:
    named = {
        "config file": paths.config_file,
        "state": paths.state_db,
        "purchases": paths.journal_db,
        "log": paths.log_file,
        "cache": paths.cache,
    }
    return {name: f"{path} ({_on_disk(path)})" for name, path in named.items()}


def _on_disk(path: Path) -> str:
    try:
        facts = path.stat()
    except FileNotFoundError:
        return "not there"
    except OSError as error:
        return error.strerror or "can't be read"
    mode = f"{stat.S_IMODE(facts.st_mode):04o}"
    return f"folder, {mode}" if stat.S_ISDIR(facts.st_mode) else f"{facts.st_size:,} bytes, {mode}"


def _terminal(env: Mapping[str, str]) -> dict[str, str]:
    size = shutil.get_terminal_size()
    return {
        "input": "a terminal" if sys.stdin.isatty() else "not a terminal",
        "output": "a terminal" if sys.stdout.isatty() else "not a terminal",
        "size": f"{size.columns}x{size.lines}",
        "encoding": f"{sys.stdout.encoding}, locale {locale.getpreferredencoding(do_setlocale=False)}",
        **{name: env.get(name, "") for name in _TERMINAL},
    }


def _profile(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    try:
        return describe_profile(choose_profile(flags_of(args), os.environ, load_settings(paths.config_file)))
    except ConfigError as error:
        return {"problem": " ".join(error.problems)}


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return str(value) or "–"
