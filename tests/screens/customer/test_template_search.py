"""Finding a text in the template from the keyboard."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from support.customer_stage import ID, SIZES, CustomerStage, opened, shown_to, started, template

from tui.domain.intents import Done, ReadTemplate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot


@asynccontextmanager
async def reading(size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[CustomerStage, Pilot[int]]]:
    """The template is in view."""
    async with opened(shown_to(progress=(started(),)), size=size) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        yield app, pilot


async def typed(pilot: Pilot[int], text: str) -> None:
    await pilot.press("slash")
    await pilot.pause()
    await pilot.press(*({":": "colon", "*": "asterisk", '"': "quotation_mark"}.get(char, char) for char in text))
    await pilot.pause()


def rule(app: CustomerStage) -> str:
    return next(line for line in app.text.splitlines() if "template.json" in line)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_found_at_once_counted_and_brought_into_view(size: tuple[int, int]) -> None:
    async with reading(size) as (app, pilot):
        await typed(pilot, "externalid")
        assert "/externalid 1 of " in rule(app)
        assert "esc look for nothing" in app.text
        assert "Reviewed: get the launch URL" not in app.text
        await pilot.press("enter")
        await pilot.pause()
        assert "Reviewed: get the launch URL" in app.text
        await pilot.press("n")
        assert "/externalid 2 of " in rule(app)
        total = template().text.lower().count("externalid")
        assert f"/externalid 2 of {total} " in rule(app)
        await pilot.press("N", "N")
        assert f"/externalid {total} of {total} " in rule(app)
        assert "ExternalId" in app.text.split("template.json")[1]


async def test_letters_of_the_search_are_no_commands_and_enter_in_the_field_goes_nowhere() -> None:
    async with reading() as (app, pilot):
        await typed(pilot, "savtq")
        assert "not found" in rule(app)
        await pilot.press("enter")
        assert app.wanted == [ReadTemplate(ID)]
        assert app.customer_screen.visit.step == 2


async def test_escape_ends_the_search_first_and_leaves_the_screen_after() -> None:
    async with reading() as (app, pilot):
        await typed(pilot, "iam:")
        await pilot.press("escape")
        await pilot.pause()
        assert "/iam:" not in rule(app)
        assert app.focused is app.customer_screen.query_one("#template-json")
        await typed(pilot, "iam:")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "/iam:" not in rule(app)
        screen = app.customer_screen
        await pilot.press("escape")
        await pilot.pause()
        assert screen not in app.screen_stack


async def test_without_a_search_or_a_template_the_keys_say_why_not() -> None:
    async with reading() as (app, pilot):
        await pilot.press("n", "N")
        await pilot.press("left", "slash", "n")
        assert app.told == [
            "warning: n next match: nothing was found: / looks for a text",
            "warning: N match before: nothing was found: / looks for a text",
            "warning: / find: the template is in step 2 of the AWS tab",
            "warning: n next match: the template is in step 2 of the AWS tab",
        ]


async def test_another_tab_closes_the_field() -> None:
    async with reading() as (app, pilot):
        await typed(pilot, "iam")
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("shift+tab")
        await pilot.pause()
        assert not app.customer_screen.query_one("#template-search").has_class("-editing")
        assert "y copy" in app.text
