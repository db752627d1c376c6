"""A screen that opens is drawn once, as it stays: on a slow line nothing is seen, or paid for, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.customer_stage import DELTA, SIZES, beta_with, launched, opened, shown_to, troubled
from textual._compositor import LayoutUpdate

from screens.customer.screen import CustomerScreen
from screens.customer.watch import WatchDialog
from screens.plan.screen import PlanScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

OPENED: dict[str, Callable[[], Screen[Any]]] = {
    "a customer": lambda: CustomerScreen("delta"),
    "a plan": lambda: PlanScreen("beta", "aws"),
    "a dialog": lambda: WatchDialog("Beta Corp", "aws"),
}


async def wholly_drawn(app: App[int], pilot: Pilot[int], screen: Screen[Any], patch: pytest.MonkeyPatch) -> list[str]:
    """Open a screen; the text of every time that all of the terminal was drawn."""
    drawn: list[str] = []

    def note(_app: object, _screen: object, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            drawn.append("\n".join("".join(strip.text for strip in strips) for strips in update.strips))

    patch.setattr(type(app), "_display", note)
    app.push_screen(screen)
    await pilot.pause()
    return drawn


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", OPENED)
async def test_what_opens_is_drawn_once_and_stays_so(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(shown_to(beta_with(troubled()), DELTA, progress=(launched(),)), size=size) as (app, pilot):
        drawn = await wholly_drawn(app, pilot, OPENED[name](), monkeypatch)
        assert len(drawn) == 1
        assert drawn[0].split() == app.text.split()
