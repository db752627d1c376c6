"""A window of every size, while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ((1, 1), (80, 24), (2, 50), (300, 1), (400, 120), (1, 1), (20, 6))


def drawn(text: str) -> bool:
    """The whole screen stands there again, from its first line to its last."""
    lines = text.splitlines()
    return "SANDBOX" in lines[0] and "palette" in lines[-1]


def test_every_size_is_survived_on_the_list_and_on_a_dialog_and_on_a_customer(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        for keys, sign in (("", "need attention"), ("?", "Help: the customer list"), ("\r", "Feature")):
            if keys:
                terminal.press(keys)
                terminal.wait_for(sign)
            for columns, lines in SIZES:
                terminal.resize(columns, lines)
                terminal.read(0.1)
            terminal.resize(80, 24)
            terminal.wait_for(sign)
            terminal.wait_for(lambda text: "SANDBOX" in text.splitlines()[0])
            if keys == "?":
                terminal.leave(sign)
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_below_60_columns_it_says_that_it_is_too_narrow(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path), columns=60) as terminal:
        terminal.open_customers()
        assert "too narrow" not in terminal.text
        terminal.resize(59, 24)
        terminal.wait_for(lambda text: "too narrow: 59 of 60 columns" in text and drawn(text))
        terminal.press("\r")
        terminal.wait_for(lambda text: "Feature" in text and "too narrow: 59 of 60 columns" in text)
        terminal.resize(30, 24)
        terminal.wait_for("too narrow: 30 of 60")
        terminal.resize(80, 24)
        terminal.wait_for(lambda text: drawn(text) and "too narrow" not in text)
        terminal.press("escape")
        terminal.wait_for(lambda text: drawn(text) and "need attention" in text)
        assert "too narrow" not in terminal.text
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_a_very_large_window_is_used_to_its_edges(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path), columns=320, lines=90) as terminal:
        terminal.open_customers()
        terminal.wait_for(lambda text: drawn(text) and len(text.splitlines()[0]) > 300)
        assert sum(" c/o " in line for line in terminal.text.splitlines()) > 60
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []
