"""Blocks of text."""

from __future__ import annotations

import pytest
from support.kit_app import KitApp, screen_lines, widths
from textual.selection import Selection

from widgets import prose
from widgets.glyphs import ASCII
from widgets.look import DEFAULT_LOOK
from widgets.prose import BLANK, Pair, Para, Prose, lay_prose
from widgets.segments import text_of, width_of


def laid(*lines: Para | Pair, cells: int = 120) -> list[str]:
    return [text_of(line) for line in lay_prose(lines, cells, DEFAULT_LOOK)]


def test_paragraphs_are_at_most_86_wide_and_pairs_take_all_of_it() -> None:
    lines = laid(Para("word " * 40), Pair("Net savings/mo", (("$4,210.20", "strong"),)))
    assert max(len(line) for line in lines[:-1]) <= 86
    assert lines[-1] == "Net savings/mo" + " " * 97 + "$4,210.20"


def test_indents_and_hanging_indents_add_up() -> None:
    assert laid(Para("→ one two three", indent=2, hang=2), cells=12) == ["  → one two", "    three"]
    assert laid(Pair("a", "b", indent=2), cells=8) == ["  a    b"]
    assert laid(BLANK) == [""]


def test_a_label_gives_way_to_its_figure() -> None:
    assert laid(Pair("Minimum commitment", "$61,055.42"), cells=20) == ["Minimum…  $61,055.42"]


def test_a_paragraph_that_was_laid_lately_is_not_broken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = laid(Para("never laid before, and now once"), Pair("a label", "1"), cells=12)
    monkeypatch.setattr(prose, "wrap", lambda *_args, **_named: pytest.fail("broken again"))
    assert laid(Para("never laid before, and now once"), Pair("a label", "1"), cells=12) == before


async def test_a_block_is_as_high_as_it_is_and_grows_with_what_it_says() -> None:
    block, after = Prose("one two three four five", tone="muted"), Prose("after")
    async with KitApp(block, after).run_test(size=(12, 10), notifications=True) as pilot:
        await pilot.pause()
        assert [line.strip() for line in screen_lines(block.app)[:4]] == ["one two", "three four", "five", "after"]
        block.show((("short", "strong"),))
        await pilot.pause()
        assert [line.strip() for line in screen_lines(block.app)[:3]] == ["short", "after", ""]
        await pilot.resize_terminal(30, 10)
        block.show("one two three four five")
        await pilot.pause()
        assert screen_lines(block.app)[1].strip() == "after"


async def test_hostile_text_is_only_text() -> None:
    block = Prose("[bold]x[/bold] [/ [@click=app.quit]q[/]", "\x1b[31mred\u202e 👍🏽", Pair("[/a", "b]"))
    async with KitApp(block).run_test(size=(60, 10), notifications=True) as pilot:
        await pilot.pause()
        lines = screen_lines(block.app)
        assert widths(lines) == {60}
        assert lines[0].rstrip() == "[bold]x[/bold] [/ [@click=app.quit]q[/]"
        assert lines[1].rstrip() == "[31mred 👍"
        assert lines[2].startswith("[/a ")


async def test_the_text_can_be_selected() -> None:
    block = Prose("one two", "three")
    async with KitApp(block).run_test(size=(20, 5), notifications=True) as pilot:
        await pilot.pause()
        assert block.get_selection(Selection(None, None)) == ("one two\nthree", "\n")


async def test_glyphs_are_respelled_where_the_terminal_has_none() -> None:
    block = Prose("● available → “bought”")
    async with KitApp(block, glyphs=ASCII).run_test(size=(40, 5), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(block.app)[0].rstrip() == '* available > "bought"'


def test_wide_words_never_pass_the_width() -> None:
    assert all(width_of(line) <= 9 for line in lay_prose((Para("日本語の名前 x", hang=2),), 9, DEFAULT_LOOK))
