"""Keys and pastes as a terminal really sends them: in bunches, with alt, by the thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from pathlib import Path

HELP = "Help: the customer list"
# F2, F5, F12, shift+F5, alt with letters, ctrl, alt and shift with arrows, editing keys, control codes. Alt comes
# last and is no command's letter: of several at once Textual's parser makes the letters alone.
ODD_KEYS = (
    "\x1bOQ\x1b[15~\x1b[24~\x1b[15;2~"
    "\x1b[1;3A\x1b[1;5D\x1b[1;5C\x1b[1;2B\x1b[3~\x1b[2~\x1b[H\x1b[F\x1b[5~\x1b[6~"
    "\x00\x01\x02\x05\x0b\x0c\x0e\x1c\x1d\x1e\x1f\x7f"
    "\x1bx\x1bz\x1bm"
)


def in_hand(text: str) -> str:
    """The customer the cursor bar stands at."""
    return next((line[3:29].strip() for line in text.splitlines() if line.startswith("▌")), "")


def still_there(terminal: Terminal) -> None:
    """Ask for help: it names the screen in front, and it comes when everything before it has been dealt with."""
    terminal.press("?")
    terminal.wait_for(HELP)
    terminal.leave(HELP)


def test_what_is_typed_ahead_into_the_filter_is_text_and_not_commands(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        # In one piece, as over a slow line: q, P and : would quit, open a plan and open the palette.
        terminal.press("/stage:never qP")
        terminal.wait_for("/ stage:never qP")
        terminal.press("\x7f\x7f\x7f")
        terminal.wait_for("6 of 142")
        # Opened in one piece as well: the customer, then its plan.
        terminal.press("\r\rP")
        terminal.wait_for(lambda text: "GCP" in text and "AWS" in text)
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_two_hundred_keys_at_once_all_count(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        # These six have no plans, so their order stays while plans are read.
        terminal.press("/stage:never\r")
        terminal.wait_for(lambda text: "6 of 142" in text and "enter open" in text)
        names = [line[3:29].strip() for line in terminal.text.splitlines()[5:11]]
        terminal.wait_for(lambda text: in_hand(text) == names[0])
        terminal.press("jjj" + "kj" * 98 + "k")
        still_there(terminal)
        terminal.wait_for(lambda text: in_hand(text) == names[2])
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_odd_keys_do_nothing_harmful(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.press(ODD_KEYS)
        # One of them asks where the list is to be written.
        terminal.wait_for("Export 142 customers")
        terminal.leave("Export 142 customers")
        still_there(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_what_is_pasted_onto_the_list_is_no_command(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.paste("q\nb\nP\n/\n:\rV 1 2 3")
        still_there(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_a_paste_into_the_filter_takes_its_first_line_and_no_control_characters(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.press("/")
        terminal.paste("stage:\x07never\nq\n")
        terminal.wait_for("6 of 142")
        assert "/ stage:never" in terminal.text
        terminal.press("enter")
        still_there(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_a_paste_of_100_kb_is_survived_and_can_be_cleared(tmp_path: Path) -> None:
    with Terminal(env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.press("/")
        terminal.wait_for("142 of 142")
        terminal.paste("x" * 100_000)
        terminal.wait_for("0 of 142", 60)
        terminal.press("escape")
        terminal.wait_for(lambda text: "xxxx" not in text and "Beta Corp" in text, 60)
        still_there(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.burdens() == []


def test_ctrl_l_draws_everything_anew_also_over_a_dialog_and_in_a_field(tmp_path: Path) -> None:
    with Terminal("--refresh", "3600", env=homes(tmp_path)) as terminal:
        terminal.open_customers()
        terminal.press("p")
        terminal.wait_for("paused")
        for keys, last in (("", "palette"), ("?", HELP), ("\x1b/", "/")):
            terminal.press(keys)
            terminal.wait_for(last)
            terminal.quiet()
            terminal.screen.reset()
            terminal.press("\x0c")
            for part in ("SANDBOX", "Plans", last):
                terminal.wait_for(part)
