"""Looking closer at a plan: a line with every field, what changed, the raw answer, the export."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from support.clock import EPOCH
from support.plans import KEY, LINES, ORG, PLAN, D, line, many_lines, plan, snapshot_of
from support.stage import Stage
from support.stage_text import stage_lines, stage_text

from screens.plan.diff import PlanDiffDialog
from screens.plan.line import LineDialog
from screens.plan.screen import PlanScreen
from tui.domain.faults import Fault
from tui.domain.intents import Done, Failed, ReadPlanAt, ReadPlanHistory, ReadRawPlan
from tui.domain.plan.diff import PlanMoment
from tui.domain.plan.figures import brief
from tui.domain.plan.records import Plan
from tui.domain.snapshot import PlanDetail
from widgets.field import Field
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot

SIZES = [(80, 24), (120, 40)]
DAY = 86_400.0


def stage(snapshot: Snapshot | None = None, **more: Any) -> Stage:
    return Stage(PlanScreen(ORG, "aws", (ORG,), **more), snapshot or snapshot_of())


def table(app: Stage) -> VirtualTable:
    return app.screen.query_one("#plan-items", VirtualTable)


# A line


@pytest.mark.parametrize("size", SIZES)
async def test_enter_shows_every_field_of_the_line_and_escape_goes_back_to_it(size: tuple[int, int]) -> None:
    app = stage()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        text = stage_text(app)
        for part in ("Amazon RDS", "Net savings", "$1,105.25", "per month", "Upfront", "one-time", "h, 1 year"):
            assert part in text, part
        await pilot.press("escape")
        assert isinstance(app.screen, PlanScreen)
        assert table(app).cursor_key == "Amazon RDS"
        assert table(app).has_focus


async def test_a_commitment_has_its_coverage_among_its_fields() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("t", "enter")
        await pilot.pause()
        assert "Coverage after" in stage_text(app)


# Filter and sort


async def test_a_filter_leaves_lines_and_their_totals_and_escape_clears_it_before_it_leaves() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"save>400", "enter")
        await pilot.pause()
        assert list(table(app).keys) == ["Amazon EC2", "Amazon RDS", "AWS Fargate"]
        text = stage_text(app)
        assert "/ save>400" in text
        assert "3 of 6 lines" in text
        assert "added up here, 3 of 6" in text
        assert "b buy" in stage_lines(app)[-1]
        assert "10,370.50" in text
        assert table(app).has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert len(table(app).keys) == 6
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, PlanScreen)


async def test_a_filter_that_leaves_nothing_says_how_many_it_hides_and_a_wrong_one_what_is_wrong() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"zebra ")
        await pilot.pause()
        assert "6 hidden by the filter, esc clears it" in stage_text(app)
        await pilot.press("escape", "slash", *"wrong>1 ")
        await pilot.pause()
        assert 'there is no "wrong"' in stage_text(app)
        await pilot.press("escape")


async def test_s_and_a_letter_sort_and_the_same_again_turns_it_round() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "sort" in stage_text(app)
        await pilot.press("c")
        assert table(app).keys[0] == "Amazon EC2"
        await pilot.press("s", "c")
        assert table(app).keys[0] == "AWS Lambda"
        assert table(app).has_focus
        assert "b buy" in stage_lines(app)[-1]


async def test_line_items_are_not_offered_an_order_by_the_coverage_they_lack() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for view, offered in (("items", False), ("commitments", True), ("details", False), ("items", False)):
            if view != "details":
                await pilot.press("s")
                await pilot.pause()
                [line] = [line for line in stage_lines(app) if "esc leaves" in line]
                assert ("v cover" in line) is offered
                await pilot.press("escape")
            await pilot.press("t")


async def test_the_key_for_a_line_is_there_as_soon_as_there_is_one() -> None:
    app = stage(snapshot_of(None))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.snapshot = snapshot_of()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)


async def test_a_refresh_keeps_filter_order_cursor_and_place() -> None:
    app = stage(snapshot_of(many_lines(2_000)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"save>100", "enter", "s", "u", "G", "k", "k")
        await pilot.pause()
        before = (table(app).cursor_key, table(app).scroll_offset.y, list(table(app).keys))
        fresh = many_lines(2_000)
        app.snapshot = replace(
            snapshot_of(replace(fresh, line_items=fresh.line_items[::-1], is_calculating=True), age=1), version=2
        )
        await pilot.pause()
        assert (table(app).cursor_key, table(app).scroll_offset.y) == before[:2]
        assert set(table(app).keys) == set(before[2])
        assert "/ save>100" in stage_text(app)


# What changed

OLD = plan(
    monthly_savings=D("4180.00"),
    line_items=(*LINES[1:], line("Amazon Redshift", 1, 720, "900.00", "0", "310.00")),
)
MOMENTS = tuple(PlanMoment(EPOCH - age, brief(each)) for age, each in ((8.0, PLAN), (DAY, OLD), (6 * DAY, PLAN)))


async def opened_diff(app: Stage, pilot: Pilot[int], moments: tuple[PlanMoment, ...] = MOMENTS) -> None:
    await pilot.press("d")
    await pilot.pause()
    assert app.asked[-1] == ReadPlanHistory(*KEY)
    app.answer(Done(ReadPlanHistory(*KEY), moments))
    await pilot.pause()
    await pilot.pause()


async def told(app: Stage, pilot: Pilot[int], shown: Plan, at: float) -> None:
    assert app.asked[-1] == ReadPlanAt(*KEY, at)
    app.answer(Done(ReadPlanAt(*KEY, at), PlanDetail(shown, at)))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_d_shows_the_change_since_the_last_reading_that_differed(size: tuple[int, int]) -> None:
    app = stage()
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened_diff(app, pilot)
        await told(app, pilot, OLD, EPOCH - DAY)
        text = stage_text(app)
        for part in ("What changed", "4,180.00", "24h ago", "Net savings", "$4,180.00 → $4,210.20", "+$30.20"):
            assert part in text, part
        if size[1] == 40:
            assert "Amazon EC2  new" in text
            assert "Amazon Redshift  gone" in text
        assert {cell_len(each) for each in stage_lines(app)} == {size[0]}


@pytest.mark.parametrize("size", SIZES)
async def test_no_sum_of_a_comparison_is_cut_and_sums_stand_one_below_the_other(size: tuple[int, int]) -> None:
    big = replace(OLD, minimum_commitment_cost=D("9183153.168767"), monthly_fee=D("1467.801"))
    app = stage()
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened_diff(app, pilot)
        await told(app, pilot, big, EPOCH - DAY)
        lines = [each for each in stage_lines(app) if "→" in each]
        found = next(each for each in lines if "$9,183,153.17 → " in each)
        assert "−$9,122,097.75" in found
        fee = next(each for each in lines if "$1,467.80 → " in each)
        assert found.index("→") == fee.index("→")


async def test_another_moment_can_be_chosen_and_is_asked_for_once() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened_diff(app, pilot)
        await told(app, pilot, OLD, EPOCH - DAY)
        await pilot.press("j")
        await pilot.pause()
        await told(app, pilot, PLAN, EPOCH - 6 * DAY)
        assert "it reads as it did then" in stage_text(app)
        asked = len(app.asked)
        await pilot.press("k")
        await pilot.pause()
        assert len(app.asked) == asked
        assert "$4,180.00 → $4,210.20" in stage_text(app)


async def test_nothing_changed_says_since_when() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened_diff(app, pilot, (PlanMoment(EPOCH - DAY, brief(PLAN)),))
        assert "Nothing changed since" in stage_text(app)
        await pilot.press("escape", "d")
        await pilot.pause()
        app.answer(Done(ReadPlanHistory(*KEY), ()))
        await pilot.pause()
        assert "No earlier reading" in stage_text(app)


async def test_another_plan_in_its_place_is_said_on_top() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened_diff(app, pilot)
        await told(app, pilot, replace(OLD, id="77777777-0000-4000-8000-000000000000"), EPOCH - DAY)
        lines = [each.strip() for each in stage_lines(app)]
        since = next(place for place, each in enumerate(lines) if "Since" in each)
        assert "Another plan took its place: 77777777-0000-4000 → b41c9d2e-0c6f-4d55" in lines[since + 1]


async def test_a_refresh_changes_nothing_in_the_open_comparison() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened_diff(app, pilot)
        await told(app, pilot, OLD, EPOCH - DAY)
        app.snapshot = replace(snapshot_of(plan(monthly_savings=D(1)), age=1), version=2)
        await pilot.pause()
        assert "$4,180.00 → $4,210.20" in stage_text(app)
        assert app.screen.query_one(VirtualTable).cursor_key == str(EPOCH - DAY)
        assert isinstance(app.screen, PlanDiffDialog)


async def test_what_could_not_be_read_back_is_told() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened_diff(app, pilot)
        app.answer(Failed(ReadPlanAt(*KEY, EPOCH - DAY), Fault("What the plan said then is not kept any more.")))
        await pilot.pause()
        assert "not kept any more" in stage_text(app)


# The raw answer


async def test_v_hands_the_answer_to_the_pager_as_the_server_wrote_it() -> None:
    seen: list[tuple[str, str]] = []

    def pager(_app: object, text: str, suffix: str) -> str:
        seen.append((text, suffix))
        return ""

    app = stage(pager=pager)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        assert app.asked[-1] == ReadRawPlan(*KEY)
        app.answer(Done(ReadRawPlan(*KEY), '{"savings":5.7670,"odd":1e400}'))
        await pilot.pause()
        assert seen == [('{\n  "savings": 5.7670,\n  "odd": 1e400\n}', ".json")]
        app.answer(Failed(ReadRawPlan(*KEY), Fault("The answer is not kept.")))
        await pilot.pause()
        assert app.told == ["warning: v raw: The answer is not kept."]


async def test_an_answer_for_a_plan_that_is_not_in_view_any_more_opens_no_pager() -> None:
    seen: list[str] = []

    def pager(_app: object, text: str, _suffix: str) -> str:
        seen.append(text)
        return ""

    app = stage(pager=pager)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v", "right")
        app.answer(Done(ReadRawPlan(*KEY), "{}"))
        await pilot.pause()
        assert seen == []


# The export


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def exported(app: Stage, pilot: Pilot[int], path: Path) -> str:
    await pilot.press("ctrl+e")
    await pilot.pause()
    app.screen.query_one("#path", Field).value = str(path)
    await pilot.press("enter")
    await pilot.pause()
    return written(path)


async def test_the_end_of_the_name_says_what_is_written(tmp_path: Path) -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert (await exported(app, pilot, tmp_path / "plan.md")).startswith("# Atlas Print c/o Acme: AWS recommended")
        assert app.told == [f"information: exported to {tmp_path / 'plan.md'}"]
        assert json.loads(await exported(app, pilot, tmp_path / "plan.json"))["plan"]["monthly_savings"] == "4210.20"
        await pilot.press("slash", *"term:1y", "enter")
        rows = list(csv.reader(io.StringIO(await exported(app, pilot, tmp_path / "lines.csv"))))
        assert [row[0] for row in rows] == ["key", "Amazon RDS", "Amazon ElastiCache", "Amazon OpenSearch"]


async def test_an_unknown_ending_and_a_file_that_is_there_are_told_and_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("precious")
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        field = app.screen.query_one("#path", Field)
        assert field.value == "atlas-print-c-o-acme-aws-plan.md"
        field.value = str(tmp_path / "plan.txt")
        await pilot.press("enter")
        await pilot.pause()
        assert ".csv" in stage_text(app)
        assert not (tmp_path / "plan.txt").exists()
        field.value = str(tmp_path / "plan.md")
        await pilot.press("enter")
        await pilot.pause()
        assert "there is a file of that name already" in stage_text(app)
        assert (tmp_path / "plan.md").read_text() == "precious"


async def test_a_button_puts_the_ending_of_its_form_into_the_name() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.click("#form-json")
        await pilot.pause()
        assert app.screen.query_one("#path", Field).value == "atlas-print-c-o-acme-aws-plan.json"
