"""The purchase step machine: attempt + event -> attempt + effects, without I/O (quality.md, "Buying").

What makes a purchase happen at most once is the order of its effects: the intent is written before the plan is
read, "sent" is written before the request leaves, and nothing in here ever asks for a second request. What makes
its account true is that only an answer, evidence or a person ends an attempt whose request may have left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tui.domain.formats import dollars
from tui.domain.purchase import evidence as purchase_evidence
from tui.domain.purchase.attempt import Attempt, AttemptState, Difference, Event
from tui.domain.purchase.events import (
    Answered,
    ClaimRefused,
    FreshPlan,
    FreshReadFailed,
    Intended,
    IntentWritten,
    LookAt,
    Looked,
    NoAnswer,
    NotSent,
    ReadPlan,
    Record,
    RecordBeforeSending,
    Send,
    SentWritten,
    Settled,
    Timing,
    Woke,
    WriteFailed,
    WriteIntent,
)
from tui.domain.purchase.figures import differences
from tui.domain.purchase.gate import reasons_in_plan
from tui.text import clean

if TYPE_CHECKING:
    from tui.domain.plan.records import Plan
    from tui.domain.purchase import events as purchase_events

_LOOKED_FOR = (AttemptState.UNKNOWN, AttemptState.ACCEPTED)
# So many looks have a line of history each; of later ones only those that saw something else.
_LOOKS_TOLD = 6
_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event. The effects are carried out in order; where one fails the rest are dropped."""

    attempt: Attempt
    effects: tuple[purchase_events.Effect, ...] = ()


def step(attempt: Attempt, event: purchase_events.Event, now: float, timing: Timing) -> Step:
    """The attempt after the event, and what to do; an event that has no place in this state changes nothing.

    `now` is in epoch seconds.
    """
    match event:
        case Intended() | IntentWritten() | ClaimRefused() | FreshPlan() | FreshReadFailed() | SentWritten():
            return _before_sending(attempt, event, now, timing)
        case WriteFailed(reason) | NotSent(reason):
            return _not_sent(attempt, now, reason)
        case Answered():
            return _answered(attempt, event, now, timing)
        case NoAnswer(reason):
            return _unknown(attempt, now, timing, reason)
        case Woke():
            return _woke(attempt, event, now, timing)
        case Looked():
            return _looked(attempt, event, now, timing)
        case Settled():
            return _settled(attempt, event, now)


def why_not_settle(attempt: Attempt, now: float, note: str, who: str) -> str:
    """Why a person's word cannot end this attempt now; empty when it can."""
    if attempt.state is not AttemptState.UNKNOWN:
        return f"Entry {attempt.number} is {attempt.state}: only an unknown purchase can be settled."
    if attempt.judge_after is not None and now < attempt.judge_after:
        wait = max(1, round(attempt.judge_after - now))
        return f"Too early: the server may still be at it. It can be settled in {wait}s."
    if not note.strip():
        return "A reason is needed: say how you know."
    if not who.strip():
        return "A name is needed: say who settles it."
    return ""


def still_looks(attempt: Attempt, now: float, timing: Timing) -> bool:
    """Whether readings could still tell something of this attempt."""
    if attempt.state is AttemptState.ACCEPTED:
        return attempt.sent_at is not None and now - attempt.sent_at < timing.accepted_for
    return attempt.state.is_open


def _before_sending(attempt: Attempt, event: purchase_events.Event, now: float, timing: Timing) -> Step:
    match event:
        case Intended(typed_sum) if attempt.state is AttemptState.INTENDED:
            told = "intended" if typed_sum is None else f"intended, {dollars(typed_sum)} typed"
            return Step(_noted(attempt, now, told), (WriteIntent(),))
        case IntentWritten() if attempt.state is AttemptState.INTENDED:
            return Step(attempt, (ReadPlan(),))
        case ClaimRefused(by) if attempt.state is AttemptState.INTENDED:
            # Nothing of it is on disk, so there is nothing to record.
            return Step(_ended(attempt, AttemptState.NOT_SENT, now, f"claimed by entry {by.number}"))
        case FreshReadFailed(reason) if attempt.state is AttemptState.INTENDED:
            return _not_sent(attempt, now, f"not read again: {reason}")
        case FreshPlan(plan) if attempt.state is AttemptState.INTENDED:
            return _fresh(attempt, plan, now, timing)
        case SentWritten() if attempt.state is AttemptState.SENT and attempt.sent_at is not None:
            if abs(now - attempt.sent_at) > timing.fresh_for:
                return _not_sent(attempt, now, "the figures grew old before the request left")
            return Step(attempt, (Send(),))
        case _:
            return Step(attempt)


def _fresh(attempt: Attempt, plan: Plan | None, now: float, timing: Timing) -> Step:
    if plan is None:
        return _not_sent(attempt, now, "no plan is recommended now")
    changed = differences(attempt.reviewed, plan)
    if changed:
        return _not_sent(attempt, now, "figures changed", changed)
    reasons = reasons_in_plan(plan)
    if reasons:
        return _not_sent(attempt, now, reasons[0])
    sent = _noted(
        attempt,
        now,
        "read again: the same figures",
        "sent",
        state=AttemptState.SENT,
        baseline=purchase_evidence.baseline(plan),
        sent_at=now,
        judge_after=now + timing.deadline + timing.settling,
        how="waiting for the answer",
    )
    return Step(sent, (RecordBeforeSending(),))


def _not_sent(attempt: Attempt, now: float, reason: str, changed: tuple[Difference, ...] = ()) -> Step:
    """Only the program that carries the attempt out knows this, so it also corrects what others took for unknown."""
    if not attempt.state.is_open:
        return Step(attempt)
    ended = _ended(attempt, AttemptState.NOT_SENT, now, clean(reason, 200), differences=changed)
    return Step(ended, (Record(),))


def _answered(attempt: Attempt, answer: Answered, now: float, timing: Timing) -> Step:
    words = clean(answer.words, 500)
    short = f"{answer.status} {clean(words, 60)}".strip()
    if attempt.state not in (AttemptState.SENT, AttemptState.UNKNOWN):
        return Step(_noted(attempt, now, f"a late answer: {short}"), (Record(),))
    match purchase_evidence.verdict(answer, attempt.plan_id):
        case AttemptState.ACCEPTED:
            how = f"accepted, status {clean(answer.plan_status, 40) or 'not said'}"
            at = _settled_by_then(attempt, now, timing)
            accepted = _ended(attempt, AttemptState.ACCEPTED, now, how, words=words, judge_after=at, next_look=at)
            return Step(accepted, (Record(), LookAt(at)))
        case AttemptState.REFUSED:
            return Step(_ended(attempt, AttemptState.REFUSED, now, short, words=words), (Record(),))
        case _:
            return _unknown(attempt, now, timing, short, words)


def _unknown(attempt: Attempt, now: float, timing: Timing, reason: str, words: str = "") -> Step:
    if attempt.state not in (AttemptState.SENT, AttemptState.UNKNOWN):
        return Step(attempt)
    how, at = clean(reason, 200), _settled_by_then(attempt, now, timing)
    unknown = _noted(attempt, now, how, state=AttemptState.UNKNOWN, how=how, words=words, judge_after=at, next_look=at)
    return Step(unknown, (Record(), LookAt(at)))


def _woke(attempt: Attempt, event: Woke, now: float, timing: Timing) -> Step:
    if not still_looks(attempt, now, timing):
        return Step(attempt)
    if event.sender_alive:
        return Step(attempt, (LookAt(now + timing.first_gap),))
    if attempt.state is AttemptState.INTENDED:
        # "sent" is on disk before a request leaves; it is not there, and whoever could write it is gone.
        return _not_sent(attempt, now, "the program ended before sending")
    if attempt.state is AttemptState.SENT:
        return _unknown(attempt, now, timing, "the program ended before the answer")
    return Step(attempt, (LookAt(max(now, attempt.judge_after or now)),))


def _looked(attempt: Attempt, event: Looked, now: float, timing: Timing) -> Step:
    if attempt.state not in _LOOKED_FOR or attempt.baseline is None:
        return Step(attempt)
    plan, looks = event.plan, attempt.looks + 1
    found = purchase_evidence.evidence(attempt.plan_id, attempt.baseline, plan) if plan is not None else None
    if found is not None and purchase_evidence.may_judge(attempt, event.asked_at):
        return Step(_ended(attempt, AttemptState.BOUGHT, now, found, looks=looks), (Record(),))
    text = f"looked: {found}, too early to judge" if found is not None else _seen(attempt, event)
    is_news = looks <= _LOOKS_TOLD or not attempt.events or attempt.events[-1].text != text
    told = (text,) if is_news else ()
    if not still_looks(attempt, now, timing):
        return Step(_noted(attempt, now, *told, looks=looks, next_look=None), (Record(),))
    gap = min(timing.longest_gap, timing.first_gap * 2 ** min(looks - 1, _DOUBLINGS))
    at = max(now + gap, attempt.judge_after or now)
    return Step(_noted(attempt, now, *told, looks=looks, next_look=at), (Record(), LookAt(at)))


def _seen(attempt: Attempt, event: Looked) -> str:
    if event.failure:
        return f"could not look: {clean(event.failure, 200)}"
    if event.plan is None:
        return "looked: no plan is recommended"
    if event.plan.id != attempt.plan_id:
        return "looked: another plan is recommended"
    return f"looked: plan still “{clean(event.plan.status, 40)}”"


def _settled(attempt: Attempt, word: Settled, now: float) -> Step:
    if why_not_settle(attempt, now, word.note, word.who):
        return Step(attempt)
    state = AttemptState.BOUGHT if word.bought else AttemptState.NOT_BOUGHT
    who, note = clean(word.who, 200), clean(word.note, 2_000)
    return Step(_ended(attempt, state, now, f"settled by {who}", settled_by=who, note=note), (Record(),))


def _settled_by_then(attempt: Attempt, now: float, timing: Timing) -> float:
    """Nothing is judged before the server had time to finish what it may have begun just now."""
    return max(attempt.judge_after or now, now + timing.settling)


def _ended(attempt: Attempt, state: AttemptState, now: float, how: str, **changes: Any) -> Attempt:
    text = how if how.startswith(state) else f"{state}: {how}"
    return _noted(attempt, now, text, **{"state": state, "ended_at": now, "how": how, "next_look": None} | changes)


def _noted(attempt: Attempt, now: float, *texts: str, **changes: Any) -> Attempt:
    """The attempt with these fields changed and a line of history for each text, timed to the millisecond."""
    return replace(attempt, events=(*attempt.events, *(Event(round(now, 3), text) for text in texts)), **changes)
