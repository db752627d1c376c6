"""The filter language: every word of product.md, the errors it gives, and what happens while somebody types."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import customer, features, onboarding, reading, snapshot
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.customers.facts import Standing
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.filter import Filter, parse, parse_partial
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.filters.words import WORDS
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Checklist, Feature
from tui.domain.snapshot import PlanReading, Reading

GOOD = "********"
DAY = 86_400
NOW = EPOCH + DAY
PINNED = frozenset(("echo",))


def fleet() -> tuple[Standing, ...]:
    fresh = Feature("cur", "available", NOW - 3_700, "warning")
    board = StandingBoard()
    board.update(
        snapshot(
            customer("Alpha Ångström c/o Acme", org_id="alpha", aws="x*******"),
            customer("Bravo", aws="***~****", azure=GOOD),
            customer("Charlie", aws=GOOD),
            customer("Delta", aws="?" * 8),
            customer("Echo", created_at=NOW - 31 * DAY - 100),
            replace(customer("Foxtrot Ltd", org_id="foxtrot"), integrations=(Checklist("aws", (fresh,)),)),
            customer("Golf"),
            replace(customer("Hotel"), integrations=(Checklist("gcp", features("*")),)),
            plans={
                ("alpha", "aws"): reading("4210.20"),
                ("bravo", "aws"): reading("900", PlanStanding.BOUGHT),
                ("bravo", "azure"): reading("50"),
                ("charlie", "aws"): reading("1000", PlanStanding.LOCKED),
                ("foxtrot", "aws"): PlanReading(Reading.NONE),
                ("hotel", "gcp"): reading("-85"),
            },
            progress={("golf", "azure"): onboarding("golf", "azure", url_at=NOW - 60)},
            at=NOW,
        )
    )
    return board.standings


FLEET = fleet()
MOMENT = Moment(NOW, PINNED)


def chosen(found: Filter | FilterError) -> str:
    assert isinstance(found, Filter), found
    selected = found.select(FLEET, MOMENT)
    if not any(term.tentative for term in found.terms):
        assert selected == [s for s in FLEET if found.matches(s, MOMENT)]
    return "".join(s.org_id[0] for s in selected)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "abcdefgh"), ("   ", "abcdefgh"),
        ("alpha", "a"), ("ALPHA", "a"), ("angstrom", "a"), ("Ångström", "a"), ("acme", "a"), ("zulu", ""),
        ("alpha acme", "a"), ("alpha bravo", ""), ('"alpha angstrom"', "a"), ('"ltd"', "f"), ('"x  y"', ""),
        ("needs:attention", "ab"), ("NEEDS:Attention", "ab"),
        ("status:missing", "a"), ("status:warning", "b"), ("status:unknown", "d"), ("status:available", "cfh"),
        ("provider:azure", "bg"), ("provider:gcp", "h"), ("provider:google", "h"), ("provider:k8s", ""),
        ("plan:ready", "abh"), ("plan:bought", "b"), ("plan:locked", "c"), ("plan:none", "f"), ("plan:unknown", ""),
        ("feature:cur", "bd"), ("feature:assume-role", "ad"), ("feature:CUR", "bd"), ("feature:nothing", ""),
        ("stage:never", "e"), ("stage:onboarding", "dg"), ("stage:connected", "cfh"), ("stage:attention", "ab"),
        ("savings>1000", "a"), ("savings>=1000", "ac"), ("savings<0", "h"), ("savings<=50", "bh"),
        ("savings=4210", "a"), ("savings=4210.20", "a"), ("savings=4210.21", ""), ("savings>1k", "a"),
        ("savings>$1,000", "a"), ("savings>-100", "abch"), ("savings=-85", "h"),
        ("age<2h", "fg"), ("age<1m", ""), ("age<=1m", "g"), ("age>7d", "e"), ("age>12h", "abcdeh"),
        ("age>=1d", "abcdeh"), ("age=1h", "f"), ("age=61m", "f"), ("age=60m", ""), ("age=30d", ""), ("age=31d", "e"),
        ("age=1.0h", "f"), ("age=1.1h", ""),
        ("is:pinned", "e"), ('name:"alpha ang"', "a"), ("name:ltd", "f"),
        ("!alpha", "bcdefgh"), ("!needs:attention", "cdefgh"), ("!!alpha", "a"), ('!"foxtrot ltd"', "abcdegh"),
        ("!savings>1000", "bcdefgh"), ("provider:aws !plan:ready status:available", "cf"),
        ("10:30", ""), ("a-b", ""),
    ],
)  # fmt: skip
def test_words_choose_customers(text: str, found: str) -> None:
    assert chosen(parse(text)) == found


@pytest.mark.parametrize(
    ("text", "position", "length", "hint"),
    [
        ("status:mising", 0, 13, "did you mean missing"),
        ("alpha  stauts:missing", 7, 14, "did you mean status"),
        ("plan:xyzzy", 0, 10, "it takes ready, calculating"),
        ("xyzzy:1", 0, 7, "the words are needs, status"),
        ("needs:", 0, 6, "takes attention"),
        ("savings:1000", 0, 12, "savings>1000"),
        ("savings>lots", 0, 12, "dollars per month"),
        ("age<7", 0, 5, "age<7d"),
        ("age<7y", 0, 6, "s, m, h, d or w"),
        ("status>missing", 0, 14, "status:missing"),
        ("feature:", 0, 8, "needs a word"),
        ('name:"beta', 0, 10, "quote is not closed"),
        ("a !", 2, 1, "needs a word after it"),
        ('""', 0, 2, "nothing to look for"),
        ("savings > 1000", 8, 1, "one word, without blanks"),
        ("lock-in>1y", 0, 10, 'no "lock-in>"'),
    ],
)
def test_a_wrong_word_is_named_with_its_place_and_the_nearest_right_one(
    text: str, position: int, length: int, hint: str
) -> None:
    found = parse(text)
    assert isinstance(found, FilterError)
    assert (found.position, found.length) == (position, length)
    assert hint in found.message


@pytest.mark.parametrize("example", [word.example for word in WORDS])
def test_every_example_of_the_help_is_understood(example: str) -> None:
    assert isinstance(parse(example), Filter)


@pytest.mark.parametrize(
    "text",
    ["ne", "needs", "needs:", "statu", "savings", "savings>", "savings>=", "age<", "age<7", "plan:", "plan:loc", "!",
     "feature:", "feature:cu", "!needs:", "provider:", "is:", "is:pin", "name:", '"', 'name:"', "stage:on",
     "needs:attentio", "status:xx"],
)  # fmt: skip
def test_an_unfinished_last_word_hides_nobody(text: str) -> None:
    assert chosen(parse_partial(text)) == "abcdefgh"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("alph", "a"), ("alpha", "a"), ("zulu", ""), ("needs:attention", "ab"), ("needs:attention alp", "a"),
        ("needs:attention sta", "ab"), ('"alpha ang', "a"),
        ('"alpha angstrom"', "a"), ('name:"alpha', "a"), ("savings>1", "abc"),
        ("feature:cur", "bd"), ("feature:cu ", ""), ("!alph", "bcdefgh"), ("zulu needs", ""),
    ],
)  # fmt: skip
def test_what_is_finished_counts_while_the_rest_is_typed(text: str, found: str) -> None:
    assert chosen(parse_partial(text)) == found


def test_the_beginning_of_a_word_that_is_also_in_a_name_finds_the_name() -> None:
    assert chosen(parse_partial("st")) == "a"
    assert chosen(parse_partial("st ")) == "a"


@pytest.mark.parametrize("text", ["status:mising alpha", "status:mising ", "foo:bar x"])
def test_a_wrong_word_before_the_last_is_an_error_while_typing_too(text: str) -> None:
    assert isinstance(parse_partial(text), FilterError)


@PROPERTY
@given(ANY_TEXT)
def test_no_text_can_stop_the_reading_of_a_filter(text: str) -> None:
    found = parse(text)
    if isinstance(found, FilterError):
        assert 0 <= found.position < len(text)
    assert isinstance(parse_partial(text), Filter | FilterError)


WORD = st.sampled_from(
    ["alpha", "!bravo", '"two words"', "needs:attention", "status:missing", "!plan:ready", "savings>=1.5k", "age<7d",
     'name:"a b"', "feature:cur", "is:pinned", "stage:never", "provider:aws", '"savings>1"', "10:30"]
)  # fmt: skip


@PROPERTY
@given(st.lists(WORD, max_size=5), st.sampled_from([" ", "  ", "\t"]))
def test_a_filter_written_down_reads_as_the_same_filter(words: list[str], gap: str) -> None:
    found = parse(gap.join(words))
    assert isinstance(found, Filter)
    assert parse(found.text) == found
    assert len(found.terms) == len(words)


@PROPERTY
@given(st.lists(WORD, max_size=4))
def test_every_prefix_of_a_right_filter_can_be_typed(words: list[str]) -> None:
    text = " ".join(words)
    for end in range(len(text) + 1):
        assert isinstance(parse_partial(text[:end]), Filter)


@PROPERTY
@given(st.lists(WORD, min_size=1, max_size=4))
def test_all_words_must_be_true(words: list[str]) -> None:
    each = [set(chosen(parse(word))) for word in words]
    assert set(chosen(parse(" ".join(words)))) == set.intersection(*each)


def test_ten_thousand_customers_are_filtered_in_a_few_times_the_time_of_a_plain_search() -> None:
    many = list(FLEET) * 1_250
    words = parse("needs:attention !bravo savings>1000 angstrom")
    assert isinstance(words, Filter)

    def timed(run: object) -> float:
        assert callable(run)
        times = []
        for _ in range(5):
            begun = process_time()
            run()
            times.append(process_time() - begun)
        return min(times)

    plain = timed(lambda: [s for s in many if "angstrom" in s.folded])
    assert timed(lambda: words.select(many, MOMENT)) < 30 * plain
