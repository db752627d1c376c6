"""`archera-tui plans`: every customer's recommended plans, read now where they are due and ranked by net savings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, Task, carry_out
from tui.cli.endings import Ending, ending_of_fault
from tui.cli.output import table_lines
from tui.cli.session import Background
from tui.config.problems import ConfigError
from tui.domain.export.listing import about_list
from tui.domain.filters.plans import parse_plan_filter
from tui.domain.filters.syntax import FilterError
from tui.domain.formats import NOTHING, cents, count, dollars, percent
from tui.domain.plan.terms import words_of_hours
from tui.domain.plans.list import PlanList, PlanView
from tui.domain.plans.table import plans_listing
from tui.domain.records import CLOUD_NAMES
from tui.text import fit

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from tui.cli.session import Session
    from tui.domain.plans.portfolio import PlanRow, PlanTotals

_HEADER = ("Customer", "Cloud", "Plan", "Save $/mo", "Premium $/mo", "Sign $", "Lock-in", "Coverage %", "Review")
_RIGHT = frozenset({3, 4, 5, 7})
_NAME_CELLS = 40


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
        about = about_list(snapshot, snapshot.at, args.filter, listed.view.sort.words)
        listing = plans_listing(listed.shown, listed.totals, about)
        lines = listing.csv.splitlines() if args.csv else list(_lines(listed.shown, listed.totals))
        remarks = (_missing(listed.totals),) if listed.totals.not_known else ()
        ending = Ending.DONE if fault is None else ending_of_fault(fault)
        return Answer(ending, listing.document, tuple(lines), fault=fault, remarks=remarks)

    return carry_out(args, Task("plans", work, background=Background(reads_list=True, reads_plans=True)))


def _lines(shown: Sequence[PlanRow], totals: PlanTotals) -> Iterator[str]:
    waiting = "" if totals.waiting is None else f", {dollars(totals.waiting)} a month waiting, added up here"
    yield f"{count(len(shown), 'plan')} of {totals.known} known{waiting}"
    if not shown:
        return
    yield ""
    yield from table_lines(_HEADER, map(_row, shown), _RIGHT)


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


def _missing(totals: PlanTotals) -> str:
    failed = f", {totals.failed} of them because they could not be read" if totals.failed else ""
    return f"{count(totals.not_known, 'plan')} not known{failed}. Run the command again to read them."
