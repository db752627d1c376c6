"""What stands around the program on its computer: the environment, and the programs it may start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.domain.browser import Opener, opener
from tui.domain.clipboard import LOAD_TMUX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# tmux answers within milliseconds; while it does not, it draws nothing either.
_PATIENCE = 2.0
# Browsers that were started and may still run: forgotten ones would be told about as never waited for.
_started: list[subprocess.Popen[bytes]] = []


def _nowhere(_command: Sequence[str], _text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`feed` runs a command with a text to read and says whether it did well, `start` starts one and leaves it alone.

    Without anything around it, as in tests, the program is in a plain terminal of a computer without a desktop.
    """

    environ: Mapping[str, str] = field(default_factory=dict)
    platform: str = "linux"
    there_is: Callable[[str], bool] = field(default=lambda _name: False)
    feed: Callable[[Sequence[str], str], bool] = _nowhere
    start: Callable[[Sequence[str]], str] = field(default=lambda _command: "nothing can be started here")

    @property
    def opener(self) -> Opener:
        """How a URL is opened here, or why not."""
        return opener(self.environ, self.platform, self.there_is)

    def into_tmux(self, text: str) -> bool:
        """Put a text into a buffer of the tmux around the program; False when there is none that answers."""
        return bool(self.environ.get("TMUX")) and self.feed(LOAD_TMUX, text)


def real_surroundings(environ: Mapping[str, str]) -> Surroundings:
    """The computer as it is."""
    return Surroundings(environ, sys.platform, lambda name: shutil.which(name) is not None, _feed, _start)


def _feed(command: Sequence[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a command of ours, without a shell
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _start(command: Sequence[str]) -> str:
    """Start it in a session of its own, so that neither Ctrl-C nor a hangup reaches it; why not, "" when it began."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a command of ours and a URL that was looked at, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=os.sep,
        )
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror or type(error).__name__}"
    _started[:] = [*(earlier for earlier in _started if earlier.poll() is None), process]
    return ""
