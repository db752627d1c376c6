"""The keys of the plan screen: what they ask for, and what a refresh leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customers import customer
from support.plans import (
    ATLAS,
    KEY,
    LINES,
    ORG,
    PLAN,
    D,
    attempt_of,
    many_lines,
    plan,
    reading_of,
    snapshot_of,
)
from support.stage import READ_ONLY, Stage
from support.stage_text import stage_lines, stage_text

from screens.plan.lines import row_of
from screens.plan.screen import PlanScreen
from tui.domain.intents import LookAt, ReadPlan, Refresh
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import AttemptState
from tui.domain.snapshot import Snapshot
from widgets.text_pane import TextPane
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from screens.plan.lines import Widths
    from tui.domain.plan.lines import PlanLine
    from widgets.table_lines import Row

BETA = customer("Beta Corp c/o Acme", org_id="beta")
AMONG = ("first", ORG, "beta")


def stage(snapshot: Snapshot | None = None, provider: str = "aws") -> Stage:
    return Stage(PlanScreen(ORG, provider, AMONG, "needs:attention"), snapshot or snapshot_of())


def table(app: Stage) -> VirtualTable:
    return app.screen.query_one("#plan-items", VirtualTable)


def with_plan(app: Stage, fresh: Plan) -> Snapshot:
    """The snapshot after a refresh that brought this plan."""
    return replace(snapshot_of(fresh, age=1), version=app.snapshot.version + 1)


async def test_the_plan_in_view_is_looked_at_and_let_go_when_one_leaves() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.asked == [LookAt((KEY,))]
        await pilot.press("right")
        assert app.asked[-1] == LookAt(((ORG, "azure"),))
        assert "Asking for the Azure plan." in stage_text(app)
        await pilot.press("left", "left")
        assert app.asked[-1] == LookAt(((ORG, "gcp"),))
        await pilot.click("TabLine", offset=(2, 0))
        assert app.asked[-1] == LookAt((KEY,))
        await pilot.press("escape")
        assert app.asked[-1] == LookAt(())
        assert not isinstance(app.screen, PlanScreen)


async def test_r_reads_this_plan_and_the_list() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("r")
        assert app.asked[-2:] == [ReadPlan(*KEY), Refresh()]


async def test_the_cloud_chosen_at_the_start_stays_when_another_becomes_worth_more() -> None:
    app = stage(provider="")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.asked == [LookAt((KEY,))]
        richer = reading_of(plan(monthly_savings=D(99_999)))
        app.snapshot = snapshot_of(plans={(ORG, "azure"): richer})
        await pilot.pause()
        assert "Azure ready" in stage_text(app)
        assert "$4,210.20" in stage_text(app)


async def test_the_cloud_asked_for_is_shown_even_when_another_is_worth_more() -> None:
    app = stage(provider="gcp")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.asked == [LookAt(((ORG, "gcp"),))]
        assert "Asking for the GCP plan." in stage_text(app)


async def test_a_cloud_without_a_plan_shows_nothing_of_the_cloud_before() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "31 → 78 %" in stage_text(app)
        await pilot.press("right")
        await pilot.pause()
        assert "Azure" in stage_text(app)
        assert not any(seen in stage_text(app) for seen in ("Coverage", "%", "Execution policy", "Save $/mo"))


async def test_brackets_walk_the_customers_and_keep_the_cloud_where_there_is_a_plan() -> None:
    readings = {("beta", "azure"): reading_of(PLAN)}
    app = stage(snapshot_of(customers=(ATLAS, BETA), plans=readings))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("right_square_bracket")
        assert app.opened[-1] == ("plan", "beta", "", *AMONG, "needs:attention")
        await pilot.press("right", "right_square_bracket")
        assert app.opened[-1] == ("plan", "beta", "azure", *AMONG, "needs:attention")
        await pilot.press("left_square_bracket")
        assert app.opened[-1][:3] == ("plan", "first", "")


async def test_at_the_ends_of_the_list_the_keys_say_so() -> None:
    app = Stage(PlanScreen(ORG, "aws", (ORG,)), snapshot_of())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("right_square_bracket", "left_square_bracket")
        assert app.opened == []
        assert app.told == [
            "warning: ] next: there is no customer after this one",
            "warning: [ previous: there is no customer before this one",
        ]


async def test_t_goes_from_line_items_to_commitments_to_all_details_and_the_keys_go_along() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert table(app).has_focus
        await pilot.press("t")
        assert "Compute savings plan" in stage_text(app)
        assert app.screen.query_one("#plan-commitments").has_focus
        await pilot.press("j")
        assert app.screen.query_one("#plan-commitments", VirtualTable).cursor_key == "Amazon RDS"
        await pilot.press("t")
        assert app.screen.query_one(TextPane).has_focus
        await pilot.press("G")
        await pilot.pause()
        assert "% and pp are worked out here" in stage_text(app)
        await pilot.press("s")
        assert app.told[-1] == "warning: s sort: there is no table in view"
        await pilot.press("t")
        assert table(app).has_focus
        assert "Amazon EC2" in stage_text(app)


async def test_s_and_a_click_on_a_heading_sort_and_the_cursor_stays_on_its_line() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "j", "j")
        assert table(app).cursor_key == "Amazon ElastiCache"
        await pilot.press("s", "u")
        assert list(table(app).keys)[:2] == ["Amazon ElastiCache", "Amazon OpenSearch"]
        assert table(app).cursor_key == "Amazon ElastiCache"
        await pilot.click("#plan-items", offset=(2, 0))
        assert list(table(app).keys) == sorted(table(app).keys, key=str.casefold)


async def test_a_refresh_moves_nothing_under_the_reader() -> None:
    app = stage(snapshot_of(many_lines(300)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("G", "k", "k")
        key, top = table(app).cursor_key, table(app).scroll_offset.y
        before = stage_lines(app)
        reordered = many_lines(300)
        app.snapshot = with_plan(app, replace(reordered, line_items=reordered.line_items[::-1], is_calculating=True))
        await pilot.pause()
        assert (table(app).cursor_key, table(app).scroll_offset.y) == (key, top)
        assert [line[:24] for line in before[13:21]] == [line[:24] for line in stage_lines(app)[13:21]]
        assert table(app).has_focus
        assert "not final" in stage_text(app)


async def test_figures_that_become_final_change_in_place() -> None:
    app = stage(snapshot_of(plan(is_calculating=True, monthly_savings=D(5))))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        row = next(n for n, line in enumerate(stage_lines(app)) if "$5.00" in line)
        app.snapshot = with_plan(app, PLAN)
        await pilot.pause()
        assert "$4,210.20" in stage_lines(app)[row]
        assert "not final" not in stage_text(app)


async def test_only_the_lines_in_view_of_two_thousand_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(line: PlanLine, widths: Widths) -> Row:
        made.append(line.key)
        return row_of(line, widths)

    monkeypatch.setattr("screens.plan.tables.row_of", counted)
    app = stage(snapshot_of(many_lines(2_000)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "Service 0857" in stage_text(app)
        assert len(set(made)) < 60
        made.clear()
        app.snapshot = replace(app.snapshot, version=2)
        await pilot.pause()
        assert made == []
        await pilot.press("G")
        assert len(set(made)) < 60


async def test_b_opens_the_dialog_where_the_plan_may_be_bought() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert app.opened == [("purchase", *KEY, PLAN.id)]


async def test_b_says_why_not() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for snapshot, reason in (
            (snapshot_of(identity=READ_ONLY), "read-only profile"),
            (snapshot_of(plan(is_locked=True)), "The plan is locked"),
            (snapshot_of(None), "the plan is not read yet"),
            (snapshot_of(attempts=(attempt_of(AttemptState.SENT),)), "A purchase is open: entry 42 is sent"),
        ):
            app.snapshot = snapshot
            await pilot.press("b")
            assert app.told[-1] == f"warning: b buy: {reason}"
        assert app.opened == []


async def test_y_copies_the_figures_and_says_so() -> None:
    app = stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("y")
        assert app.clipboard.startswith("Atlas Print c/o Acme\nAWS recommended")
        assert app.told == [
            f"information: the headline figures: sent to the terminal's clipboard, {len(app.clipboard)} characters"
        ]


async def test_without_a_plan_there_is_nothing_to_copy_sort_or_turn() -> None:
    app = stage(snapshot_of(None))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("y", "s", "t")
        assert app.clipboard == ""
        assert len(app.told) == 3
        assert all(told.endswith("there is no plan to show") for told in app.told)


async def test_keys_go_to_the_lines_as_soon_as_a_plan_arrives() -> None:
    app = stage(snapshot_of(None))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.snapshot = snapshot_of()
        await pilot.pause()
        await pilot.pause()
        await pilot.press("j")
        assert table(app).cursor_key == LINES[1].key


async def test_question_mark_tells_what_is_worked_out_here() -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = " ".join(stage_text(app).split())
        assert "only changes in % and pp" in text
        assert "copy the headline figures" in text
