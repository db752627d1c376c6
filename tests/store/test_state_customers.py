import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.store_values import customer, customers, fleet

from tui.domain.records import Checklist, Customer, Feature
from tui.store.state_customers import CustomerRow, StoredRow, customer_row, read_customers, storable


def stored(rows: list[CustomerRow]) -> tuple[list[StoredRow], dict[int, str]]:
    """Rows as they come back from SQLite, shapes replaced by numbers."""
    shapes = {text: number for number, text in enumerate(sorted({row.shape for row in rows}))}
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE c (a TEXT, b TEXT, c REAL, d REAL, e INTEGER, f TEXT, g REAL, h TEXT)")
    values = [(*row[:4], shapes[row.shape], row.statuses, row.since, row.rest) for row in rows]
    connection.executemany("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    back = connection.execute("SELECT * FROM c ORDER BY rowid").fetchall()
    connection.close()
    return back, {number: text for text, number in shapes.items()}


@given(st.lists(customers, max_size=4))
def test_customers_come_back_as_they_were(before: list[Customer]) -> None:
    assert read_customers(*stored([customer_row(c) for c in before])) == tuple(before)


def test_customers_read_back_are_like_any_other() -> None:
    one = customer(1, cur="missing")
    (back,) = read_customers(*stored([customer_row(one)]))
    assert hash(back) == hash(one)
    assert repr(back) == repr(one)
    with pytest.raises(AttributeError):
        back.name = "other"  # type: ignore[misc]


def test_a_row_without_history_is_small() -> None:
    row = customer_row(customer(1))
    assert row.statuses == "uaaaa"
    assert row.rest is None


def test_only_what_differs_is_written_out() -> None:
    features = (Feature("a", "available", 1.0), Feature("b", "odd", 1.0), Feature("c", "missing", 2.0, "available"))
    row = customer_row(Customer("id", "name", integrations=(Checklist("aws", features),)))
    assert (row.statuses, row.since) == ("axm", 1.0)
    assert json.loads(row.rest or "") == [[1, 1.0, None, "odd"], [2, 2.0, "available", None]]


def test_customers_that_say_the_same_share_their_records() -> None:
    first, second = read_customers(*stored([customer_row(c) for c in (customer(1), customer(2))]))
    assert first.integrations is second.integrations


def test_a_fleet_takes_little_room() -> None:
    rows = [customer_row(c) for c in fleet(100)]
    assert len({row.shape for row in rows}) == 1
    assert sum(len(row.statuses) + len(row.rest or "") for row in rows) < 100 * 10


@pytest.mark.parametrize("statuses", ["", "uaaa", "uaaaaa", "uaaaq"])
def test_statuses_that_do_not_fit_are_an_error(statuses: str) -> None:
    row = customer_row(customer(1))
    with pytest.raises((ValueError, KeyError)):
        read_customers([(*row[:4], 0, statuses, row.since, row.rest)], {0: row.shape})


def test_half_a_character_becomes_a_question_mark() -> None:
    assert storable("a\ud800b") == "a?b"
    assert customer_row(Customer("id\udfff", "n\ud800")).name == "n?"
