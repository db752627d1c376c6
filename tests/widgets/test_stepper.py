"""Steps side by side, or one below the other."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual.widget import Widget

from tui.domain.onboarding.steps import StepState
from widgets.glyphs import ASCII
from widgets.stepper import StepLine, Stepper

STEPS = (
    StepLine(1, "Start", StepState.DONE, "12d ago"),
    StepLine(2, "Template", StepState.HAND, "now"),
    StepLine(3, "Launch URL", StepState.COMING),
    StepLine(4, "Verify", StepState.TROUBLE, "3m ago"),
)


class SteppedApp(KitApp):
    """Notes which step was clicked."""

    def __init__(self, *children: Widget, **options: object) -> None:
        super().__init__(*children, **options)  # type: ignore[arg-type]
        self.chosen: list[int] = []

    def on_stepper_chosen(self, event: Stepper.Chosen) -> None:
        self.chosen.append(event.number)


def column(stepper: Stepper) -> Stepper:
    stepper.styles.width, stepper.styles.height = 28, 8
    return stepper


async def test_a_column_has_a_step_on_every_second_line_with_its_time_at_the_right() -> None:
    app = SteppedApp(column(Stepper()))
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Stepper).show(STEPS, 2)
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0].rstrip() == "  ● 1 Start       12d ago"
        assert lines[2].rstrip() == "▌ ▸ 2 Template        now"
        assert lines[4].rstrip() == "  · 3 Launch URL"
        assert lines[6].rstrip() == "  ✕ 4 Verify       3m ago"
        assert not any(line.strip() for line in lines[1::2])


async def test_the_step_looked_at_is_the_one_with_the_cursor_bar_whatever_step_is_in_hand() -> None:
    app = SteppedApp(column(Stepper()))
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Stepper).show(STEPS, 1)
        await pilot.pause()
        lines = screen_lines(app)
        assert [line[0] for line in lines[0:8:2]] == ["▌", " ", " ", " "]
        assert "▸" in lines[2]


async def test_one_line_shows_all_steps_side_by_side() -> None:
    app = SteppedApp(Stepper())
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(Stepper).show(STEPS, 2)
        await pilot.pause()
        assert screen_lines(app)[0].rstrip() == " ● 1 Start ── ▸ 2 Template ── · 3 Launch URL ── ✕ 4 Verify"


async def test_a_line_too_short_for_all_titles_keeps_that_of_the_step_looked_at() -> None:
    app = SteppedApp(Stepper())
    async with app.run_test(size=(44, 3)) as pilot:
        app.query_one(Stepper).show(STEPS, 3)
        await pilot.pause()
        assert screen_lines(app)[0].rstrip() == " ● 1 ── ▸ 2 ── · 3 Launch URL ── ✕ 4"


async def test_a_click_in_the_column_says_which_step() -> None:
    app = SteppedApp(column(Stepper()))
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Stepper).show(STEPS, 1)
        await pilot.pause()
        for offset in ((5, 2), (5, 3), (20, 6)):
            await pilot.click(Stepper, offset=offset)
        assert app.chosen == [2, 4]


async def test_a_click_on_the_line_says_which_step() -> None:
    app = SteppedApp(Stepper())
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(Stepper).show(STEPS, 1)
        await pilot.pause()
        for x in (1, 12, 14, 31, 75):
            await pilot.click(Stepper, offset=(x, 0))
        assert app.chosen == [1, 2, 3]


async def test_steps_are_respelled_where_there_is_only_ascii() -> None:
    app = SteppedApp(Stepper(), glyphs=ASCII)
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(Stepper).show(STEPS, 2)
        await pilot.pause()
        assert screen_lines(app)[0].isascii()


async def test_hostile_titles_and_notes_are_drawn_as_harmless_text() -> None:
    bad = "[/]\x1b]0;x\x07" + chr(0x202E)
    app = SteppedApp(column(Stepper()))
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Stepper).show((StepLine(1, bad, StepState.DONE, bad),), 1)
        await pilot.pause()
        line = screen_lines(app)[0]
        assert "\x1b" not in line
        assert chr(0x202E) not in line
        assert "[/]" in line
