"""`archera-tui status`: one look at every customer, through the same worker as the dashboard, without a screen."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from tui.cli.answer import fault_lines
from tui.cli.output import complain, mark, say, say_json, say_table
from tui.cli.session import Background, in_loop, session
from tui.cli.setup import Setup, read_setup
from tui.config.problems import ConfigError
from tui.domain.customers.facts import Standing, totals
from tui.domain.customers.ordering import SortKey, order
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.filter import parse
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.formats import NOTHING, count, iso, since, whole, whole_dollars
from tui.domain.records import AWS, AZURE, MISSING, UNKNOWN, WARNING
from tui.domain.snapshot import Snapshot
from tui.text import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.faults import Fault

_HEADER = ("", "Customer", "Where it stands", "AWS", "Azure", "Plan", "Save $/mo", "Since")
_GLYPHS = {MISSING: ("✕", "x"), WARNING: ("◐", "~"), UNKNOWN: ("○", "?")}
_FINE = ("●", "*")
_NAME_CELLS = 40


def run(args: argparse.Namespace) -> int:
    """Print the customers. 0: read now; 1: the server could not be asked, what is printed is as known before."""
    wanted = parse(args.filter)
    if isinstance(wanted, FilterError):
        raise ConfigError(f"--filter: {wanted.message}")
    setup = read_setup(args, os.environ)
    snapshot, fault = in_loop(lambda: _look(setup, with_plans=args.plans))
    if fault is not None:
        complain(" ".join(line.strip() for line in fault_lines(fault)))
        if snapshot.customers_at is not None:
            complain(f"What follows is as known at {iso(snapshot.customers_at)}.")
    board = StandingBoard()
    board.update(snapshot)
    listed = order(
        [s for s in board.standings if wanted.matches(s, Moment(snapshot.at, snapshot.pinned))], SortKey.ATTENTION
    )
    if args.json:
        say_json(_document(snapshot, listed))
    elif args.csv:
        from tui.domain.customers.table import customers_table  # noqa: PLC0415 - a table for spreadsheets alone
        from tui.domain.export.tables import csv_text  # noqa: PLC0415

        for line in csv_text(customers_table(listed, snapshot.progress)).splitlines():
            say(line)
    else:
        _say(snapshot, listed)
    return 0 if fault is None else 1


async def _look(setup: Setup, *, with_plans: bool) -> tuple[Snapshot, Fault | None]:
    """Read the customer list once, and the plans that are due if asked for; what is known then.

    With it comes why the list could not be read, if it could not.
    """
    async with session(setup, os.environ, background=Background(reads_list=True, reads_plans=with_plans)) as running:
        fault = await running.list_was_read()
        if with_plans:
            await running.settled()
            fault = running.snapshot.connection.fault
        return running.snapshot, fault


def _say(snapshot: Snapshot, listed: Sequence[Standing]) -> None:
    """A summary line and a table, for people."""
    whole_fleet = StandingBoard()
    whole_fleet.update(snapshot)
    sums = totals(whole_fleet.standings)
    parts = [
        count(sums.customers, "customer"),
        f"{sums.connected} connected",
        f"{sums.onboarding} onboarding",
        f"{sums.attention} need attention",
    ]
    if sums.waiting is not None:
        parts.append(
            f"waiting {whole_dollars(sums.waiting)}/mo ({sums.plans_known} of {sums.plans_expected} plans known)"
        )
    say(f"{snapshot.identity.partner} · {snapshot.identity.host} · as of {iso(snapshot.customers_at) or 'never'}")
    say(", ".join(parts))
    if listed:
        say()
        say_table(_HEADER, (_row(standing, snapshot.at) for standing in listed), frozenset({6, 7}))


def _row(standing: Standing, now: float) -> tuple[str, ...]:
    glyph = mark(*_GLYPHS.get(standing.status, _FINE), sys.stdout.encoding)
    times = standing.times
    age = since(times.since, now)
    return (
        glyph,
        fit(standing.full_name, _NAME_CELLS),
        standing.health.stands,
        _cloud(standing, AWS),
        _cloud(standing, AZURE),
        standing.plan.word or NOTHING,
        whole(standing.plan.savings),
        age if times.since_exact or age == NOTHING else f">{age}",
    )


def _cloud(standing: Standing, provider: str) -> str:
    facts, step = standing.cloud(provider), standing.step(provider)
    if step is not None:
        return f"step {step.text}"
    return f"{facts.available}/{facts.features}" if facts.features else NOTHING


def _document(snapshot: Snapshot, listed: Sequence[Standing]) -> dict[str, Any]:
    """The same for programs: statuses by feature, times in RFC 3339, money as text in US dollars."""
    return {
        "partner_org_id": snapshot.identity.partner_org_id,
        "host": snapshot.identity.host,
        "profile": snapshot.identity.profile,
        "as_of": iso(snapshot.customers_at),
        "duplicated_ids": snapshot.duplicates,
        "not_readable_in_full": snapshot.flawed,
        "customers": [_customer(standing) for standing in listed],
    }


def _customer(standing: Standing) -> dict[str, Any]:
    customer, plan = standing.customer, standing.plan
    lists = {checklist.key: checklist.features for checklist in customer.integrations}
    return {
        "org_id": customer.org_id,
        "name": customer.name,
        "created_at": iso(customer.created_at),
        "stage": standing.stage.value,
        "status": standing.status,
        "needs_attention": standing.needs_attention,
        "stands": standing.health.stands,
        "since": iso(standing.times.since),
        "since_is_exact": standing.times.since_exact,
        "org_checklist": {feature.name: feature.status for feature in customer.org_checklist},
        "integrations": {
            key: [{"feature": f.name, "status": f.status, "since": iso(f.since), "was": f.was} for f in features]
            for key, features in lists.items()
        },
        "plan": plan.word or None,
        "monthly_savings": None if plan.savings is None else str(plan.savings),
    }
