"""A real program in a real pseudo-terminal: pexpect holds the other end, pyte reads it as a terminal would."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import pexpect
import pyte
from support.terminal_state import changed_lines, cpu_seconds, not_put_back, usual_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C"}
_SWITCH = b"\x1b[?1049"
DASHBOARD = (sys.executable, "-m", "tui")


def homes(folder: Path) -> dict[str, str]:
    """An environment whose files all live in a folder of the test's, on a terminal with colours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        "LANG": "C.UTF-8",
        **kept,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
    }


class Terminal:
    """`archera-tui` with arguments, or another command, in a terminal of so many columns and lines.

    `ignoring` are signals the program finds ignored when it starts, as under nohup.
    """

    def __init__(
        self,
        *args: str,
        env: Mapping[str, str],
        columns: int = 80,
        lines: int = 24,
        cwd: Path | None = None,
        command: Sequence[str] = DASHBOARD,
        ignoring: Sequence[signal.Signals] = (),
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.received = self._held = b""
        self._lines_before, self._lines_after = usual_lines(), list[Any]()

        def ignore() -> None:
            for number in ignoring:
                signal.signal(number, signal.SIG_IGN)

        self.process = pexpect.spawn(
            command[0],
            [*command[1:], *args],
            env=dict(env),
            dimensions=(lines, columns),
            timeout=5,
            cwd=None if cwd is None else str(cwd),
            preexec_fn=ignore if ignoring else None,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.process.close(force=True)
        if error is not None:
            sys.stderr.write(f"\n--- the terminal showed ---\n{self.text}\n---\n")

    @property
    def text(self) -> str:
        """What stands on the screen, also when half of a wide letter is drawn over, at which pyte's `display` stops."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        lines = ("".join(row[x].data for x in range(self.screen.columns)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)

    @property
    def pid(self) -> int:
        """The process that was started."""
        return int(self.process.pid)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within so long; False once it has ended."""
        try:
            data = self.process.read_nonblocking(65_536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.received += data
        self._show(data)
        return True

    def _show(self, data: bytes) -> None:
        """Feed pyte. It knows no second screen, so whichever of the two is switched to begins empty."""
        data = self._held + data
        # A switch that has come only in part waits for the rest of it.
        part = next((size for size in range(len(_SWITCH), 0, -1) if data.endswith(_SWITCH[:size])), 0)
        self._held = data[len(data) - part :]
        first, *others = re.split(re.escape(_SWITCH) + b"[hl]", data[: len(data) - part])
        self._stream.feed(first)
        for shown in others:
            self.screen.reset()
            self._stream.feed(shown)

    def wait_for(self, what: str | Callable[[str], bool], seconds: float = 30.0) -> str:
        """Read until the screen holds a text or fulfils a condition. Raises AssertionError when time is up."""
        holds = what if callable(what) else lambda text: what in text
        self.wait_until(lambda: holds(self.text), what, seconds)
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: object = "", seconds: float = 30.0) -> None:
        """Read until a condition holds, of whatever. Raises AssertionError when time is up or the program ended."""
        deadline = time.monotonic() + seconds
        while not holds():
            left = deadline - time.monotonic()
            if left <= 0 or not self.read(min(left, 0.2)):
                if holds():
                    break
                raise AssertionError(f"never came: {what!r}\n{self.text}")

    def quiet(self, seconds: float = 1.0, within: float = 30.0) -> None:
        """Read until the program has written nothing for so long. Raises AssertionError when it never rests."""
        deadline = time.monotonic() + within
        since, known = time.monotonic(), len(self.received)
        while time.monotonic() - since < seconds:
            assert time.monotonic() < deadline, f"never quiet\n{self.text}"
            if not self.read(0.1):
                break
            if len(self.received) != known:
                since, known = time.monotonic(), len(self.received)

    def linger(self, seconds: float) -> None:
        """Wait this long, as a person does, while the program goes on."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.read(left)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type them as they are."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def leave(self, what: str) -> None:
        """Press escape and wait until a text is gone: what comes close behind an escape would be a key with alt."""
        self.press("escape")
        self.wait_for(lambda text: what not in text)

    def type(self, text: str, pause: float = 0.01) -> None:
        """Type like a person, one key after the other."""
        for char in text:
            self.process.send(char)
            self.read(pause)

    def paste(self, text: str) -> None:
        """Paste as a terminal does that was asked to say so; reads meanwhile, or both ends would wait for ever."""
        data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
        while data:
            data = data[os.write(self.process.child_fd, data[:1_000]) :]
            self.read(0.005)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window; the program is told by SIGWINCH."""
        self.screen.resize(lines, columns)
        self.process.setwinsize(lines, columns)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the process that was started."""
        os.kill(self.pid, number)

    def open_customers(self) -> str:
        """Wait for the built-in sandbox's welcome, leave it, and wait for the list."""
        self.wait_for("Look around")
        self.press("enter")
        return self.wait_for(lambda text: "need attention" in text and "Look around" not in text)

    def hang_up(self, seconds: float = 30.0) -> tuple[int, float]:
        """Take the terminal away; the exit code, and the processor time used since. Raises AssertionError if it stays.

        Nothing can be read from here on.
        """
        used = before = cpu_seconds(self.pid)
        self.process.ptyproc.fileobj.close()
        deadline = time.monotonic() + seconds
        while self.process.isalive():
            assert time.monotonic() < deadline, "the program goes on without a terminal"
            with suppress(ProcessLookupError, FileNotFoundError):
                used = cpu_seconds(self.pid)
            time.sleep(0.02)
        return self._code(), used - before

    def ended(self, seconds: float = 30.0) -> int:
        """Wait for the end of the program; its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.read(0.1):
            continue
        if not self.process.closed:
            self._lines_after = termios.tcgetattr(self.process.child_fd)
        self.process.close()
        return self._code()

    def _code(self) -> int:
        return self.process.exitstatus if self.process.exitstatus is not None else -(self.process.signalstatus or 0)

    def burdens(self) -> list[str]:
        """What is not as it was before the program: modes left on, line settings changed. After `ended`."""
        return [*not_put_back(self.received), *changed_lines(self._lines_before, self._lines_after)]
