"""Finding a text in a listing, and showing where it is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from widgets.code_lines import CodeLines
from widgets.code_search import MOST, Match, Matches, marked
from widgets.segments import text_of

TEXT = '{\n  "iam:PassRole": 1,\n  "x": "IAM:passrole iam:"\n}'


def test_every_place_is_found_whatever_its_capitals() -> None:
    found = Matches(TEXT, "iam:")
    assert len(found) == 3
    assert found.here == Match(2, 3, 7)
    assert found.words == "1 of 3"


def test_one_walks_through_them_in_a_circle_both_ways() -> None:
    found = Matches(TEXT, "iam:")
    seen = []
    for step in (1, 1, 1, -1):
        found.step(step)
        seen.append(found.words)
    assert seen == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]


def test_the_walk_begins_at_the_line_in_view() -> None:
    found = Matches(TEXT, "iam:")
    found.from_line(3)
    assert found.here == Match(3, 8, 12)
    found.from_line(4)
    assert found.here == Match(2, 3, 7)


def test_nothing_found_is_said_and_walked_through_without_harm() -> None:
    found = Matches(TEXT, "s3:*")
    found.step(1)
    found.from_line(2)
    assert (len(found), found.here, found.words) == (0, None, "not found")
    assert Matches(TEXT).words == ""


def test_more_than_anybody_walks_through_is_not_counted() -> None:
    found = Matches("a" * 20_000, "a")
    assert found.words == f"1 of {MOST:,}+"


@given(
    st.text(st.sampled_from("aAbİ\n*.[日"), max_size=40), st.text(st.sampled_from("aAbİ*.[日"), min_size=1, max_size=3)
)
def test_places_are_those_of_the_text(text: str, wanted: str) -> None:
    lines = text.split("\n")
    found = Matches(text, wanted)
    places = [match for line in range(1, len(lines) + 1) for match in found.spans(line)]
    assert len(places) == len(found) == len(re.findall(re.escape(wanted), text, re.IGNORECASE))
    for number, line in enumerate(lines, 1):
        for start, end, _token in found.spans(number):
            assert re.fullmatch(re.escape(wanted), line[start:end], re.IGNORECASE)


@given(st.integers(4, 60))
def test_a_row_reads_the_same_with_and_without_what_was_found(cells: int) -> None:
    code, found = CodeLines(TEXT, cells), Matches(TEXT, "iam:")
    for row in range(code.count):
        assert text_of(code.row(row, found)) == text_of(code.row(row))


def test_the_match_in_hand_stands_out_from_the_others() -> None:
    found = Matches("x iam: iam:", "iam:")
    cell = marked((("x iam: iam:", "muted"),), 0, found.spans(1))
    assert cell == (("x ", "muted"), ("iam:", "reverse key"), (" ", "muted"), ("iam:", "underline strong"))
    later = marked((("am: iam:", "muted"),), 3, found.spans(1))
    assert later[0] == ("am:", "reverse key")


def test_the_row_of_a_character_is_the_one_it_is_drawn_in() -> None:
    code = CodeLines("{\n" + "x" * 100 + "iam:\n}", 25)
    row = code.row_of(2, 100)
    assert "iam:" in text_of(code.row(row)) + text_of(code.row(row + 1))
    assert row > code.first_row(2)
