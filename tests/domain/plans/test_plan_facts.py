"""What the plans of one customer amount to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support.customers import brief, reading

from tui.domain.customers.facts import PlanFacts
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.facts import PLAN_WORDS, plan_facts
from tui.domain.snapshot import PlanReading, Reading

D = Decimal
AWS = frozenset(("aws",))
BOTH = frozenset(("aws", "azure"))
NOBODY: frozenset[str] = frozenset()
NONE = PlanReading(Reading.NONE)
FAILED = PlanReading(Reading.FAILED)


def test_a_customer_without_a_working_cloud_expects_no_plan() -> None:
    assert plan_facts({}, NOBODY) == PlanFacts()


def test_a_plan_that_was_never_read_is_unknown() -> None:
    facts = plan_facts({}, BOTH)
    assert (facts.word, facts.known, facts.expected, facts.savings) == ("unknown", 0, 2, None)


@pytest.mark.parametrize("expected", [AWS, BOTH, NOBODY])
def test_one_ready_plan_says_its_savings(expected: frozenset[str]) -> None:
    facts = plan_facts({"aws": reading("4210.20")}, expected)
    assert (facts.word, facts.savings, facts.waiting, facts.provider) == ("ready", D("4210.20"), D("4210.20"), "aws")
    assert (facts.current_coverage, facts.potential_coverage) == (D("0.31"), D("0.78"))
    assert (facts.known, facts.expected) == (1, max(1, len(expected)))
    assert facts.words == {"ready"}


@pytest.mark.parametrize("expected", [AWS, BOTH])
@pytest.mark.parametrize(
    ("standing", "savings", "waiting"),
    [
        (PlanStanding.CALCULATING, None, None),
        (PlanStanding.LOCKED, D(700), None),
        (PlanStanding.BOUGHT, D(700), None),
        (PlanStanding.READY, D(700), D(700)),
    ],
)
def test_figures_that_are_not_final_are_not_shown_and_only_ready_plans_wait(
    standing: PlanStanding, savings: Decimal | None, waiting: Decimal | None, expected: frozenset[str]
) -> None:
    facts = plan_facts({"aws": reading("700", standing)}, expected)
    assert (facts.word, facts.savings, facts.waiting) == (standing.value, savings, waiting)


def test_a_negative_plan_shows_what_it_costs_and_waits_for_nothing() -> None:
    facts = plan_facts({"aws": reading("-85.40")}, BOTH)
    assert (facts.savings, facts.waiting) == (D("-85.40"), None)


def test_ready_plans_are_added_up_and_negative_ones_left_out() -> None:
    facts = plan_facts({"aws": reading("1000"), "azure": reading("500"), "gcp": reading("-50")}, BOTH)
    assert (facts.savings, facts.waiting, facts.provider) == (D(1500), D(1500), "aws")


def test_a_bought_plan_is_not_added_to_a_ready_one() -> None:
    facts = plan_facts({"aws": reading("9000", PlanStanding.BOUGHT), "azure": reading("500")}, BOTH)
    assert (facts.word, facts.savings, facts.provider) == ("ready", D(500), "azure")
    assert facts.words == {"ready", "bought"}


def test_a_plan_without_a_figure_has_no_savings() -> None:
    assert plan_facts({"aws": reading(None)}, AWS).savings is None
    assert plan_facts({"aws": reading(None), "azure": reading("10")}, BOTH).savings == D(10)


def test_a_provider_without_a_plan_is_neither_known_nor_expected() -> None:
    facts = plan_facts({"aws": NONE}, BOTH)
    assert (facts.word, facts.known, facts.expected) == ("unknown", 0, 1)
    assert plan_facts({"aws": NONE}, AWS).word == "none"
    assert plan_facts({"aws": NONE, "azure": reading("5")}, BOTH).expected == 1


def test_a_failed_reading_keeps_the_plan_known_before() -> None:
    kept = PlanReading(Reading.FAILED, brief("300"))
    assert plan_facts({"aws": kept}, AWS).savings == D(300)
    assert plan_facts({"aws": FAILED}, AWS).word == "failed"
    assert plan_facts({"aws": FAILED, "azure": NONE}, BOTH).word == "failed"


def test_a_plan_that_is_gone_does_not_come_back_from_memory() -> None:
    assert plan_facts({"aws": PlanReading(Reading.NONE, brief("300"))}, AWS).word == "none"


@pytest.mark.parametrize("better", range(len(PlanStanding) - 1))
def test_what_can_be_bought_matters_more_than_what_moves_than_what_is_done(better: int) -> None:
    standings = [PlanStanding(word) for word in PLAN_WORDS[: len(PlanStanding)]]
    facts = plan_facts({"aws": reading("1", standings[better + 1]), "azure": reading("1", standings[better])}, BOTH)
    assert facts.word == standings[better].value
