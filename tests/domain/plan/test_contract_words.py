"""Words for the contracts a plan may use."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.plan.contract_words import contract_words, human, payment_word, payments_words, terms_words
from tui.domain.plan.records import ContractSpec


def spec(kind: str, service: object = None) -> ContractSpec:
    return ContractSpec(kind, properties=json.dumps({"service": service} if service else {}))


@pytest.mark.parametrize(
    ("specs", "words"),
    [
        ([spec("compute_savings_plan", "Compute"), spec("rds_reserved_instance", "Amazon RDS"),
          spec("elasticache_reserved_node", "Amazon ElastiCache"), spec("rds_reserved_instance", "Amazon RDS")],
         "savings plan compute; reservations RDS, ElastiCache"),
        ([spec("rds_reserved_instance")], "reservations RDS"),
        ([spec("compute_flexible_cud")], "committed use compute flexible"),
        ([spec("savings_plan")], "savings plan"),
        ([spec("something_else"), spec("")], "something else"),
        ([], "–"),
    ],
)  # fmt: skip
def test_kinds_of_commitment_are_gathered_by_family(specs: list[ContractSpec], words: str) -> None:
    assert contract_words(specs) == words


@PROPERTY
@given(ANY_TEXT, ANY_TEXT)
def test_open_properties_cannot_stop_the_words(kind: str, properties: str) -> None:
    assert contract_words([ContractSpec(kind, properties=properties)])


@pytest.mark.parametrize("properties", ["", "[1]", '{"service": 7}', "{", "[" * 100_000])
def test_properties_of_any_form_fall_back_to_the_kind(properties: str) -> None:
    assert contract_words([ContractSpec("rds_reservation", properties=properties)]) == "reservations RDS"


@pytest.mark.parametrize("option", ["No Upfront", "no_upfront", "NO_UPFRONT"])
def test_two_spellings_of_a_payment_option_are_one_word(option: str) -> None:
    assert payment_word(option) == "no upfront"


def test_payment_options_share_their_noun_and_unknown_ones_stay() -> None:
    assert payments_words(["no_upfront", "Partial Upfront", None]) == "no or partial upfront"
    assert payments_words(["all_upfront"]) == "all upfront"
    assert payments_words(["monthly", "no_upfront"]) == "no upfront, monthly"
    assert payments_words([]) == payment_word(None) == "–"


def test_terms_are_listed_by_length() -> None:
    assert terms_words(["one_year", "thirty_day_gris", "one_year", "odd"]) == "30-day guaranteed, 1 year, odd"
    assert terms_words([]) == "–"


def test_enumerations_read_as_words() -> None:
    assert human("renewal_purchase") == "renewal purchase"
    assert human(None) == ""
