"""A plan that says nothing, one of which every word is unknown, hostile words in every field: seen and exported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from support.plan_contract import full_document, plan_from
from support.plans import ORG, many_lines, snapshot_of
from support.stage import Stage
from support.stage_text import stage_lines, stage_text

from screens.plan.files import plan_forms
from screens.plan.screen import PlanScreen
from tui.domain.plan.lines import commitment_lines, item_lines
from tui.domain.plan.records import Plan
from tui.domain.snapshot import PlanDetail
from widgets.virtual_table import VirtualTable

SIZES = [(80, 24), (120, 40)]
HOSTILE = "[/]\x1b]0;pwned\x07\u202e=cmd()|表👍🏽\n[@click=app.quit]x"


def everywhere(document: Any, word: str) -> Any:
    """The document with this word in every text of it."""
    match document:
        case dict():
            return {key: everywhere(inner, word) for key, inner in document.items()}
        case list():
            return [everywhere(inner, word) for inner in document]
        case str() if document.startswith("word"):
            return word
        case _:
            return document


PLANS: dict[str, Plan] = {
    "nothing said": replace(plan_from({"id": "x"}), org_id=ORG),
    "nulls": plan_from(dict.fromkeys(full_document()) | {"id": "x", "summaries": [{}], "flagged_actions": [{}]}),
    "every word unknown": plan_from(full_document()),
    "hostile": plan_from(everywhere(full_document(), HOSTILE)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PLANS)
async def test_it_is_drawn_in_every_view_and_every_line_keeps_its_width(name: str, size: tuple[int, int]) -> None:
    app = Stage(PlanScreen(ORG, "aws"), snapshot_of(PLANS[name]))
    async with app.run_test(size=size, notifications=True) as pilot:
        for keys in ((), ("enter",), ("escape", "t"), ("enter",), ("escape", "t"), ("G",), ("t", "s", "c", "y")):
            await pilot.press(*keys)
            await pilot.pause()
            lines = stage_lines(app)
            assert {cell_len(line) for line in lines} == {size[0]}
            assert not any(bad in "".join(lines) for bad in ("\x1b", "\x07", "\u202e"))


@pytest.mark.parametrize("name", PLANS)
def test_it_can_be_exported_in_every_form(name: str) -> None:
    shown = PLANS[name]
    for lines in (item_lines(shown), commitment_lines(shown), ()):
        markdown, document, table = (form.make() for form in plan_forms(HOSTILE, PlanDetail(shown, 0.0), lines))
        assert json.loads(document)["plan"]["id"] is not None
        for text in (markdown, document, table):
            assert not any(bad in text for bad in ("\x1b", "\x07", "\u202e"))
        assert markdown.startswith("# ")
        assert all(not cell.startswith(("=", "+", "@")) for row in table.splitlines() for cell in row.split(","))


@pytest.mark.parametrize("size", [*SIZES, (160, 50)])
async def test_the_sums_of_two_thousand_lines_are_in_view_under_those_that_fit(size: tuple[int, int]) -> None:
    app = Stage(PlanScreen(ORG, "aws"), snapshot_of(many_lines(2_000)))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "added up here" in stage_text(app)
        await pilot.press("slash", *"save>1500", "enter")
        await pilot.pause()
        assert "500 of 2,000" in next(line for line in stage_lines(app) if "added up" in line)


async def test_two_thousand_lines_can_be_filtered_and_sorted() -> None:
    app = Stage(PlanScreen(ORG, "aws"), snapshot_of(many_lines(2_000)))
    async with app.run_test(size=(160, 50), notifications=True) as pilot:
        await pilot.press("slash", *"save>1000 !0007", "enter", "s", "n", "G")
        await pilot.pause()
        table = app.screen.query_one("#plan-items", VirtualTable)
        assert len(table.keys) == 1_000
        assert "1,000 of 2,000 lines" in stage_text(app)
        assert table.cursor_key == max(table.keys)
