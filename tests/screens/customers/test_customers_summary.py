"""The two lines over the list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from support.customer_list import MINUTE, REFUSED, fleet, offline
from support.stage import NOW, SANDBOX, live

from screens.customers.copy import copied
from screens.customers.list import CustomerList
from screens.customers.summary import Ends, FilterFacts, filter_words, nothing_to_show, notice, summary
from tui.domain.customers.facts import Totals
from tui.domain.faults import Fault
from tui.domain.snapshot import Connection, Link, Snapshot
from widgets.segments import text_of, width_of
from widgets.text_line import fit_parts, part

DESIGN = Totals(142, 96, 31, 4, 5, 6, 0, Decimal("103400.40"), 88, 142)


def line(ends: Ends, cells: int) -> tuple[str, str]:
    """The two ends as a line of this width would show them."""
    left, right = fit_parts([part(p) for p in ends.left], [part(p) for p in ends.right], cells - 2)
    assert width_of(left) + width_of(right) <= cells - 2
    return text_of(left), text_of(right)


def at(cells: int, totals: Totals = DESIGN, snapshot: Snapshot | None = None) -> tuple[str, str]:
    return line(summary(snapshot or fleet(), totals, cells), cells)


def test_the_summary_reads_as_in_the_design_at_every_width() -> None:
    assert at(80) == ("✕ 4  ◐ 5 need attention   31 onboarding", "waiting $103,400/mo 88/142 plans")
    assert at(120) == (
        "142 customers   96 connected   31 onboarding   ✕ 4  ◐ 5 need attention",
        "waiting $103,400/mo  88/142 plans",
    )
    assert at(160) == (
        "142 customers   96 connected   31 onboarding   ✕ 4  ◐ 5 need attention   6 unknown",
        "savings waiting $103,400/mo  added up here  88 of 142 plans known",
    )


def test_a_sum_of_ours_says_so_where_there_is_room() -> None:
    small = replace(DESIGN, customers=42, connected=9, onboarding=3)
    assert at(124, small)[1] == "waiting $103,400/mo  added up here  88/142 plans"


def test_one_customer_is_spoken_of_in_the_singular_and_nothing_wrong_is_quiet() -> None:
    left = at(120, Totals(customers=1, missing=1))[0]
    assert left.startswith("1 customer ")
    assert "✕ 1  ◐ 0 needs attention" in left
    pieces = [piece for p in summary(fleet(), Totals(customers=1), 120).left for piece in part(p).text]
    assert ("✕ 0", "muted") in pieces


def test_a_waiting_sum_that_is_not_known_is_no_zero() -> None:
    assert at(120, Totals(customers=2, plans_expected=2))[1] == "waiting –  added up here  0/2 plans"
    assert at(120, Totals(customers=2))[1] == ""


def test_the_summary_tells_when_the_server_listed_somebody_twice_or_unreadably() -> None:
    odd = replace(fleet(), duplicates=2, flawed=1)
    left = at(160, snapshot=odd)[0]
    assert "◐ 2 listed twice" in left
    assert "◐ 1 not readable in full" in left
    assert "◐ 1 not readable in full" in at(80, snapshot=odd)[0]


def test_before_anything_is_known_there_is_no_summary() -> None:
    assert summary(replace(live(), customers_at=None), Totals(), 120) == Ends()


# The filter line

UNSET = FilterFacts("", 142, 142, "needs attention, then savings")
KEPT = FilterFacts("needs:attention", 9, 142, "needs attention, then savings")


def filtered(facts: FilterFacts, cells: int, freshness: str = "") -> tuple[str, str]:
    return line(filter_words(facts, ((freshness, "ink"),) if freshness else (), "14m ago", cells), cells)


def test_an_unset_filter_says_how_to_use_it_where_there_is_room_and_is_blank_below() -> None:
    assert filtered(UNSET, 120) == (
        "/ name, needs:attention, savings>1000 …",
        "142 of 142   sorted by needs attention, then savings",
    )
    assert filtered(UNSET, 80) == ("", "")


def test_a_kept_filter_says_what_it_is_and_how_many_match() -> None:
    assert filtered(KEPT, 120) == ("/ needs:attention", "9 of 142   sorted by needs attention, then savings")
    assert filtered(KEPT, 80) == ("/ needs:attention", "9 of 142")
    other = replace(KEPT, sorted_by="name", is_usual=False)
    assert filtered(other, 80) == ("/ needs:attention", "9 of 142   sorted by name")


def test_freshness_takes_the_line_unless_somebody_filters() -> None:
    assert filtered(UNSET, 120, "No answer") == ("No answer", "")
    assert filtered(KEPT, 80, "No answer") == ("/ needs:attention", "9 of 142  as known 14m ago")


# Notices


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


def test_a_request_to_slow_down_is_amber_and_says_when_it_goes_on() -> None:
    fault = Fault("Asked to slow down (429).", kind="throttled")
    slow = replace(live(), connection=Connection(Link.STALE, NOW - 60, retry_at=NOW + 40, fault=fault))
    assert noticed(slow, 80) == "◐ Asked to slow down (429). Goes on by itself in 40s."


def test_a_live_list_has_no_notice_and_a_stored_one_says_its_age() -> None:
    assert notice(fleet(), NOW, 120) == ()
    stored = replace(fleet(), stored=True, connection=Connection(), customers_at=NOW - 40 * MINUTE)
    assert noticed(stored, 80) == "· Shown: as known 40m ago. Asking the sandbox now …"


# What stands in an empty list


def absent(snapshot: Snapshot, facts: FilterFacts) -> list[str]:
    return [text_of(text) for text in nothing_to_show(snapshot, facts)]


def test_an_empty_list_says_what_is_absent_why_and_the_key() -> None:
    assert absent(fleet(), replace(KEPT, shown=0)) == ["142 hidden by the filter, esc clears it"]
    none = absent(live(), FilterFacts("", 0, 0))
    assert none[0] == "No customers are listed for this partner."
    assert none[2] == SANDBOX.partner_org_id
    starting = replace(live(), customers_at=None)
    assert absent(starting, FilterFacts("", 0, 0)) == ["Asking for the customers …"]
    fault = replace(REFUSED, words="go away")
    failed = replace(starting, connection=Connection(Link.OFFLINE, fault=fault))
    assert absent(failed, FilterFacts("", 0, 0)) == [
        "✕ No connection (connection refused).",
        '"go away"',
        "r tries now",
        "r tries now. Nothing is known from before.",
    ]


# Copying


def test_a_copy_is_a_customer_a_line_and_says_what_it_is() -> None:
    fleet_list = CustomerList()
    fleet_list.update(fleet(), NOW)
    one = fleet_list.board.standings[0]
    assert copied([one] * 3).text.count("\n") == 2
    assert copied([one]).what == f"{one.full_name}, {one.org_id}"
    assert copied([one] * 5_000).what == "name and id of 5,000 customers"
    assert copied([one] * 5_000).instead == "select fewer customers"
