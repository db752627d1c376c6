"""What the customer list costs: how much is made and drawn, counted."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.customer_list import BETA, FLEET, NARROW, lines_of, plan, screen_of, shown, typed
from support.customers import customer
from support.stage import NOW, live

import screens.customers.rows
from screens.customers.screen import CustomersScreen
from widgets.line_canvas import LineCanvas
from widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from textual.strip import Strip

    from tui.domain.customers.facts import Standing
    from tui.domain.records import Customer
    from widgets.table_lines import Row

    Line = tuple[str, int]

MANY = 10_000
ROWS = 14


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], list[Line]]]:
    """The customers whose lines are made, and the widgets whose lines are drawn."""
    made: list[str] = []
    drawn: list[Line] = []
    make, table, line = screens.customers.rows.row, LineCanvas.render_line, OneLine.render_line

    def row(standing: Standing, *given: Any, **named: Any) -> Row:
        made.append(standing.org_id)
        return make(standing, *given, **named)

    def of_table(self: LineCanvas, y: int) -> Strip:
        drawn.append((type(self).__name__, y))
        return table(self, y)

    def of_line(self: OneLine, y: int) -> Strip:
        drawn.append((type(self).__name__, y))
        return line(self, y)

    with monkeypatch.context() as patch:
        patch.setattr(screens.customers.rows, "row", row)
        patch.setattr(LineCanvas, "render_line", of_table)
        patch.setattr(OneLine, "render_line", of_line)
        yield made, drawn


def places(drawn: list[Line], name: str) -> list[int]:
    """The lines of the widgets of this name that were drawn."""
    return sorted(place for widget, place in drawn if widget == name)


def many() -> tuple[Customer, ...]:
    same = customer("Filler", aws="********", org="***")
    return tuple(replace(same, org_id=f"id-{n:05}", name=f"Customer {n:05} c/o Acme") for n in range(MANY))


async def test_of_ten_thousand_customers_only_the_visible_ones_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as (made, _drawn):
        async with shown(replace(live(), customers=many()), NARROW) as (app, pilot):
            assert len(set(made)) <= ROWS + 1
            made.clear()
            await pilot.press("G")
            assert len(set(made)) <= 2 * ROWS
            made.clear()
            await typed(pilot, "/99")
            assert "280 of 10,000" in lines_of(app)[3]
            assert len(set(made)) <= 4 * ROWS


async def test_a_snapshot_with_nothing_changed_makes_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as (app, pilot):
        with counted(monkeypatch) as (made, drawn):
            app.snapshot = replace(app.snapshot, version=1)
            await pilot.pause()
            assert made == []
            assert drawn == []


async def test_a_snapshot_with_nothing_changed_sends_nothing_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []
    async with shown() as (app, pilot):
        await pilot.pause()
        # What was drawn before would be sent again without being made again.
        monkeypatch.setattr(type(app), "_display", lambda _app, _screen, update: sent.append(update))
        app.snapshot = replace(app.snapshot, version=1)
        await pilot.pause()
        assert [update for update in sent if update is not None] == []


async def test_a_changed_customer_is_drawn_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as (app, pilot):
        await pilot.press("G")
        with counted(monkeypatch) as (_made, drawn):
            plans = {**app.snapshot.plans, (BETA.org_id, "aws"): plan("4499")}
            app.snapshot = replace(app.snapshot, version=1, plans=plans)
            await pilot.pause()
            assert places(drawn, "VirtualTable") == [1]
            assert places(drawn, "SidePanel") == []


async def test_passing_time_draws_only_ages_that_read_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as (app, pilot):
        with counted(monkeypatch) as (_made, drawn):
            app.time = NOW + 61
            screen_of(app)._age()
            await pilot.pause()
            # 3m, 41m and the three first seen just now read differently; 2h, 12h and 26h are what they were.
            assert places(drawn, "VirtualTable") == [1, 2, 5, 6, 7]


async def test_a_resting_cursor_that_asks_for_plans_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as (app, pilot):
        with counted(monkeypatch) as (_made, drawn):
            screen_of(app).look()
            await pilot.pause()
            assert app.asked
            assert drawn == []


async def test_moving_the_cursor_draws_two_lines_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown(size=NARROW) as (_app, pilot):
        with counted(monkeypatch) as (_made, drawn):
            await pilot.press("j")
            assert places(drawn, "VirtualTable") == [1, 2]


async def test_a_screen_behind_another_is_not_drawn_until_it_comes_back() -> None:
    async with shown() as (app, pilot):
        list_screen = screen_of(app)
        await app.push_screen(CustomersScreen())
        app.snapshot = replace(app.snapshot, version=1, customers=FLEET[:2])
        await pilot.pause()
        assert list_screen._list.count == len(FLEET)
        app.pop_screen()
        await pilot.pause()
        assert list_screen._list.count == 2
