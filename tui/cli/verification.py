"""What `onboard verify` and `onboard azure-verify` have in common: ask, wait, tell every feature, worst first."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.cli.answer import Answer, EndedError, value_of
from tui.cli.endings import ending_of_features
from tui.cli.output import mark, tell_meanwhile
from tui.domain.customers.features import explain
from tui.domain.faults import Fault, Sent
from tui.domain.formats import clock, count, duration, iso
from tui.domain.intents import Done, Failed, VerifyAzure, WatchVerification
from tui.domain.onboarding.steps import Progress
from tui.domain.onboarding.watch import Watch, end_after, verified_by
from tui.domain.records import AVAILABLE, AWS, AZURE, CLOUD_NAMES, MISSING, UNKNOWN, WARNING, worst_first
from tui.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from tui.cli.session import Session
    from tui.domain.intents import Outcome, VerifyAws
    from tui.domain.onboarding.steps import Verification
    from tui.domain.records import Customer, Feature

_GLYPHS = {AVAILABLE: ("●", "*"), WARNING: ("◐", "~"), MISSING: ("✕", "x"), UNKNOWN: ("○", "?")}
_OTHER = ("◐", "~")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a verification is waited for: at most so many seconds altogether, and again every so many minutes.

    `aloud` says that a person is told of each verification as it ends.
    """

    patience: float | None = None
    minutes: int | None = None
    aloud: bool = True


def manner_of(args: argparse.Namespace) -> Manner:
    """What the command line says of it."""
    return Manner(args.timeout, args.watch, not args.json)


async def verify(session: Session, customer: Customer, intent: VerifyAws | VerifyAzure, manner: Manner) -> Answer:
    """Ask for a verification, again and again if that is wished, and tell the last. Raises `EndedError`."""
    key = (customer.org_id, AZURE if isinstance(intent, VerifyAzure) else AWS)
    unanswered_at = session.snapshot.progress.get(key, Progress(*key)).asked_at
    if manner.aloud:
        asked = clock(session.snapshot.at)
        tell_meanwhile(f"Asked at {asked} UTC. It may take minutes; interrupted, it goes on at the server.")
    try:
        async with asyncio.timeout(manner.patience):
            outcome, watch = await session.ask(intent), None
            if manner.minutes is not None and not end_after(outcome):
                outcome, watch = await _watch(session, WatchVerification(*key, manner.minutes), outcome, manner)
    except TimeoutError:
        raise EndedError(_given_up(manner.patience or 0.0), customer) from None
    progress = value_of(outcome, customer)
    if not isinstance(progress, Progress):
        raise TypeError("a verification brings the progress")
    return told(session, customer, progress, unanswered_at, watch)


async def _watch(
    session: Session, intent: WatchVerification, outcome: Outcome, manner: Manner
) -> tuple[Outcome, Watch | None]:
    """Let the worker verify until there is no more reason for it; the last outcome, and the watch as it ended."""
    last = [outcome]

    def hear(heard: Outcome) -> None:
        if verified_by(heard) == (intent.org_id, intent.cloud):
            last[0] = heard
            if manner.aloud and not end_after(heard):
                _say_so_far(session, heard, intent.minutes)

    if manner.aloud:
        _say_so_far(session, outcome, intent.minutes)
    session.heard = hear
    ended = await session.ask(intent)
    watch = ended.value if isinstance(ended, Done) and isinstance(ended.value, Watch) else None
    return last[0], watch


def _say_so_far(session: Session, outcome: Outcome, minutes: int) -> None:
    value = outcome.value if isinstance(outcome, Done) else None
    features = value.verified.features if isinstance(value, Progress) and value.verified else ()
    available = sum(feature.status == AVAILABLE for feature in features)
    so_far = f"{available} of {count(len(features), 'feature')} available."
    what = outcome.fault.what if isinstance(outcome, Failed) else so_far
    sys.stderr.write(f"{clock(session.snapshot.at)} UTC  {clean(what)} Again in {minutes} minutes.\n")


def _given_up(patience: float) -> Fault:
    return Fault(
        f"No answer within {duration(patience)}: the verification.",
        "It was asked and may go on at the server; that it was asked is kept.",
        "Verify again, which is harmless, or give it longer with --timeout",
        sent=Sent.MAYBE,
        kind="timed out",
    )


def told(
    session: Session, customer: Customer, progress: Progress, unanswered_at: float | None, watch: Watch | None
) -> Answer:
    """The answer of a verification; `unanswered_at` is when one was asked before whose end nobody saw."""
    if progress.verified is None:
        raise TypeError("a verification that was answered is in the progress")
    features = worst_first(progress.verified.features)
    changes = _changes(progress.before, progress.verified)
    now = session.snapshot.at
    lines = list(_lines(customer, progress, features, changes, unanswered_at, now))
    if watch is not None:
        lines.append(f"The watch ended after {count(watch.count + 1, 'verification')}: {watch.ended}.")
    result = _document(progress, features, changes, unanswered_at, now) | {"watch": _watch_document(watch)}
    return Answer(ending_of_features(features), result, tuple(lines), customer)


def _watch_document(watch: Watch | None) -> dict[str, Any] | None:
    if watch is None:
        return None
    return {"minutes": watch.minutes, "verifications": watch.count + 1, "ended": clean(watch.ended)}


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
