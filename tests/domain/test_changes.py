"""History is carried from one look at the customers to the next, and what changed is said once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import customer, features
from support.properties import PROPERTY

from tui.domain.changes import Change, merge
from tui.domain.records import Checklist, Customer, Feature

LATER = EPOCH + 60


def fresh(found: Customer) -> Customer:
    """The customer as the server answers it: without history."""
    return replace(
        found,
        first_seen=None,
        org_checklist=tuple(Feature(f.name, f.status) for f in found.org_checklist),
        integrations=tuple(
            Checklist(c.key, tuple(Feature(f.name, f.status) for f in c.features)) for c in found.integrations
        ),
    )


def test_the_first_look_changes_nothing_and_dates_everything() -> None:
    merged = merge((), [fresh(customer(aws="x*"))], EPOCH)
    assert merged.changes == ()
    [found] = merged.customers
    assert found.first_seen == EPOCH
    assert [(f.since, f.was) for f in found.integrations[0].features] == [(EPOCH, None)] * 2


def test_a_status_that_stays_keeps_its_time_and_the_customer_its_record() -> None:
    old = customer(aws="*?", org="**?")
    merged = merge([old], [fresh(old)], LATER)
    assert merged.changes == ()
    assert merged.customers[0] is old


def test_customers_with_the_same_lists_share_what_becomes_of_them() -> None:
    same = customer(aws="x*", org="**")
    one, other = fresh(same), replace(fresh(same), org_id="another")
    other = replace(other, org_checklist=one.org_checklist, integrations=one.integrations)
    first = merge((), [one, other], EPOCH).customers
    assert first[0].integrations is first[1].integrations
    assert first[0].org_checklist is first[1].org_checklist
    healed = fresh(customer(aws="**", org="**")).integrations
    second = merge(first, [replace(one, integrations=healed), replace(other, integrations=healed)], LATER)
    assert second.customers[0].integrations is second.customers[1].integrations
    assert [change.org_id for change in second.changes] == [one.org_id, other.org_id]


def test_a_change_of_status_has_its_time_and_what_it_was() -> None:
    old = customer(aws="*?")
    merged = merge([old], [fresh(customer(aws="x?"))], LATER)
    first, second = merged.customers[0].integrations[0].features
    assert (first.status, first.since, first.was) == ("missing", LATER, "available")
    assert second is old.integrations[0].features[1]
    assert merged.changes == (
        Change(LATER, "feature", old.org_id, old.label, "assume_role", "available", "missing", "aws"),
    )
    assert merged.changes[0].is_regression


def test_a_recovery_is_no_regression() -> None:
    [change] = merge([customer(aws="x")], [fresh(customer(aws="*"))], LATER).changes
    assert not change.is_regression


def test_a_change_is_said_once_even_when_two_looks_have_the_same_time() -> None:
    once = merge([customer(aws="*")], [fresh(customer(aws="x"))], LATER)
    again = merge(once.customers, [fresh(customer(aws="x"))], LATER)
    assert again.changes == ()


def test_the_customers_own_list_changes_too() -> None:
    [change] = merge([customer(org="***")], [fresh(customer(org="*x*"))], LATER).changes
    assert (change.key, change.subject, change.after) == ("org", "marketplace_subscription", "missing")


def test_an_integration_with_the_key_of_the_own_list_is_kept_apart_from_it() -> None:
    base = customer(org="***")
    old = replace(base, integrations=(Checklist("org", features("*")),))
    new = replace(base, integrations=(Checklist("org", features("x")),))
    [change] = merge([old], [fresh(new)], LATER).changes
    assert change.subject == "assume_role"


def test_a_feature_that_comes_twice_in_a_list_does_not_change_at_every_look() -> None:
    twice = replace(
        customer(), integrations=(Checklist("aws", (Feature("cur", "missing"), Feature("cur", "available"))),)
    )
    known = merge((), [fresh(twice)], EPOCH)
    assert merge(known.customers, [fresh(twice)], LATER).changes == ()


def test_a_new_feature_is_dated_from_its_first_sight() -> None:
    [found] = merge([customer(aws="*")], [fresh(customer(aws="**"))], LATER).customers
    assert [(f.since, f.was) for f in found.integrations[0].features] == [(EPOCH, None), (LATER, None)]


def test_customers_that_come_and_go_are_said() -> None:
    old, new = customer("Old"), customer("New")
    merged = merge([old], [fresh(new)], LATER)
    assert [(c.kind, c.name) for c in merged.changes] == [("added", "New"), ("gone", "Old")]
    assert [c.org_id for c in merged.customers] == [new.org_id]


def test_an_id_that_comes_twice_is_kept_as_it_came_first_and_counted() -> None:
    merged = merge((), [fresh(customer("A", org_id="1")), fresh(customer("B", org_id="1"))], EPOCH)
    assert [c.name for c in merged.customers] == ["A"]
    assert merged.duplicates == 1


def test_a_new_name_is_taken_over_with_the_history() -> None:
    old = customer("Beta", org_id="1", aws="*")
    [found] = merge([old], [fresh(customer("Beta Ltd", org_id="1", aws="*"))], LATER).customers
    assert found.name == "Beta Ltd"
    assert found.integrations[0] is old.integrations[0]


STATUS = st.sampled_from(["available", "warning", "missing", "unknown", "degraded"])
FEATURES = st.lists(st.builds(Feature, st.sampled_from("abc"), STATUS), max_size=4).map(tuple)
CHECKLISTS = st.lists(
    st.builds(Checklist, st.sampled_from(["aws", "azure", "x"]), FEATURES), max_size=3, unique_by=lambda c: c.key
).map(tuple)
CUSTOMERS = st.lists(
    st.builds(
        Customer, st.sampled_from("1234"), st.sampled_from(["", "A", "B"]), org_checklist=FEATURES,
        integrations=CHECKLISTS,
    ),
    max_size=5,
)  # fmt: skip


@PROPERTY
@given(st.lists(CUSTOMERS, max_size=4))
def test_whatever_comes_the_server_is_believed_and_history_only_adds_to_it(looks: list[list[Customer]]) -> None:
    known: tuple[Customer, ...] = ()
    for number, look in enumerate(looks):
        now = EPOCH + number
        merged = merge(known, look, now)
        first = {c.org_id: c for c in reversed(look)}
        assert [fresh(c) for c in merged.customers] == [fresh(first[c.org_id]) for c in merged.customers]
        assert len(merged.customers) + merged.duplicates == len(look)
        before = {c.org_id: c for c in known}
        for found in merged.customers:
            for checklist in found.integrations:
                assert all(f.since is not None and f.since <= now for f in checklist.features)
        regressed = {c.org_id for c in merged.changes if c.kind == "feature"}
        assert regressed <= before.keys()
        known = merged.customers


@PROPERTY
@given(CUSTOMERS)
def test_looking_again_at_the_same_answer_changes_nothing_and_keeps_every_record(look: list[Customer]) -> None:
    known = merge((), look, EPOCH)
    again = merge(known.customers, look, LATER)
    assert again.changes == ()
    assert all(a is b for a, b in zip(known.customers, again.customers, strict=True))
