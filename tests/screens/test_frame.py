"""The status bar's facts: what is said of the connection."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.customer_list import REFUSED, fleet, offline, screen_of, shown
from support.stage import NOW

from screens.frame import bar_facts
from tui.domain.faults import Fault


@pytest.mark.parametrize(
    ("status", "word"),
    [(None, "offline"), (401, "refused"), (404, "refused"), (408, "failing"), (500, "failing"), (302, "failing")],
)
def test_an_api_that_answers_is_not_offline_whether_it_says_no_or_fails(status: int | None, word: str) -> None:
    facts = bar_facts(offline(fleet(), Fault("No.", status=status)), NOW)
    assert facts.connection == word
    assert facts.since == NOW - 14 * 60


def test_a_list_that_came_again_is_live_whatever_was_refused_before() -> None:
    assert bar_facts(fleet(), NOW).connection == "live"
    assert bar_facts(offline(fleet(), REFUSED), NOW).connection == "offline"


async def test_a_screen_that_would_not_be_sent_is_not_drawn_before_it_can_be() -> None:
    async with shown(fleet()) as (app, pilot):
        screen = screen_of(app)
        drawn: list[bool] = []
        render = screen._compositor.render_update

        def counted(*args: Any, **options: Any) -> Any:
            drawn.append(app.holds_back)
            return render(*args, **options)

        vars(screen._compositor)["render_update"] = counted
        with app.batch_update():
            screen.refresh(layout=True)
            screen._refresh_layout()
            await pilot.pause()
        await pilot.pause()
        screen.refresh(layout=True)
        await pilot.pause()
    assert drawn
    assert not any(drawn)


def test_an_answer_that_broke_off_is_no_answer() -> None:
    fault = Fault("The connection broke.", status=200, kind="interrupted")
    assert bar_facts(offline(fleet(), fault), NOW).connection == "offline"


def test_a_partner_that_has_no_name_here_is_told_by_the_beginning_of_its_id() -> None:
    org_id = "4378c10d-c842-4936-bf1e-3a0e8a0990ec"
    nameless = replace(fleet(), identity=replace(fleet().identity, partner=org_id, partner_org_id=org_id))
    assert bar_facts(nameless, NOW).who == "4378c10d-c842-4936"
    assert bar_facts(fleet(), NOW).who == fleet().identity.partner
