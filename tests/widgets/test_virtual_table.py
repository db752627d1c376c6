"""The list of the program on a screen of 80 by 24 cells."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from support.kit_app import COLUMNS, CUSTOMERS, CustomersApp, KitApp, screen_lines, widths
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.selection import Selection

from widgets.look import theme_name
from widgets.table_columns import Column
from widgets.table_lines import Headings, Line, Row, Section, Span
from widgets.table_messages import TableMessage
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from textual.pilot import Pilot
    from textual.strip import Strip

NAME_AND_AGE = (Column("name", "Name", 20, lead=True), Column("age", "Age", 5, align="right"))


class WatchedTable(VirtualTable):
    """Notes which lines are drawn and what it says."""

    def __init__(self, *columns: Column, selecting: bool = False, headings: bool = True) -> None:
        super().__init__(*columns, selecting=selecting, headings=headings)
        self.lines_drawn: list[int] = []
        self.said: list[TableMessage] = []

    def render_line(self, y: int) -> Strip:
        if self._painting:
            self.lines_drawn.append(y)
        return super().render_line(y)

    def post_message(self, message: object) -> bool:
        if isinstance(message, TableMessage):
            self.said.append(message)
        return super().post_message(message)  # type: ignore[arg-type]


def person(key: str, age: int = 1) -> Row:
    return Row(key, (f"person {key}", str(age)))


def people(*keys: str) -> list[Row]:
    return [person(key) for key in keys]


def numbered(count: int) -> list[str]:
    return [str(number) for number in range(count)]


@asynccontextmanager
async def shown(
    table: WatchedTable, lines: Sequence[Line] = (), size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    app = KitApp(table)
    async with app.run_test(size=size, notifications=True) as pilot:
        table.set_rows(lines)
        table.focus()
        await pilot.pause()
        table.lines_drawn.clear()
        table.said.clear()
        yield pilot


def wheel_down(table: VirtualTable) -> MouseScrollDown:
    return MouseScrollDown(
        table, x=5, y=5, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False, screen_x=5, screen_y=5
    )


def cursor_line(table: VirtualTable) -> int:
    """The line of the screen the cursor bar stands on."""
    return next(y for y, line in enumerate(screen_lines(table.app)) if line.startswith("▌"))


def names_drawn(table: WatchedTable) -> list[str]:
    return [line[1:21].strip() for line in screen_lines(table.app)]


async def test_the_cursor_stays_on_its_key_and_height_when_rows_are_sorted_filtered_and_refreshed() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        table.move_to_key("50")
        await pilot.pause()
        height = cursor_line(table)
        for keys in (numbered(100)[::-1], [key for key in numbered(100) if int(key) % 2 == 0], numbered(90)):
            table.set_source(keys, person)
            await pilot.pause()
            assert table.cursor_key == "50"
            assert cursor_line(table) == height
        assert not [said for said in table.said if isinstance(said, VirtualTable.Moved) and said.key != "50"]


async def test_a_list_that_rests_at_its_top_stays_there_while_the_cursor_is_in_view() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        table.set_rows(people("worst", *numbered(100)))
        await pilot.pause()
        assert table.scroll_offset.y == 0
        assert table.cursor_key == "0"
        assert names_drawn(table)[1:3] == ["person worst", "person 0"]


async def test_lines_in_view_stay_when_the_cursor_is_scrolled_out_of_view() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        for _turn in range(14):
            table.post_message(wheel_down(table))
        await pilot.pause()
        top = names_drawn(table)[1]
        assert top == "person 42"
        assert table.cursor_key == "0"
        table.set_rows(people("new", *numbered(100)))
        await pilot.pause()
        assert names_drawn(table)[1] == top
        assert table.cursor_key == "0"


async def test_a_cursor_whose_row_is_gone_goes_to_the_next_row_and_says_so() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b", "c", "d")) as pilot:
        table.move_to_key("b")
        table.set_rows(people("d", "a"))
        assert table.cursor_key == "d"
        table.set_rows(people("a"))
        assert table.cursor_key == "a"
        table.set_rows(())
        assert table.cursor_key is None
        await pilot.pause()
        moves = [said.key for said in table.said if isinstance(said, VirtualTable.Moved)]
        assert moves == ["b", "d", "a", None]


async def test_a_move_draws_two_lines_and_an_equal_refresh_none() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        await pilot.press("j")
        assert sorted(table.lines_drawn) == [1, 2]
        table.lines_drawn.clear()
        table.set_source(numbered(100), person)
        await pilot.pause()
        assert table.lines_drawn == []


async def test_what_is_said_again_as_it_was_is_not_even_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b", "c")):
        table.set_empty("nothing here")
        table.set_sorted_by("name")
        with monkeypatch.context() as patch:
            patch.setattr(table, "drawn", lambda y: pytest.fail(f"line {y} was looked at"))
            table.set_empty("nothing here")
            table.set_sorted_by("name")


async def test_a_refresh_draws_only_lines_whose_text_changed() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(10_000))) as pilot:
        changed = {"3", "7", "5000"}
        table.set_source(numbered(10_000), lambda key: person(key, 2 if key in changed else 1))
        await pilot.pause()
        assert sorted(table.lines_drawn) == [4, 8]


async def test_more_or_fewer_rows_below_draw_only_the_lines_that_differ() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(5))) as pilot:
        table.set_rows(people(*numbered(7)))
        await pilot.pause()
        assert sorted(table.lines_drawn) == [6, 7]


async def test_of_ten_thousand_rows_only_those_in_view_are_formatted() -> None:
    made: list[str] = []

    def render(key: str) -> Row:
        made.append(key)
        return person(key)

    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table) as pilot:
        table.set_source(numbered(10_000), render)
        await pilot.pause()
        assert len(made) <= 24
        made.clear()
        await pilot.press("G")
        assert table.cursor_key == "9999"
        assert len(made) <= 48


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j", "j", "k"], "1"),
        (["down", "down", "up"], "1"),
        (["G"], "99"),
        (["end", "home"], "0"),
        (["G", "g"], "0"),
        (["ctrl+d"], "11"),
        (["ctrl+d", "ctrl+u"], "0"),
        (["pagedown"], "22"),
        (["pagedown", "pagedown", "pageup"], "22"),
        (["k"], "0"),
        (["G", "j", "pagedown"], "99"),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], expected: str) -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        await pilot.press(*keys)
        assert table.cursor_key == expected
        assert names_drawn(table)[cursor_line(table)] == f"person {expected}"


async def test_at_the_edge_the_view_moves_by_half_a_page() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        await pilot.press(*["j"] * 22)
        assert table.scroll_offset.y == 0
        await pilot.press("j")
        assert table.scroll_offset.y == 12
        table.lines_drawn.clear()
        await pilot.press("j")
        assert len(table.lines_drawn) == 2


async def test_enter_and_a_double_click_open_and_a_click_moves() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b", "c")) as pilot:
        await pilot.press("enter")
        await pilot.click(table, offset=(5, 3))
        assert table.cursor_key == "c"
        await pilot.click(table, offset=(5, 2), times=2)
        opened = [said.key for said in table.said if isinstance(said, VirtualTable.Opened)]
        assert opened == ["a", "b"]
        assert not table.screen.selections
        await pilot.click(table, offset=(5, 12))
        assert table.cursor_key == "b"


async def test_a_click_on_a_heading_asks_for_an_order_and_the_sorted_heading_is_bold() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a")) as pilot:
        await pilot.click(table, offset=(25, 0))
        assert [said.column for said in table.said if isinstance(said, VirtualTable.SortAsked)] == ["age"]
        table.set_sorted_by("age")
        await pilot.pause()
        assert table.lines_drawn == [0]
        bold = [
            piece.text.strip() for piece in table.render_lines(table.size.region)[0] if piece.style and piece.style.bold
        ]
        assert bold == ["Age"]


async def test_space_selects_by_key_and_the_selection_lives_through_a_sort() -> None:
    table = WatchedTable(*NAME_AND_AGE, selecting=True)
    async with shown(table, people("a", "b", "c", "d")) as pilot:
        await pilot.press("space", "space", "j", "space")
        assert table.selected == {"a", "b", "d"}
        await pilot.press("g", "space")
        assert table.selected == {"b", "d"}
        table.set_rows(people("d", "c", "b"))
        await pilot.pause()
        assert [line[0] for line in screen_lines(table.app)[1:4]] == ["+", " ", "+"]
        table.set_rows(people("c", "b"))
        assert table.selected == {"b"}
        table.clear_selection()
        said = [sorted(said.keys) for said in table.said if isinstance(said, VirtualTable.Selected)]
        assert said == [["a"], ["a", "b"], ["a", "b", "d"], ["b", "d"], ["b"], []]


async def test_a_table_that_does_not_select_leaves_space_to_others() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b")) as pilot:
        await pilot.press("space")
        assert table.selected == frozenset()
        assert table.cursor_key == "a"


SECTIONED: list[Line] = [
    Section("new", (("new since you last looked, 22:10", "accent"),)),
    person("a"),
    Span("detail", "no answer within 30s", indent=3),
    Span("blank"),
    Section("seen", (("seen", "faint"),)),
    Headings("again"),
    person("b"),
    Span("end"),
]


async def test_the_cursor_skips_sections_headings_and_free_lines() -> None:
    table = WatchedTable(*NAME_AND_AGE, headings=False)
    async with shown(table, SECTIONED) as pilot:
        assert table.cursor_key == "a"
        await pilot.press("j")
        assert table.cursor_key == "b"
        await pilot.press("j")
        assert table.cursor_key == "b"
        await pilot.press("g")
        assert table.cursor_key == "a"
        await pilot.click(table, offset=(3, 4))
        assert table.cursor_key == "a"
        assert not table.move_to_key("seen")
        lines = screen_lines(table.app)
        assert lines[0].startswith(" new since you last looked, 22:10 ────")
        assert lines[0].endswith("─ ")
        assert lines[2].startswith("    no answer within 30s")
        assert lines[3].strip() == ""
        assert lines[5].split() == ["Name", "Age"]


async def test_the_top_shows_the_section_above_the_first_row() -> None:
    table = WatchedTable(*NAME_AND_AGE, headings=False)
    async with shown(table, [*SECTIONED, *people(*numbered(60))]) as pilot:
        await pilot.press("G", "g")
        assert screen_lines(table.app)[0].startswith(" new since")


async def test_totals_stand_under_the_last_row_and_stay_when_rows_scroll() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    total = Row("total", ((("added up here", "muted"),), (("99", "strong"),)))
    async with shown(table, people("a", "b")) as pilot:
        table.set_totals(Section("rule"), total)
        await pilot.pause()
        lines = screen_lines(table.app)
        assert lines[3].strip(" ─") == ""
        assert lines[4].split() == ["added", "up", "here", "99"]
        table.set_rows(people(*numbered(100)))
        await pilot.press("G")
        lines = screen_lines(table.app)
        assert lines[23].split() == ["added", "up", "here", "99"]
        assert lines[21].split()[:3] == ["▌person", "99", "1"]


async def test_an_empty_table_says_why_and_its_keys_do_nothing() -> None:
    table = WatchedTable(*NAME_AND_AGE, selecting=True)
    async with shown(table) as pilot:
        table.set_empty((("133 hidden by the filter, esc clears it", "faint"),))
        await pilot.press("j", "k", "g", "G", "ctrl+d", "pageup", "enter", "space")
        assert table.cursor_key is None
        assert table.said == []
        assert screen_lines(table.app)[2].startswith("   133 hidden by the filter, esc clears it")
        table.set_rows(people("a"))
        await pilot.pause()
        assert "hidden" not in "".join(screen_lines(table.app))


HOSTILE = (
    "[bold red]x[/] [@click=app.quit]quit[/]",
    "[/",
    "\x1b]0;title\x07\x1b[31mred\x1b[0m",
    "a\nb\tc\rd",
    "\u202eright to left\u202c",
    "thumbs 👍🏽 and a lone 🏽 and ☝️",
    "日本語の名前がとても長いです",
    "e\u0301\u0301\u0301\u0301\u0301\u0301 combining",
    "👨‍👩‍👧‍👦 family 🇩🇪",
    "\ud800 lone surrogate",
    "x" * 5_000,
    "",
    "\u200b\u2028\u0000",
)


async def test_hostile_names_neither_crash_nor_shift_the_columns() -> None:
    table = WatchedTable(*NAME_AND_AGE, selecting=True)
    rows = [Row(f"row {index}", (((name, ""), (name, "faint")), "7")) for index, name in enumerate(HOSTILE)]
    async with shown(table, rows) as pilot:
        await pilot.press("space", "j", "j")
        lines = screen_lines(table.app)
        assert widths(lines) == {80}
        for line in lines[1 : 1 + len(HOSTILE)]:
            head, _, tail = line.rstrip().rpartition("7")
            assert cell_len(head) == 27
            assert tail == ""
        text = "".join(lines)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold red]x[/]" in text


async def test_wide_characters_are_cut_whole_and_columns_stay_in_place() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, [Row("a", ("日本語の名前がとても長いです", "1")), Row("b", ("x" * 30, "2"))]):
        first, second = screen_lines(table.app)[1:3]
        assert "日本語の名前がとて…" in first
        assert f"{'x' * 19}…" in second
        assert cell_len(first.partition("1")[0]) == cell_len(second.partition("2")[0])


async def test_selected_text_can_be_copied_also_beyond_what_is_in_view() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people(*numbered(100))) as pilot:
        part = table.get_selection(Selection(Offset(8, 1), Offset(9, 2)))
        assert part == ("1" + " " * 18 + "1\n person 2", "\n")
        whole = table.get_selection(Selection(None, None))
        assert whole is not None
        assert len(whole[0].splitlines()) == 100
        table.screen.selections = {table: Selection(Offset(0, 2), Offset(9, 2))}
        await pilot.pause()
        marked = table.selection_style.bgcolor
        drawn = table.render_lines(table.size.region)[3]
        assert "".join(piece.text for piece in drawn if piece.style and piece.style.bgcolor == marked) == " person 2"


async def test_the_mouse_finds_the_character_it_points_at() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, [Row("a", ("日本 Ltd", "1")), *people(*numbered(50))]) as pilot:
        await pilot.press("G")
        assert table.screen.get_widget_and_offset_at(3, 5) == (table, Offset(3, 51 - 23 + 4))
        await pilot.press("g")
        assert table.screen.get_widget_and_offset_at(6, 1) == (table, Offset(4, 0))


async def test_another_theme_draws_everything_in_its_colours() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.theme = theme_name("day", "write")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        grounds = {
            piece.style.bgcolor.name for strip in strips for piece in strip if piece.style and piece.style.bgcolor
        }
        assert grounds == {"#fafaf8", "#f0f0ed", "#dfe3e6", "#b33a24", "#ffffff"}


async def test_the_bar_of_a_table_without_the_keys_is_faint() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b")) as pilot:

        def bar_colour() -> str:
            style = table.render_lines(table.size.region)[1]._segments[0].style
            assert style is not None
            assert style.color is not None
            return style.color.name

        assert bar_colour() == "#8fa9c4"
        table.blur()
        await pilot.pause()
        assert bar_colour() == "#7a838c"


async def test_only_the_name_in_hand_is_bold_and_its_suffix_stays_faint() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j")
        lines = app.table.render_lines(app.table.size.region)
        styles = {
            piece.text.strip(): (piece.style.color.name, bool(piece.style.bold), piece.style.bgcolor.name)
            for line in lines[1:3]
            for piece in line
            if piece.style and piece.style.color and piece.style.bgcolor
        }
        assert styles["Halden Foods"] == ("#f4f6f8", True, "#2f353b")
        assert styles["Beta Corp"] == ("#d6dbe0", False, "#14171a")
        assert styles["▌"] == ("#8fa9c4", True, "#2f353b")
        assert ("#7a838c", False, "#2f353b") in {value for text, value in styles.items() if text.startswith("c/o Acme")}


async def test_a_terminal_may_shrink_to_one_cell_and_grow_back() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.table.move_to_key("Rowan Health")
        for size in ((1, 1), (2, 3), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            assert widths(screen_lines(app)) == {size[0]}
        assert app.table.cursor_key == "Rowan Health"
        assert any(line.startswith("▌● Rowan Health") for line in screen_lines(app))


async def test_rows_given_before_the_table_is_on_screen_are_shown() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    table.set_rows(people("a", "b"))
    table.move_to_key("b")
    app = KitApp(table)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert names_drawn(table)[1:3] == ["person a", "person b"]
        assert table.cursor_key == "b"


async def test_two_rows_with_one_key_can_both_be_passed() -> None:
    table = WatchedTable(*NAME_AND_AGE)
    async with shown(table, people("a", "b", "b", "c")) as pilot:
        await pilot.press("j", "j", "j")
        assert table.cursor_key == "c"
        await pilot.press("k")
        table.set_rows(people("a", "b", "b", "c"))
        await pilot.pause()
        assert cursor_line(table) == 3


async def test_the_customer_list_of_the_pictures_stands_where_they_show_it() -> None:
    app = CustomersApp()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[6][:75] == "▌✕ Beta Corp c/o Acme        ✕●●◐○○●● –        ready           4,480    3m "
        assert lines[5][:75] == "   Customer                  AWS      Azure    Plan        Save $/mo Since "
        assert lines[28][3:28] == "Elm Street Kitchens c/o …"
        assert lines[6][75] == "│"


async def test_muted_tone_takes_only_text_that_has_no_colour_of_its_own() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.table.set_tone("muted")
        await pilot.pause()
        second = app.table.render_lines(app.table.size.region)[2]
        colours = {piece.text.strip(): piece.style.color.name for piece in second if piece.style and piece.style.color}
        assert colours["Halden Foods"] == "#98a1aa"
        assert colours["✕"] == "#e5726c"


async def test_columns_can_be_exchanged() -> None:
    app = CustomersApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.table.set_columns(COLUMNS[:2])
        await pilot.pause()
        assert screen_lines(app)[5].split() == ["Customer"]
        assert len(app.table.visible_keys) == min(len(CUSTOMERS), 17)


def test_a_later_move_takes_the_place_of_one_not_handled_yet() -> None:
    table, other = VirtualTable(), VirtualTable()
    first, second = VirtualTable.Moved(table, "a"), VirtualTable.Moved(table, "b")
    assert second.can_replace(first)
    assert not second.can_replace(VirtualTable.Moved(other, "a"))
    assert not second.can_replace(VirtualTable.Opened(table, "a"))
