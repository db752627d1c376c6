"""A driver for a terminal that may go away, and a program that may be told to end or be stopped."""

from __future__ import annotations

import os
import select
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.compat.in_turn import InTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

_GONE = select.POLLHUP | select.POLLERR
# How long one wait for the end of the terminal lasts, milliseconds; its end wakes the wait at once.
_WATCH = 5_000


class TerminalDriver(LinuxDriver):
    """Textual's driver for a terminal that may go away, and a program that may be told to end or be stopped.

    Tells the app by `ToldToEnd`; leaving the terminal as it was is then the usual end of the app.
    """

    class ToldToEnd(Message):
        """A signal, or the end of the terminal, asks the program to end with this exit code (128 + the signal)."""

        def __init__(self, code: int) -> None:
            super().__init__()
            self.code = code

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast("Any", _UntilGone(cast("TextIO", self._file)))
        self._typed = InTurn(app)
        self._drawing = False
        # Under nohup a hangup is to be survived as long as there is a terminal.
        ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        self._ends = (signal.SIGTERM,) if ignored else (signal.SIGTERM, signal.SIGHUP)
        threading.Thread(target=self._watch, name="archera-terminal", daemon=True).start()

    def write(self, data: str) -> None:
        """Draw, while there is somebody to hand it on; else it would fill a queue nobody empties, and wait."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Take what was typed or clicked; called by the thread that reads the terminal."""
        # The loop may have ended before the thread does.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._typed.put, message)

    def start_application_mode(self) -> None:
        """Take the terminal, and end with it well when told to."""
        self._follow()
        self._typed.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._drawing = True

    def stop_application_mode(self) -> None:
        """Give the terminal back; from here on a signal ends the program as it ends any other."""
        self._drawing = False
        super().stop_application_mode()
        self._typed.stop()
        for number in self._ends:
            self._loop.remove_signal_handler(number)

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while, to a pager or the shell; being told to end waits until it is back."""
        super().suspend_application_mode()
        self._follow()

    def _follow(self) -> None:
        for number in self._ends:
            self._loop.add_signal_handler(number, self._tell, 128 + number)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop. A stop that could not be seen coming left everything on: begin anew.

        Textual's own would take the terminal a second time, and leave it as it found it then: raw.
        """
        if not self._auto_restart or not os.isatty(self.fileno):
            return
        if self._drawing:
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()

    def _watch(self) -> None:
        """Wait for the end of the terminal. Textual's own would read its end over and over, for ever."""
        poll = select.poll()
        poll.register(self.fileno, 0)
        while True:
            found = [event for _, event in poll.poll(_WATCH)]
            if any(event & _GONE for event in found):
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._tell, 128 + signal.SIGHUP)
            if found:
                return

    def _tell(self, code: int) -> None:
        super().send_message(self.ToldToEnd(code))


class _UntilGone:
    """The terminal as a file, and nothing in its place once it is gone: the thread that writes would die of it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if somebody is there."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written, if somebody is there."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The terminal's number."""
        return self._file.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError:
            # What is still buffered must not fail again when Python ends: it would change the exit code.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._file.fileno())
            os.close(nowhere)
