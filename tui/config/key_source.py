"""Where an API key is to be had. Records only: `secrets` fetches the key, long after the first paint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KEYRING_SERVICE = "archera-tui"


@dataclass(frozen=True, slots=True)
class KeyFromEnv:
    """The key is in an environment variable."""

    name: str

    @property
    def words(self) -> str:
        """Where the key comes from, for people."""
        return f"environment variable {self.name}"


@dataclass(frozen=True, slots=True)
class KeyFromCommand:
    """A command prints the key on its first line. No word of it is shown: any may be a secret."""

    command: str

    @property
    def words(self) -> str:
        """Where the key comes from, for people."""
        return "the command in api_key_command"


@dataclass(frozen=True, slots=True)
class KeyFromKeyring:
    """The key is in the system's keyring under this user name, which is not shown: a key may stand there by mistake."""

    user: str

    @property
    def words(self) -> str:
        """Where the key comes from, for people."""
        return f"the keyring, service {KEYRING_SERVICE}"


@dataclass(frozen=True, slots=True)
class KeyFromFile:
    """The key is the first line of a file that only its owner can read."""

    path: Path

    @property
    def words(self) -> str:
        """Where the key comes from, for people."""
        return f"file {self.path}"


KeySource = KeyFromEnv | KeyFromCommand | KeyFromKeyring | KeyFromFile
