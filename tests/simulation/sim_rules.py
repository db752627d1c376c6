"""What must be true of every story, told from the server's truth and never from the program's own rules."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from simulation.sim_server import ORG, PROVIDER, Flight, Server

from tui.domain.plan.records import BOUGHT_STATUSES, Plan
from tui.domain.purchase.attempt import Attempt, AttemptState

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN = {"intended", "sent", "unknown"}
_MOVES = {
    "intended": {"sent", "not sent"},
    "sent": {"not sent", "accepted", "refused", "unknown"},
    "unknown": {"bought", "not bought"},
    "accepted": {"bought"},
}


class Violation(BaseException):
    """A story in which a rule was broken."""


@dataclass(slots=True)
class Auditor:
    """Watches requests leave and verdicts fall. Reads the journal by SQL, past the code under test."""

    server: Server
    connection: sqlite3.Connection
    host: str
    asked: set[str] = field(default_factory=set)

    def leaving(self, plan_id: str, last_reading: Plan | None) -> Flight:
        """The first byte of a request leaves."""
        now = self.server.timeline.now
        rows = self.connection.execute(
            "SELECT id, reviewed FROM attempts WHERE host = ? AND plan_id = ? AND state = 'sent'", (self.host, plan_id)
        ).fetchall()
        if len(rows) != 1:
            raise Violation(f"a request for {plan_id} leaves with {len(rows)} attempts on disk as sent")
        attempt_id = rows[0]["id"]
        if (
            last_reading is None
            or f'"monthly_savings\\":\\"{last_reading.monthly_savings}.00' not in rows[0]["reviewed"]
        ):
            raise Violation(f"{attempt_id} leaves with figures other than those just read")
        for other in self.server.flights:
            if other.attempt_id == attempt_id:
                raise Violation(f"{attempt_id} is sent twice")
            if other.plan_id == plan_id and self._may_have_taken(other, now):
                raise Violation(f"{attempt_id} is sent although {other.attempt_id} may have bought {plan_id}")
        flight = Flight(attempt_id, plan_id, now)
        self.server.flights.append(flight)
        return flight

    def recorded(self, attempt: Attempt) -> None:
        """An attempt was written down."""
        flights = [flight for flight in self.server.flights if flight.attempt_id == attempt.id]
        truth = self.server.plans[attempt.plan_id]
        match attempt.state:
            case AttemptState.BOUGHT if not attempt.settled_by and not truth.bought:
                raise Violation(f"{attempt.id} is called bought, and nobody bought it")
            case AttemptState.NOT_BOUGHT if not attempt.settled_by or attempt.id not in self.asked:
                raise Violation(f"{attempt.id} is called not bought, and no person said so")
            case AttemptState.NOT_SENT if flights:
                raise Violation(f"{attempt.id} is called not sent, and it left")
            case AttemptState.REFUSED if any(flight.bought for flight in flights):
                raise Violation(f"{attempt.id} is called refused, and it bought")
            case AttemptState.ACCEPTED if not any(flight.answered_ok for flight in flights):
                raise Violation(f"{attempt.id} is called accepted, and the server did not say so")
            case _:
                pass

    def at_the_end(self, attempts: Sequence[Attempt]) -> None:
        """Every program has had its time and a last one has looked."""
        known = {attempt.id: attempt for attempt in attempts}
        for flight in self.server.flights:
            if flight.attempt_id not in known:
                raise Violation(f"{flight.attempt_id} left and the journal does not know it")
        for attempt in attempts:
            self.recorded(attempt)
            if attempt.state in (AttemptState.INTENDED, AttemptState.SENT):
                raise Violation(f"{attempt.id} was left {attempt.state}")
            if attempt.state in (AttemptState.UNKNOWN, AttemptState.ACCEPTED) and self._shows(attempt):
                raise Violation(f"{attempt.id} is {attempt.state}, and its purchase is there to be seen")
        self._claims(attempts)
        self._history(attempts)

    def _may_have_taken(self, flight: Flight, now: float) -> bool:
        if flight.bought or not flight.arrived:
            # One that never arrived anywhere is no danger, but nobody here can know that.
            return flight.bought or self._is_open(flight.attempt_id)
        return flight.over_at is not None and flight.over_at > now

    def _is_open(self, attempt_id: str) -> bool:
        row = self.connection.execute("SELECT state FROM attempts WHERE id = ?", (attempt_id,)).fetchone()
        return row is not None and row["state"] in _OPEN

    def _shows(self, attempt: Attempt) -> bool:
        truth, before = self.server.plans[attempt.plan_id], attempt.baseline
        if self.server.current is None or before is None:
            return False
        by_status = self.server.current == attempt.plan_id and truth.status in BOUGHT_STATUSES
        by_action = bool(set(truth.actions) - set(before.action_ids))
        by_policy = truth.policy_status in BOUGHT_STATUSES and truth.policy_status != before.policy_status
        return by_status or by_action or by_policy

    def _claims(self, attempts: Sequence[Attempt]) -> None:
        open_here = [a for a in attempts if a.state.is_open and (a.org_id, a.provider) == (ORG, PROVIDER)]
        if len(open_here) > 1:
            raise Violation(f"{len(open_here)} attempts are open for one customer and provider")
        for plan_id in self.server.plans:
            holders = [a for a in attempts if a.plan_id == plan_id and (a.state.is_open or a.state.keeps_plan)]
            if len(holders) > 1:
                raise Violation(f"{plan_id} is held by {len(holders)} attempts")
        numbers = sorted(attempt.number for attempt in attempts)
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise Violation(f"the numbers are {numbers}")

    def _history(self, attempts: Sequence[Attempt]) -> None:
        query = "SELECT state FROM events WHERE attempt_id = ? ORDER BY seq"
        for attempt in attempts:
            states = [row["state"] for row in self.connection.execute(query, (attempt.id,))]
            if not states or states[0] != "intended" or states[-1] != attempt.state:
                raise Violation(f"the history of {attempt.id} is {states}, and it is {attempt.state}")
            for before, after in pairwise(states):
                if before != after and after not in _MOVES.get(before, set()):
                    raise Violation(f"{attempt.id} went from {before} to {after}")
