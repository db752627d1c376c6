"""Every glyph has a plain spelling of one cell."""

from __future__ import annotations

from rich.cells import cell_len

from widgets.glyphs import ASCII, NAMES, UNICODE, glyph_set

# visual.md, "Glyphs".
TABLE = {
    "available": ("●", "*"),
    "warning": ("◐", "~"),
    "missing": ("✕", "x"),
    "unknown": ("○", "?"),
    "nothing": ("–", "-"),
    "to_come": ("·", "."),
    "step": ("▸", ">"),
    "cursor": ("▌", ">"),
    "looked": ("✓", "v"),
    "added": ("+", "+"),
    "pinned": ("★", "!"),
    "becomes": ("→", ">"),
    "paused": ("⏸", "="),
    "bar": ("━", "="),
    "saved": ("╍", ":"),
    "cut": ("…", "+"),
}


def test_the_glyphs_are_those_of_the_table() -> None:
    assert {name: (getattr(UNICODE, name), getattr(ASCII, name)) for name in NAMES} == TABLE


def test_every_glyph_takes_one_cell() -> None:
    assert {cell_len(glyph) for pair in TABLE.values() for glyph in pair} == {1}


def test_ascii_respells_everything_the_program_draws() -> None:
    drawn = "".join(glyph for glyph, _plain in TABLE.values()) + "─│┈›−“”‘’↑↓▏"
    assert ASCII.draw(drawn).isascii()
    assert len(ASCII.draw(drawn)) == len(drawn)
    assert UNICODE.draw(drawn) == drawn


def test_the_setting_names_the_set() -> None:
    assert glyph_set("ascii") is ASCII
    assert glyph_set("unicode") is UNICODE
