"""Registrations that were begun and not seen to their end: on disk before the request leaves, one for each name."""

from __future__ import annotations

import json
from sqlite3 import Connection

from tui.domain.clock import Clock
from tui.domain.onboarding.registration import Claim, ClaimState, claim_key
from tui.store.state_file import StateFile
from tui.store.state_rows import compact
from tui.store.state_scope import Scope
from tui.store.trouble import SENSELESS

_KIND = "registration"


def _body(claim: Claim) -> str:
    return compact([claim.company, claim.asked_at, list(claim.before), claim.state.value])


def _claim(body: str) -> Claim:
    company, asked_at, before, state = json.loads(body)
    return Claim(company, asked_at, tuple(before), ClaimState(state))


class Claims:
    """The claims of one scope. Every method may be called from any thread."""

    def __init__(self, file: StateFile, scope: Scope, clock: Clock) -> None:
        self._file = file
        self._scope = scope
        self._clock = clock

    def all(self) -> tuple[Claim, ...]:
        """Every open claim; one that makes no sense is left out."""

        def work(connection: Connection) -> list[str]:
            values = (self._scope.known(connection), _KIND)
            return [row[0] for row in connection.execute("SELECT body FROM marks WHERE scope = ? AND kind = ?", values)]

        found: list[Claim] = []
        for body in self._file.read(work):
            try:
                found.append(_claim(body))
            except SENSELESS:
                continue
        return tuple(found)

    def get(self, company: str) -> Claim | None:
        """The open claim on a name."""
        return next((claim for claim in self.all() if claim_key(claim.company) == claim_key(company)), None)

    def take(self, claim: Claim, expected: Claim | None) -> bool:
        """Put a claim in the place of `expected` (None: of nothing); False when another program was first."""
        key = compact(claim_key(claim.company))
        taken = False

        def work(connection: Connection) -> None:
            nonlocal taken
            place = (self._scope.made(connection), _KIND, key)
            if expected is None:
                done = connection.execute(
                    "INSERT OR IGNORE INTO marks (scope, kind, key, at, body) VALUES (?, ?, ?, ?, ?)",
                    (*place, self._clock.now(), _body(claim)),
                )
            else:
                done = connection.execute(
                    "UPDATE marks SET body = ?, at = ? WHERE scope = ? AND kind = ? AND key = ? AND body = ?",
                    (_body(claim), self._clock.now(), *place, _body(expected)),
                )
            taken = done.rowcount == 1

        return self._file.write(work) and taken

    def drop(self, company: str) -> None:
        """The registration came to its end."""
        key = compact(claim_key(company))

        def work(connection: Connection) -> None:
            place = (self._scope.known(connection), _KIND, key)
            connection.execute("DELETE FROM marks WHERE scope = ? AND kind = ? AND key = ?", place)

        self._file.write(work)
