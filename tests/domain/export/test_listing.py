"""The four main lists as tables: every figure exact, what is unknown empty, hostile names harmless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from support.activity_feed import LOOKED_AT, night
from support.customer_list import BETA, fleet
from support.journal_list import DONE, UNKNOWN
from support.portfolio import ATLAS, OSTRAVA, changed, portfolio
from support.stage import NOW

from tui.domain.activity.feed import Part, feed
from tui.domain.activity.table import activity_table
from tui.domain.customers.standing import StandingBoard
from tui.domain.customers.table import customers_table
from tui.domain.export.listing import Fact, Listing, about_list
from tui.domain.export.tables import Heading, Table, csv_text
from tui.domain.marks import Review, ReviewMark
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.list import PlanList
from tui.domain.plans.table import plans_listing
from tui.domain.purchase.attempt import Baseline, Difference, Sender
from tui.domain.purchase.document import attempt_document, journal_table, listed_attempts

if TYPE_CHECKING:
    from tui.domain.snapshot import Snapshot

EVIL = ('=HYPERLINK("http://x")', "+1\r\n=2", "@SUM(A1)", "a,b\"c\n'd", "[bold]| <b>*x*</b>", "\x1b]0;x\x07\u202eevil")


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def plans(snapshot: Snapshot | None = None) -> Listing:
    listed, known = PlanList(), snapshot or portfolio()
    listed.update(known, NOW)
    return plans_listing(listed.shown, listed.totals, about_list(known, NOW, "savings>1", "net savings"))


def customers(snapshot: Snapshot) -> Table:
    board = StandingBoard()
    board.update(snapshot)
    return customers_table(board.standings, snapshot.progress)


def plan_of(listing: Listing, name: str) -> dict[str, str]:
    return next(row for row in read_back(listing.csv) if row["customer"].startswith(name))


def test_a_plan_has_every_figure_to_the_last_digit_with_its_ids_whole() -> None:
    exact = Decimal("4210.204999")
    marks = {ATLAS: Review(ReviewMark.TO_BUY, "b41c9d2e-0c6f-4d55-9d0e-3f6f5d1f7a10", NOW, "asked Noor")}
    row = plan_of(plans(replace(changed(portfolio(), ATLAS, monthly_savings=exact), marks=marks)), "Atlas")
    assert (
        row
        | {
            "customer": "Atlas Print c/o Acme",
            "org_id": ATLAS[0],
            "provider": "aws",
            "plan_id": "b41c9d2e-0c6f-4d55-9d0e-3f6f5d1f7a10",
            "plan_name": "recommended",
            "standing": "ready",
            "is_calculating": "false",
            "is_locked": "false",
            "monthly_savings_usd": "4210.204999",
            "monthly_premium_usd": "467.80",
            "cash_due_usd": "1840",
            "minimum_commitment_usd": "61055.42",
            "lock_in_hours": "8760",
            "lock_in": "1 year",
            "coverage_now_ratio": "0.31",
            "coverage_after_ratio": "0.78",
            "flagged_actions": "1",
            "policy_buys_at": "2026-11-24T10:26:40Z",
            "review": "to buy",
            "note": "asked Noor",
            "marked_at": "2026-11-18T11:06:40Z",
            "read_at": "2026-11-18T11:00:40Z",
        }
        == row
    )


def test_figures_that_are_not_final_are_left_out_and_flags_are_those_of_the_server() -> None:
    calculating = changed(portfolio(), ATLAS, standing=PlanStanding.CALCULATING, is_calculating=True, is_locked=None)
    row = plan_of(plans(calculating), "Atlas")
    figures = [row[name] for name in row if name.endswith(("_usd", "_hours", "_ratio", "lock_in"))]
    assert set(figures) == {""}
    assert (row["is_calculating"], row["is_locked"], row["plan_id"]) == (
        "true",
        "",
        "b41c9d2e-0c6f-4d55-9d0e-3f6f5d1f7a10",
    )
    bought, locked = plan_of(plans(), "Delta"), plan_of(plans(), "Lumen")
    assert (bought["is_calculating"], bought["is_locked"]) == ("false", "true")
    assert (locked["is_calculating"], locked["is_locked"]) == ("false", "true")
    nothing = changed(portfolio(), OSTRAVA, monthly_savings=None, cash_due=Decimal("NaN"), lock_in_hours=None)
    ostrava = plan_of(plans(nothing), "Ostrava")
    assert {ostrava[name] for name in ("monthly_savings_usd", "cash_due_usd", "lock_in_hours", "lock_in")} == {""}


def test_the_sum_of_ours_stands_apart_and_is_no_row_of_the_csv() -> None:
    listing = plans()
    counts = json.loads(listing.json)["counts"]
    ours = "savings_waiting_usd_per_month_added_up_here"
    assert counts[ours] == counts[f"shown_{ours}"] == "72239.35"
    assert (counts["known"], counts["not_known"], counts["could_not_be_read"], counts["no_plan"]) == (20, 2, 1, 1)
    rows = read_back(listing.csv)
    assert len(rows) == 20
    assert "72239.35" not in listing.csv
    table, under = listing.markdown.split("\n\n- Plans shown: 20\n")
    assert "72239.35" not in table
    assert "Savings waiting, plans known: 72239.35 US\\$ per month, added up here" in under


def test_the_sum_over_the_plans_shown_is_that_of_the_plans_shown() -> None:
    listed = PlanList()
    listed.update(portfolio(), NOW)
    few = plans_listing(listed.shown[:2], listed.totals)
    counts = few.document["counts"]
    assert isinstance(counts, dict)
    assert counts["shown_savings_waiting_usd_per_month_added_up_here"] == "22055.30"
    none = plans_listing((), listed.totals)
    assert none.csv.count("\n") == 0
    assert none.document["plans"] == []


def test_what_list_it_was_is_told_with_it() -> None:
    about = json.loads(plans().json)["about"]
    assert (about["filter"], about["sorted_by"], about["made_at"]) == (
        "savings>1",
        "net savings",
        "2026-11-18T11:06:40Z",
    )
    assert "- Filter: savings\\>1\n- Sorted by: net savings" in plans().markdown


@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_name_note_or_plan_neither_calculates_nor_breaks_a_row(evil: str) -> None:
    start = changed(portfolio(), OSTRAVA, name=evil, status=evil)
    marked = Review(ReviewMark.DECLINED, f"plan-of-{OSTRAVA[0]}", NOW, evil)
    start = replace(
        start,
        marks={**start.marks, OSTRAVA: marked},
        customers=tuple(replace(c, name=evil) if c.org_id == OSTRAVA[0] else c for c in start.customers),
    )
    listing = plans(start)
    row = next(row for row in read_back(listing.csv) if row["org_id"] == OSTRAVA[0])
    for name in ("customer", "plan_name", "status", "note"):
        assert not row[name].startswith(("=", "+", "@", "-"))
        assert row[name].isprintable()
    assert len(read_back(listing.csv)) == 20
    assert len({line.replace("\\|", "").count("|") for line in listing.markdown.splitlines() if line[:1] == "|"}) == 1
    assert "<b>" not in listing.markdown.replace("\\<", "")
    assert json.loads(listing.json)["plans"]


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_customers_features_and_changes_stay_text_in_a_cell(evil: str) -> None:
    broken = replace(BETA.integrations[0].features[0], name=evil, status="missing")
    beta = replace(BETA, name=evil, integrations=(replace(BETA.integrations[0], features=(broken,)),))
    start = fleet()
    [row] = read_back(csv_text(customers(replace(start, customers=(beta,)))))
    assert all(cell.isprintable() and not cell.startswith(("=", "+", "@")) for cell in row.values())
    changes = tuple(replace(change, name=evil, subject=evil, after=evil) for change in night().changes[:3])
    told = activity_table(feed(changes, night().seen or pytest.fail("nothing was seen"), LOOKED_AT, NOW))
    for line in read_back(csv_text(told)):
        assert all(cell.isprintable() and not cell.startswith(("=", "+", "@")) for cell in line.values())


def test_a_customer_has_each_list_with_what_is_not_available_in_it() -> None:
    rows = read_back(csv_text(customers(fleet())))
    beta = next(row for row in rows if row["name"].startswith("Beta"))
    assert (beta["aws_available"], beta["aws_features"], beta["aws_status"]) == ("4", "8", "missing")
    assert beta["aws_not_available"].startswith("assume_role missing, ")
    assert beta["aws_not_available"].count(",") == 3
    assert (beta["azure_available"], beta["azure_features"], beta["azure_status"]) == ("0", "0", "")
    assert (beta["monthly_savings_usd"], beta["plan"], beta["org_available"]) == ("4480.90", "ready", "3")
    cyan = next(row for row in rows if row["name"].startswith("Cyan"))
    assert (cyan["plan"], cyan["monthly_savings_usd"]) == ("calculating", "")
    onboarding = next(row for row in rows if row["aws_step"] or row["azure_step"])
    assert onboarding["aws_step" if onboarding["aws_step"] else "azure_step"].count("/") == 1


def test_a_line_of_the_activity_is_a_row_with_every_change_it_folds() -> None:
    start = night()
    stretches = feed(start.changes, start.seen or pytest.fail("nothing was seen"), LOOKED_AT, NOW)
    rows = read_back(csv_text(activity_table(stretches)))
    assert len(rows) == sum(len(stretch.entries) for stretch in stretches)
    first, flapping = rows[0], next(row for row in rows if row["what"] == "cur" and row["times"] != "1")
    assert (first["what"], first["before"], first["after"]) == ("assume_role", "available", "missing")
    assert (first["new"], first["acknowledged"], first["provider"]) == ("true", "false", "aws")
    assert first["at"].endswith("Z")
    assert first["history"] == ""
    assert flapping["times"] == "4"
    assert flapping["history"].count("; ") == 3
    assert flapping["first_at"] < flapping["at"]
    together = next(row for row in rows if row["what"].count(", ") > 3)
    assert (together["provider"], together["before"], together["times"]) == ("azure", "unknown", "1")
    assert {row["acknowledged"] for row in rows if row["new"] == "true"} == {"false"}
    assert stretches[0].part is Part.NEW


def test_the_journal_leaves_out_nothing_that_its_document_has() -> None:
    whole = replace(
        UNKNOWN,
        baseline=Baseline("recommended", ("a-1", "a-2"), "new"),
        sender=Sender("desk", 7, "2026-11-18", "run-1"),
        differences=(Difference("monthly_savings", "1", "2"),),
        note="=1+1",
    )
    [row] = read_back(csv_text(journal_table((whole,))))
    units = ("_usd",)
    missing = [
        name
        for name, value in leaves(attempt_document(whole))
        if value and not any(row.get(column) for column in (name, *(f"{name}{unit}" for unit in units)))
    ]
    # It may be longer than any cell; its digest is there.
    assert missing == ["reviewed_figures"]
    assert row["baseline_action_ids"] == "a-1, a-2"
    assert row["differences"] == "monthly_savings: 1 → 2"
    assert row["note"] == "'=1+1"
    assert row["events"].count("; ") == len(whole.events) - 1
    assert (row["state"], row["open"], row["sender_pid"]) == ("unknown", "true", "7")


def leaves(value: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """The names of a document as the table has them, with their values."""
    found: list[tuple[str, Any]] = []
    for name, inner in value.items():
        found += leaves(inner, f"{before}{name}_") if isinstance(inner, dict) else [(before + name, inner)]
    return found


def test_the_journal_has_its_open_entries_on_top_and_its_figures_exact() -> None:
    rows = read_back(csv_text(journal_table(listed_attempts((*DONE, UNKNOWN)))))
    assert [row["state"] for row in rows] == ["unknown", "bought", "accepted", "refused", "not bought", "not sent"]
    assert rows[3]["reviewed_monthly_savings_usd"] == "7733.10"
    assert rows[5]["sent_at"] == ""
    assert rows[0]["sent_at"].endswith("Z")


def test_a_fact_that_is_not_known_is_null_and_a_dash_without_a_unit() -> None:
    fact = Fact("sum", "Sum", None, "US$")
    listing = Listing("rows", "row", "Rows", Table((Heading("a", "A"),), ()), counts=(fact,))
    assert listing.document == {"counts": {"sum": None}, "rows": []}
    assert listing.markdown.endswith("\n\n- Sum: –")
    assert listing.size == "0 rows"
