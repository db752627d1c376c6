"""How a purchase ended, or that nobody knows yet: unknown is amber and never called failed (quality.md, "Buying")."""

from __future__ import annotations

from screens.purchase.sheet import Sheet, difference_lines
from tui.domain.formats import age, clock_seconds, count
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.text import clean
from widgets.prose import BLANK, Para

# The next look is told in steps, seconds.
_STEP = 5
_UNTIL_KNOWN = "Until this is known the plan can't be bought from here. Please don't buy it in another console either."


def ended_sheet(attempt: Attempt, facts: tuple[Para, ...], now: float) -> Sheet:
    """What to say of an attempt that is neither intended nor under way; `facts` say what was to be bought."""
    match attempt.state:
        case AttemptState.UNKNOWN:
            return _unknown(attempt, facts, now)
        case AttemptState.ACCEPTED:
            return _accepted(attempt, facts)
        case AttemptState.BOUGHT:
            return _bought(attempt, facts)
        case AttemptState.REFUSED:
            return _refused(attempt, facts)
        case AttemptState.NOT_BOUGHT:
            said = f"{clean(attempt.settled_by, 80)} settled it: {clean(attempt.note, 300)}"
            lines = (
                Para((("A person says that it was not bought.", "strong"),)),
                Para(((said, "ink"),)),
                BLANK,
                *facts,
            )
            return Sheet((("Not bought", ""),), "plain", lines)
        case _:
            return _not_sent(attempt, facts)


def _unknown(attempt: Attempt, facts: tuple[Para, ...], now: float) -> Sheet:
    sent = f"The purchase was sent at {clock_seconds(attempt.sent_at)} UTC: "
    told = f"{sent}{happened(attempt, 160).rstrip('.') or 'no answer came'}. It may or may not have been bought."
    words = (Para(((f"The server's words: “{clean(attempt.words, 300)}”", "ink"),)),) if attempt.words else ()
    seen = last_look(attempt)
    looked = f"Looked {count(attempt.looks, 'time')}" if attempt.looks else "Not looked yet"
    return Sheet(
        (("○ Outcome unknown: it may have been bought", ""),),
        "alert",
        (
            Para(((told, "strong"),)),
            *words,
            BLANK,
            *facts,
            BLANK,
            Para(((f"{looked:<16}", "strong"), (seen, "ink")), hang=16),
            Para(
                (("Looks again     ", "strong"), (f"{next_look(attempt, now)}, by itself, also after a restart", "ink"))
            ),
            BLANK,
            Para(((_UNTIL_KNOWN, "warn"),)),
        ),
        look_now=True,
    )


def happened(attempt: Attempt, cells: int) -> str:
    """What came instead of an answer; a status alone is no sentence."""
    how = clean(attempt.how, cells)
    return f"the server answered {how}" if how[:3].isdigit() else how


def last_look(attempt: Attempt) -> str:
    """What the last reading made for evidence has shown."""
    seen = next((event.text for event in reversed(attempt.events) if "look" in event.text), "")
    return clean(seen, 160).removeprefix("looked: ") or "the server may still be at it"


def next_look(attempt: Attempt, now: float) -> str:
    """`in 20s`, `now`, `by and by`; in steps of five seconds."""
    if attempt.next_look is None:
        return "by and by"
    left = int(attempt.next_look - now)
    return f"in {age(-(-left // _STEP) * _STEP)}" if left > 0 else "now"


def _accepted(attempt: Attempt, facts: tuple[Para, ...]) -> Sheet:
    how = clean(attempt.how, 160).removeprefix("accepted, ")
    told = f"The server accepted it at {clock_seconds(attempt.ended_at)} UTC: {how}."
    later = "It is called bought as soon as the plan's status shows it; that is looked at by itself."
    return Sheet(
        (("● Accepted", ""),),
        "plain",
        (Para(((told, "strong"),)), BLANK, *facts, BLANK, Para(((later, "muted"),))),
        look_now=True,
    )


def _bought(attempt: Attempt, facts: tuple[Para, ...]) -> Sheet:
    by = f", says {clean(attempt.settled_by, 80)}: {clean(attempt.note, 300)}" if attempt.settled_by else ""
    told = f"The plan is bought{by}." if by else f"The plan is bought. Evidence: {clean(attempt.how, 160)}."
    return Sheet((("● Bought", ""),), "plain", (Para(((told, "strong"),)), BLANK, *facts))


def _refused(attempt: Attempt, facts: tuple[Para, ...]) -> Sheet:
    words = clean(attempt.words, 600).strip()
    quoted = Para(((f"“{words}”", "ink"),)) if words else Para((("It gave no reason.", "muted"),))
    code = attempt.how[:3]
    status = f" ({code})" if code.isascii() and code.isdigit() else ""
    return Sheet(
        (("✕ Refused", ""),),
        "plain",
        (
            Para(((f"The server refused it{status}. Nothing was bought.", "strong"),)),
            BLANK,
            quoted,
            BLANK,
            *facts,
        ),
        look_again=True,
    )


def _not_sent(attempt: Attempt, facts: tuple[Para, ...]) -> Sheet:
    changed = (*difference_lines(attempt.differences), BLANK) if attempt.differences else ()
    return Sheet(
        (("Not sent", ""),),
        "plain",
        (
            Para((("Nothing reached the server, nothing was bought.", "strong"),)),
            BLANK,
            Para(((f"Why: {clean(attempt.how, 200)}", "ink"),)),
            BLANK,
            *changed,
            *facts,
        ),
        look_again=True,
    )
