"""Where the program keeps its files, and how they are kept from others (quality.md, "never trusted")."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.config.problems import ConfigError

APP = "archera-tui"
PRIVATE_DIR = 0o700
PRIVATE_FILE = 0o600
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders of the program, by the XDG convention. None of them need exist yet."""

    config: Path
    state: Path
    cache: Path
    runtime: Path

    @property
    def config_file(self) -> Path:
        """The settings: TOML."""
        return self.config / "config.toml"

    @property
    def state_db(self) -> Path:
        """Last known state and history; may be thrown away."""
        return self.state / "state.db"

    @property
    def journal_db(self) -> Path:
        """Purchases; never thrown away."""
        return self.state / "journal.db"

    @property
    def sandbox_runs(self) -> Path:
        """A folder for each of the last runs of the built-in sandbox, with its own journal."""
        return self.state / "sandbox"

    @property
    def log_file(self) -> Path:
        """What went on, without keys."""
        return self.state / "archera-tui.log"

    @property
    def crash_file(self) -> Path:
        """The traceback of the last crash, without keys."""
        return self.state / "crash.txt"


def find_paths(env: Mapping[str, str]) -> Paths:
    """The folders for this environment: XDG variables first, on every system, else what the system is used to.

    A relative XDG path is ignored, as the XDG specification asks. Without a runtime folder of the session, one
    inside the cache serves: the usual stand-in under /tmp is for anybody to take first.
    """
    cache = _xdg(env, "XDG_CACHE_HOME") or _usual("user_cache_path")
    return Paths(
        config=_xdg(env, "XDG_CONFIG_HOME") or _usual("user_config_path"),
        state=_xdg(env, "XDG_STATE_HOME") or _usual("user_state_path"),
        cache=cache,
        runtime=_xdg(env, "XDG_RUNTIME_DIR") or cache / "run",
    )


def _xdg(env: Mapping[str, str], name: str) -> Path | None:
    folder = env.get(name, "")
    return Path(folder) / APP if folder.startswith("/") else None


def _usual(kind: str) -> Path:
    import platformdirs  # noqa: PLC0415 - costs 10 ms, and a set XDG variable makes it unnecessary

    path: Path = getattr(platformdirs, kind)(APP, appauthor=False)
    return path


def ensure_private(folder: Path) -> Path:
    """Make the folder if need be and close it to others (0700). Raises `ConfigError` when that can't be done."""
    try:
        folder.mkdir(mode=PRIVATE_DIR, parents=True, exist_ok=True)
        facts = folder.stat()
        if facts.st_uid != os.geteuid():
            raise ConfigError(
                f"{folder} belongs to another user. Nothing is kept there. Give it back, or set XDG_*_HOME."
            )
        if stat.S_IMODE(facts.st_mode) & _OTHERS:
            folder.chmod(PRIVATE_DIR)
    except OSError as error:
        raise ConfigError(f"{folder} can't be made private ({error.strerror}). Nothing is kept there.") from error
    return folder


def write_private(path: Path, text: str) -> None:
    """Write a file so that only its owner can read it (0600), whole or not at all. Raises `OSError`."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w", encoding="utf-8") as file:  # noqa: PTH123 - the mode must hold from the first byte on
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def open_to_others(path: Path) -> bool:
    """Whether anybody but the owner may do anything with this file or folder; False when it isn't there."""
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & _OTHERS)
    except OSError:
        return False
