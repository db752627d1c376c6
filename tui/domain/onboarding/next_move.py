"""What is to be done next in a customer's onboarding to one cloud, and whose move it is (product.md, "Customer")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.features import explain, text_of, troubles
from tui.domain.formats import count
from tui.domain.onboarding.steps import (
    all_available,
    aws_steps,
    azure_steps,
    current_features,
    step_in_hand,
    switched_to_aws,
)
from tui.domain.records import AWS, UNKNOWN, WARNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Customer, Feature


class Mover(StrEnum):
    """Who has to act."""

    PARTNER = "partner"
    CUSTOMER = "customer"
    ARCHERA = "archera"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Move:
    """The next thing to be done, in a sentence, and who does it."""

    who: Mover
    words: str


_STARTS = {
    1: Move(Mover.PARTNER, "Start onboarding to AWS (step 1)."),
    2: Move(Mover.PARTNER, "Review the template of the role (step 2)."),
    3: Move(Mover.PARTNER, "Fetch the launch URL and send it to the customer's AWS administrator (step 3)."),
}
_MAKE_STACK = Move(
    Mover.CUSTOMER,
    "An administrator of the management account opens the launch URL and creates the stack (step 3). Then verify.",
)
_NAME_IDS = Move(
    Mover.PARTNER, "Get the tenant id and the subscription id from the customer and ask for the consent URL (step 1)."
)
_CONSENT = Move(
    Mover.CUSTOMER,
    "A Global Administrator of the tenant opens the consent URL and accepts (step 2). Then verify; "
    "roles may take 5 minutes to arrive.",
)
_SWITCHED = Move(
    Mover.PARTNER,
    "Ask for the consent URL again (step 1): AWS was started since, which set the cloud of the record to AWS.",
)
_LOOK = Move(Mover.PARTNER, "Verify again: a verification was asked, and how it ended is not known here.")
_WAIT = Move(Mover.NOBODY, "A verification is under way.")
_CONNECTED = Move(
    Mover.ARCHERA,
    "All features are available. If no plan is there yet: it usually comes 24 to 48 h after the first report.",
)

# Troubles that the partner mends, or nobody has to; the others are the customer's, or Archera's where nothing is known.
_PARTNERS = frozenset({"user_invited", "marketplace_subscription", "integration_connected"})
_OPTIONAL = frozenset({"reservation_purchaser", "savings_plan_purchaser"})


def mender(feature: Feature, features: Sequence[Feature], provider: str | None, now: float) -> Mover:
    """Who has to act about a feature that is missing or a warning."""
    if explain(feature, features, provider, now).calm or (feature.name in _OPTIONAL and feature.status == WARNING):
        return Mover.NOBODY
    if text_of(feature.name, provider) is None:
        return Mover.ARCHERA
    if provider == ORG and feature.name in _PARTNERS:
        return Mover.PARTNER
    return Mover.PARTNER if provider == AWS and feature.name == "cur" else Mover.CUSTOMER


def _of_trouble(features: Sequence[Feature], provider: str, now: float) -> Move | None:
    """The move about the worst feature somebody has to act on, else about the worst; None when all is well."""
    found = troubles(features)
    if not found:
        return None
    acted_on = (feature for feature in found if mender(feature, features, provider, now) is not Mover.NOBODY)
    worst = next(acted_on, found[0])
    told = explain(worst, features, provider, now)
    words = " ".join(part for part in (told.meaning, told.remedy) if part)
    return Move(mender(worst, features, provider, now), words)


def next_move(
    customer: Customer, aws: Progress, azure: Progress, *, cloud: str, running: bool, now: float
) -> Move | None:
    """The next move of a cloud that is under way or was connected; None when nothing was done and nothing is listed.

    `running` says that a verification is under way; `now` in epoch seconds.
    """
    progress = aws if cloud == AWS else azure
    steps = aws_steps(aws, customer) if cloud == AWS else azure_steps(azure, customer)
    features = current_features(progress, customer)
    if not features and progress.asked_at is None and all(step.at is None for step in steps):
        return None
    if running:
        return _WAIT
    if progress.asked_at is not None:
        return _LOOK
    if all_available(features):
        return _CONNECTED
    if cloud != AWS and switched_to_aws(aws, azure) is not None:
        return _SWITCHED
    if (move := _of_trouble(features, cloud, now)) is not None:
        return move
    in_hand = step_in_hand(steps)
    if in_hand < len(steps) and progress.verified is None:
        return _STARTS[in_hand] if cloud == AWS else _NAME_IDS
    if progress.verified is None:
        return _MAKE_STACK if cloud == AWS else _CONSENT
    unknown = sum(feature.status == UNKNOWN for feature in features)
    what = f"{count(unknown, 'feature is', 'features are')} not checked yet" if unknown else "no feature was reported"
    return Move(Mover.PARTNER, f"Verify again in some minutes: {what}.")
