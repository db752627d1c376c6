"""Whether rows of state.db can be what this program wrote: SQLite keeps a text where a number should be.

What draws counts on kinds: a moment is a number a calendar has, a name is a text, a sum is finite.
"""

from __future__ import annotations

import zlib
from sqlite3 import Connection

_FARTHEST = 1e12
# Beyond any answer the API client takes.
_LARGEST = 64 * 1024 * 1024
_TEXTS = {
    "customers": ("org_id", "name", "statuses"),
    "plans": ("org_id", "provider"),
    "changes": ("kind", "org_id", "name", "subject", "before", "after", "key"),
}
_MOMENTS = {
    "scopes": ("customers_at",),
    "customers": ("created_at", "first_seen", "since"),
    "plans": ("read_at", "tried_at"),
    "changes": ("at",),
}


def _odd_rows() -> str:
    parts = []
    for table, moments in _MOMENTS.items():
        odd = [f"typeof({name}) NOT IN ('real', 'null') OR abs({name}) > {_FARTHEST}" for name in moments]
        odd += [f"typeof({name}) <> 'text'" for name in _TEXTS.get(table, ())]
        key = "id" if table == "scopes" else "scope"
        parts.append(f"EXISTS (SELECT 1 FROM {table} WHERE {key} = ?1 AND ({' OR '.join(odd)}))")  # noqa: S608 - our own words
    return f"SELECT {' OR '.join(parts)}"


_ODD_ROWS = _odd_rows()


def check_rows(connection: Connection, scope: int) -> None:
    """Raise `ValueError` where a row of a scope holds another kind of value than the program writes."""
    if connection.execute(_ODD_ROWS, (scope,)).fetchone()[0]:
        raise ValueError("a value of another kind")


def unpacked(body: object) -> bytes:
    """A packed body. Raises `ValueError` where it is none, or unpacks to more than any answer holds."""
    if not isinstance(body, bytes):
        raise ValueError("no packed body")  # noqa: TRY004 - a row that makes no sense, like any other
    unpacker = zlib.decompressobj()
    try:
        whole = unpacker.decompress(body, _LARGEST)
    except zlib.error:
        whole = b""
    if not unpacker.eof:
        raise ValueError("a packed body that is damaged, or too large")
    return whole
