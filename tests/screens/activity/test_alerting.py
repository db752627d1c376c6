"""What is told beyond the screen: the bell, a notification of the terminal, a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.activity_feed import AWAY, BETA, FLAPS, LOST, MENDED, activity_shown, feature, night
from support.customer_list import lines_of
from support.program import running
from support.stage import Stage

from screens.activity.alerting import alert_text, raise_alert, rule_words
from screens.activity.screen import ActivityScreen
from screens.surroundings import Surroundings
from tui.domain.alerts import OCCASIONS, AlertRules
from widgets.segments import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ALL = AlertRules(OCCASIONS, bell=True, notification=True, command=("tell", "-t", "now"))
TEXT = "archera-tui: Beta Corp c/o Acme: AWS assume_role available → missing"


class Alerted(Stage):
    """A stage whose terminal and started programs are written down."""

    def __init__(self, rules: AlertRules, environ: dict[str, str] | None = None, problem: str = "") -> None:
        self.started: list[tuple[str, ...]] = []
        self.written: list[str] = []
        self._problem = problem
        super().__init__(ActivityScreen(), night())
        self.around = Surroundings(environ or {}, start=self._start)
        self.alert_rules = rules

    def _start(self, command: Sequence[str]) -> str:
        self.started.append(tuple(command))
        return self._problem

    def to_terminal(self, data: str) -> None:
        """Write it down."""
        self.written.append(data)


def test_an_alert_says_who_and_what_the_gravest_first_and_how_many_more() -> None:
    assert alert_text((LOST,)) == TEXT
    assert alert_text((MENDED, LOST, AWAY)).startswith(TEXT)
    many = tuple(feature(60.0, BETA, f"f{n}", "available", "warning", f"list{n}") for n in range(5))
    assert alert_text((*many, LOST)).startswith(TEXT)
    assert alert_text((*many, LOST)).endswith("; and 3 more")
    assert "cur, 2 times" in alert_text([change for change in FLAPS if change.after == "warning"])


def test_a_name_can_neither_end_the_notification_nor_be_an_option_of_the_command() -> None:
    text = alert_text((feature(60.0, BETA, "--exec=x\x07\x1b]52;c;eA==\x07", "available", "missing"),))
    assert text.startswith("archera-tui: ")
    assert not set(text) & {"\x07", "\x1b"}


async def test_every_way_of_the_rules_is_taken_and_no_other() -> None:
    app = Alerted(ALL)
    async with app.run_test():
        raise_alert(app, (LOST,))
        assert app.written == ["\x07", f"\x1b]9;{TEXT}\x07"]
        assert app.started == [("tell", "-t", "now", TEXT)]
        assert app.told == []
    quiet = Alerted(AlertRules(bell=True))
    async with quiet.run_test():
        raise_alert(quiet, (LOST,))
        assert (quiet.written, quiet.started) == (["\x07"], [])


async def test_inside_tmux_the_notification_is_handed_through() -> None:
    app = Alerted(AlertRules(notification=True), {"TMUX": "/run/tmux/default,1,0", "TERM": "tmux-256color"})
    async with app.run_test():
        raise_alert(app, (LOST,))
        assert app.written == [f"\x1bPtmux;\x1b\x1b]9;{TEXT}\x07\x1b\\"]


async def test_a_command_that_can_not_be_started_is_told_on_the_screen() -> None:
    app = Alerted(AlertRules(command=("nope",)), problem="nope could not be started: No such file")
    async with app.run_test():
        raise_alert(app, (LOST,))
        assert app.told == ["warning: alert: nope could not be started: No such file"]


def test_the_rules_are_told_in_a_few_words() -> None:
    assert text_of(rule_words(ALL)) == "alerts: bell, OSC 9, command on ✕, ◐, ●, the API, purchases"
    assert text_of(rule_words(AlertRules(bell=True))) == "alerts: bell on ✕, the API"
    assert rule_words(AlertRules()) == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_activity_says_what_is_told_beyond_it(size: tuple[int, int]) -> None:
    async with activity_shown(size=size) as (app, pilot):
        assert "alerts" not in lines_of(app)[2]
        app.alert_rules = AlertRules(bell=True)
        assert isinstance(app.screen, ActivityScreen)
        app.screen.redraw()
        await pilot.pause()
        assert lines_of(app)[2].endswith("alerts: bell on ✕, the API")


async def test_the_program_alerts_when_the_api_goes_away_and_not_again_while_it_is_away(tmp_path: Path) -> None:
    started: list[tuple[str, ...]] = []

    def start(command: Sequence[str]) -> str:
        started.append(tuple(command))
        return ""

    there = [True]
    around, rules = Surroundings(start=start), AlertRules(command=("tell",))
    async with running(tmp_path, orgs=6, surroundings=around, alerts=rules, is_open=lambda: there[0]) as program:
        await program.advance(120)
        calm = len(started)
        there[0] = False
        await program.advance(600)
        told = started[calm:]
        assert [command[0] for command in told] == ["tell"]
        assert "stopped answering" in told[0][1]
