"""The view of a template on a screen of 60 by 12 cells."""

from __future__ import annotations

import pytest
from support.kit_app import KitApp, screen_lines
from textual.geometry import Offset
from textual.selection import Selection

from widgets.code_view import CodeView

TEXT = "{\n" + "\n".join(f'  "key{number}": "value {number}",' for number in range(2, 200)) + "\n}"


@pytest.fixture
def app() -> KitApp:
    return KitApp(CodeView("template.json"))


def view_of(app: KitApp) -> CodeView:
    return app.query_one(CodeView)


async def test_the_rule_has_the_title_and_the_place(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view_of(app).set_text(TEXT)
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0].startswith(" ── template.json ──")
        assert lines[0].rstrip().endswith(" 1 of 200 ──")
        assert lines[1].rstrip() == "   1  {"
        assert lines[2].rstrip() == '   2    "key2": "value 2",'


KEYS = (
    ("j", 2), ("down", 3), ("k", 2), ("up", 1), ("k", 1), ("pagedown", 11), ("pageup", 1), ("ctrl+d", 6),
    ("ctrl+u", 1), ("space", 11), ("G", 190), ("j", 190), ("g", 1), ("end", 190), ("home", 1),
)  # fmt: skip


async def test_keys_scroll(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view_of(app).set_text(TEXT)
        view_of(app).focus()
        await pilot.pause()
        for key, line in KEYS:
            await pilot.press(key)
            assert view_of(app).line == line, key
            assert f" {line} of 200 " in screen_lines(app)[0]
            assert screen_lines(app)[1].split()[0] == str(line)


async def test_the_same_text_again_stays_where_it_is_and_another_begins_at_its_top(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view = view_of(app)
        view.set_text(TEXT)
        view.focus()
        await pilot.press("G")
        view.set_text(TEXT)
        await pilot.pause()
        assert view.line == 190
        view.set_text(TEXT + "\n")
        await pilot.pause()
        assert view.line == 1


async def test_another_width_keeps_the_line_at_the_top(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view = view_of(app)
        view.set_text("\n".join("y" * 50 for _ in range(100)))
        view.focus()
        await pilot.press("pagedown", "pagedown")
        line = view.line
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert view.line == line
        assert screen_lines(app)[1].split()[0] == str(line)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert view.line == line


async def test_a_selection_holds_the_text_without_the_line_numbers(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view = view_of(app)
        view.set_text('{\n  "a": "b",\n  "c": "d"\n}')
        await pilot.pause()
        whole = view.get_selection(Selection(None, None))
        assert whole is not None
        assert whole[0] == '{\n  "a": "b",\n  "c": "d"\n}'
        part = view.get_selection(Selection(Offset(8, 1), Offset(11, 2)))
        assert part is not None
        assert part[0] == '"a": "b",\n  "c"'


async def test_hostile_text_is_drawn_as_harmless_text(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view_of(app).set_text('"[bold]x[/]\x1b]0;t\x07' + chr(0x202E) + 'y"')
        await pilot.pause()
        text = "\n".join(screen_lines(app))
        assert '"[bold]x[/]]0;ty"' in text


async def test_nothing_at_all_is_drawn_without_falling_over(app: KitApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        view_of(app).focus()
        await pilot.press("j", "G", "g", "pagedown")
        assert view_of(app).line == 0
        await pilot.resize_terminal(1, 1)
        await pilot.pause()
        view_of(app).set_text(TEXT)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert screen_lines(app)[1].rstrip() == "   1  {"
