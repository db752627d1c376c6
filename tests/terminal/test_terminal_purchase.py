"""A purchase whose answer never comes, and the end of the program meanwhile: left as sent, found at the next start.

Other ends, `kill -9` among them, are what `tests/crash` is about.
"""

from __future__ import annotations

import re
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.standalone import Standalone
from support.terminal import Terminal, homes

from tui.domain.purchase.attempt import AttemptState
from tui.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.domain.purchase.attempt import Attempt

KEY = "sandbox-key"
# The server carries every purchase out and never says so.
SILENT = """
about = "Purchases are made and not answered."

[[lost]]
operations = ["purchasePlan"]
how = "silent"
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Standalone]:
    serving, scenario = tmp_path / "serving", tmp_path / "silent.toml"
    serving.mkdir()
    scenario.write_text(SILENT)
    with Standalone(homes(serving), KEY, scenario=str(scenario)) as standalone:
        yield standalone


@pytest.fixture
def env(server: Standalone, tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return server.env(homes(home)) | {"ARCHERA_PURCHASER_EMAIL": "buyer@partner.example"}


def journal_of(env: dict[str, str]) -> Attempt:
    """The one entry."""
    return with_journal(env, lambda attempt, _: attempt)


def with_journal(env: dict[str, str], do: Callable[[Attempt, Journal], Attempt]) -> Attempt:
    journal = Journal.open(Path(env["XDG_STATE_HOME"]) / "archera-tui/journal.db")
    try:
        [attempt] = journal.attempts()
        return do(attempt, journal)
    finally:
        journal.close()


def buy(terminal: Terminal) -> None:
    """From the list to a request that waits for its answer."""
    # A plan that is not read yet is in no filter.
    terminal.wait_for(lambda text: re.search(r"(\d+)/\1 plans", text) is not None and "live" in text)
    terminal.press("/")
    terminal.type("atlas plan:ready")
    terminal.wait_for("1 of 24")
    terminal.press("enter", "P")
    terminal.wait_for("Net savings")
    terminal.press("b")
    terminal.wait_for("can't be undone")
    terminal.wait_for("not typed")
    terminal.linger(1)
    terminal.press("tab")
    terminal.type("Atlas Print c/o Sandbox")
    terminal.wait_for("● armed")
    terminal.linger(1)
    terminal.press("tab")
    terminal.wait_for("▌ Buy")
    terminal.press("enter")
    terminal.wait_for("one request")
    terminal.wait_for("Sent at")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("quits", [False, True], ids=["the terminal goes away", "it is quit"])
def test_a_purchase_in_flight_is_left_as_sent_and_the_next_start_finds_out(env: dict[str, str], *, quits: bool) -> None:
    with Terminal("--write", env=env, columns=100, lines=30) as terminal:
        buy(terminal)
        if quits:
            terminal.press("\x11")
            terminal.wait_for("A purchase is under way")
            terminal.press("tab", "enter")
            assert terminal.ended() == 0
        else:
            terminal.kill(signal.SIGHUP)
            assert terminal.hang_up()[0] == 129
    left = journal_of(env)
    assert (left.state, left.org_name) == (AttemptState.SENT, "Atlas Print c/o Sandbox")
    # The server's time is over.
    with_journal(env, lambda attempt, journal: journal.record(replace(attempt, judge_after=time.time())))
    with Terminal(env=env, columns=100, lines=30) as terminal:
        terminal.wait_for(lambda text: "24 customers" in text)
        terminal.press("4")
        # The third look, on a busy machine.
        terminal.wait_for("● bought", 100)
        terminal.press("q")
        assert terminal.ended() == 0
    found = journal_of(env)
    assert found.state is AttemptState.BOUGHT
    assert any("the program ended before the answer" in event.text for event in found.events)
