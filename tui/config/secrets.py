"""Fetch the API key from where the profile says it is, and keep it hidden (quality.md, "never trusted")."""

from __future__ import annotations

import importlib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from tui.config.key_source import KEYRING_SERVICE, KeyFromCommand, KeyFromEnv, KeyFromFile, KeyFromKeyring, KeySource
from tui.config.problems import ConfigError

COMMAND_SECONDS = 30.0
"""Long enough for a person to unlock a password store."""

_LARGEST_FILE = 16_384
_LONGEST_KEY = 4_096
_VISIBLE_ASCII = re.compile(r"[\x21-\x7e]+")
_OTHERS = 0o077


class SecretError(ConfigError):
    """The key can't be had; the message says where it was looked for and holds nothing of what was found."""


class Secret:
    """A key that shows itself to `reveal` alone: printing, formatting and pickling give nothing away."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Give the key itself, for the request header."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __str__(self) -> str:
        return "(hidden)"

    def __format__(self, spec: str) -> str:
        return "(hidden)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a key is neither copied nor written down")


def fetch_key(source: KeySource, env: Mapping[str, str], *, seconds: float = COMMAND_SECONDS) -> Secret:
    """The key from its source; a command may take so many `seconds`. Raises `SecretError`."""
    match source:
        case KeyFromEnv(name):
            return _checked(env.get(name), source, f"The variable is not set. Set it: export {name}=...")
        case KeyFromCommand(command):
            from tui.config.command import first_line_of  # noqa: PLC0415 - only this source needs subprocess

            return _checked(first_line_of(command, seconds), source, "It printed nothing. Run it by hand to see why.")
        case KeyFromKeyring(user):
            return _checked(_from_keyring(user), source, f"Store it: keyring set {KEYRING_SERVICE} NAME")
        case KeyFromFile(path):
            return _checked(_from_file(path), source, "Its first line is empty. Put the key there.")


def _checked(value: str | None, source: KeySource, remedy: str) -> Secret:
    key = (value or "").strip()
    if not key:
        raise SecretError(f"No API key from {source.words}. {remedy}")
    if not _VISIBLE_ASCII.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise SecretError(
            f"What came from {source.words} can't be an API key: it holds a blank, a control character or a character "
            f"outside ASCII, or it is longer than {_LONGEST_KEY} characters. It is not shown here. Look at its source."
        )
    return Secret(key)


def _from_keyring(user: str) -> str | None:
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        raise SecretError(
            "The profile keeps its key in the keyring, and the keyring extra is not installed. "
            "Install it: pip install 'archera-tui[keyring]'"
        ) from None
    try:
        found: str | None = keyring.get_password(KEYRING_SERVICE, user)
    except Exception as error:  # noqa: BLE001 - a backend is a program of its own, and raises what it likes
        raise SecretError(f"The keyring can't be read ({type(error).__name__}). Unlock it and try again.") from None
    return found


def _from_file(path: Path) -> str:
    """The first line, of a plain file of ours that nobody else can read; a link to it must be ours as well."""
    try:
        link = path.lstat()
        # Without blocking: a pipe in the file's place must not hold the program.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            # Judged and read through one descriptor, so that nobody changes the file in between.
            _refuse_unsafe(path, link, os.fstat(descriptor))
            body = os.read(descriptor, _LARGEST_FILE)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise SecretError(f"No API key from file {path} ({error.strerror}).") from None
    return body.split(b"\n", 1)[0].decode("utf-8", "replace")


def _refuse_unsafe(path: Path, link: os.stat_result, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise SecretError(f"{path} is not a plain file. The key was not read from it.")
    if {link.st_uid, facts.st_uid} != {os.geteuid()}:
        raise SecretError(f"{path} belongs to another user, or leads to a file that does. The key was not read.")
    if stat.S_IMODE(facts.st_mode) & _OTHERS:
        raise SecretError(f"{path} can be read by others. The key was not read. Close it: chmod 600 {path}")
    if facts.st_size > _LARGEST_FILE:
        raise SecretError(f"{path} is larger than {_LARGEST_FILE} bytes, so it holds no key. It was not read.")
