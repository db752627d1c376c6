"""From checklists to one status, one stage and a few words."""

from __future__ import annotations

import pytest
from support.clock import EPOCH
from support.customers import AZURE_NAMES, ORG_NAMES, features

from tui.domain.customers.facts import Health, Stage
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.health import STANDS_CELLS, health, one_per_name
from tui.domain.records import Feature
from tui.text import width

NOBODY: frozenset[str] = frozenset()
AWS_HERE = frozenset(("aws",))


def of(
    aws: str = "", azure: str = "", org: str = "", *, begun: frozenset[str] = NOBODY, verified: frozenset[str] = NOBODY
) -> Health:
    lists = {"aws": features(aws), "azure": features(azure, AZURE_NAMES), ORG: features(org, ORG_NAMES)}
    return health({key: found for key, found in lists.items() if found}, begun, verified, EPOCH)


def lost(name: str, status: str) -> Feature:
    return Feature(name, status, EPOCH, "available")


@pytest.mark.parametrize(
    ("aws", "azure", "org", "status", "stage", "stands"),
    [
        ("x**~??**", "", "***", "missing", Stage.ATTENTION, "role lost"),
        ("********", "x*******", "***", "missing", Stage.ATTENTION, "consent withdrawn"),
        ("x???????", "", "*x*", "missing", Stage.ATTENTION, "role not deployed"),
        ("", "****x***", "***", "missing", Stage.ATTENTION, "no cost export"),
        ("*******~", "", "***", "warning", Stage.ATTENTION, "role in member account"),
        ("***~****", "********", "***", "warning", Stage.ATTENTION, "CUR, first delivery"),
        ("", "******~~", "***", "warning", Stage.ATTENTION, "purchase roles declined"),
        ("********", "", "***", "available", Stage.CONNECTED, "connected"),
        ("********", "????????", "***", "available", Stage.CONNECTED, "connected"),
        ("????????", "", "**?", "unknown", Stage.ONBOARDING, "onboarding"),
        ("***?????", "", "**?", "unknown", Stage.ONBOARDING, "onboarding"),
        ("", "", "**?", "unknown", Stage.NEVER, "not started"),
        ("", "", "", "unknown", Stage.NEVER, "not started"),
    ],
)
def test_where_a_customer_stands(aws: str, azure: str, org: str, status: str, stage: Stage, stands: str) -> None:
    found = of(aws, azure, org)
    assert (found.status, found.stage, found.stands) == (status, stage, stands)


def test_the_own_list_alone_makes_a_working_customer_at_most_a_warning() -> None:
    found = of("********", "", "*x*")
    assert (found.status, found.stage, found.stands) == ("warning", Stage.ATTENTION, "no marketplace offer")


def test_the_own_list_is_no_fault_before_a_cloud_is_there_unless_something_was_lost() -> None:
    assert of("", "", "xx?").stage is Stage.NEVER
    gone = health({ORG: (lost("user_invited", "missing"),)}, NOBODY, NOBODY, EPOCH)
    assert (gone.stage, gone.stands) == (Stage.ATTENTION, "user gone")


def test_what_is_wrong_in_a_cloud_is_said_before_what_is_wrong_in_the_own_list() -> None:
    assert of("*****~**", "", "**x").stands == "savings plans"


def test_several_things_of_the_worst_kind_are_counted() -> None:
    assert of("*x**x***").stands == "no list of accounts +1"
    assert of("****~*~*").stands == "reservations, 1 more"


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 40])
@pytest.mark.parametrize("name", ["f{}", "a longer name {}", "日本語の長い名前です{}"])
def test_the_words_always_fit_their_column(count: int, name: str) -> None:
    listed = tuple(Feature(name.format(n), "missing") for n in range(count))
    stands = health({"aws": listed}, NOBODY, NOBODY, EPOCH).stands
    assert width(stands) <= STANDS_CELLS
    assert count == 1 or str(count - 1) in stands


def test_an_onboarding_begun_here_and_never_verified_is_no_fault_yet() -> None:
    found = of("x???????", begun=AWS_HERE)
    assert (found.status, found.stage) == ("unknown", Stage.ONBOARDING)


def test_the_verdict_of_a_verification_is_a_fault() -> None:
    assert of("x???????", begun=AWS_HERE, verified=AWS_HERE).status == "missing"


def test_a_lost_role_is_a_fault_also_while_it_is_onboarded_again() -> None:
    listed = {"aws": (lost("assume_role", "missing"), Feature("cur", "unknown"))}
    assert health(listed, AWS_HERE, NOBODY, EPOCH).stage is Stage.ATTENTION
    assert of("x*??????", begun=AWS_HERE).stage is Stage.ATTENTION


@pytest.mark.parametrize("verified", [NOBODY, AWS_HERE])
def test_an_onboarding_begun_here_shows_before_the_server_lists_anything(verified: frozenset[str]) -> None:
    found = of(begun=AWS_HERE, verified=verified)
    assert found.stage is Stage.ONBOARDING
    assert found.providers == {"aws"}


def test_what_worked_and_can_not_be_checked_any_more_is_unknown_and_no_fault() -> None:
    found = health({"aws": (lost("cur", "unknown"), Feature("assume_role", "available"))}, NOBODY, NOBODY, EPOCH)
    assert (found.status, found.stage, found.stands) == ("unknown", Stage.UNKNOWN, "unknown")


def test_a_status_nobody_has_heard_of_is_unknown_and_no_fault() -> None:
    assert of("*d").stage is Stage.UNKNOWN


def test_filters_find_every_status_and_every_feature_that_is_not_available() -> None:
    found = of("*~??****", "", "**x")
    assert found.statuses == {"available", "warning", "unknown", "missing"}
    assert found.faulty == {"organizations", "cost_explorer", "cur", "integration_connected"}
    assert found.providers == {"aws"}


def test_a_feature_written_with_hyphens_is_found_by_either_spelling() -> None:
    found = health({"aws": (Feature("Cost-Report", "missing"),)}, NOBODY, NOBODY, EPOCH)
    assert found.faulty == {"cost_report"}


def test_a_cloud_counts_what_is_available_of_what_is_listed() -> None:
    [cloud] = of("x**~??**").clouds
    assert (cloud.provider, cloud.status, cloud.available, cloud.features) == ("aws", "missing", 4, 8)


def test_of_several_records_of_one_feature_the_worst_counts() -> None:
    both = one_per_name((Feature("a", "available"), Feature("b", "unknown"), Feature("a", "missing")))
    assert both == (Feature("a", "missing"), Feature("b", "unknown"))
