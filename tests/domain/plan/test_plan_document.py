"""Every field of the contract's plan is in the document, the details and the export; figures keep their digits."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from support.plan_contract import Place, changed, full_document, places, plan_from, plan_of_body
from support.plans import ANY_PLAN, PLAN, bare_plan, plan
from support.properties import PROPERTY

from tui.domain.plan.document import plan_document, units
from tui.domain.plan.export import plan_json, plan_markdown
from tui.domain.plan.records import CommitmentSummary, FlaggedAction, LineItem, Plan
from tui.domain.plan.sections import ADDED_UP, Entry, commitment_section, line_section, plan_sections

D = Decimal
PLACES = tuple(places(full_document()))
WHOLE = plan_from(full_document())


def on_screen(shown: Plan) -> list[Entry]:
    """What all details show, with those of every line, without what is added up here."""
    sections = [section for section in plan_sections(shown) if section.title != ADDED_UP]
    sections += [line_section(item) for item in shown.line_items]
    sections += [commitment_section(summary) for summary in shown.commitments]
    return [entry for section in sections for entry in section.entries]


def in_markdown(shown: Plan) -> str:
    """The export without what is added up here."""
    before, _, after = plan_markdown("Customer", shown, None).partition(f"## {ADDED_UP}")
    return before + after.partition("\n## ")[2]


def named(place: Place) -> str:
    return ".".join(str(step) for step in place)


def test_the_contract_is_walked_through_every_kind_of_action() -> None:
    assert len(PLACES) > 170
    kinds = {str(place[1]) for place in PLACES if place[0] == "flagged_actions"}
    assert kinds == {"0", "1", "2", "3", "4"}
    assert ("flagged_actions", 2, "exchange_status") in PLACES


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_no_field_of_the_contract_is_nowhere(place: Place) -> None:
    other = plan_from(changed(place))
    assert other != WHOLE
    assert plan_document(other)["plan"] != plan_document(WHOLE)["plan"], "not in the document"
    assert on_screen(other) != on_screen(WHOLE), "not on the screen"
    assert in_markdown(other) != in_markdown(WHOLE), "not in the export"


def test_the_document_keeps_the_names_and_the_nesting_of_the_contract() -> None:
    made = plan_document(WHOLE)["plan"]
    assert isinstance(made, dict)
    for place in PLACES:
        inside: Any = made
        for step in place:
            if isinstance(inside, list) and isinstance(step, str):
                # Commitment summaries are a list here: two of one key are both kept.
                inside = inside[0]
                continue
            inside = inside[step]
    json.dumps(made)


def test_money_is_text_with_every_digit_and_moments_are_rfc_3339() -> None:
    made = plan_document(plan(savings=D("5.76740000000001"), max_upfront_cost=D("1e30"), fee=D("-0.1")), 0.0)
    inside = made["plan"]
    assert isinstance(inside, dict)
    assert (inside["savings"], inside["fee"]) == ("5.76740000000001", "-0.1")
    assert inside["max_upfront_cost"] == "1" + "0" * 30
    assert inside["before_cost"] is None
    assert made["read_at"] == "1970-01-01T00:00:00Z"
    assert str(inside["created_at"]).endswith("Z")


def test_units_are_named_for_every_figure_and_the_unpublished_ones_say_so() -> None:
    made = units()
    assert made["savings"] == "USD per hour"
    assert made["monthly_savings"] == "USD per month of 730 h"
    assert made["total_savings"] == "USD over the term"
    assert made["minimum_commitment_cost"] == "USD in total"
    assert made["summaries[].upfront_cost"] == "USD, one-time"
    for name in ("summaries[].min_commitment", "summaries[].gri_premiums", "aggregate_metrics.summaries[].gri_premium",
                 "summaries[].before_ondemand_cost", "execution_policy.min_savings"):  # fmt: skip
        assert made[name] == "not published", name


def entry(label: str, shown: Plan, title: str = "Figures by month") -> Entry:
    section = next(section for section in plan_sections(shown) if section.title == title)
    return next(each for each in section.entries if each.label == label)


def test_figures_for_people_have_their_unit_beside_them() -> None:
    assert entry("Net savings", PLAN) == Entry("Net savings", "$4,210.20", "per month", is_figure=True)
    assert entry("Net savings", PLAN, "Figures by hour") == Entry("Net savings", "$5.7674", "per hour", is_figure=True)
    assert entry("Net savings", PLAN, "Over the term").unit == "over the term"
    assert entry("Buys from savings of", PLAN, "Execution policy").unit == "unit not published"
    assert entry("Coverage now", PLAN, "Coverage of on-demand spend").value == "31"
    assert entry("Longest lock-in of any line", PLAN, ADDED_UP).unit == "h, 1 year"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (D("-85.4"), "−$85.40"),
        (D(0), "$0.00"),
        (D("-0.0000001"), "$0.00"),
        (D("1e14"), "$100,000,000,000,000.00"),
        (None, "–"),
        (D("NaN"), "–"),
        (D("Infinity"), "–"),
    ],
)
def test_odd_sums_read_as_what_they_are(value: Decimal | None, shown: str) -> None:
    found = entry("Net savings", plan(monthly_savings=value))
    assert found.value == shown
    assert bool(found.unit) is (shown != "–")


def test_figures_that_are_none_in_the_answer_are_unknown_and_not_zero() -> None:
    body = full_document()
    body |= {"monthly_savings": "NaN", "fee": "twelve", "breakeven_hours": None, "monthly_fee": True}
    text = json.dumps(body).replace('"monthly_before_cost": ', '"monthly_before_cost": 1e400, "was": ')
    text = text.replace('"monthly_after_cost": ', '"monthly_after_cost": NaN, "so": ')
    inside = plan_document(plan_of_body(text.encode()))["plan"]
    assert isinstance(inside, dict)
    names = ("monthly_savings", "fee", "breakeven_hours", "monthly_fee", "monthly_before_cost", "monthly_after_cost")
    assert [inside[name] for name in names] == [None] * 6


def test_cash_due_by_both_sources_stands_in_the_sums_when_they_differ_by_a_cent() -> None:
    lines = (LineItem("a", upfront_cost=D("10.00")),)
    summaries = (CommitmentSummary("a", upfront_cost=D("10.01")),)
    shown = plan(line_items=lines, commitments=summaries)
    assert entry("Due at signing", shown, ADDED_UP).value == "$10.00"
    assert entry("Due by the commitment summaries", shown, ADDED_UP).value == "$10.01"
    made = plan_document(shown)["added_up_here"]
    assert isinstance(made, dict)
    assert made["cash_due_by_the_other_source"] == "10.01"


def test_a_plan_without_any_optional_field_shows_and_exports() -> None:
    shown = plan_from({"id": "x"})
    assert shown == Plan("x", "aws")
    assert all(not each.is_known or each.label for each in on_screen(shown))
    assert json.loads(plan_json(shown, None))["plan"]["savings"] is None
    assert "| Net savings | – |" in plan_markdown("Atlas", shown, None)
    assert plan_document(bare_plan())["added_up_here"]


def test_a_plan_whose_every_word_is_unknown_shows_them_as_they_came() -> None:
    body = full_document()
    shown = plan_from(body)
    words = {each.value for each in on_screen(shown)}
    for place in (
        ("status",),
        ("plan_type",),
        ("max_term",),
        ("execution_policy", "schedule"),
        ("segment", "provider"),
    ):
        value: object = body
        for step in place:
            assert isinstance(value, dict)
            value = value[step]
        assert value in words, place
    assert plan_markdown("Atlas", shown, None)


HOSTILE = ("[/", "\x1b]0;pwned\x07", "\u202egnp", "a\nb", "| cell | [x](javascript:1) <b>", "=cmd()", "\ud800")


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_are_harmless_in_every_form(word: str) -> None:
    shown = replace(
        plan(name=word, description=word, status=word, resource_ids=(word,)),
        flagged_actions=(FlaggedAction(action_type=word, execution_info=json.dumps({word: [word]})),),
    )
    written = plan_markdown(word, shown, None)
    for text in (plan_json(shown, None), written, *(each.value for each in on_screen(shown))):
        assert not any(bad in text for bad in ("\x1b", "\x07", "\u202e", "\ud800"))
    assert all(not line or line[0] in "#|RMn" for line in written.splitlines())
    assert "](" not in written.replace("\\]", "")


@PROPERTY
@given(ANY_PLAN)
def test_any_plan_can_be_told_and_written(shown: Plan) -> None:
    json.dumps(plan_document(shown, shown.created_at))
    for each in on_screen(shown):
        assert each.label
        assert each.value
        assert "\n" not in each.value
    plan_markdown("Any", shown, None)
