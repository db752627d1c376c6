"""The customer list in state.db: only rows that changed are written, whatever other programs did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection

from tui.domain.records import Customer
from tui.store.state_customers import CustomerRow, customer_row, read_customers, storable

_READ = (
    "SELECT org_id, name, created_at, first_seen, shape, statuses, since, rest FROM customers "
    "WHERE scope = ? ORDER BY position, org_id"
)
_WRITE = (
    "INSERT OR REPLACE INTO customers "
    "(scope, org_id, name, created_at, first_seen, position, shape, statuses, since, rest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def load_customers(connection: Connection, scope: int) -> tuple[Customer, ...]:
    """The customers in their order. Raises as `read_customers` does."""
    rows = connection.execute(_READ, (scope,)).fetchall()
    return read_customers(rows, dict(connection.execute("SELECT id, body FROM shapes")) if rows else {})


def write_customers(
    connection: Connection, scope: int, customers: Sequence[Customer], saved: Mapping[str, Customer]
) -> None:
    """Make the stored list this one. `saved` is what this program wrote or read before, by id."""
    stored = dict(connection.execute("SELECT org_id, position FROM customers WHERE scope = ?", (scope,)).fetchall())
    listed = {storable(customer.org_id) for customer in customers}
    gone = [(scope, org_id) for org_id in stored if org_id not in listed]
    connection.executemany("DELETE FROM customers WHERE scope = ? AND org_id = ?", gone)
    changed: list[tuple[int, CustomerRow]] = []
    moved: list[tuple[int, int, str]] = []
    for customer, org_id, position in _placed(customers, stored):
        if org_id not in stored or saved.get(customer.org_id) != customer:
            changed.append((position, customer_row(customer)))
        elif stored[org_id] != position:
            moved.append((position, scope, org_id))
    connection.executemany("UPDATE customers SET position = ? WHERE scope = ? AND org_id = ?", moved)
    shapes = _shapes(connection, {row.shape for _, row in changed})
    connection.executemany(
        _WRITE,
        [
            (scope, *row[:4], position, shapes[row.shape], row.statuses, row.since, row.rest)
            for position, row in changed
        ],
    )


def _placed(customers: Sequence[Customer], stored: Mapping[str, int]) -> Iterator[tuple[Customer, str, int]]:
    """Each customer with its stored id and its position: the one it has where that keeps the order, else the next."""
    last = -1
    for customer in customers:
        org_id = storable(customer.org_id)
        last = max(last + 1, stored.get(org_id, 0))
        yield customer, org_id, last


def _shapes(connection: Connection, texts: set[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for text in texts:
        connection.execute("INSERT OR IGNORE INTO shapes (body) VALUES (?)", (text,))
        numbers[text] = connection.execute("SELECT id FROM shapes WHERE body = ?", (text,)).fetchone()[0]
    return numbers
