"""state.db: the last known state, its history, onboarding progress and marks. It may be thrown away.

Only the standard library and the domain's records are used, so that what was known is on screen before the first
paint. Methods are synchronous and may be called from any thread; several programs may share the file, and the one
that writes last wins, but for onboarding progress, which is merged. No method fails because of the disk: `notice` says
what became of it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from tui.domain.changes import Change
from tui.domain.clock import Clock
from tui.domain.onboarding.merging import merged
from tui.domain.onboarding.steps import Progress
from tui.domain.records import Customer
from tui.domain.snapshot import PlanKey, PlanReading
from tui.store.state_changes import changes_after, changes_of, load_changes, newest_change, write_changes
from tui.store.state_claims import Claims
from tui.store.state_file import StateFile
from tui.store.state_list import load_customers, write_customers
from tui.store.state_marks import Marks
from tui.store.state_plans import load_plans, plan_body, plan_body_at, plan_history, write_plan
from tui.store.state_progress import load_progress, one_progress, readable_progress, write_progress
from tui.store.state_scope import Scope
from tui.store.state_sense import check_rows
from tui.store.trouble import SENSELESS

if TYPE_CHECKING:
    from tui.domain.plan.diff import PlanMoment

_CHANGES_READ = 500


def _no_plans() -> Mapping[PlanKey, PlanReading]:
    return MappingProxyType({})


def _no_progress() -> Mapping[PlanKey, Progress]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Stored:
    """What was known when the program last ran. `digest` identifies the body the customers were read from.

    `customers_at` is when the server last confirmed the list, epoch seconds; `changes` are the latest, newest first.
    """

    customers: tuple[Customer, ...] = ()
    customers_at: float | None = None
    digest: str = ""
    plans: Mapping[PlanKey, PlanReading] = field(default_factory=_no_plans)
    progress: Mapping[PlanKey, Progress] = field(default_factory=_no_progress)
    changes: tuple[Change, ...] = ()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector: walking a hundred thousand new records again and again is most of the work."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class StateStore:
    """The state of one scope. `marks` holds what people marked, `claims` the registrations nobody saw the end of."""

    def __init__(self, file: StateFile, scope: Scope, clock: Clock) -> None:
        self._file = file
        self._scope = scope
        self._saved: dict[str, Customer] = {}
        self._digest = ""
        self.marks = Marks(file, scope, clock)
        self.claims = Claims(file, scope, clock)

    @classmethod
    def open(cls, path: Path | None, scope: Scope, clock: Clock) -> tuple[Self, str]:
        """Open or create state.db (0600), or a store in memory without a path, and a notice for the person, or "".

        A file that is damaged or of another version is moved aside and begun anew; where the disk can't be used,
        the store works in memory. The notice says so.
        """
        file = StateFile(path, clock)
        return cls(file, scope, clock), file.notice

    @property
    def notice(self) -> str:
        """What a person should know of the store's disk, empty when there is nothing."""
        return self._file.notice

    def changes_of(self, org_id: str) -> tuple[Change, ...]:
        """All the changes kept of one customer, newest first."""
        return self._file.read(lambda connection: changes_of(connection, self._scope.known(connection), org_id))

    def changes_after(self, number: int) -> tuple[tuple[int, Change], ...]:
        """The changes kept that were stored after the one of this number, oldest first, each with its own."""
        return self._file.read(lambda connection: changes_after(connection, self._scope.known(connection), number))

    def newest_change(self) -> int:
        """The number of the change that was stored last, 0 where there is none."""
        return self._file.read(lambda connection: newest_change(connection, self._scope.known(connection)))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def load(self) -> Stored:
        """Everything known, empty when nothing is; a file that makes no sense is moved aside."""
        with _without_collecting():
            try:
                stored = self._file.read(self._load)
            except SENSELESS:
                self._file.begin_anew("holds rows that make no sense")
                stored = Stored()
        self._saved = {customer.org_id: customer for customer in stored.customers}
        self._digest = stored.digest
        return stored

    def _load(self, connection: Connection) -> Stored:
        scope = self._scope.known(connection)
        listed = connection.execute("SELECT customers_at, digest FROM scopes WHERE id = ?", (scope,)).fetchone()
        if listed is None:
            return Stored()
        check_rows(connection, scope)
        return Stored(
            customers=load_customers(connection, scope),
            customers_at=listed[0],
            digest=listed[1],
            plans=load_plans(connection, scope),
            progress=load_progress(connection, scope),
            changes=load_changes(connection, scope, _CHANGES_READ),
        )

    def save_customers(self, customers: Sequence[Customer], *, at: float, digest: str) -> None:
        """Make this the stored list: the server confirmed it `at` (epoch seconds) with a body of this digest."""

        def work(connection: Connection) -> None:
            scope = self._scope.made(connection)
            (stored,) = connection.execute("SELECT digest FROM scopes WHERE id = ?", (scope,)).fetchone()
            # Another list is another program's: what its rows say is not known here, so all are written.
            saved = self._saved if stored in (self._digest, digest) else {}
            write_customers(connection, scope, customers, saved)
            connection.execute("UPDATE scopes SET customers_at = ?, digest = ? WHERE id = ?", (at, digest, scope))

        if self._file.write(work):
            self._saved = {customer.org_id: customer for customer in customers}
            self._digest = digest

    def confirm_customers(self, at: float) -> None:
        """The server confirmed the stored list `at` (epoch seconds)."""

        def work(connection: Connection) -> None:
            scope = self._scope.made(connection)
            connection.execute("UPDATE scopes SET customers_at = ? WHERE id = ?", (at, scope))

        self._file.write(work)

    def save_plan(self, key: PlanKey, reading: PlanReading, raw: bytes | None, mark: str = "") -> None:
        """Keep a reading and its body as the server sent it; what is new becomes a line of the plan's history.

        `mark` differs from that of the reading before when anything in the plan does (`tui.domain.plan.mark`).
        """
        self._file.write(
            lambda connection: write_plan(connection, self._scope.made(connection), key, reading, raw, mark)
        )

    def raw_plan(self, key: PlanKey) -> bytes | None:
        """The body of the plan's last reading, None when it isn't known or there is no plan."""
        return self._file.read(lambda connection: plan_body(connection, self._scope.known(connection), key))

    def plan_history(self, key: PlanKey) -> tuple[PlanMoment, ...]:
        """When the plan said something new, newest first; at most the last 14 times."""
        return self._file.read(lambda connection: plan_history(connection, self._scope.known(connection), key))

    def raw_plan_at(self, key: PlanKey, read_at: float) -> bytes | None:
        """The body of a moment of the plan's history."""
        return self._file.read(lambda connection: plan_body_at(connection, self._scope.known(connection), key, read_at))

    def save_progress(self, progress: Progress, base: Progress | None = None) -> Progress | None:
        """Put what was changed since `base` (None: everything) into what is stored; what is stored then.

        None when another program kept the file locked and the change is lost.
        """
        start = base or Progress(progress.org_id, progress.cloud)
        kept = progress

        def work(connection: Connection) -> None:
            nonlocal kept
            scope = self._scope.made(connection)
            stored = one_progress(connection, scope, progress.org_id, progress.cloud)
            kept = progress if stored is None else merged(start, progress, stored)
            write_progress(connection, scope, kept)

        return kept if self._file.write(work) else None

    def progress_news(self) -> Mapping[PlanKey, Progress] | None:
        """All progress, when another program wrote to the file since this was asked last; None when none did."""
        if not self._file.changed_elsewhere():
            return None
        return self._file.read(lambda connection: readable_progress(connection, self._scope.known(connection)))

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Add to the history what changed, oldest first; what another program stored already is left out."""
        happened = tuple(changes)
        if happened:
            self._file.write(lambda connection: write_changes(connection, self._scope.made(connection), happened))
