"""A verification that takes long, in a real terminal over HTTP: left, killed in the middle, and taken up again."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest
from support.standalone import Standalone
from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sandbox-key-that-nobody-may-see-5d20e7"
SLOW = """
about = "A verification takes twenty seconds."
orgs = 24
still = true

[latency]
default = 0
verifyAws = 20
"""


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    serving, home = tmp_path / "serving", tmp_path / "home"
    serving.mkdir()
    home.mkdir()
    scenario = tmp_path / "slow.toml"
    scenario.write_text(SLOW)
    with Standalone(homes(serving), KEY, scenario=str(scenario)) as server:
        yield server.env(homes(home))


def test_killed_in_the_middle_of_a_verification_it_knows_what_was_asked_and_looks(env: dict[str, str]) -> None:
    with Terminal("--write", env=env, columns=120, lines=40) as terminal:
        terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
        terminal.press("/", "stage:never")
        terminal.wait_for("of 24")
        terminal.press("enter", "enter")
        shown = terminal.wait_for("Start onboarding to AWS")
        who = re.search(r"Customers › (.+?) c/o", shown)
        assert who is not None
        terminal.press("enter")
        terminal.wait_for("Reviewed: get the launch URL")
        terminal.press("enter")
        terminal.wait_for("The stack is made: verify")
        terminal.press("enter")
        terminal.wait_for("For the next check")
        terminal.press("e")
        terminal.wait_for("Use these")
        terminal.type("604418802297")
        terminal.press(*["tab"] * 6, "enter")
        terminal.wait_for(lambda text: "Use these" not in text and "604418802297" in text)
        terminal.press("V")
        shown = terminal.wait_for(lambda text: "so far" in text and "asked" in text)
        asked = re.search(r"asked (\d\d:\d\d) UTC", shown)
        assert asked is not None
        # Left, and come back to from another screen: it goes on.
        terminal.press("escape")
        terminal.wait_for("hidden by the filter")
        terminal.leave("hidden by the filter")
        terminal.press("/", who[1])
        terminal.wait_for("1 of 24")
        terminal.press("enter", "enter")
        terminal.wait_for(lambda text: "so far" in text and asked[0] in text)
        terminal.kill(signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    with Terminal("--write", env=env, columns=120, lines=40) as terminal:
        terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
        terminal.press("/", who[1])
        terminal.wait_for("1 of 24")
        terminal.press("enter", "enter")
        terminal.wait_for(f"A verification was asked at {asked[1]} UTC")
        shown = terminal.wait_for("The list was read since")
        assert "its answer was not seen" in shown
        assert "Asked with account 604418802297" in shown
        assert "V verifies again, which is harmless" in shown
        assert "failed" not in shown.lower()
        terminal.press("V")
        terminal.wait_for(lambda text: "so far" in text and "was not seen" not in text)
        terminal.press("\x11")
        terminal.wait_for("Something is under way")
        terminal.press("tab", "enter")
        assert terminal.ended() == 0
