"""What is said about the freshness of what is shown."""

from __future__ import annotations

from dataclasses import replace

from support.customer_list import MINUTE, REFUSED, fleet, offline
from support.stage import NOW, live

from screens.lists.freshness import notice
from tui.domain.faults import Fault
from tui.domain.snapshot import Connection, Link, Snapshot
from widgets.segments import text_of


def noticed(snapshot: Snapshot, cells: int) -> str:
    return text_of(notice(snapshot, NOW, cells))


def test_a_silent_api_is_told_with_its_time_reason_and_the_age_of_what_is_shown() -> None:
    away = offline(fleet())
    assert noticed(away, 80) == "✕ No answer since 10:53 (connection refused). Shown: as known 14m ago"
    assert noticed(away, 120) == (
        "✕ No answer from the sandbox since 10:53: connection refused.  Everything below is as known 14m ago"
    )
    nothing = replace(away, customers_at=None)
    assert noticed(nothing, 80) == "✕ No answer since 10:53 (connection refused)."


def test_a_silence_without_a_reason_in_brackets_is_told_in_its_own_words() -> None:
    fault = replace(REFUSED, what="No answer in time: the customer list.", kind="timed out")
    assert "(no answer in time)" in noticed(offline(fleet(), fault), 80)


def test_a_refused_key_is_told_as_what_it_is() -> None:
    fault = Fault(
        "The key was refused (401).", "Nothing is being refreshed.", "archera-tui doctor", kind="unauthorized"
    )
    assert noticed(offline(fleet(), fault), 120) == (
        "✕ The key was refused (401). Nothing is being refreshed.  Everything below is as known 14m ago"
    )


def test_where_nothing_is_known_from_before_nothing_is_said_to_stay() -> None:
    fault = Fault("The gateway answered with a page of its own (502).", "What is known stays.", kind="server fault")
    away = offline(fleet(), fault)
    assert "What is known stays." in noticed(away, 120)
    assert noticed(replace(away, customers_at=None), 120) == "✕ The gateway answered with a page of its own (502)."


def test_a_request_to_slow_down_is_amber_and_says_when_it_goes_on() -> None:
    fault = Fault("Asked to slow down (429).", kind="throttled")
    slow = replace(live(), connection=Connection(Link.STALE, NOW - 60, retry_at=NOW + 40, fault=fault))
    assert noticed(slow, 80) == "◐ Asked to slow down (429). Goes on by itself in 40s."


def test_a_live_list_has_no_notice_and_a_stored_one_says_its_age() -> None:
    assert notice(fleet(), NOW, 120) == ()
    stored = replace(fleet(), stored=True, connection=Connection(), customers_at=NOW - 40 * MINUTE)
    assert noticed(stored, 80) == "· Shown: as known 40m ago. Asking the sandbox now …"
