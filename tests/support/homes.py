"""A home of its own for a test: no folder, variable or secret of the person who runs it is ever touched."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui.cli.command_line import run
from tui.config.profiles import VARIABLES

XDG = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        return self.out + self.err


class Home:
    """A home folder under a test's own folder, and the command line run in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    @property
    def config_file(self) -> Path:
        return self.root / ".config/archera-tui/config.toml"

    @property
    def state(self) -> Path:
        return self.root / ".local/state/archera-tui"

    def configure(self, text: str) -> Path:
        """Write the configuration file as a person would, private from the start."""
        self.config_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.config_file.write_text(text)
        self.config_file.chmod(0o600)
        return self.config_file

    def run(self, *argv: str) -> Said:
        """Run the command line in this process."""
        self._capsys.readouterr()
        code = run(argv)
        out, err = self._capsys.readouterr()
        return Said(code, out, err)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Home:
    root = tmp_path / "home"
    root.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(root))
    for variable, folder in XDG.items():
        monkeypatch.setenv(variable, str(root / folder))
    for variable in (*VARIABLES, "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return Home(root, capsys)


def program(*argv: str, stdin: str = "", code: Sequence[str] = ("-m", "tui")) -> Said:
    """Run the program as a process of its own, in this test's home."""
    done = subprocess.run(
        [sys.executable, *code, *argv],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)
