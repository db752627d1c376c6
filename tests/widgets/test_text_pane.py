"""A text higher than its place."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines

from widgets.text_pane import TextPane

LINES = tuple(f"line {number}" for number in range(100))


KEYS = (
    ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("pagedown", 9), ("pageup", 0), ("ctrl+d", 5),
    ("ctrl+u", 0), ("space", 9), ("G", 90), ("j", 90), ("g", 0), ("end", 90), ("home", 0),
)  # fmt: skip


async def test_keys_scroll() -> None:
    app = KitApp(TextPane())
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(TextPane).show(*LINES)
        app.query_one(TextPane).focus()
        await pilot.pause()
        for key, first in KEYS:
            await pilot.press(key)
            assert screen_lines(app)[0].split("  ")[0].strip() == f"line {first}", key


async def test_another_text_keeps_the_place_until_it_is_sent_to_its_top() -> None:
    app = KitApp(TextPane())
    async with app.run_test(size=(40, 10)) as pilot:
        pane = app.query_one(TextPane)
        pane.show(*LINES)
        pane.focus()
        await pilot.pause()
        await pilot.press("pagedown")
        pane.show(*(f"other {line}" for line in LINES))
        await pilot.pause()
        assert screen_lines(app)[0].startswith("other line 9")
        pane.to_top()
        await pilot.pause()
        assert screen_lines(app)[0].startswith("other line 0")
