"""Copying where it happens: a template and the launch URL, over a plain terminal and inside tmux."""

from __future__ import annotations

import base64
import re
import shlex
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

OSC = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
SENT = "the terminal's clipboard"


def at_the_launch_url(terminal: Terminal) -> None:
    """From the first screen to step 3 of a customer nobody has started."""
    terminal.open_customers()
    terminal.press("/stage:never\r")
    terminal.wait_for(lambda text: "6 of 142" in text and "enter open" in text)
    terminal.press("enter")
    terminal.wait_for("Start onboarding to AWS")
    terminal.press("enter")
    terminal.wait_for("template.json")


def desktop(folder: Path) -> tuple[dict[str, str], Path]:
    """An environment with a desktop whose opener writes down what it is to open; and where."""
    opened, programs = folder / "opened", folder / "bin"
    programs.mkdir()
    script = programs / "xdg-open"
    name = shlex.quote(str(opened))
    script.write_text(f'#!/bin/sh\nprintf %s "$#:$1" > {name}.part\nmv {name}.part {name}\n')
    script.chmod(0o755)
    env = homes(folder)
    return env | {"DISPLAY": ":9", "PATH": f"{programs}:{env['PATH']}"}, opened


def test_over_a_plain_terminal_the_bytes_are_those_of_the_template_and_of_the_url(tmp_path: Path) -> None:
    env, opened = desktop(tmp_path)
    with Terminal(env=env, columns=100, lines=30) as terminal:
        at_the_launch_url(terminal)
        terminal.press("y")
        terminal.wait_until(lambda: OSC.search(terminal.received) is not None)
        (template,) = OSC.findall(terminal.received)
        assert b'"AWSTemplateFormatVersion"' in base64.b64decode(template, validate=True)
        assert len(template) < 75_000
        terminal.press("enter")
        terminal.wait_for("Send this to the customer")
        terminal.press("y")
        terminal.wait_until(lambda: len(OSC.findall(terminal.received)) > 1)
        url = base64.b64decode(OSC.findall(terminal.received)[-1], validate=True).decode()
        assert re.fullmatch(r"https://[a-z0-9-]+\.console\.aws\.amazon\.com/cloudformation/home\?\S+", url)
        assert terminal.received.count(b"]52;") == 2
        terminal.press("o")
        terminal.wait_until(opened.exists)
        assert opened.read_text() == f"1:{url}"
        assert b"\x1bP" not in terminal.received
        terminal.press("\x11")
        assert terminal.ended() == 0


class Tmux:
    """A tmux server of its own, as it comes, with the program in its one window."""

    def __init__(self, folder: Path, env: Mapping[str, str], *settings: str) -> None:
        self._base = ("tmux", "-S", str(folder / "tmux"), "-f", "/dev/null")
        self._env = dict(env)
        program = shlex.join((sys.executable, "-m", "tui"))
        variables = [part for name, value in env.items() if name != "TERM" for part in ("-e", f"{name}={value}")]
        commands = [part for setting in settings for part in (*setting.split(), ";")]
        self.run(*commands, "new-session", "-d", "-x", "100", "-y", "30", *variables, program)

    def run(self, *command: str) -> str:
        """A command of tmux; what it printed."""
        done = subprocess.run([*self._base, *command], env=self._env, capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.run("send-keys", *keys)

    def wait_for(self, holds: Callable[[str], bool], seconds: float = 60) -> str:
        """Wait until the window shows it. Raises AssertionError when time is up."""
        deadline = time.monotonic() + seconds
        while not holds(shown := self.run("capture-pane", "-p")):
            assert time.monotonic() < deadline, shown
            time.sleep(0.1)
        return shown

    def end(self) -> None:
        """End the server with all that runs in it."""
        self.run("kill-server")


def copied_in_tmux(folder: Path, *settings: str) -> tuple[str, str]:
    """Copy the launch URL in a tmux with these settings; what its buffer holds, and what the program says."""
    tmux = Tmux(folder, homes(folder), *settings)
    try:
        tmux.wait_for(lambda text: "Look around" in text)
        tmux.press("Enter")
        tmux.wait_for(lambda text: "need attention" in text and "Look around" not in text)
        tmux.press("/")
        tmux.press("-l", "stage:never")
        tmux.press("Enter")
        tmux.wait_for(lambda text: "6 of 142" in text and "enter open" in text)
        tmux.press("Enter")
        tmux.wait_for(lambda text: "Start onboarding to AWS" in text)
        tmux.press("Enter")
        tmux.wait_for(lambda text: "template.json" in text)
        tmux.press("Enter")
        tmux.wait_for(lambda text: "Send this to the customer" in text)
        tmux.press("y")
        shown = tmux.wait_for(lambda text: SENT in text)
        return tmux.run("show-buffer"), shown
    finally:
        tmux.end()


def test_inside_tmux_as_it_comes_the_whole_url_is_in_its_buffer(tmp_path: Path) -> None:
    buffer, shown = copied_in_tmux(tmp_path)
    assert re.fullmatch(r"https://[a-z0-9-]+\.console\.aws\.amazon\.com/cloudformation/home\?\S+", buffer)
    assert "param_ExternalId=" in buffer
    # As it stands on the screen, without the bar at its left.
    written = "".join(line.strip("▌ ") for line in shown.splitlines() if line.lstrip().startswith("▌"))
    assert buffer in written
    assert "sent to tmux" in shown
    assert f"{len(buffer)} characters" in shown
