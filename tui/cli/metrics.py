"""`archera-tui metrics`: figures about the whole fleet for Prometheus, on stdout or as a file of node_exporter's."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui import __version__
from tui.cli.answer import fault_lines
from tui.cli.exposition import Family, Sample, exposition
from tui.cli.output import complain
from tui.cli.session import Background, in_loop, session
from tui.cli.setup import Setup, read_setup
from tui.config.profiles import ProfileKind
from tui.domain.customers.facts import Stage, Standing, Totals, totals
from tui.domain.customers.look import lists_of
from tui.domain.customers.standing import StandingBoard
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.facts import known_brief
from tui.domain.purchase.attempt import AttemptState
from tui.domain.records import MISSING, WARNING
from tui.store.journal import Journal
from tui.store.journal_errors import JournalError
from tui.store.text_file import problem_words, write_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from tui.domain.faults import Fault
    from tui.domain.onboarding.steps import Progress
    from tui.domain.snapshot import Snapshot

# Names and statuses are the server's; however many it invents, a time series database gets no more than this.
_MOST_SERIES = 1_000
_OTHERS = "(others)"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the figures are made of: what is known, why the server could not be asked, how long that took (seconds).

    `purchases` counts entries of the journal by state, None where it can't be read.
    """

    snapshot: Snapshot
    fault: Fault | None
    took: float
    purchases: Mapping[AttemptState, int] | None


def run(args: argparse.Namespace) -> int:
    """Read and write. 0: as of now; 1: the server could not be asked (archera_up is 0), or nothing was written."""
    setup = read_setup(args, os.environ)
    began = time.monotonic()
    snapshot, fault = in_loop(lambda: _look(setup, with_plans=args.plans))
    reading = Reading(snapshot, fault, time.monotonic() - began, _purchases(setup))
    text = exposition(families(reading), {"profile": snapshot.identity.profile})
    if fault is not None:
        complain(" ".join(line.strip() for line in fault_lines(fault)))
    if args.textfile is None:
        # Every value of it is cleaned, and its lines must stay lines.
        sys.stdout.write(f"{text}\n")
    else:
        try:
            write_text(args.textfile, text, replace=True)
        except OSError as error:
            complain(f"--textfile: {problem_words(error, args.textfile)}. The file is as it was.")
            return 1
    return 0 if fault is None else 1


async def _look(setup: Setup, *, with_plans: bool) -> tuple[Snapshot, Fault | None]:
    async with session(setup, os.environ, background=Background(reads_list=True, reads_plans=with_plans)) as running:
        fault = await running.list_was_read()
        if with_plans:
            await running.settled()
        return running.snapshot, fault


def _purchases(setup: Setup) -> Mapping[AttemptState, int] | None:
    """The entries made at the host of this profile; the sandbox in this program keeps its own, which nobody watches."""
    path = setup.paths.journal_db
    if setup.profile.kind is ProfileKind.SANDBOX or not path.exists():
        return {}
    try:
        journal = Journal.open(path)
        try:
            return Counter(a.state for a in journal.attempts() if a.host == setup.profile.host)
        finally:
            journal.close()
    except JournalError as error:
        complain(str(error))
        return None


def families(reading: Reading) -> Iterator[Family]:
    """Every figure; those of the fleet are as last known where the server could not be asked."""
    snapshot, fault = reading.snapshot, reading.fault
    board = StandingBoard()
    board.update(snapshot)
    identity = snapshot.identity
    labels = {"version": __version__, "host": identity.host, "partner_org_id": identity.partner_org_id}
    yield Family("archera_info", "What made these figures, and about whom.", (Sample(1, labels),))
    yield _one("archera_up", "Whether the customer list could be read just now.", int(fault is None))
    faults = () if fault is None else (Sample(1, {"kind": fault.kind or "other", "status": str(fault.status or "")}),)
    yield Family("archera_fault", "Why the customer list could not be read.", faults)
    yield _one("archera_read_duration_seconds", "How long reading took.", round(reading.took, 3))
    if snapshot.customers_at is not None:
        meaning = "When the server last confirmed the customer list, Unix time."
        yield _one("archera_customers_confirmed_timestamp_seconds", meaning, round(snapshot.customers_at, 3))
        meaning = "Age of the customer list when these figures were written."
        yield _one("archera_customers_age_seconds", meaning, round(max(0.0, snapshot.at - snapshot.customers_at), 3))
        yield from _of_customers(board.standings, snapshot)
        yield from _of_plans(totals(board.standings), snapshot)
    yield from _of_purchases(reading.purchases)


def _of_customers(standings: Sequence[Standing], snapshot: Snapshot) -> Iterator[Family]:
    stages = Counter(standing.stage for standing in standings)
    meaning = "Customers by where they stand; each is counted once."
    yield _by("archera_customers", meaning, "stage", {stage.value: stages[stage] for stage in Stage})
    worst = Counter(standing.status for standing in standings if standing.needs_attention)
    meaning = "Customers that need attention, by the worst status of their features."
    yield _by(
        "archera_customers_needing_attention", meaning, "worst", {name: worst[name] for name in (MISSING, WARNING)}
    )
    meaning = "Customers of the last answer that were not readable in full."
    yield _one("archera_customers_not_readable", meaning, snapshot.flawed)
    yield Family(
        "archera_features", "Customers by cloud, feature and its status.", tuple(_features(standings, snapshot))
    )


def _features(standings: Sequence[Standing], snapshot: Snapshot) -> Iterator[Sample]:
    progress: dict[str, dict[str, Progress]] = {}
    for (org_id, cloud), record in snapshot.progress.items():
        progress.setdefault(org_id, {})[cloud] = record
    counts: Counter[tuple[str, str, str]] = Counter()
    for standing in standings:
        lists = lists_of(standing.customer, progress.get(standing.org_id, {}))
        counts.update((cloud, f.name, f.status) for cloud, features in lists.items() for f in features)
    kept = counts.most_common(_MOST_SERIES)
    for (cloud, feature, status), number in sorted(kept):
        yield Sample(number, {"cloud": cloud, "feature": feature, "status": status})
    if others := counts.total() - sum(number for _, number in kept):
        yield Sample(others, {"cloud": _OTHERS, "feature": _OTHERS, "status": _OTHERS})


def _of_plans(sums: Totals, snapshot: Snapshot) -> Iterator[Family]:
    known = [brief for reading in snapshot.plans.values() if (brief := known_brief(reading)) is not None]
    standings = Counter(brief.standing for brief in known)
    meaning = "Plans as last read, by where they stand."
    yield _by("archera_plans", meaning, "standing", {standing.value: standings[standing] for standing in PlanStanding})
    yield _one("archera_plans_expected", "Plans that are to be expected of connected clouds.", sums.plans_expected)
    meaning = "Plans among the expected ones that were read; the savings of the others are not known."
    yield _one("archera_plans_known", meaning, sums.plans_known)
    meaning = "Net savings of plans that can be bought now, added up here, US dollars per month; of known plans alone."
    if sums.plans_known:
        yield _one("archera_savings_waiting_usd_per_month", meaning, sums.waiting or Decimal(0))


def _of_purchases(purchases: Mapping[AttemptState, int] | None) -> Iterator[Family]:
    meaning = "Whether the journal of purchases on this computer can be read."
    yield _one("archera_journal_readable", meaning, int(purchases is not None))
    if purchases is not None:
        counts = {state.value.replace(" ", "_"): purchases.get(state, 0) for state in AttemptState}
        yield _by("archera_purchases", "Purchases tried from this computer, by state.", "state", counts)


def _one(name: str, meaning: str, value: float | Decimal) -> Family:
    return Family(name, meaning, (Sample(value, {}),))


def _by(name: str, meaning: str, label: str, counts: Mapping[str, int]) -> Family:
    return Family(name, meaning, tuple(Sample(number, {label: value}) for value, number in counts.items()))
