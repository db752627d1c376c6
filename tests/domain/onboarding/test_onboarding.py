"""Which step of an onboarding is in hand, and which features are shown, whatever is remembered here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.clock import EPOCH
from support.customers import AZURE_NAMES, customer, features, onboarding

from tui.domain.onboarding.steps import (
    Progress,
    StepState,
    Verification,
    all_available,
    aws_steps,
    azure_steps,
    current_features,
    step_in_hand,
)
from tui.domain.records import Customer, Feature

ORG = "beta"
MARKS = {StepState.DONE: "*", StepState.HAND: ">", StepState.COMING: ".", StepState.TROUBLE: "x"}


def drawn(progress: Progress, found: Customer | None = None) -> str:
    steps = aws_steps(progress, found) if progress.cloud == "aws" else azure_steps(progress, found)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    return "".join(MARKS[step.state] for step in steps)


@pytest.mark.parametrize(
    ("done", "steps"),
    [
        ({}, ">..."),
        ({"started_at": EPOCH}, "*>.."),
        ({"started_at": EPOCH, "template_at": EPOCH}, "*>.."),
        ({"started_at": EPOCH, "reviewed_at": EPOCH}, "**>."),
        ({"started_at": EPOCH, "reviewed_at": EPOCH, "url_at": EPOCH}, "***>"),
        ({"url_at": EPOCH}, ">..."),
    ],
)
def test_the_first_step_that_was_not_made_is_in_hand(done: dict[str, float], steps: str) -> None:
    assert drawn(onboarding(ORG, **done)) == steps


def test_steps_know_when_they_were_made() -> None:
    steps = aws_steps(onboarding(ORG, started_at=EPOCH, reviewed_at=EPOCH + 5), None)
    assert [step.at for step in steps] == [EPOCH, EPOCH + 5, None, None]
    assert [step.title for step in steps] == ["Start", "Template", "Launch URL", "Verify"]


def test_a_connection_that_works_is_finished_whatever_is_remembered() -> None:
    assert drawn(onboarding(ORG), customer(aws="********")) == "****"


def test_a_connection_that_works_in_part_has_only_the_verification_left() -> None:
    assert drawn(onboarding(ORG), customer(aws="***~****")) == "***>"
    assert drawn(onboarding(ORG), customer(aws="x*******")) == "***x"


def test_features_that_are_all_unknown_prove_nothing() -> None:
    assert drawn(onboarding(ORG, started_at=EPOCH), customer(aws="????????")) == "*>.."


def test_a_role_that_is_not_there_yet_leaves_the_step_in_hand() -> None:
    progress = onboarding(ORG, started_at=EPOCH)
    assert drawn(progress, customer(aws="x???????")) == "*>.x"
    assert step_in_hand(aws_steps(progress, customer(aws="x???????"))) == 2


def test_a_verification_that_found_nothing_available_stays_in_hand() -> None:
    progress = replace(
        onboarding(ORG, started_at=EPOCH, reviewed_at=EPOCH, url_at=EPOCH), verified=Verification(EPOCH, 48, ())
    )
    assert drawn(progress) == "***>"
    missing = replace(progress, verified=Verification(EPOCH, 48, features("x???????", since=None)))
    assert drawn(missing) == "***x"


def test_azure_has_three_steps() -> None:
    progress = Progress(ORG, "azure", tenant_id="t", subscription_id="s", url_at=EPOCH)
    assert drawn(Progress(ORG, "azure")) == ">.."
    assert drawn(progress) == "**>"
    assert drawn(progress, customer(azure="********")) == "***"


def test_the_step_to_look_at_is_the_one_in_hand_or_in_trouble_else_the_last() -> None:
    assert step_in_hand(aws_steps(onboarding(ORG), None)) == 1
    assert step_in_hand(aws_steps(onboarding(ORG), customer(aws="x*"))) == 4
    assert step_in_hand(aws_steps(onboarding(ORG), customer(aws="**"))) == 4


def test_nothing_is_not_everything_available() -> None:
    assert not all_available(())
    assert all_available(features("**"))
    assert not all_available(features("*?"))


def test_a_verification_made_here_counts_until_the_list_knows_something_newer() -> None:
    listed = customer(aws="*?")
    verified = Verification(EPOCH + 10, 5, (Feature("assume_role", "available"), Feature("organizations", "missing")))
    shown = current_features(replace(onboarding(ORG), verified=verified), listed)
    assert [(f.name, f.status, f.since, f.was) for f in shown] == [
        ("organizations", "missing", EPOCH + 10, "unknown"),
        ("assume_role", "available", EPOCH, None),
    ]
    old = replace(verified, at=EPOCH - 10)
    assert current_features(replace(onboarding(ORG), verified=old), listed)[-1].status == "available"
    assert {f.status for f in current_features(replace(onboarding(ORG), verified=old), listed)} == {
        "available", "unknown",
    }  # fmt: skip


def test_without_a_verification_the_list_is_shown_worst_first() -> None:
    listed = customer(azure="*x")
    assert [f.name for f in current_features(Progress(ORG, "azure"), listed)] == [AZURE_NAMES[1], AZURE_NAMES[0]]
    assert current_features(Progress(ORG, "azure"), None) == ()


def verification(at: float, **statuses: str) -> Verification:
    return Verification(at, 5.0, tuple(Feature(name, status) for name, status in statuses.items()))


@pytest.mark.parametrize("listed", [None, "x"], ids=["not listed", "listed as it is now"])
def test_a_loss_seen_only_by_verifications_is_known_as_a_loss(listed: str | None) -> None:
    progress = replace(
        onboarding(ORG),
        before=verification(EPOCH, assume_role="available", cur="warning"),
        verified=verification(EPOCH + 60, assume_role="missing", cur="warning"),
    )
    found = customer(aws=listed) if listed else None
    lost, kept = current_features(progress, found)
    assert lost == Feature("assume_role", "missing", EPOCH + 60, "available")
    assert kept.was is None
