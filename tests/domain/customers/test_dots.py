"""Feature dots keep one order for the whole fleet."""

from __future__ import annotations

from dataclasses import replace

from support.customers import AWS_NAMES, customer, features

from tui.domain.customers.dots import Dots, dots, features_of
from tui.domain.records import Checklist, Feature

NAMES = tuple(f"f{n}" for n in range(12))


def test_dots_stand_where_the_order_says_however_the_server_lists_them() -> None:
    turned = features("x*~?****")[::-1]
    assert dots(turned, AWS_NAMES).statuses == (
        "missing", "available", "warning", "unknown", "available", "available", "available", "available",
    )  # fmt: skip


def test_a_feature_the_customer_does_not_list_keeps_its_place_empty() -> None:
    assert dots((Feature("f1", "available"),), NAMES[:3]).statuses == ("", "available", "")


def test_eight_fit_and_of_nine_seven_are_shown_with_two_more() -> None:
    eight = tuple(Feature(name, "available") for name in NAMES[:8])
    assert dots(eight, NAMES[:8]) == Dots(("available",) * 8)
    nine = (*eight[:7], Feature(NAMES[7], "missing"), Feature(NAMES[8], "available"))
    assert dots(nine, NAMES[:9]) == Dots(("available",) * 7, 2, "missing")


def test_features_beyond_the_remembered_order_count_as_more() -> None:
    assert dots((Feature("unheard", "warning"),), NAMES[:2]) == Dots(("", ""), 1, "warning")


def test_several_integrations_of_one_cloud_share_their_dots() -> None:
    two = replace(
        customer(),
        integrations=(Checklist("aws-1", features("**")), Checklist("AWS-2", features("x*")), Checklist("zz", ())),
    )
    assert [f.status for f in features_of(two, "aws")] == ["missing", "available"]
