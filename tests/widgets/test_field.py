"""The one-line text field."""

from __future__ import annotations

from support.kit_app import KitApp, screen_lines
from textual.events import Key, Paste

from widgets.field import Field


async def test_the_field_has_a_bar_that_shows_where_the_keys_go_and_never_blinks() -> None:
    first, second = Field(placeholder="Atlas Print [/"), Field()
    async with KitApp(first, second).run_test(size=(40, 4), notifications=True) as pilot:
        second.value = "8c1f"
        second.focus()
        await pilot.pause()
        lines = screen_lines(first.app)
        assert lines[0].startswith("▏ Atlas Print [/ ")
        assert lines[1].startswith("▌ 8c1f ")
        assert first.size.height == 1
        assert not first.cursor_blink
        await pilot.press("x")
        assert second.value == "8c1fx"


async def test_what_is_pasted_is_one_clean_line() -> None:
    field = Field()
    async with KitApp(field).run_test(size=(40, 4), notifications=True) as pilot:
        field.focus()
        await pilot.pause()
        field.post_message(Paste("  8c1f\x1b[31m\u202e27aa\nsecond line"))
        await pilot.pause()
        assert field.value == "8c1f[31m27aa"
        field.post_message(Paste("\n\n"))
        await pilot.pause()
        assert field.value == "8c1f[31m27aa"


async def test_letters_that_come_in_one_piece_with_editing_keys_are_kept() -> None:
    field = Field()
    async with KitApp(field).run_test(size=(40, 4), notifications=True) as pilot:
        field.value = "acme-billing"
        field.focus()
        await pilot.pause()
        for key, character in (("ctrl+u", None), ("s", "s"), ("4", "4"), ("backspace", None), ("3", "3")):
            field.app.post_message(Key(key, character))
        await pilot.pause()
        assert field.value == "s3"
