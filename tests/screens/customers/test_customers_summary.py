"""The summary over the customer list, what stands in an empty one, and what is copied."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from support.customer_list import REFUSED, fleet
from support.stage import NOW, SANDBOX, live

from screens.customers.copy import copied
from screens.customers.list import CustomerList
from screens.customers.summary import nothing_to_show, summary
from screens.lists.words import Ends, FilterFacts
from tui.domain.customers.facts import Totals
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


# What stands in an empty list


def absent(snapshot: Snapshot, facts: FilterFacts) -> list[str]:
    return [text_of(text) for text in nothing_to_show(snapshot, facts)]


def test_an_empty_list_says_what_is_absent_why_and_the_key() -> None:
    assert absent(fleet(), FilterFacts("needs:attention", 0, 142)) == ["142 hidden by the filter, esc clears it"]
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
        "r tries now. Nothing is known from before.",
    ]


# Copying


def test_a_copy_is_a_customer_a_line_and_says_what_it_is() -> None:
    fleet_list = CustomerList()
    fleet_list.update(fleet(), NOW)
    one = fleet_list.board.standings[0]
    assert copied([one] * 3).text.count("\n") == 2
    assert copied([one]).what == f"name and id of {one.name}"
    assert copied([one] * 5_000).what == "name and id of 5,000 customers"
    assert copied([one] * 5_000).instead == "select fewer customers"
