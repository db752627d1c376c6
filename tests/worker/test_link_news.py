from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.worker.link_news import back_again, went_away

if TYPE_CHECKING:
    from pathlib import Path

GATEWAY = Fault("The gateway answered with a page of its own (502).", status=502, kind="server fault")
SLOW_DOWN = Fault("Asked to slow down (429).", kind="throttled")
DOWN = (502, b"<html>down</html>", {"content-type": "text/html"})


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault("The key was refused (401).", status=401, kind="unauthorized"), "refuses the list"),
        (GATEWAY, "can't give the list"),
        (Fault("No connection (connection refused).", kind="unreachable"), "stopped answering"),
        (Fault("The connection broke.", status=200, kind="interrupted"), "stopped answering"),
    ],
)
def test_a_server_that_answers_has_not_stopped_answering(fault: Fault, told: str) -> None:
    away = went_away((), "h", fault, 100.0)
    assert away is not None
    assert (away.subject, away.key) == (told, "away")


def test_an_outage_is_told_once_with_its_reason() -> None:
    away = went_away((), "api.archera.ai", GATEWAY, 100.0)
    assert away == Change(100.0, "api", "", "api.archera.ai", "can't give the list", "answering", GATEWAY.what, "away")
    assert went_away((away,), "api.archera.ai", GATEWAY, 160.0) is None


def test_coming_back_says_after_how_long_how_many_refreshes_failed_and_why() -> None:
    away = went_away((), "api.archera.ai", GATEWAY, 100.0)
    assert away is not None
    back = back_again((away,), 2, 100.0 + 13 * 60)
    assert back is not None
    assert (back.subject, back.after) == ("back after 13m", "2 refreshes failed, 502")
    assert back_again((back, away), 0, 2_000.0) is None
    assert went_away((back, away), "api.archera.ai", GATEWAY, 3_000.0) is not None


def test_an_outage_that_outlives_the_program_is_told_to_be_over_by_the_next_run() -> None:
    away = went_away((), "h", Fault("No connection (connection refused)."), 100.0)
    assert away is not None
    back = back_again((away,), 0, 7_300.0)
    assert back is not None
    assert back.after == "answers again, connection refused"


def test_being_asked_to_slow_down_is_no_outage() -> None:
    assert went_away((), "h", SLOW_DOWN, 1.0) is None


def test_an_api_that_never_was_away_is_not_back() -> None:
    feature = Change(1.0, "feature", "o", "Beta", "cur", "available", "missing", "aws")
    assert back_again((feature,), 0, 2.0) is None


async def test_the_activity_holds_the_outage_and_its_end_also_after_a_restart(tmp_path: Path) -> None:
    weather = Weather()
    rig = Rig(tmp_path, orgs=3, around=weather.around)
    await rig.start()
    weather.status["child-orgs"] = DOWN
    await rig.advance(180)
    away = [change for change in rig.snapshot.changes if change.kind == "api"]
    assert [(change.name, change.key) for change in away] == [("in this program", "away")]
    weather.status.clear()
    await rig.advance(180)
    told = [change for change in rig.snapshot.changes if change.kind == "api"]
    assert [change.key for change in told] == ["back", "away"]
    assert told[0].after.endswith("failed, 502")
    again = await rig.restart()
    assert [change for change in again.changes if change.kind == "api"] == told
    await rig.stop()
