"""`archera-tui plans`: every customer's recommended plans, read now where they are due and ranked by net savings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.plans_list import PlanList, PlanView
from tui.cli.answer import Answer, Task, carry_out
from tui.cli.endings import Ending, ending_of_fault
from tui.cli.session import Background
from tui.config.problems import ConfigError
from tui.domain.filter import FilterError
from tui.domain.formats import NOTHING, cents, count, iso, percent
from tui.domain.plan_filter import parse_plan_filter
from tui.domain.records import CLOUD_NAMES
from tui.domain.table_export import Heading, Table, csv_text, records
from tui.domain.terms import words_of_hours
from tui.text import fit, pad, width

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from tui.cli.session import Session
    from tui.domain.portfolio import PlanRow, PlanTotals

_HEADER = ("Customer", "Cloud", "Plan", "Save $/mo", "Premium $/mo", "Sign $", "Lock-in", "Coverage %", "Review")
_RIGHT = frozenset({3, 4, 5, 7})
_NAME_CELLS = 40
_TABLE = (
    Heading("org_id", "Customer id"),
    Heading("customer", "Customer"),
    Heading("provider", "Provider"),
    Heading("plan_id", "Plan id"),
    Heading("standing", "Plan"),
    Heading("monthly_savings_usd", "Net savings", "$/mo", is_figure=True),
    Heading("monthly_premium_usd", "Premium", "$/mo", is_figure=True),
    Heading("cash_due_usd", "Due at signing", "$", is_figure=True),
    Heading("minimum_commitment_usd", "Min. commitment", "$", is_figure=True),
    Heading("lock_in_hours", "Lock-in", "h", is_figure=True),
    Heading("coverage_now", "Coverage now", "0-1", is_figure=True),
    Heading("coverage_after", "Coverage after", "0-1", is_figure=True),
    Heading("review", "Review"),
    Heading("read_at", "Read at"),
)


def run(args: argparse.Namespace) -> int:
    """Print the plans; without success when the list of customers could not be read: they are as known before."""
    wanted = parse_plan_filter(args.filter)
    if isinstance(wanted, FilterError):
        raise ConfigError(f"--filter: {wanted.message}")

    async def work(session: Session) -> Answer:
        fault = await session.list_was_read()
        await session.settled()
        snapshot, listed = session.snapshot, PlanList()
        listed.ask(PlanView(filter=wanted), snapshot.at)
        listed.update(snapshot, snapshot.at)
        fault = fault or snapshot.connection.fault
        table = Table(_TABLE, tuple(map(_cells, listed.shown)))
        lines = csv_text(table).splitlines() if args.csv else list(_lines(listed.shown, listed.totals))
        remarks = (_missing(listed.totals),) if listed.totals.not_known else ()
        document = {"counts": _counts(listed), "plans": records(table)}
        ending = Ending.DONE if fault is None else ending_of_fault(fault)
        return Answer(ending, document, tuple(lines), fault=fault, remarks=remarks)

    return carry_out(args, Task("plans", work, background=Background(reads_list=True, reads_plans=True)))


def _cells(row: PlanRow) -> tuple[Any, ...]:
    """A plan for programs: the figures as the server gave them, nothing where they are not final."""
    brief, final = row.brief, row.is_final
    return (
        row.key[0],
        row.standing.full_name,
        row.provider,
        brief.id,
        brief.standing.value,
        row.savings,
        brief.monthly_fee if final else None,
        brief.cash_due if final else None,
        brief.minimum_commitment_cost if final else None,
        brief.lock_in_hours if final else None,
        brief.current_coverage,
        brief.potential_coverage,
        row.mark.value,
        iso(row.reading.read_at),
    )


def _lines(shown: Sequence[PlanRow], totals: PlanTotals) -> Iterator[str]:
    waiting = "" if totals.waiting is None else f", ${cents(totals.waiting)} a month waiting, added up here"
    yield f"{count(len(shown), 'plan')} of {totals.known} known{waiting}"
    if not shown:
        return
    yield ""
    yield from _aligned([_HEADER, *map(_row, shown)])


def _row(row: PlanRow) -> tuple[str, ...]:
    brief, final = row.brief, row.is_final
    return (
        fit(row.standing.full_name, _NAME_CELLS),
        CLOUD_NAMES.get(row.provider, row.provider),
        brief.standing.value,
        cents(row.savings),
        cents(brief.monthly_fee) if final else NOTHING,
        cents(brief.cash_due) if final else NOTHING,
        words_of_hours(brief.lock_in_hours) if final else NOTHING,
        percent(brief.potential_coverage),
        row.mark.value,
    )


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(width(row[column]) for row in table) for column in range(len(_HEADER))]
    for row in table:
        cells = (
            " " * (cells - width(cell)) + cell if column in _RIGHT else pad(cell, cells)
            for column, (cell, cells) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _counts(listed: PlanList) -> dict[str, Any]:
    totals = listed.totals
    return {
        "shown": len(listed.shown),
        "known": totals.known,
        "not_known": totals.not_known,
        "could_not_be_read": totals.failed,
        "no_plan": totals.absent,
        "savings_waiting_usd_per_month_added_up_here": None if totals.waiting is None else str(totals.waiting),
    }


def _missing(totals: PlanTotals) -> str:
    failed = f", {totals.failed} of them because they could not be read" if totals.failed else ""
    return f"{count(totals.not_known, 'plan')} not known{failed}. Run the command again to read them."
