"""Under a shell with job control: Ctrl-Z gives the terminal back, `fg` brings the screen back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from support.terminal import DASHBOARD, Terminal, homes
from support.terminal_state import not_put_back

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = "ready> "


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_screen_back(tmp_path: Path) -> None:
    inputrc = tmp_path / "inputrc"
    inputrc.write_text("set enable-bracketed-paste off\n")
    env = homes(tmp_path) | {"PS1": PROMPT, "INPUTRC": str(inputrc)}
    with Terminal(env=env, command=("sh", "-i"), columns=100) as terminal:

        def run(line: str) -> None:
            terminal.wait_for(lambda text: text.rstrip().endswith(PROMPT.strip()))
            terminal.screen.reset()
            terminal.press(f"{line}\r")

        def lines(name: str) -> str:
            return (tmp_path / name).read_text()

        run(f"stty -a > {shlex.quote(str(tmp_path / 'before'))}")
        run(shlex.join(DASHBOARD))
        terminal.open_customers()
        terminal.press("\x1a")
        run(f"stty -a > {shlex.quote(str(tmp_path / 'stopped'))}")
        assert not_put_back(terminal.received) == []
        run("jobs")
        terminal.wait_for("Stopped")
        run("fg")
        shown = terminal.wait_for(lambda text: "SANDBOX" in text and "need attention" in text and "palette" in text)
        assert "Beta Corp" in shown
        # Keys are heard again, and a second time works like the first.
        terminal.press("?")
        terminal.wait_for("Help: the customer list")
        terminal.leave("Help: the customer list")
        terminal.press("\x1a")
        run("fg")
        terminal.wait_for(lambda text: "SANDBOX" in text and "need attention" in text)
        terminal.press("q")
        run(f"stty -a > {shlex.quote(str(tmp_path / 'after'))}")
        run("exit 0")
        assert terminal.ended() == 0
        assert not_put_back(terminal.received) == []
    assert lines("before") == lines("stopped") == lines("after")
