"""What `onboard verify` and `onboard azure-verify` have in common: ask, wait, tell every feature, worst first."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from tui.cli.answer import Answer, EndedError, value_of
from tui.cli.endings import ending_of_features
from tui.cli.output import mark
from tui.domain.faults import Fault, Sent
from tui.domain.features import explain
from tui.domain.formats import clock, count, duration, iso
from tui.domain.onboarding import Progress
from tui.domain.records import AVAILABLE, CLOUD_NAMES, MISSING, UNKNOWN, WARNING, worst_first
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.cli.session import Session
    from tui.domain.intents import VerifyAws, VerifyAzure
    from tui.domain.onboarding import Verification
    from tui.domain.records import Customer, Feature

_GLYPHS = {AVAILABLE: ("●", "*"), WARNING: ("◐", "~"), MISSING: ("✕", "x"), UNKNOWN: ("○", "?")}
_OTHER = ("◐", "~")


async def verified(
    session: Session, customer: Customer, intent: VerifyAws | VerifyAzure, patience: float | None
) -> Progress:
    """Ask for a verification and wait for it, at most `patience` seconds. Raises `EndedError`."""
    if sys.stderr.isatty():
        began = clock(session.snapshot.at)
        sys.stderr.write(f"Asked at {began} UTC. It may take minutes; interrupted, it goes on at the server.\n")
    try:
        async with asyncio.timeout(patience):
            value = value_of(await session.ask(intent), customer)
    except TimeoutError:
        raise EndedError(_given_up(patience or 0.0), customer) from None
    if not isinstance(value, Progress):
        raise TypeError("a verification brings the progress")
    return value


def _given_up(patience: float) -> Fault:
    return Fault(
        f"No answer within {duration(patience)}: the verification.",
        "It was asked and may go on at the server; that it was asked is kept.",
        "Verify again, which is harmless, or give it longer with --timeout",
        sent=Sent.MAYBE,
        kind="timed out",
    )


def told(session: Session, customer: Customer, progress: Progress, unanswered_at: float | None) -> Answer:
    """The answer of a verification; `unanswered_at` is when one was asked before whose end nobody saw."""
    if progress.verified is None:
        raise TypeError("a verification that was answered is in the progress")
    features = worst_first(progress.verified.features)
    changes = _changes(progress.before, progress.verified)
    now = session.snapshot.at
    lines = tuple(_lines(customer, progress, features, changes, unanswered_at, now))
    result = _document(progress, features, changes, unanswered_at, now)
    return Answer(ending_of_features(features), result, lines, customer)


def _changes(before: Verification | None, after: Verification) -> list[tuple[str, str, str]]:
    """Name, status before and after of what differs from the last verification made here."""
    if before is None:
        return []
    was = {feature.name: feature.status for feature in before.features}
    became = {feature.name: feature.status for feature in after.features}
    names = [*became, *(name for name in was if name not in became)]
    found = ((name, was.get(name, "not listed"), became.get(name, "not listed")) for name in names)
    return [change for change in found if change[1] != change[2]]


def _lines(
    customer: Customer,
    progress: Progress,
    features: Sequence[Feature],
    changes: Sequence[tuple[str, str, str]],
    unanswered_at: float | None,
    now: float,
) -> Iterator[str]:
    cloud = CLOUD_NAMES.get(progress.cloud, progress.cloud)
    available = sum(feature.status == AVAILABLE for feature in features)
    if unanswered_at is not None:
        yield f"A verification asked at {iso(unanswered_at)} was not seen to end. This is a new one."
    took = progress.verified.took if progress.verified else 0.0
    yield f"{customer.label}, {cloud}: {available} of {count(len(features), 'feature')} available, in {duration(took)}"
    if not features:
        yield "The answer holds no feature. That is a legal answer; it says nothing about the access. Verify later."
    for feature in features:
        glyph = mark(*_GLYPHS.get(feature.status, _OTHER), sys.stdout.encoding)
        yield f"{glyph} {feature.name}  {feature.status}"
        if feature.status != AVAILABLE:
            words = explain(feature, features, progress.cloud, now)
            yield from (f"    {text}" for text in (words.meaning, words.remedy) if text)
    if changes and progress.before:
        yield f"Since the verification of {iso(progress.before.at)}:"
        yield from (f"  {name}: {was} -> {became}" for name, was, became in changes)


def _document(
    progress: Progress,
    features: Sequence[Feature],
    changes: Sequence[tuple[str, str, str]],
    unanswered_at: float | None,
    now: float,
) -> dict[str, Any]:
    verified, before, report = progress.verified, progress.before, progress.existing_cur
    explained = [(feature, explain(feature, features, progress.cloud, now)) for feature in features]
    return {
        "cloud": progress.cloud,
        "asked_with": {
            "onboarding_id": clean(progress.onboarding_id) or None,
            "account_id": clean(progress.account_id) or None,
            "existing_cur": None
            if report is None
            else {
                "region": clean(report.region),
                "bucket": clean(report.bucket),
                "prefix": clean(report.prefix),
                "report_name": clean(report.report_name),
            },
        },
        "asked_before_and_not_answered_at": iso(unanswered_at),
        "verified_at": iso(verified.at) if verified else None,
        "took_seconds": round(verified.took, 1) if verified else None,
        "available": sum(feature.status == AVAILABLE for feature in features),
        "features": [
            {
                "feature": clean(feature.name),
                "status": clean(feature.status),
                "meaning": clean(words.meaning),
                "remedy": clean(words.remedy) or None,
            }
            for feature, words in explained
        ],
        "verified_before_at": iso(before.at) if before else None,
        "changes": [{"feature": clean(name), "was": clean(was), "now": clean(new)} for name, was, new in changes],
    }
