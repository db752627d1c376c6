"""Where a plan stands, in words: tabs, badges, the notice under the figures, and what stands where no plan is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from screens.plan.figures import is_negative
from screens.plan.panel import age_words
from screens.plan.since import since_parts
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.look import lists_of
from tui.domain.formats import age, clock_seconds, count, dollars
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.figures import cash_due
from tui.domain.plan.policy import policy_warning
from tui.domain.plan.words import badges
from tui.domain.plans.facts import known_brief
from tui.domain.purchase.attempt import AttemptState
from tui.domain.purchase.gate import READ_ONLY, Target, may_buy
from tui.domain.purchase.limits import Limits
from tui.domain.records import AWS, CLOUD_NAMES, PROVIDERS
from tui.domain.snapshot import Link, PlanReading, Reading
from tui.text import clean
from widgets.prose import Para
from widgets.segments import Cell
from widgets.tab_line import Tab
from widgets.text_line import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.faults import Fault
    from tui.domain.plan.brief import PlanBrief
    from tui.domain.plan.records import Plan
    from tui.domain.plans.review_news import ReviewNews
    from tui.domain.purchase.attempt import Attempt
    from tui.domain.snapshot import PlanDetail, Snapshot

_STANDING_TOKENS = {PlanStanding.READY: "ink", PlanStanding.BOUGHT: "ok", PlanStanding.CALCULATING: "warn"}
_BADGE_TOKENS = {"accent": "bold info", "warn": "bold warn", "ok": "ok", "muted": "muted"}
_LONGEST_WORDS = 120
_NOTES = {
    PlanStanding.CALCULATING: ("◐ ", "Still calculating: these figures are not final.", "warn"),
    PlanStanding.LOCKED: ("◐ ", "This plan is locked: it can't be bought now.", "warn"),
    PlanStanding.SCHEDULED: ("◐ ", "This plan is scheduled to be bought.", "warn"),
    PlanStanding.BUYING: ("◐ ", "This plan is being bought.", "warn"),
    PlanStanding.BOUGHT: ("● ", "This plan is bought. Nothing to do.", "ok"),
}


def cloud_name(provider: str) -> str:
    """`AWS` for `aws`; a provider nobody has heard of as it came."""
    return CLOUD_NAMES.get(provider, clean(provider, 20))


def providers_of(snapshot: Snapshot, org_id: str, shown: str) -> tuple[str, ...]:
    """The clouds with a tab: the usual ones, any other a plan was read of, and the one in view."""
    read = {key[1] for key, reading in snapshot.plans.items() if key[0] == org_id and known_brief(reading)}
    return (*PROVIDERS, *sorted((read | {shown}) - set(PROVIDERS)))


def chosen_provider(snapshot: Snapshot, org_id: str) -> str:
    """The cloud whose plan is worth most; without a known plan AWS if it is there, else what is there."""
    known = {
        provider: brief
        for provider in providers_of(snapshot, org_id, AWS)
        if (brief := known_brief(snapshot.plan(org_id, provider))) is not None
    }
    if known:
        return max(known, key=lambda provider: _worth(known[provider]))
    customer = snapshot.customer(org_id)
    there = lists_of(customer) if customer is not None else {}
    return next((provider for provider in (*PROVIDERS, *there) if provider in there and provider != ORG), AWS)


def _worth(brief: PlanBrief) -> Decimal:
    value = brief.monthly_savings
    return value if value is not None and value.is_finite() else Decimal("-Infinity")


def tab_of(provider: str, reading: PlanReading) -> Tab:
    """A cloud and where its plan stands in a word."""
    brief = known_brief(reading)
    if brief is not None:
        return Tab(
            provider, cloud_name(provider), ((brief.standing.value, _STANDING_TOKENS.get(brief.standing, "muted")),)
        )
    match reading.state:
        case Reading.NONE:
            return Tab(provider, cloud_name(provider), (("none", "muted"),))
        case Reading.FAILED:
            return Tab(provider, cloud_name(provider), (("not read", "warn"),))
        case _:
            return Tab(provider, cloud_name(provider), (("–", "faint"),))


def badge_parts(plan: Plan | None, reading: PlanReading, now: float) -> tuple[Part, ...]:
    """The badges and the age of the figures; the age and what warns stay longest."""
    if known_brief(reading) is None:
        return ()
    long, short = age_words(reading.read_at, now)
    old: Cell = ((long, "warn" if reading.fault is not None else "muted"),)
    parts: list[Part] = []
    said: set[str] = set()
    for badge in badges(plan) if plan is not None else ():
        if badge.word in said:
            continue
        said.add(badge.word)
        drop = {"warn": 5, "ok": 5, "accent": 2}.get(badge.tone, 1)
        parts.append(Part(((badge.word, _BADGE_TOKENS.get(badge.tone, "muted")),), drop=drop))
    return (*parts, Part(old, drop=3, short=((short, old[0][1]),)))


def open_attempt(snapshot: Snapshot, org_id: str, provider: str) -> Attempt | None:
    """The purchase of this customer and provider that is not known to have ended."""
    return next(
        (
            attempt
            for attempt in snapshot.attempts
            if attempt.state.is_open
            and (attempt.host, attempt.org_id, attempt.provider) == (snapshot.identity.host, org_id, provider)
        ),
        None,
    )


def notice(
    snapshot: Snapshot, org_id: str, provider: str, now: float, news: ReviewNews | None = None
) -> tuple[Part, ...]:
    """The one thing to know about what is shown, the gravest first; mostly nothing. `news`: since a review."""
    reading = snapshot.plan(org_id, provider)
    brief = known_brief(reading)
    if brief is None:
        return ()
    detail = snapshot.details.get((org_id, provider))
    attempt = open_attempt(snapshot, org_id, provider)
    glyph, words, token = _NOTES.get(brief.standing, ("", "", ""))
    if attempt is not None:
        sent = attempt.state is not AttemptState.INTENDED
        told = f"Purchase {attempt.number} is {attempt.state}" + (
            ": it may have been bought." if sent else ", not sent yet."
        )
        return (Part((("○ ", "bold warn"), (told, "warn"))),)
    if is_gone(snapshot, org_id):
        return (Part((("◐ ", "warn"), ("This customer is no longer in the list. What was known stays.", "warn"))),)
    fault = reading.fault or _away(snapshot, now)
    if fault is not None:
        return _fault_parts(fault, age_words(reading.read_at, now)[1])
    if words:
        return (Part(((glyph, token), (words, token))),)
    if is_negative(brief.monthly_savings):
        return (Part((("◐ ", "warn"), ("This plan costs more than it saves.", "warn"))),)
    return _about(detail, now, news)


def _about(detail: PlanDetail | None, now: float, news: ReviewNews | None) -> tuple[Part, ...]:
    """What to know of a plan that is as it should be: its sums, what can't be read or changed, who else may buy it."""
    if detail is None:
        return (Part((("Reading the whole plan; these figures are from the list.", "muted"),)),)
    due = cash_due(detail.plan)
    if due.other is not None:
        told = f"Two sums due at signing: {dollars(due.amount)} by its lines, {dollars(due.other)} by its summary."
    elif detail.unread:
        return _unread_parts(detail.unread)
    elif moved := since_parts(news, now):
        return moved
    else:
        told = policy_warning(detail.plan, now)
    return (Part((("◐ ", "warn"), (told, "warn"))),) if told else ()


def _unread_parts(unread: Sequence[str]) -> tuple[Part, ...]:
    """Values of the answer that nothing could be made of: not known here, and not zero."""
    told = f"{count(len(unread), 'value')} of the answer can't be read and {'stays' if len(unread) == 1 else 'stay'} –:"
    named = ", ".join(clean(path, 60) for path in unread)
    return (
        Part((("◐ ", "warn"), (told, "warn"))),
        Part(((named, "ink"),), drop=1, gap=1, short=((clean(unread[0], 30) + " …", "ink"),)),
    )


def _away(snapshot: Snapshot, now: float) -> Fault | None:
    """Why nothing is confirmed any more, None while the API answers."""
    connection = snapshot.connection
    return connection.fault if connection.link_at(now) is Link.OFFLINE else None


def _fault_parts(fault: Fault, old: str) -> tuple[Part, ...]:
    # On the plan's own screen it goes without saying what could not be read.
    what = fault.what.replace(": the plan", "")
    said = clean(fault.said, _LONGEST_WORDS)
    # The words of a gateway's page go before the key does, those of a refusal stay.
    drop = 1 if fault.kind == "server fault" else 3
    quoted = (Part(((f"“{said}”", "ink"),), drop=drop, gap=1),) if said else ()
    return (
        Part((("✕ ", "miss"), (what, "ink"))),
        *quoted,
        Part(((f"The last known plan stays, {old}.", "muted"),), drop=1, short=((old, "muted"),), gap=1),
        Part((("r", "key"), (" tries now", "muted")), drop=2, gap=2),
    )


def is_gone(snapshot: Snapshot, org_id: str) -> bool:
    """Whether the server's list no longer holds the customer."""
    return snapshot.customers_at is not None and not snapshot.stored and snapshot.customer(org_id) is None


def nothing_to_show(reading: PlanReading, provider: str, asked_at: float, now: float) -> tuple[Para, ...]:
    """What stands where the plan would: what is absent, why, the key."""
    cloud = cloud_name(provider)
    asked = f"Since {clock_seconds(asked_at)} UTC, {age(now - asked_at)}. Nothing is known of it yet."
    match reading.state:
        case Reading.NONE:
            looked = "" if reading.read_at is None else f" Looked {age(now - reading.read_at)} ago."
            return (
                Para(((f"No {cloud} plan yet.", "strong"),)),
                Para(((f"Archera usually has one 24-48 h after billing data arrives.{looked}", "ink"),)),
                Para((("r", "key"), (" looks again", "muted"))),
            )
        case Reading.FAILED if reading.fault is not None:
            tried = "" if reading.tried_at is None else f" Tried {age(now - reading.tried_at)} ago."
            why = replace(reading.fault, remedy="").sentence
            return (
                Para((("✕ ", "miss"), (f"The {cloud} plan could not be read.", "strong")), hang=2),
                Para(((f"{why}{tried}", "ink"),)),
                Para((("r", "key"), (" tries now", "muted"))),
            )
        case _:
            return (
                Para(((f"Asking for the {cloud} plan.", "strong"),)),
                Para(((asked, "muted"),)),
            )


def reasons_against(snapshot: Snapshot, org_id: str, provider: str) -> tuple[str, ...]:
    """Why the plan in view may not be bought now, the most final first; empty when it may."""
    detail = snapshot.details.get((org_id, provider))
    reading = snapshot.plan(org_id, provider)
    if detail is None or known_brief(reading) is None:
        return ("there is no plan to buy",) if reading.state is Reading.NONE else ("the plan is not read yet",)
    return reasons_against_plan(snapshot, detail.plan, org_id, provider)


def reasons_against_plan(snapshot: Snapshot, plan: Plan, org_id: str, provider: str) -> tuple[str, ...]:
    """Why this plan may not be bought for this customer now, the most final first; empty when it may."""
    who = snapshot.identity
    found = may_buy(
        plan,
        Target(who.host, org_id, provider, who.purchaser_email),
        mode=who.mode,
        attempts=snapshot.attempts,
        limits=who.limits or Limits(),
    )
    reasons = [who.read_only_reason or reason if reason == READ_ONLY else reason for reason in found]
    if is_gone(snapshot, org_id):
        reasons.insert(0, "The customer is no longer in the list")
    if snapshot.journal_fault is not None:
        reasons.append(snapshot.journal_fault.sentence)
    return tuple(_with_profile(reason, who.profile) for reason in reasons)


def _with_profile(reason: str, profile: str) -> str:
    return f"{reason} {clean(profile, 60)}" if reason.endswith("in the profile") else reason
