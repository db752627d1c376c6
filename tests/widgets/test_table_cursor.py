"""Whatever happens to the lines, the cursor keeps its key and its height."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.table_cursor import Seat, bounded, reseat, revealed
from widgets.table_lines import Line, Lines, Row, Section, lines_of

KEYS = st.lists(st.sampled_from([f"{kind}{n}" for kind in "rs" for n in range(12)]), unique=True, max_size=20)


def made(keys: list[str]) -> Lines:
    """Lines whose keys begin with r for rows, s for sections."""
    return Lines(keys, lambda key: Row(key, ()) if key.startswith("r") else Section(key))


@given(KEYS, KEYS, st.integers(0, 25), st.integers(0, 20), st.integers(0, 10))
def test_a_cursor_whose_key_remains_keeps_it(
    before: list[str], after: list[str], place: int, top: int, room: int
) -> None:
    old, new = made(before), made(after)
    cursor = old.seat(place)
    top = bounded(top, room, len(old))
    seat = reseat(Seat(cursor, top), room, old, new)
    rows = [key for key in after if key.startswith("r")]
    assert (seat.cursor is None) == (not rows)
    if seat.cursor is not None:
        assert after[seat.cursor].startswith("r")
    assert 0 <= seat.top <= max(0, len(after) - room)
    if cursor is None or before[cursor] not in after:
        return
    assert seat.cursor == after.index(before[cursor])
    if top <= cursor < top + room:
        height = cursor - top
        kept_at_top = top == 0 and seat.cursor < room
        assert seat.top == (0 if kept_at_top else bounded(seat.cursor - height, room, len(after)))
        assert seat.top <= seat.cursor < seat.top + room


def test_without_its_row_the_cursor_goes_to_the_next_that_remains_else_to_the_one_before() -> None:
    old = made(["r1", "r2", "s1", "r3", "r4"])
    assert reseat(Seat(1, 0), 10, old, made(["r1", "s1", "r3"])).cursor == 2
    assert reseat(Seat(4, 0), 10, old, made(["r1", "r2", "s1"])).cursor == 1
    assert reseat(Seat(4, 0), 10, old, made(["r9", "s9"])).cursor == 0
    assert reseat(Seat(4, 0), 10, old, made(["s9"])).cursor is None


def test_past_the_edge_the_cursor_comes_to_the_middle() -> None:
    assert revealed(Seat(20, 0), 20, 100) == 10
    assert revealed(Seat(9, 10), 20, 100) == 0
    assert revealed(Seat(49, 50), 20, 100) == 39
    assert revealed(Seat(15, 10), 20, 100) == 10
    assert revealed(Seat(99, 0), 20, 100) == 80


def test_a_line_is_made_once_and_only_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def render(key: str) -> Line:
        asked.append(key)
        return Row(key, (key,))

    lines = Lines(["a", "b", "c"], render)
    assert lines.find("c") == 2
    assert lines.find("z") is None
    assert asked == []
    assert lines.line(1) == lines.line(1)
    assert asked == ["b"]


def test_a_key_that_occurs_twice_is_found_at_its_first_place() -> None:
    lines = lines_of([Row("a", ("1",)), Row("b", ("2",)), Row("b", ("3",))])
    assert lines.find("b") == 1
    assert lines.row(2) == Row("b", ("2",))
    assert lines.row(3) is None
