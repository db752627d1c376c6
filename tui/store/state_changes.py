"""The history of changes in state.db, newest last, at most so many."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from tui.domain.changes import Change
from tui.store.state_customers import storable
from tui.store.state_rows import change_row

_KEPT = 5_000
# Of these, the next one about the same subject always differs: the same again is what another program saw as well.
_NEVER_TWICE = ("feature", "added", "gone")


def load_changes(connection: Connection, scope: int, most: int) -> tuple[Change, ...]:
    """The latest changes, newest first."""
    rows = connection.execute(
        "SELECT at, kind, org_id, name, subject, before, after, key FROM changes "
        "WHERE scope = ? ORDER BY id DESC LIMIT ?",
        (scope, most),
    )
    return tuple(Change(*row) for row in rows)


def changes_of(connection: Connection, scope: int, org_id: str) -> tuple[Change, ...]:
    """All the changes of one customer, newest first."""
    rows = connection.execute(
        "SELECT at, kind, org_id, name, subject, before, after, key FROM changes "
        "WHERE scope = ? AND org_id = ? ORDER BY id DESC",
        (scope, storable(org_id)),
    )
    return tuple(Change(*row) for row in rows)


def changes_after(connection: Connection, scope: int, number: int) -> tuple[tuple[int, Change], ...]:
    """The changes kept that were stored after the one of this number, oldest first, each with its own."""
    rows = connection.execute(
        "SELECT id, at, kind, org_id, name, subject, before, after, key FROM changes "
        "WHERE scope = ? AND id > ? ORDER BY id",
        (scope, number),
    )
    return tuple((row[0], Change(*row[1:])) for row in rows)


def newest_change(connection: Connection, scope: int) -> int:
    """The number of the change that was stored last, 0 where there is none."""
    found: int = connection.execute("SELECT coalesce(max(id), 0) FROM changes WHERE scope = ?", (scope,)).fetchone()[0]
    return found


def write_changes(connection: Connection, scope: int, changes: Iterable[Change]) -> None:
    """Add changes in their order, leave out those another program stored already, and forget the oldest."""
    for change in changes:
        row = change_row(change)
        if change.kind in _NEVER_TWICE and _last_says_so(connection, scope, row):
            continue
        connection.execute(
            "INSERT INTO changes (scope, at, kind, org_id, name, subject, before, after, key) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (scope, *row),
        )
    connection.execute(
        "DELETE FROM changes WHERE scope = ?1 AND id <= "
        "(SELECT id FROM changes WHERE scope = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        (scope, _KEPT),
    )


def _last_says_so(connection: Connection, scope: int, row: tuple[float, str, str, str, str, str, str, str]) -> bool:
    _, kind, org_id, _, subject, before, after, key = row
    last = connection.execute(
        "SELECT kind, before, after FROM changes WHERE scope = ? AND org_id = ? AND key = ? AND subject = ? "
        "ORDER BY id DESC LIMIT 1",
        (scope, org_id, key, subject),
    ).fetchone()
    return bool(last == (kind, before, after))
