"""What happened to one customer lately: changes seen here, and the steps of onboarding made from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.records import AVAILABLE, CLOUD_NAMES
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customers.hand import InHand
    from tui.domain.changes import Change
    from tui.domain.onboarding.steps import Progress


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the past; `status` is what a feature became, empty for anything else. `at` in epoch seconds."""

    at: float
    text: str
    status: str = ""


def lately(hand: InHand) -> list[Event]:
    """The events of a customer, newest first."""
    events = [_changed(change) for change in hand.changes]
    for cloud, progress in hand.progress.items():
        events.extend(_made(CLOUD_NAMES.get(cloud, cloud), progress))
    created = hand.standing.customer.created_at
    if created is not None:
        events.append(Event(created, "customer registered"))
    return sorted(events, key=lambda event: -event.at)


def _changed(change: Change) -> Event:
    subject = clean(change.subject, 40)
    match change.kind:
        case "feature":
            return Event(change.at, f"{subject}, was {clean(change.before, 20)}", change.after)
        case "added":
            return Event(change.at, "appeared in the list")
        case "gone":
            return Event(change.at, "no longer listed")
        case "plan":
            return Event(change.at, f"{subject}: {clean(change.after, 60)}")
        case _:
            return Event(change.at, " ".join(part for part in (subject, clean(change.after, 60)) if part))


def _made(cloud: str, progress: Progress) -> Iterator[Event]:
    steps = (
        (progress.started_at, f"{cloud}: onboarding started"),
        (progress.reviewed_at, f"{cloud}: template reviewed"),
        (progress.url_at, f"{cloud}: {'consent' if progress.tenant_id else 'launch'} URL fetched"),
    )
    for at, text in steps:
        if at is not None:
            yield Event(at, text)
    if progress.verified is not None:
        features = progress.verified.features
        available = sum(feature.status == AVAILABLE for feature in features)
        yield Event(progress.verified.at, f"{cloud}: verified, {available} of {len(features)} available")
