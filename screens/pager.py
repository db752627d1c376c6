"""Showing a text in the person's own pager, with the screen given back to the terminal meanwhile."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import SuspendNotSupported

from tui.text import clean, clean_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

_USUAL = "less"
# Also by an interrupt from the keyboard, as the shell and as the system count it.
_ENDED_WELL = (0, 130, -signal.SIGINT)


class Pager(Protocol):
    """Shows a text until the person has seen it; says in a sentence why it could not, "" when it could."""

    def __call__(self, app: App[Any], text: str, suffix: str) -> str:
        """Show the text as a file whose name ends in `suffix`."""
        ...


def in_pager(app: App[Any], text: str, suffix: str) -> str:
    """Show a text in $PAGER, or less, while the program rests."""
    try:
        with app.suspend():
            problem = page(text, suffix, os.environ)
    except SuspendNotSupported:
        return "there is no terminal to give to a pager"
    app.refresh(layout=True)
    return problem


def page(text: str, suffix: str, environ: Mapping[str, str]) -> str:
    """Run the pager on a private copy of the text (0600), cleaned of what could drive the terminal.

    Returns why it could not be shown, "" when it was.
    """
    try:
        command = shlex.split(environ.get("PAGER", "")) or [_USUAL]
    except ValueError:
        return "PAGER can't be read as a command"
    name = clean(Path(command[0]).name, 60)
    try:
        with tempfile.NamedTemporaryFile(
            "w", suffix=suffix, prefix="archera-", encoding="utf-8", errors="replace", delete=False
        ) as file:
            file.write(clean_block(text))
        try:
            status = _run([*command, file.name])
        finally:
            Path(file.name).unlink(missing_ok=True)
    except FileNotFoundError:
        return f"there is no {name}; PAGER names the program to use"
    except OSError as error:
        return f"the pager could not be started: {error.strerror or type(error).__name__}"
    return "" if status in _ENDED_WELL else f"{name} ended with {status}"


def _run(command: list[str]) -> int:
    """Run it to its end; an interrupt from the keyboard is the pager's alone."""
    # A handler of ours, unlike an ignored signal, is not handed down: the pager begins with its own.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the person's own choice, without a shell
    finally:
        signal.signal(signal.SIGINT, before)
