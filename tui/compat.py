"""The one place that reaches into Textual's private parts; a test holds each of them."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
from contextlib import suppress
from datetime import UTC, datetime
from traceback import format_exc
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual import events
from textual.app import ScreenStackError
from textual.css.stylesheet import Stylesheet
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui import __version__
from tui.config.paths import ensure_private, write_private
from tui.config.problems import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import RenderableType
    from textual.app import App
    from textual.message_pump import MessagePump

_GONE = select.POLLHUP | select.POLLERR
# How long one wait for the end of the terminal lasts, milliseconds; its end wakes the wait at once.
_WATCH = 5_000
# The longest a key waits for what the key before it does, seconds.
_PATIENCE = 0.3
# From the focused widget to the screen, to the program: how many legs a message that opens something may take.
_LEGS = 3
# They open nothing and leave the focus where it is, so nothing has to wait for them; held down they come fast.
_MOVES = frozenset({"j", "k", "up", "down", "pageup", "pagedown", "ctrl+d", "ctrl+u"})


def fatal_error(app: App[Any], crash_file: Path | None) -> None:
    """End the app after an unhandled error: a traceback on the terminal once it is back, and in a private file.

    Neither shows local variables. Textual's own does, and a header or a setting among them may be a secret.
    """
    # Rich's traceback is worth loading for a crash alone.
    import rich  # noqa: PLC0415
    from rich.console import Group  # noqa: PLC0415
    from rich.segment import Segments  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415
    from rich.traceback import Traceback  # noqa: PLC0415

    app.bell()
    told: list[RenderableType] = [Traceback(show_locals=False, width=None, suppress=[rich])]
    # Of several errors Textual prints the first.
    if crash_file is not None and not app._exit_renderables and _written(crash_file):  # noqa: SLF001
        told.append(Text(f"archera-tui fell over. What is above is also in {crash_file}; no keys are in it."))
    app._exit_renderables.append(Segments(app.console.render(Group(*told), app.console.options)))  # noqa: SLF001
    app._close_messages_no_wait()  # noqa: SLF001


def _written(crash_file: Path) -> bool:
    try:
        ensure_private(crash_file.parent)
        write_private(crash_file, f"archera-tui {__version__}, {datetime.now(UTC):%FT%TZ}\n{format_exc()}")
    except (OSError, ConfigError):
        return False
    return True


class SteadyStylesheet(Stylesheet):
    """A style sheet that is parsed once for each set of variables.

    Textual's own parses every source again whenever a theme is set or a mode begins, three times before the first
    paint, although nothing about it is different.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; what was parsed with the same is kept."""
        if variables != self._variables:
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Parse what was not parsed yet. Raises as Textual's own does."""
        if self._require_parse:
            self.parse()


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
        self._typed = _InTurn(app)
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


class _InTurn:
    """Hands keys on one after the other, each when the one before has done what it does.

    Textual hands every key it has read to the widget in focus at that moment. Where keys come in bunches, as over a
    slow line, `/` would not yet have moved the focus to the field, and what is typed into it would be commands.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def put(self, message: Message) -> None:
        """Take one more."""
        self._waiting.put_nowait(message)

    def start(self) -> None:
        """Begin, or go on, to hand on."""
        self._task = asyncio.ensure_future(self._hand_on())

    def stop(self) -> None:
        """Keep what comes."""
        if self._task is not None:
            self._task.cancel()

    async def _hand_on(self) -> None:
        while True:
            message = await self._waiting.get()
            self._app.post_message(message)
            if isinstance(message, events.Paste) or (isinstance(message, events.Key) and message.key not in _MOVES):
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PATIENCE):
                        await self._done()

    async def _done(self) -> None:
        """Wait until the message, and those it gave rise to, went through every queue on their way."""
        await _gone_through(self._app)
        for _ in range(_LEGS):
            for node in self._way():
                await _gone_through(node)

    def _way(self) -> list[MessagePump]:
        try:
            screen = self._app.screen
        except ScreenStackError:
            return [self._app]
        return [*(screen.focused or screen).ancestors_with_self]


async def _gone_through(node: MessagePump) -> None:
    """Return when all that waits in a queue now has been dealt with."""
    passed = asyncio.Event()
    if node.call_later(passed.set):
        await passed.wait()


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
