"""What the dialog says: before anything is sent, under way, and of every outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.plans import ANY_PLAN, COMMITMENTS, LINES, ORG, PLAN, D, attempt_of, bare_plan, plan, snapshot_of
from support.properties import ANY_TEXT, PROPERTY
from support.stage import WRITE

from screens.purchase.course import Course, Phase
from screens.purchase.ended import next_look
from screens.purchase.outcome import sheet
from screens.purchase.sheet import Sheet, difference_lines
from screens.purchase.words import buy_label, figure_pairs, freshness, warnings, who_lines
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Buy, Done, Failed, PreparePurchase
from tui.domain.plan.records import Plan
from tui.domain.purchase.attempt import Attempt, AttemptState, Difference, Event
from widgets.segments import text_of

NAME = "Atlas Print c/o Acme"
ASK = PreparePurchase(ORG, "aws")
BUY = Buy(ORG, NAME, "aws", PLAN, WRITE.purchaser_email)
START = Course(ORG, "aws", PLAN, EPOCH - 12)
REVIEWED = START.answered(Done(ASK, PLAN), EPOCH - 8)
HUGE = plan(line_items=(replace(LINES[0], upfront_cost=D("123456789012.5")),), commitments=())
OVER = [state for state in AttemptState if not state.is_open or state is AttemptState.UNKNOWN]
PRESSED = REVIEWED.pressed(BUY, snapshot_of(), EPOCH)


def told(made: Sheet) -> str:
    return "\n".join([text_of(made.title), *(text_of(line.text) for line in made.lines)])


def outcome(attempt: Attempt) -> Sheet:
    return sheet(PRESSED.answered(Done(BUY, attempt), EPOCH), NAME, EPOCH + 40)


def test_who_whom_where_and_what_are_said_and_that_the_email_may_become_a_member() -> None:
    lines = [text_of(line.text) for line in who_lines(WRITE, NAME, PLAN, "aws")]
    assert lines == [
        "You act as purchasing@acme.example",
        "           may become a member of the customer's organization",
        "Customer   Atlas Print c/o Acme",
        "Through    api.archera.ai, profile prod, WRITE",
        "Plan       AWS recommended 2026-11-11, b41c9d2e-0c6f-4d55",
    ]


def test_a_missing_email_is_said_instead_of_an_address() -> None:
    lines = [text_of(line.text) for line in who_lines(replace(WRITE, purchaser_email=" "), NAME, PLAN, "aws")]
    assert lines[0] == "You act as no e-mail"
    assert "member" not in "".join(lines)


def test_the_plan_is_called_by_its_cloud_where_its_name_does_not_say_it() -> None:
    lines = [text_of(line.text) for line in who_lines(WRITE, NAME, plan(name=None), "azure")]
    assert lines[-1] == "Plan       recommended, Azure, b41c9d2e-0c6f-4d55"


def test_the_money_of_the_plan_stands_in_two_columns() -> None:
    pairs = [(one.label, text_of(one.forms[0])) for row in figure_pairs(PLAN) for one in row]
    assert pairs == [
        ("Net savings/mo", "$4,210.20"), ("Due at signing", "$1,840.00"),
        ("Premium/mo", "$467.80"), ("Min. commitment", "$61,055.42"),
        ("Lock-in, longest", "1 year"), ("Breakeven", "212 h"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("course", "words"),
    [
        (START, "○ reading the figures again, 12s"),
        (REVIEWED, "● read again 5s ago, the same figures you reviewed"),
        (START.answered(Failed(ASK, Fault("No connection.", "Nothing is known.")), EPOCH), "✕ not read again: No connection. Nothing is known."),  # noqa: E501
    ],
)  # fmt: skip
def test_the_age_of_the_figures_is_said_in_steps_of_five_seconds(course: Course, words: str) -> None:
    assert text_of(freshness(course, EPOCH).text) == words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (PLAN, ["◐ its policy would buy it by itself Tue 24 Nov 10:26 UTC"]),
        (plan(execution_policy=None), []),
        (
            plan(execution_policy=None, line_items=LINES[:4], commitments=COMMITMENTS),
            ["◐ two sums due at signing: lines $1,200.00, summary $1,840.00"],
        ),
        (bare_plan(), ["◐ the sum due at signing is not known"]),
        (plan(execution_policy=None, monthly_savings=D(-1)), ["◐ this plan costs more than it saves"]),
    ],
)
def test_what_should_not_be_overlooked_is_said(shown: Plan, words: list[str]) -> None:
    assert [text_of(line.text) for line in warnings(shown, EPOCH)] == words


@pytest.mark.parametrize(
    ("shown", "cells", "label"),
    [
        (PLAN, 45, "Buy: $1,840.00 now, $61,055.42 at least"),
        (PLAN, 30, "Buy: $1,840.00 now"),
        (plan(minimum_commitment_cost=None), 45, "Buy: $1,840.00 now"),
        (plan(line_items=LINES[:4]), 70, "Buy: $1,200.00 or $1,840.00 now, $61,055.42 at least"),
        (bare_plan(), 45, "Buy: unknown sum now"),
        (HUGE, 20, "Buy: $123.5B now"),
        (PLAN, 3, "Buy"),
    ],
)
def test_the_button_says_its_price_as_fully_as_it_fits(shown: Plan, cells: int, label: str) -> None:
    assert buy_label(shown, cells) == label


@PROPERTY
@given(ANY_PLAN, st.integers(5, 80))
def test_the_label_of_any_plan_fits_and_begins_with_buy(shown: Plan, cells: int) -> None:
    label = buy_label(shown, cells)
    assert label.startswith("Buy")
    assert len(label) <= cells
    assert len(figure_pairs(shown)) == 3
    assert all(
        "\x1b" not in text_of(line.text) for line in (*warnings(shown, EPOCH), *who_lines(WRITE, NAME, shown, "x"))
    )


def test_every_difference_is_shown_before_and_after_in_the_words_of_the_screen() -> None:
    fresh = plan(monthly_savings=D("4180.00"), is_locked=True, line_items=LINES[1:])
    changed = sheet(START.answered(Done(ASK, fresh), EPOCH), NAME, EPOCH)
    text = told(changed)
    assert "Net savings/mo  $4,210.20 → $4,180.00" in text
    assert "Locked  no → yes" in text
    assert "line Amazon EC2  listed → gone" in text
    assert "Nothing was sent." in text
    assert changed.look_again
    assert changed.kind == "plain"


def test_only_money_is_written_as_money() -> None:
    lines = [
        Difference("commitment nodes: current_coverage", "0.31", "0.32"),
        Difference("line x: monthly_savings", "-3.20", "–"),
        Difference("status", "new", ""),
    ]
    assert [text_of(line.text) for line in difference_lines(lines)] == [
        "Status  new → –",
        "commitment nodes: current coverage  0.31 → 0.32",
        "line x: monthly savings  −$3.20 → –",
    ]


def test_what_a_person_decides_by_comes_first_and_money_by_the_hour_last() -> None:
    names = ("fee", "upfront_cost", "line Amazon EC2: upfront_cost", "monthly_fee", "monthly_savings", "status", "id")
    lines = difference_lines([Difference(name, "1.00", "2.00") for name in names])
    assert [text_of(line.text).partition("  ")[0] for line in lines] == [
        "Plan id", "Status", "Net savings/mo", "Premium/mo", "line Amazon EC2: upfront cost", "Premium/h",
        "Upfront/h, spread",
    ]  # fmt: skip


def test_thousands_of_differences_are_counted() -> None:
    lines = difference_lines([Difference(f"line {n}", "1", "2") for n in range(1_200)])
    assert len(lines) == 201
    assert text_of(lines[-1].text) == "and 1,000 more"


def test_a_plan_that_is_gone_leaves_nothing_to_buy() -> None:
    gone = sheet(START.answered(Done(ASK, None), EPOCH), NAME, EPOCH)
    assert "nothing to buy" in told(gone)
    assert (gone.kind, gone.look_again, gone.look_now) == ("plain", True, False)


def test_under_way_it_is_said_what_happens_and_that_closing_does_not_stop_it() -> None:
    before = sheet(PRESSED, NAME, EPOCH + 3)
    assert "Writing it down and reading the figures once more, 3s." in told(before)
    sent = sheet(PRESSED.followed(snapshot_of(attempts=(attempt_of(AttemptState.SENT),))), NAME, EPOCH + 13)
    assert "Sent at 11:06:41 UTC, one request. No answer yet, 12s." in told(sent)
    assert "Closing this dialog doesn't stop it. Purchases and archera-tui journal tell how it went." in told(sent)
    assert "Purchases, entry 42, before anything was sent" in told(sent)
    assert "$61,055.42 at least, $1,840.00 at signing" in told(sent)
    assert sent.kind == "danger"


def test_an_unknown_outcome_is_amber_and_says_what_was_done_what_happens_and_what_not_to_do() -> None:
    attempt = attempt_of(
        AttemptState.UNKNOWN, how="no answer within 30s", looks=2, next_look=EPOCH + 58,
        events=(Event(EPOCH, "sent"), Event(EPOCH + 30, "looked: plan still “recommended”")),
    )  # fmt: skip
    made = outcome(attempt)
    text = told(made)
    assert (made.kind, made.look_now, made.look_again) == ("alert", True, False)
    for words in (
        "Outcome unknown: it may have been bought",
        "sent at 11:06:41 UTC: no answer within 30s. It may or may not have been bought.",
        "Looked 2 times  plan still “recommended”",
        "Looks again     in 20s, by itself, also after a restart",
        "Until this is known the plan can't be bought from here. Please don't buy it in another console either.",
    ):
        assert words in text
    assert "fail" not in text.lower()


def test_before_the_first_look_and_without_a_next_one_that_is_said_too() -> None:
    text = told(outcome(attempt_of(AttemptState.UNKNOWN, how="502")))
    assert "Not looked yet  the server may still be at it" in text
    assert next_look(attempt_of(AttemptState.UNKNOWN), EPOCH) == "by and by"
    assert next_look(attempt_of(AttemptState.UNKNOWN, next_look=EPOCH - 1), EPOCH) == "now"


def test_accepted_is_not_called_bought() -> None:
    made = outcome(attempt_of(AttemptState.ACCEPTED, how="accepted, status scheduled", ended_at=EPOCH + 5))
    text = told(made)
    assert "The server accepted it at 11:06:45 UTC: status scheduled." in text
    assert "It is called bought as soon as the plan's status shows it" in text
    assert (made.kind, text_of(made.title)) == ("plain", "● Accepted")


def test_bought_names_its_evidence_or_the_person_who_says_so() -> None:
    assert "The plan is bought. Evidence: plan completed." in told(
        outcome(attempt_of(AttemptState.BOUGHT, how="plan completed"))
    )
    settled = attempt_of(AttemptState.BOUGHT, how="settled by ann", settled_by="ann@host", note="seen in the console")
    assert "The plan is bought, says ann@host: seen in the console." in told(outcome(settled))


def test_refused_quotes_the_server_and_says_that_nothing_was_bought() -> None:
    text = told(outcome(attempt_of(AttemptState.REFUSED, how="403 no", words="plan is [/] locked\x1b[2J")))
    assert "The server refused it (403). Nothing was bought." in text
    assert "“plan is [/] locked[2J”" in text
    assert "It gave no reason." in told(outcome(attempt_of(AttemptState.REFUSED, how="429")))


def test_not_sent_says_why_and_what_differs() -> None:
    text = told(
        outcome(
            attempt_of(
                AttemptState.NOT_SENT,
                how="figures changed",
                sent_at=None,
                differences=(Difference("monthly_savings", "4210.20", "4180.00"),),
            )
        )
    )
    assert "Nothing reached the server, nothing was bought." in text
    assert "Why: figures changed" in text
    assert "Net savings/mo  $4,210.20 → $4,180.00" in text


def test_a_person_who_settled_it_as_not_bought_is_named() -> None:
    text = told(outcome(attempt_of(AttemptState.NOT_BOUGHT, settled_by="ann@host", note="asked Archera")))
    assert "ann@host settled it: asked Archera" in text


def test_declined_is_not_sent_and_a_fault_after_sending_is_unknown() -> None:
    fault = Fault("The journal can't be written.", "Nothing was sent.", sent=Sent.NOT_SENT)
    declined = sheet(PRESSED.answered(Failed(BUY, fault), EPOCH), NAME, EPOCH)
    assert declined.kind == "plain"
    assert "Nothing reached the server" in told(declined)
    assert "The journal can't be written. Nothing was sent." in told(declined)
    lost = sheet(PRESSED.answered(Failed(BUY, replace(fault, sent=Sent.MAYBE)), EPOCH), NAME, EPOCH)
    assert lost.kind == "alert"
    assert "may or may not have been bought" in told(lost)


def test_the_review_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="review"):
        sheet(REVIEWED, NAME, EPOCH)


@PROPERTY
@given(ANY_TEXT, st.sampled_from(OVER))
def test_words_from_outside_are_clean_in_every_outcome(word: str, state: AttemptState) -> None:
    events = (Event(EPOCH, f"looked: {word}"),)
    attempt = attempt_of(state, how=word, words=word, note=word, settled_by=word, ended_at=EPOCH, events=events)
    course = PRESSED.answered(Done(BUY, attempt), EPOCH)
    assert course.phase is Phase.ENDED
    for line in sheet(course, word, EPOCH).lines:
        assert not {"\x1b", "\n", "\u202e", "\x07"} & set(text_of(line.text))
