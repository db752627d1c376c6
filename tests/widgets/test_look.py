"""Themes carry their tokens to the sheets and to whoever draws."""

from __future__ import annotations

import re

from support.kit_app import CustomersApp, KitApp, screen_lines
from textual.theme import BUILTIN_THEMES

from styles import SHEETS
from widgets.glyphs import ASCII
from widgets.look import DEFAULT_LOOK, css_variables, look_of, theme_name, themes
from widgets.palette import FAMILIES, MODES, palette


def test_there_is_a_theme_for_every_family_and_mode_and_none_takes_a_name_of_textual() -> None:
    names = [theme.name for theme in themes()]
    assert len(set(names)) == len(FAMILIES) * len(MODES) == len(names)
    assert theme_name("night", "write") in names
    assert not set(names) & set(BUILTIN_THEMES)


def test_the_sheets_use_only_variables_every_theme_has() -> None:
    used = {name for sheet in SHEETS for name in re.findall(r"\$([a-z][a-z-]*)", sheet.read_text(encoding="utf-8"))}
    known = set.intersection(*(set(theme.to_color_system().generate()) for theme in themes()))
    assert {"ground", "accent", "danger"} <= used
    assert used <= known | set(css_variables(palette("night", "read-only")))


def test_the_sheets_come_in_a_fixed_order_and_neither_blink_nor_move() -> None:
    names = [sheet.name for sheet in SHEETS]
    assert names[:2] == ["base.tcss", "widgets.tcss"]
    assert names[2:] == sorted(names[2:])
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        assert "transition" not in text
        assert "blink" not in text.replace("nothing blinks", "")


async def test_every_theme_draws_the_list() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        before = screen_lines(app)
        for theme in themes():
            app.theme = theme.name
            await pilot.pause()
            assert look_of(app).palette is theme.look.palette
            assert screen_lines(app) == before


async def test_ascii_glyphs_reach_every_line() -> None:
    app = CustomersApp(glyphs=ASCII)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        assert all(line.isascii() for line in lines), [line for line in lines if not line.isascii()]
        assert lines[6].startswith(">x Beta Corp c/o Acme        x**~??** -")
        assert lines[28][3:28] == "Elm Street Kitchens c/o +"


async def test_under_a_foreign_theme_the_look_is_night() -> None:
    app = KitApp()
    async with app.run_test(size=(20, 5), notifications=True):
        app.theme = "nord"
        assert look_of(app) is DEFAULT_LOOK
