"""The standings of a fleet: right at every snapshot, and computed only where something changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import AWS_NAMES, brief, customer, features, onboarding, reading, snapshot
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.changes import merge
from tui.domain.customers.facts import Stage, Standing, totals
from tui.domain.customers.standing import StandingBoard
from tui.domain.onboarding.steps import Progress, Verification
from tui.domain.plan.brief import PlanStanding
from tui.domain.records import Checklist, Customer, Feature
from tui.domain.snapshot import PlanReading, Reading, Snapshot

GOOD = "********"
HOUR = 3_600.0
DAY = 24 * HOUR


def standing_of(found: Snapshot) -> Standing:
    board = StandingBoard()
    board.update(found)
    return board.standings[0]


def test_a_standing_names_the_customer_safely_with_its_suffix_apart() -> None:
    standing = standing_of(snapshot(customer("Béta\x1b[31m Corp c/o Acme")))
    assert (standing.name, standing.suffix) == ("Béta[31m Corp", "c/o Acme")
    assert standing.full_name == "Béta[31m Corp c/o Acme"
    assert standing.folded == "beta[31m corp c/o acme"


def test_a_customer_without_a_name_stands_under_its_id() -> None:
    assert standing_of(snapshot(customer("", org_id="7f3e9c10-52d4"))).name == "(no name) 7f3e9c10"


def test_the_clouds_of_a_customer_are_told_apart() -> None:
    standing = standing_of(snapshot(customer(aws="x**~??**", azure=GOOD)))
    assert (standing.cloud("aws").available, standing.cloud("aws").features) == (4, 8)
    assert standing.cloud("azure").stage is Stage.CONNECTED
    assert standing.cloud("gcp").stage is Stage.NEVER
    assert standing.needs_attention
    assert standing.status == "missing"


def test_several_integrations_of_one_cloud_count_together_with_the_worst_of_each_feature() -> None:
    two = replace(customer(), integrations=(Checklist("aws-1", features("**")), Checklist("aws-2", features("x*"))))
    standing = standing_of(snapshot(two))
    assert (standing.cloud("aws").status, standing.cloud("aws").features) == ("missing", 2)


def test_an_integration_with_an_opaque_key_counts_under_that_key() -> None:
    odd = replace(customer(), integrations=(Checklist("9F3B", features("x")), Checklist("org", features("*"))))
    standing = standing_of(snapshot(odd))
    assert standing.status == "missing"
    assert {"9f3b", "org integration"} == standing.health.providers


# since when


def changed(name: str, status: str, at: float, was: str = "available") -> Feature:
    return Feature(name, status, at, was)


def with_aws(*found: Feature) -> Customer:
    return replace(customer(), integrations=(Checklist("aws", found),))


def test_a_troubled_row_says_since_when_its_worst_is_so() -> None:
    beta = with_aws(
        changed("assume_role", "missing", EPOCH - 180),
        changed("cur", "warning", EPOCH - 60),
        changed("organizations", "available", EPOCH - 30, "unknown"),
    )
    times = standing_of(snapshot(beta)).times
    assert (times.since, times.since_exact) == (EPOCH - 180, True)
    assert (times.changed, times.changed_exact) == (EPOCH - 30, True)


def test_what_was_never_seen_to_change_is_at_least_as_old_as_its_first_sight() -> None:
    for pattern in (GOOD, "x*******", "????????"):
        times = standing_of(snapshot(customer(aws=pattern))).times
        assert (times.since, times.since_exact) == (EPOCH, False)


def test_a_change_counts_more_than_a_first_sight() -> None:
    known = with_aws(changed("cur", "available", EPOCH - 50), Feature("x", "available", EPOCH))
    times = standing_of(snapshot(known)).times
    assert (times.since, times.since_exact) == (EPOCH - 50, True)


def test_features_without_a_time_leave_it_unknown() -> None:
    times = standing_of(snapshot(with_aws(Feature("x", "available"), Feature("y", "available", EPOCH)))).times
    assert (times.since, times.since_exact) == (EPOCH, False)
    assert standing_of(snapshot(with_aws(Feature("x", "available")))).times.since is None


def test_a_customer_never_begun_is_as_old_as_the_server_says() -> None:
    times = standing_of(snapshot(customer(created_at=EPOCH - DAY))).times
    assert (times.since, times.since_exact) == (times.changed, times.changed_exact) == (EPOCH - DAY, True)
    assert standing_of(snapshot(customer(created_at=None, org="???"))).times.since_exact is False


def test_a_customer_never_begun_whose_own_list_changed_is_as_old_as_that() -> None:
    own = (Feature("user_invited", "available", EPOCH - 60, "unknown"), Feature("x", "unknown", EPOCH))
    board = StandingBoard()
    board.update(snapshot(*(replace(customer(name), org_checklist=own) for name in ("A", "B"))))
    for standing in board.standings:
        times = standing.times
        assert standing.stage is Stage.NEVER
        assert (times.since, times.since_exact) == (times.changed, times.changed_exact) == (EPOCH - 60, True)


def test_all_times_of_a_customer_looked_at_like_another_are_its_own() -> None:
    board = StandingBoard()
    fleet = [customer("A", created_at=EPOCH - 5), customer("B", created_at=EPOCH - 9), customer("C", aws=GOOD)]
    later = replace(fleet[2], org_id="d", integrations=(Checklist("aws", features(GOOD, since=EPOCH + 7)),))
    board.update(snapshot(*fleet, later))
    shown = [(s.times.since, s.times.since_exact, s.times.changed, s.times.changed_exact) for s in board.standings]
    assert shown == [
        (EPOCH - 5, True, EPOCH - 5, True), (EPOCH - 9, True, EPOCH - 9, True), (EPOCH, False, EPOCH, False),
        (EPOCH + 7, False, EPOCH + 7, False),
    ]  # fmt: skip


# onboarding


def test_an_onboarding_shows_its_step_and_when_the_last_one_was_made() -> None:
    beta = customer("Beta")
    progress = {("beta", "aws"): onboarding("beta", started_at=EPOCH - 26 * HOUR)}
    standing = standing_of(snapshot(beta, progress=progress))
    step = standing.step("aws")
    assert step is not None
    assert (step.text, step.since) == ("2/4", EPOCH - 26 * HOUR)
    assert standing.step("azure") is None
    assert (standing.stage, standing.health.stands) == (Stage.ONBOARDING, "onboarding")
    assert (standing.times.since, standing.times.since_exact) == (EPOCH - 26 * HOUR, True)


def test_to_verify_a_connected_customer_again_does_not_make_it_new() -> None:
    verified = Verification(EPOCH + 500, 40, features(GOOD))
    progress = Progress("a", "aws", url_at=EPOCH - DAY, verified=verified)
    listed = Checklist("aws", features(GOOD, since=EPOCH - DAY))
    seen = standing_of(replace(snapshot(customer(org_id="a")), progress={("a", "aws"): progress}))
    assert seen.times.since == EPOCH - DAY
    whole = replace(customer(org_id="a"), integrations=(listed,))
    again = replace(progress, url_at=None)
    assert standing_of(replace(snapshot(whole), progress={("a", "aws"): again})).times.since == EPOCH - DAY


def test_progress_in_which_nothing_was_done_is_no_onboarding() -> None:
    standing = standing_of(snapshot(customer("Beta"), progress={("beta", "aws"): Progress("beta", "aws")}))
    assert standing.stage is Stage.NEVER


def test_a_cloud_that_is_connected_shows_no_step() -> None:
    beta = customer("Beta", aws=GOOD)
    progress = {
        ("beta", "aws"): onboarding("beta", started_at=EPOCH),
        ("beta", "azure"): Progress("beta", "azure", tenant_id="t", subscription_id="s", url_at=EPOCH),
    }
    standing = standing_of(snapshot(beta, progress=progress))
    assert standing.step("aws") is None
    azure = standing.step("azure")
    assert azure is not None
    assert azure.text == "3/3"
    assert standing.stage is Stage.CONNECTED


def test_a_verification_made_here_counts_before_the_list_knows_of_it() -> None:
    beta = customer("Beta", aws="?" * 8)
    verified = Verification(EPOCH + 5, 40, features("x???????", since=None))
    progress = {("beta", "aws"): replace(onboarding("beta", started_at=EPOCH), verified=verified)}
    standing = standing_of(snapshot(beta, progress=progress))
    assert (standing.status, standing.health.stands) == ("missing", "role not deployed")


# totals


def test_totals_count_every_customer_once_and_add_up_what_waits() -> None:
    board = StandingBoard()
    board.update(
        snapshot(
            customer("A", aws=GOOD), customer("B", aws="x*******"), customer("C", aws="~*******"),
            customer("D", aws="?" * 8), customer("E"), with_aws(changed("cur", "unknown", EPOCH)),
            plans={("a", "aws"): reading("1000.10"), ("b", "aws"): reading("500", PlanStanding.LOCKED)},
        )
    )  # fmt: skip
    found = totals(board.standings)
    assert (found.customers, found.connected, found.missing, found.warning) == (6, 1, 1, 1)
    assert (found.onboarding, found.never, found.unknown, found.attention) == (1, 1, 1, 2)
    assert found.waiting == Decimal("1000.10")
    assert (found.plans_known, found.plans_expected) == (2, 3)


def test_what_waits_is_added_up_over_customers_and_clouds() -> None:
    board = StandingBoard()
    plans = {("a", "aws"): reading("1"), ("a", "azure"): reading("20"), ("b", "aws"): reading("300")}
    board.update(snapshot(customer("A", aws=GOOD, azure=GOOD), customer("B", aws=GOOD), plans=plans))
    assert totals(board.standings).waiting == Decimal(321)


def test_where_no_plan_waits_the_sum_is_not_zero_but_nothing() -> None:
    assert totals(()).waiting is None


# from snapshot to snapshot


def many(count: int) -> list[Customer]:
    patterns = (GOOD, "x*******", "????????", "***~****", "")
    return [customer(f"Customer {n}", aws=patterns[n % len(patterns)]) for n in range(count)]


def test_an_unchanged_snapshot_changes_nothing_and_keeps_every_standing() -> None:
    board, first = StandingBoard(), snapshot(*many(20))
    assert len(board.update(first)) == 20
    kept = board.standings
    others = [*first.customers]
    again = replace(first, plans=dict(first.plans), at=EPOCH + 60, customers=tuple(others))
    assert board.update(again) == frozenset()
    assert all(a is b for a, b in zip(kept, board.standings, strict=True))


def test_only_what_changed_is_named_and_computed_anew() -> None:
    board, fleet = StandingBoard(), many(20)
    board.update(snapshot(*fleet))
    kept = {s.org_id: s for s in board.standings}
    fleet[3] = replace(fleet[3], name="Renamed")
    assert board.update(snapshot(*fleet)) == {"customer-3"}
    assert all(s is kept[s.org_id] for s in board.standings if s.org_id != "customer-3")


def test_while_nobody_comes_goes_or_moves_only_new_records_and_new_plans_are_looked_at() -> None:
    class Untouched(Customer):
        """A record that may be compared with another by identity alone."""

        looked = False

        def __getattribute__(self, name: str) -> object:
            if name == "org_id" and Untouched.looked:
                pytest.fail("looked at although it is the one it was")
            return super().__getattribute__(name)

    still = tuple(Untouched(f"still-{n}", f"Still {n}") for n in range(3))
    board = StandingBoard()
    board.update(snapshot(*still, customer("Beta", aws=GOOD)))
    Untouched.looked = True
    assert board.update(snapshot(*still, customer("Beta", aws="x*******"))) == {"beta"}


def test_an_equal_record_that_is_another_object_is_no_change() -> None:
    board, fleet = StandingBoard(), many(3)
    board.update(snapshot(*fleet))
    assert board.update(snapshot(replace(fleet[0]), *fleet[1:])) == frozenset()


def test_plans_that_come_change_and_go_are_noticed() -> None:
    board, fleet = StandingBoard(), many(3)
    board.update(snapshot(*fleet))
    key = ("customer-0", "aws")
    assert board.update(snapshot(*fleet, plans={key: reading("10")})) == {"customer-0"}
    assert board.update(snapshot(*fleet, plans={key: reading("20")})) == {"customer-0"}
    standing = board.standing("customer-0")
    assert standing is not None
    assert standing.plan.savings == 20
    assert board.update(snapshot(*fleet)) == {"customer-0"}
    assert board.update(snapshot(*fleet, plans={("nobody", "aws"): reading("1")})) == frozenset()


def test_progress_that_comes_and_goes_is_noticed() -> None:
    board, fleet = StandingBoard(), many(5)
    board.update(snapshot(*fleet))
    begun = {("customer-4", "aws"): onboarding("customer-4", started_at=EPOCH)}
    assert board.update(snapshot(*fleet, progress=begun)) == {"customer-4"}
    assert board.update(snapshot(*fleet)) == {"customer-4"}


def test_customers_that_come_and_go_are_named() -> None:
    board, fleet = StandingBoard(), many(3)
    board.update(snapshot(*fleet))
    assert board.update(snapshot(*fleet[1:], customer("New"))) == {"customer-0", "new"}
    assert board.standing("customer-0") is None
    assert [s.org_id for s in board.standings] == ["customer-1", "customer-2", "new"]


def test_a_first_delivery_becomes_late_by_the_passing_of_time() -> None:
    board, beta = StandingBoard(), with_aws(changed("cur", "warning", EPOCH, "unknown"))
    board.update(snapshot(beta))
    assert board.standings[0].health.stands == "CUR, first delivery"
    assert board.update(snapshot(beta, at=EPOCH + DAY)) == frozenset()
    assert board.update(snapshot(beta, at=EPOCH + DAY + 1)) == {beta.org_id}
    assert board.standings[0].health.stands == "CUR late"
    assert board.update(snapshot(beta, at=EPOCH + DAY + 2)) == frozenset()


def test_two_reports_of_different_age_do_not_share_their_words() -> None:
    old = replace(with_aws(changed("cur", "warning", EPOCH - 2 * DAY, "unknown")), org_id="old")
    new = replace(with_aws(changed("cur", "warning", EPOCH, "unknown")), org_id="new")
    board = StandingBoard()
    board.update(snapshot(old, new))
    assert [s.health.stands for s in board.standings] == ["CUR late", "CUR, first delivery"]


def test_the_order_of_dots_is_kept_when_the_fleet_changes() -> None:
    board = StandingBoard()
    board.update(snapshot(customer("A", aws=GOOD)))
    board.update(snapshot(with_aws(Feature("new", "available"), *features("**"))))
    assert board.order("aws") == (*AWS_NAMES, "new")
    assert board.order("azure") == ()


def test_a_hostile_fleet_cannot_grow_the_memory_of_dots_without_end() -> None:
    board = StandingBoard()
    strange = [
        replace(customer(f"C{n}"), integrations=(Checklist(f"k{n}", (Feature(f"f{n}", "missing"),)),))
        for n in range(200)
    ]
    board.update(snapshot(*strange, with_aws(*(Feature(f"g{n}", "available") for n in range(200)))))
    assert sum(len(board.order(f"k{n}")) for n in range(200)) <= 32
    assert len(board.order("aws")) <= 64


STATUS = st.sampled_from(["available", "warning", "missing", "unknown", "degraded"])
FEATURES = st.lists(st.builds(Feature, st.sampled_from(["cur", "assume_role", "x"]), STATUS), max_size=4).map(tuple)
CUSTOMERS = st.lists(
    st.builds(
        Customer, st.sampled_from("123"), ANY_TEXT, created_at=st.none() | st.just(EPOCH), org_checklist=FEATURES,
        integrations=st.lists(
            st.builds(Checklist, st.sampled_from(["aws", "azure", "aws-2", "odd", "org"]), FEATURES), max_size=3
        ).map(tuple),
    ),
    max_size=4,
)  # fmt: skip
READINGS = st.sampled_from(
    [reading("5"), reading("-5"), PlanReading(Reading.NONE), PlanReading(Reading.FAILED, brief("7")), PlanReading()]
)
PLANS = st.dictionaries(st.tuples(st.sampled_from("123"), st.sampled_from(["aws", "azure", "gcp"])), READINGS)
PROGRESS = st.dictionaries(
    st.tuples(st.sampled_from("123"), st.sampled_from(["aws", "azure"])), st.sampled_from([None, EPOCH, EPOCH + 9])
)


@PROPERTY
@given(st.lists(st.tuples(CUSTOMERS, PLANS, PROGRESS, st.integers(0, 200_000)), min_size=1, max_size=4))
def test_a_board_that_was_carried_along_knows_the_same_as_a_new_one(
    looks: list[tuple[list[Customer], dict[tuple[str, str], PlanReading], dict[tuple[str, str], float | None], int]],
) -> None:
    carried, now = StandingBoard(), EPOCH
    known: tuple[Customer, ...] = ()
    for look, plans, times, passed in looks:
        now += passed
        known = merge(known, look, now).customers
        progress = {key: Progress(*key, started_at=at) for key, at in times.items()}
        found = snapshot(*known, plans=plans, progress=progress, at=now)
        before = {s.org_id: s for s in carried.standings}
        named = carried.update(found)
        new = StandingBoard()
        new.update(found)
        assert carried.standings == new.standings
        after = {s.org_id: s for s in carried.standings}
        assert named == {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}


def test_customers_that_share_their_lists_stand_alike_but_for_what_is_their_own() -> None:
    shared = (Checklist("aws", features("**")),)
    one, other = (Customer(org_id, org_id, 1.0, (), shared) for org_id in ("one", "other"))
    apart = Customer("apart", "apart", 1.0, (), (Checklist("aws", (Feature("cur", "missing", 9.0, "available"),)),))
    board = StandingBoard()
    board.update(snapshot(one, other, apart))
    stands = {standing.customer.org_id: standing for standing in board.standings}
    alone = StandingBoard()
    for single in (one, other, apart):
        alone.update(snapshot(single))
        assert alone.standing(single.org_id) == stands[single.org_id]


def test_customers_never_started_share_their_lists_but_not_their_age() -> None:
    young, old = Customer("young", "young", 900.0), Customer("old", "old", 100.0)
    board = StandingBoard()
    board.update(snapshot(young, old))
    assert [standing.times.since for standing in board.standings] == [900.0, 100.0]
