"""What the worker knows now, and the one place from which it is published."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tui.domain.snapshot import Connection, PlanDetail, PlanKey, PlanReading, Running, Snapshot

if TYPE_CHECKING:
    from tui.domain.changes import Change
    from tui.domain.clock import Clock
    from tui.domain.intents import Intent, Outcome
    from tui.domain.onboarding.steps import Progress
    from tui.domain.purchase.attempt import Attempt
    from tui.domain.records import Customer

Publish = Callable[["Snapshot | Outcome"], None]
Keep = Callable[["tuple[Change, ...]"], None]

_DETAILS_KEPT = 24
_CHANGES_KEPT = 500
# A fan-out answers hundreds of times a second; ten pictures of it are enough.
_INTERVAL = 0.1


class Board:
    """Mutable facts on one side, immutable snapshots on the other; floods of changes become one snapshot.

    `keep` stores the changes that are noted here rather than by whoever read them. `on_view` are the plans a person
    looks at.
    """

    def __init__(
        self,
        start: Snapshot,
        clock: Clock,
        publish: Publish,
        in_flight: Callable[[], int] = lambda: 0,
        keep: Keep = lambda _: None,
    ) -> None:
        self._clock = clock
        self._publish = publish
        self._in_flight = in_flight
        self._keep = keep
        self._last = start
        self._published_at = float("-inf")
        self._flush: asyncio.Task[None] | None = None
        self._dirty = False
        self._closed = False
        self.customers: dict[str, Customer] = {c.org_id: c for c in start.customers}
        self.plans: dict[PlanKey, PlanReading] = dict(start.plans)
        self.details: dict[PlanKey, PlanDetail] = dict(start.details)
        self.progress: dict[PlanKey, Progress] = dict(start.progress)
        self.attempts: dict[str, Attempt] = {a.id: a for a in start.attempts}
        self.on_view: tuple[PlanKey, ...] = ()
        self._rest: dict[str, Any] = {}
        self._running: list[Running] = []

    @property
    def connection(self) -> Connection:
        """The connection facts as they stand."""
        value = self._rest.get("connection", self._last.connection)
        if not isinstance(value, Connection):
            raise TypeError("the board's connection was replaced by something else")
        return value

    @property
    def host(self) -> str:
        """The API host as a person reads it."""
        return self._last.identity.host

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed lately, newest first."""
        known: tuple[Change, ...] = self._rest.get("changes", self._last.changes)
        return known

    def customer_list(self, customers: tuple[Customer, ...], *, at: float, duplicates: int, flawed: int) -> None:
        """Take over a whole new list of customers, in its order."""
        self.customers = {customer.org_id: customer for customer in customers}
        for key in [key for key in self.plans if key[0] not in self.customers]:
            del self.plans[key]
        self.put(customers=customers, customers_at=at, duplicates=duplicates, flawed=flawed, stored=False)

    def put(self, **facts: object) -> None:
        """Replace fields of the snapshot (connection, customers_at, ...)."""
        self._rest.update(facts)
        self.touch()

    def notice(self, text: str) -> None:
        """What a person should know of the disk; "" and what is known already change nothing."""
        known: tuple[str, ...] = self._rest.get("notices", self._last.notices)
        if text and text not in known:
            self.put(notices=(*known, text))

    def plan(self, key: PlanKey, reading: PlanReading, detail: PlanDetail | None) -> None:
        """Take over a reading of a plan; of whole plans the ones on view and the ones read last are kept."""
        self.plans[key] = reading
        self.details.pop(key, None)
        if detail is not None:
            self.details[key] = detail
            self._forget_old_details()
        self.touch()

    def _forget_old_details(self) -> None:
        """However many are read behind it, the plan somebody reads stays whole."""
        spare = [key for key in self.details if key not in self.on_view]
        for key in spare[: max(0, len(self.details) - _DETAILS_KEPT)]:
            del self.details[key]

    def onboarding(self, progress: Progress) -> None:
        """Take over the progress of one customer and cloud."""
        self.progress[progress.org_id, progress.cloud] = progress
        self.touch()

    def attempt(self, attempt: Attempt) -> None:
        """Take over the state of a purchase attempt."""
        self.attempts[attempt.id] = attempt
        self.touch()

    def happened(self, changes: tuple[Change, ...]) -> None:
        """Put changes on top of the activity, newest first."""
        if changes:
            self.put(changes=(*reversed(changes), *self.changes)[:_CHANGES_KEPT])

    def note(self, change: Change) -> None:
        """Put a change on top of the activity and into the stored history."""
        self.happened((change,))
        self._keep((change,))

    def begin(self, intent: Intent) -> Running:
        """Note that something a person asked for is under way."""
        running = Running(intent, self._clock.now())
        self._running.append(running)
        self.touch()
        return running

    def end(self, running: Running) -> None:
        """Note that it ended."""
        self._running.remove(running)
        self.touch()

    def tell(self, outcome: Outcome) -> None:
        """Publish an outcome, after the state it speaks of."""
        self.flush()
        if not self._closed:
            self._publish(outcome)

    def rest(self) -> None:
        """Nothing is under way any more: say so if the last snapshot said otherwise."""
        if self._last.connection.in_flight:
            self.touch()

    def touch(self) -> None:
        """Note that something changed; it is published within a tenth of a second."""
        self._dirty = True
        if self._flush is None and not self._closed:
            self._flush = asyncio.ensure_future(self._later())

    def flush(self) -> None:
        """Publish now what has changed since the last time."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if not self._dirty or self._closed:
            return
        self._dirty = False
        self._published_at = self._clock.monotonic()
        self._last = replace(
            self._last,
            version=self._last.version + 1,
            at=self._clock.now(),
            plans=MappingProxyType(dict(self.plans)),
            details=MappingProxyType(dict(self.details)),
            progress=MappingProxyType(dict(self.progress)),
            attempts=tuple(sorted(self.attempts.values(), key=lambda attempt: -attempt.number)),
            running=tuple(self._running),
            **{**self._rest, "connection": replace(self.connection, in_flight=self._in_flight())},
        )
        self._rest.clear()
        self._publish(self._last)

    def close(self) -> None:
        """Publish nothing any more."""
        self._closed = True
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None

    async def _later(self) -> None:
        wait = self._published_at + _INTERVAL - self._clock.monotonic()
        if wait > 0:
            await self._clock.sleep(wait)
        self._flush = None
        self.flush()
