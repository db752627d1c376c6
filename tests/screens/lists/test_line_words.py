"""What the line over a list says while nobody types in it."""

from __future__ import annotations

from dataclasses import replace

from screens.lists.words import FilterFacts, line_words
from widgets.segments import text_of, width_of
from widgets.text_line import fit_parts, part

UNSET = FilterFacts("", 142, 142, "needs attention, then savings")
KEPT = FilterFacts("needs:attention", 9, 142, "needs attention, then savings")


def filtered(facts: FilterFacts, cells: int, freshness: str = "") -> tuple[str, str]:
    """The two ends of the line, as a line of this width shows them."""
    words = "name, needs:attention, savings>1000 …"
    ends = line_words(facts, words, ((freshness, "ink"),) if freshness else (), "14m ago", cells)
    left, right = fit_parts([part(p) for p in ends.left], [part(p) for p in ends.right], cells - 2)
    assert width_of(left) + width_of(right) <= cells - 2
    return text_of(left), text_of(right)


def test_an_unset_filter_says_how_to_use_it_where_there_is_room_and_is_blank_below() -> None:
    assert filtered(UNSET, 120) == (
        "/ name, needs:attention, savings>1000 …",
        "142 of 142   sorted by needs attention, then savings",
    )
    assert filtered(UNSET, 80) == ("", "")


def test_a_kept_filter_says_what_it_is_and_how_many_match() -> None:
    assert filtered(KEPT, 120) == ("/ needs:attention", "9 of 142   sorted by needs attention, then savings")
    assert filtered(KEPT, 80) == ("/ needs:attention", "9 of 142")
    other = replace(KEPT, sorted_by="name", is_usual=False)
    assert filtered(other, 80) == ("/ needs:attention", "9 of 142   sorted by name")


def test_freshness_takes_the_line_unless_somebody_filters() -> None:
    assert filtered(UNSET, 120, "No answer") == ("No answer", "")
    assert filtered(KEPT, 80, "No answer") == ("/ needs:attention", "9 of 142  as known 14m ago")


def test_what_is_said_of_selected_rows_is_the_first_to_go_beside_a_long_filter() -> None:
    chosen = ((("2 selected", "key"), (", V verifies them", "muted")),)[0]
    assert filtered(replace(UNSET, selected=chosen), 80) == ("", "2 selected, V verifies them")
    assert filtered(replace(KEPT, selected=chosen), 80) == (
        "/ needs:attention",
        "2 selected, V verifies them   9 of 142",
    )
    long = replace(KEPT, text="needs:attention " * 3, selected=chosen)
    assert filtered(long, 80)[1] == "9 of 142"


def test_a_list_without_lines_has_no_filter_line() -> None:
    assert filtered(FilterFacts("", 0, 0), 120) == ("", "")
