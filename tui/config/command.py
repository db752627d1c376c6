"""Run the command that prints the API key: no shell, no terminal input, a limit in time and size."""

from __future__ import annotations

import atexit
import os
import shlex
import signal
import subprocess
from contextlib import suppress
from threading import Event, Lock, Timer

from tui.config.secrets import SecretError

_MOST_BYTES = 65_536
_running: set[subprocess.Popen[bytes]] = set()
# Held while a command begins, so that none begins unseen.
_beginning = Lock()


def end_what_runs() -> None:
    """End the commands that have not ended: for a program that ends without waiting for them."""
    with _beginning:
        for process in tuple(_running):
            _end_all(process)


# Each is in a session of its own and hears nothing of what ends this program.
atexit.register(end_what_runs)


def first_line_of(command: str, seconds: float) -> str:
    """The first line the command prints. Raises `SecretError`, which never repeats the command or its output."""
    try:
        words = shlex.split(command)
    except ValueError:
        raise SecretError("api_key_command can't be split into words: a quote is missing. Nothing was run.") from None
    if not words:
        raise SecretError("api_key_command holds no command. Nothing was run.")
    try:
        with _beginning:
            process = _begun(words)
            _running.add(process)
    except OSError as error:
        raise SecretError(f"api_key_command can't be run ({error.strerror}). Check that its program exists.") from None
    try:
        return _answer(process, seconds)
    finally:
        _running.discard(process)


def _begun(words: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the command is the user's own, split into words, without a shell
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _answer(process: subprocess.Popen[bytes], seconds: float) -> str:
    late = Event()

    def end() -> None:
        late.set()
        _end_all(process)

    timer = Timer(seconds, end)
    timer.daemon = True
    try:
        timer.start()
        with process:
            body = process.stdout.read(_MOST_BYTES) if process.stdout else b""
            if len(body) == _MOST_BYTES:
                _end_all(process)
                raise SecretError(f"api_key_command printed {_MOST_BYTES} bytes or more, which is no key.")
    except KeyboardInterrupt:
        _end_all(process)
        process.wait()
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise SecretError(
            f"api_key_command gave no answer within {seconds:g}s and was ended. Run it by hand to see why."
        )
    if process.returncode != 0:
        raise SecretError(f"api_key_command ended with exit code {process.returncode}. Run it by hand to see why.")
    return body.split(b"\n", 1)[0].decode("utf-8", "replace")


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End the command and whatever it started: it leads a process group of its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
