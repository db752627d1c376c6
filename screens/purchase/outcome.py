"""What the purchase dialog shows besides the review: a plan that is another one now, the sending, the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.purchase.course import Course, Phase
from screens.purchase.ended import ended_sheet
from screens.purchase.sheet import Sheet, difference_lines, facts
from screens.purchase.words import labelled, plan_title
from tui.domain.formats import age, clock_seconds
from tui.text import clean
from widgets.prose import BLANK, Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.purchase.attempt import Difference

GOES_ON = "Purchases and archera-tui journal tell how it went."
_CLOSING = f"Closing this dialog doesn't stop it. {GOES_ON}"


def sheet(course: Course, customer: str, now: float) -> Sheet:
    """What to show in a phase that is not the review."""
    match course.phase:
        case Phase.GONE:
            return _gone(course)
        case Phase.CHANGED:
            return _changed(course.changes)
        case Phase.SENDING:
            return _sending(course, customer, now)
        case Phase.DECLINED:
            return _declined(course)
        case Phase.LOST:
            return _lost(course, customer)
        case _ if course.attempt is not None:
            return ended_sheet(course.attempt, facts(course, customer, course.attempt), now)
        case phase:
            raise ValueError(f"{phase} is a matter of the review")


def _gone(course: Course) -> Sheet:
    return Sheet(
        (("The plan is gone", ""),),
        "plain",
        (
            Para((("No plan is recommended here any more, so there is nothing to buy.", "strong"),)),
            BLANK,
            labelled("Reviewed", (plan_title(course.reviewed, course.provider), "ink")),
            BLANK,
            Para((("Nothing was sent.", "ink"),)),
        ),
        look_again=True,
    )


def _changed(changes: Sequence[Difference]) -> Sheet:
    return Sheet(
        (("The plan has changed since you reviewed it", ""),),
        "plain",
        (
            Para((("Nothing was sent. Review the fresh figures before buying.", "strong"),)),
            BLANK,
            *difference_lines(changes),
        ),
        look_again=True,
    )


def _sending(course: Course, customer: str, now: float) -> Sheet:
    attempt = course.attempt
    if attempt is not None and attempt.sent_at is not None:
        waited = age(now - attempt.sent_at)
        told = f"Sent at {clock_seconds(attempt.sent_at)} UTC, one request. No answer yet, {waited}."
    else:
        since = age(now - (course.pressed_at if course.pressed_at is not None else now))
        told = f"Writing it down and reading the figures once more, {since}. Then one request goes out."
    return Sheet(
        (("Buying for ", ""), (clean(customer, 300), "")),
        "danger",
        (
            Para(((told, "strong"),)),
            BLANK,
            *facts(course, customer, attempt),
            BLANK,
            Para(((_CLOSING, "muted"),)),
        ),
    )


def _declined(course: Course) -> Sheet:
    fault = course.declined
    why = clean(fault.sentence, 600) if fault is not None else ""
    return Sheet(
        (("Not sent", ""),),
        "plain",
        (
            Para((("Nothing reached the server, nothing was bought.", "strong"),)),
            BLANK,
            Para(((why, "ink"),)),
        ),
        look_again=True,
    )


def _lost(course: Course, customer: str) -> Sheet:
    fault = course.declined
    why = clean(fault.sentence, 600) if fault is not None else ""
    return Sheet(
        (("○ Outcome unknown: it may have been bought", ""),),
        "alert",
        (
            Para((("What became of it is not known here. It may or may not have been bought.", "strong"),)),
            BLANK,
            Para(((why, "ink"),)),
            BLANK,
            *facts(course, customer, course.attempt),
            BLANK,
            Para((("Don't buy it again, here or elsewhere, before Purchases says how it ended.", "warn"),)),
        ),
    )
