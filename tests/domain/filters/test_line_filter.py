"""The filter of a plan's lines: words, comparisons, what is wrong, and what hides nothing while it is typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plans import ANY_PLAN, LINES, PLAN, line, plan
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.filters.lines import LineFilter, parse_line_filter, parse_partial_line_filter
from tui.domain.filters.syntax import FilterError
from tui.domain.plan.lines import commitment_lines, item_lines
from tui.domain.plan.records import LineItem, Plan

ITEMS = item_lines(plan(line_items=(*LINES, LineItem("silent"))))
COMMITMENTS = commitment_lines(PLAN)


def left(text: str) -> list[str]:
    found = parse_line_filter(text)
    assert isinstance(found, LineFilter), found
    return [each.name for each in found.select(ITEMS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("save>400", ["Amazon EC2", "Amazon RDS", "AWS Fargate"]),
        ("savings>=1105.25 !ec2", ["Amazon RDS"]),
        ("save=96.30", ["AWS Lambda"]),
        ("save=96", ["AWS Lambda"]),
        ("save=96.31", []),
        ("commit<1k term:12mo", ["Amazon ElastiCache", "Amazon OpenSearch"]),
        ("upfront>0", ["Amazon ElastiCache", "Amazon OpenSearch"]),
        ("commit<1k term:1y", ["Amazon ElastiCache", "Amazon OpenSearch"]),
        ("number>=6", ["Amazon EC2", "Amazon RDS"]),
        ("term:30d service:amazon", ["Amazon EC2"]),
        ("AWS", ["AWS Fargate", "AWS Lambda"]),
        ('"aws f"', ["AWS Fargate"]),
        ("key:silent", ["silent"]),
        ("provider:azure", []),
        ("!provider:aws", ["silent"]),
        ("", [line.name for line in ITEMS]),
    ],
)
def test_every_word_has_to_be_true(text: str, names: list[str]) -> None:
    assert left(text) == names


def test_a_line_that_does_not_say_matches_no_comparison() -> None:
    assert "silent" not in left("save<0")
    assert "silent" not in left("save>=-999999")
    assert "silent" in left("!save>0")


def test_coverage_is_compared_in_percent_and_only_commitments_have_one() -> None:
    found = parse_line_filter("cover>80")
    assert isinstance(found, LineFilter)
    assert [each.name for each in found.select(COMMITMENTS)] == ["Compute savings plan", "RDS reserved nodes"]
    assert found.select(ITEMS) == ()


def test_a_coverage_is_compared_in_whole_percents_as_it_is_shown() -> None:
    [shown] = commitment_lines(plan(commitments=(replace(PLAN.commitments[0], potential_coverage=Decimal("0.8049")),)))
    for text, kept in (("cover=80", True), ("cover>80", False), ("cover=80%", True), ("cover=81", False)):
        found = parse_line_filter(text)
        assert isinstance(found, LineFilter), text
        assert bool(found.select((shown,))) is kept, text


def test_a_service_of_a_commitment_is_found_by_its_service_as_well_as_by_its_name() -> None:
    found = parse_line_filter("service:compute")
    assert isinstance(found, LineFilter)
    assert [each.name for each in found.select(COMMITMENTS)] == ["Compute savings plan"]


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("ec2 sav>1", 4, "did you mean save"),
        ("save:5", 0, "takes a comparison"),
        ("save>lots", 0, "as in save>100"),
        ("term>1", 0, "as in term:1y"),
        ("term:long", 0, "no term"),
        ("service:", 0, "needs a word"),
        ("zzz>1", 0, "there is service"),
        ('"open', 0, "quote is not closed"),
        ("ec2 !", 4, "! needs a word"),
    ],
)
def test_the_first_wrong_word_is_named_with_its_place(text: str, position: int, words: str) -> None:
    found = parse_line_filter(text)
    assert isinstance(found, FilterError)
    assert (found.position, words in found.message) == (position, True), found.message


@pytest.mark.parametrize("text", ["s", "sav", "save", "save>", "save>1 te", "term:", "!", "no"])
def test_a_word_that_is_not_finished_hides_nothing(text: str) -> None:
    found = parse_partial_line_filter(text)
    assert isinstance(found, LineFilter)
    assert len(found.select(ITEMS)) >= 5


def test_a_wrong_word_before_the_last_is_told_while_typing() -> None:
    assert isinstance(parse_partial_line_filter("zzz>1 ec2"), FilterError)


def test_two_filters_of_the_same_words_are_equal() -> None:
    assert parse_line_filter("save>1  ec2") == parse_line_filter("save>1 ec2")
    assert parse_line_filter("save>1") != parse_line_filter("save>2")


@PROPERTY
@given(ANY_TEXT, ANY_PLAN)
def test_any_text_is_a_filter_or_an_error_and_any_line_can_be_asked(text: str, shown: Plan) -> None:
    for understand in (parse_line_filter, parse_partial_line_filter):
        found = understand(text)
        if isinstance(found, LineFilter):
            found.select((*item_lines(shown), *commitment_lines(shown)))


@PROPERTY
@given(st.sampled_from(("save", "commit", "upfront", "number", "cover")), st.sampled_from("<>="), ANY_PLAN)
def test_any_figure_can_be_compared(name: str, sign: str, shown: Plan) -> None:
    found = parse_line_filter(f"{name}{sign}5")
    assert isinstance(found, LineFilter)
    found.select((*item_lines(shown), *commitment_lines(shown)))


def test_a_figure_that_is_no_number_matches_nothing() -> None:
    odd = item_lines(plan(line_items=(replace(line("x", 1, 1, "1", "0", "1"), monthly_savings=Decimal("NaN")),)))
    found = parse_line_filter("save<1")
    assert isinstance(found, LineFilter)
    assert found.select(odd) == ()
