"""Customers and checklists: severity, providers of opaque keys, names."""

from __future__ import annotations

import pytest
from support.customers import customer, features

from tui.domain.records import Checklist, Customer, provider_of, severity, worst_first


def test_statuses_rank_worst_first_and_a_new_word_ranks_before_unknown() -> None:
    assert sorted(["available", "unknown", "degraded", "warning", "missing"], key=severity) == [
        "missing", "warning", "degraded", "unknown", "available",
    ]  # fmt: skip


def test_features_sort_worst_first_and_else_stay_in_the_servers_order() -> None:
    found = worst_first(features("*?~*x"))
    assert [feature.name for feature in found] == [
        "reservations", "cost_explorer", "organizations", "assume_role", "cur",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "provider"),
    [("aws", "aws"), ("AWS-123", "aws"), ("azure_main", "azure"), ("gcp", "gcp"), ("9f3b", None), ("", None)],
)
def test_an_opaque_key_belongs_to_the_provider_its_text_names(key: str, provider: str | None) -> None:
    assert provider_of(key) == provider
    assert Checklist(key, ()).provider == provider


def test_a_checklist_counts_what_is_available() -> None:
    assert Checklist("aws", features("*x~?**")).available == 3


def test_an_integration_without_features_is_not_there() -> None:
    empty = Customer("1", "Beta", integrations=(Checklist("aws", ()), Checklist("aws-2", features("*"))))
    assert empty.checklist("aws") == Checklist("aws-2", features("*"))
    assert customer(aws="*").checklist("azure") is None


def test_a_customer_without_a_name_is_called_by_its_id() -> None:
    assert Customer("7f3e9c10-52d4", "").label == "(no name) 7f3e9c10"
    assert Customer("7f3e9c10-52d4", "Beta").label == "Beta"
