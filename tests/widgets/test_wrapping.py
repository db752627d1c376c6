"""Text broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.segments import Cell, cleaned, text_of, width_of
from widgets.wrapping import wrap

PIECES = st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", "muted", "bold miss"])), max_size=5)


def texts(text: Cell, cells: int, hang: int = 0) -> list[str]:
    return [text_of(line) for line in wrap(text, cells, hang=hang)]


def test_lines_break_at_words_and_hang_under_the_first() -> None:
    advice: Cell = (("✕ ", "miss"), ("The role can't be assumed; it worked until 02:58.", ""))
    assert texts(advice, 24, 2) == ["✕ The role can't be", "  assumed; it worked", "  until 02:58."]
    assert wrap(advice, 24, hang=2)[0][0] == ("✕ ", "miss")


def test_a_word_wider_than_a_line_is_broken_where_the_line_ends() -> None:
    assert texts((("https://", "muted"), ("login.example", "strong"), ("/0123456789", "muted")), 12) == [
        "https://logi",
        "n.example/01",
        "23456789",
    ]
    assert texts((("see https://login.example now", ""),), 10) == ["see", "https://lo", "gin.exampl", "e now"]
    assert texts((("日本語の名前", ""),), 5) == ["日本", "語の", "名前"]


def test_a_word_that_changes_its_style_inside_stays_whole() -> None:
    assert texts((("aaa bb", ""), ("bb", "miss"), ("b cc", "")), 8) == ["aaa", "bbbbb cc"]


def test_nothing_is_one_blank_line() -> None:
    assert texts((), 10) == [""]
    assert texts((("   ", ""),), 10) == [""]


@given(PIECES, st.integers(2, 60), st.integers(0, 8))
def test_no_line_is_too_wide_and_no_word_is_lost(pieces: list[tuple[str, str]], cells: int, hang: int) -> None:
    text = cleaned(tuple(pieces))
    lines = wrap(text, cells, hang=hang)
    assert all(width_of(line) <= cells for line in lines)
    drawn = "".join("".join(text_of(line).split()) for line in lines)
    assert drawn == "".join(text_of(text).split())
