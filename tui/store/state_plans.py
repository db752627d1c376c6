"""Plans in state.db: the last reading of each, its body as the server sent it, and what it said before."""

from __future__ import annotations

import json
import zlib
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tui.domain.plan.brief import PlanBrief
from tui.domain.snapshot import PlanKey, PlanReading, Reading
from tui.store.state_customers import storable
from tui.store.state_rows import brief_of, brief_text, plan_row, read_plans, same_figures
from tui.store.state_sense import unpacked

if TYPE_CHECKING:
    from tui.domain.plan.diff import PlanMoment

_HISTORY_KEPT = 14
_OF_PLAN = "WHERE scope = ? AND org_id = ? AND provider = ?"


def load_plans(connection: Connection, scope: int) -> dict[PlanKey, PlanReading]:
    """The last readings of customers that are still listed. Raises as `read_plans` does."""
    rows = connection.execute(
        "SELECT org_id, provider, state, read_at, tried_at, brief, fault FROM plans "
        "WHERE scope = ?1 AND EXISTS (SELECT 1 FROM customers c WHERE c.scope = ?1 AND c.org_id = plans.org_id)",
        (scope,),
    ).fetchall()
    readings = read_plans([row[2:] for row in rows])
    return {(row[0], row[1]): reading for row, reading in zip(rows, readings, strict=True)}


def write_plan(
    connection: Connection, scope: int, key: PlanKey, reading: PlanReading, raw: bytes | None, mark: str
) -> None:
    """Keep a reading, its body, and a line of history when it says something new: another brief, or another mark."""
    place = _place(scope, key)
    connection.execute(
        "INSERT OR REPLACE INTO plans (scope, org_id, provider, state, read_at, tried_at, brief, fault) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, *plan_row(reading)),
    )
    if reading.state is Reading.NONE:
        connection.execute(f"DELETE FROM plan_bodies {_OF_PLAN}", place)  # noqa: S608 - our own words
    body = None if raw is None else zlib.compress(raw)
    if body is not None:
        connection.execute("INSERT OR REPLACE INTO plan_bodies VALUES (?, ?, ?, ?)", (*place, body))
    if reading.brief is not None and reading.read_at is not None:
        _write_history(connection, place, reading.read_at, reading.brief, mark, body)


def _write_history(
    connection: Connection,
    place: tuple[int, str, str],
    read_at: float,
    brief: PlanBrief,
    mark: str,
    body: bytes | None,
) -> None:
    text = brief_text(brief)
    last = connection.execute(
        f"SELECT brief, mark FROM plan_history {_OF_PLAN} ORDER BY read_at DESC LIMIT 1",  # noqa: S608 - our own words
        place,
    ).fetchone()
    if last is not None and last[1] == mark and same_figures(last[0], text):
        return
    row = (*place, read_at, text, mark, body)
    connection.execute("INSERT OR REPLACE INTO plan_history VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute(
        f"DELETE FROM plan_history {_OF_PLAN} AND read_at NOT IN "  # noqa: S608 - our own words
        f"(SELECT read_at FROM plan_history {_OF_PLAN} ORDER BY read_at DESC LIMIT ?)",
        (*place, *place, _HISTORY_KEPT),
    )


def plan_body(connection: Connection, scope: int, key: PlanKey) -> bytes | None:
    """The body of the last reading, as the server sent it. Raises `ValueError` for what is none."""
    found = connection.execute(
        f"SELECT body FROM plan_bodies {_OF_PLAN}",  # noqa: S608 - our own words
        _place(scope, key),
    ).fetchone()
    return None if found is None else unpacked(found[0])


def plan_history(connection: Connection, scope: int, key: PlanKey) -> tuple[PlanMoment, ...]:
    """When the plan said something new, newest first. Raises as `brief_of` does."""
    from tui.domain.plan.diff import PlanMoment  # noqa: PLC0415 - the first paint has no use for it

    rows = connection.execute(
        f"SELECT read_at, brief FROM plan_history {_OF_PLAN} ORDER BY read_at DESC",  # noqa: S608 - our own words
        _place(scope, key),
    )
    return tuple(PlanMoment(read_at, brief_of(json.loads(brief))) for read_at, brief in rows)


def plan_body_at(connection: Connection, scope: int, key: PlanKey, read_at: float) -> bytes | None:
    """The body of a moment in history; None when there is none. Raises `ValueError` for what is no body."""
    found = connection.execute(
        f"SELECT body FROM plan_history {_OF_PLAN} AND read_at = ?",  # noqa: S608 - our own words
        (*_place(scope, key), read_at),
    ).fetchone()
    return None if found is None or found[0] is None else unpacked(found[0])


def _place(scope: int, key: PlanKey) -> tuple[int, str, str]:
    return scope, storable(key[0]), storable(key[1])
