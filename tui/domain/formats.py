"""Money, ages, times and ratios in words (design/visual.md, "Formats"). Never rounds a missing value to zero."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

NOTHING = "–"
MINUS = "−"
_CENT = Decimal("0.01")
_ONE = Decimal(1)
_TENTH = Decimal("0.1")
_THOUSAND = Decimal(1000)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SUFFIXES = (
    (Decimal(10) ** 3, "k"),
    (Decimal(10) ** 6, "M"),
    (Decimal(10) ** 9, "B"),
    (Decimal(10) ** 12, "T"),
)


def rounded(value: Decimal, step: Decimal = _CENT) -> Decimal:
    """The value to the cent (or another step), half up, as accountants do; huge values stay as they are."""
    try:
        result = value.quantize(step, rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return value
    return abs(result) if result == 0 else result


def _signed(value: Decimal, digits: str, sign: str = "") -> str:
    return (MINUS if value < 0 else "") + sign + digits


def finite(value: Decimal | None) -> Decimal | None:
    """The value, None for what is no number."""
    return value if value is not None and value.is_finite() else None


def cents(value: Decimal | None) -> str:
    """`4,210.20`: two decimals, no currency sign; the unit stands in the header."""
    value = finite(value)
    if value is None:
        return NOTHING
    exact = rounded(value)
    return _signed(exact, f"{abs(exact):,.2f}")


def whole(value: Decimal | None, cells: int = 9) -> str:
    """`4,210`: whole dollars for lists; what doesn't fit is shortened (`12.6M`), never cut."""
    value = finite(value)
    if value is None:
        return NOTHING
    exact = rounded(value, _ONE)
    text = _signed(exact, f"{abs(exact):,.0f}")
    return text if len(text) <= cells else compact(value)


def compact(value: Decimal) -> str:
    """`12.6M`: three figures and a suffix, for room that is too small for the whole sum."""
    size = abs(value)
    if rounded(size, _ONE) < _THOUSAND:
        return _signed(rounded(value, _ONE), f"{rounded(size, _ONE):.0f}")
    for step, mark in _SUFFIXES:
        scaled = rounded(size / step, _TENTH)
        if scaled < _THOUSAND:
            return _signed(value, f"{scaled:.1f}{mark}")
    return _signed(value, f"{size:.1e}")


def fitting(value: Decimal | None, cells: int) -> str:
    """Cents where they fit into `cells`, else the compact form; a figure is never cut in two."""
    text = cents(value)
    return text if text == NOTHING or value is None or len(text) <= cells else compact(value)


def dollars(value: Decimal | None) -> str:
    """`$4,210.20`, `−$85.40`, `–`: headlines, dialogs and prose."""
    value = finite(value)
    if value is None:
        return NOTHING
    exact = rounded(value)
    return _signed(exact, f"{abs(exact):,.2f}", "$")


def whole_dollars(value: Decimal | None) -> str:
    """`$4,210`: sums in summary lines."""
    value = finite(value)
    if value is None:
        return NOTHING
    exact = rounded(value, _ONE)
    return _signed(exact, f"{abs(exact):,.0f}", "$")


def percent(ratio: Decimal | None) -> str:
    """A ratio 0-1 as a whole percentage without the sign: 0.314 -> `31`."""
    ratio = finite(ratio)
    if ratio is None:
        return NOTHING
    exact = rounded(ratio * 100, _ONE)
    return _signed(exact, f"{abs(exact):.0f}")


def age(seconds: float) -> str:
    """`12s 3m 2h 26h 4d 2w`: hours to 47, days to 13, then weeks. A clock that went back reads as `0s`."""
    elapsed = max(0, int(seconds))
    if elapsed < _SECONDS["m"]:
        return f"{elapsed}s"
    if elapsed < _SECONDS["h"]:
        return f"{elapsed // _SECONDS['m']}m"
    if elapsed < 48 * _SECONDS["h"]:
        return f"{elapsed // _SECONDS['h']}h"
    if elapsed < 14 * _SECONDS["d"]:
        return f"{elapsed // _SECONDS['d']}d"
    return f"{elapsed // _SECONDS['w']}w"


_COARSE = tuple(60 * minutes for minutes in (1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 720, 1440, 2880, 5760, 10080))


def at_least(seconds: float) -> str:
    """`>5m >12h >4d >1w`: an age of which only the least is known, in steps so coarse that it seldom moves.

    Empty under a minute, when it says nothing yet; from a week on in weeks.
    """
    if seconds < _COARSE[0]:
        return ""
    if seconds >= _COARSE[-1]:
        return f">{int(seconds // _SECONDS['w'])}w"
    return f">{age(max(step for step in _COARSE if step <= seconds))}"


def since(at: float | None, now: float) -> str:
    """The age of a moment, or its date when it is older than nine weeks; `–` when it isn't known."""
    if at is None:
        return NOTHING
    return age(now - at) if now - at < 9 * _SECONDS["w"] else date(at, now)


def _utc(at: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(at, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def date(at: float | None, now: float | None = None) -> str:
    """`14 Nov`; with `now` in another year, `Nov 2024`."""
    moment = None if at is None else _utc(at)
    if moment is None:
        return NOTHING
    today = None if now is None else _utc(now)
    if today is not None and today.year != moment.year and abs((today - moment).days) > 330:  # noqa: PLR2004
        return f"{moment:%b %Y}"
    return f"{moment.day} {moment:%b}"


def clock(at: float | None) -> str:
    """`02:58`, 24 h, UTC."""
    moment = None if at is None else _utc(at)
    return NOTHING if moment is None else f"{moment:%H:%M}"


def clock_seconds(at: float | None) -> str:
    """`02:58:07`, 24 h, UTC."""
    moment = None if at is None else _utc(at)
    return NOTHING if moment is None else f"{moment:%H:%M:%S}"


def coming(at: float, now: float) -> str:
    """A moment ahead: `15:10 today`, `15:10 tomorrow`, then `Tue 25 Nov 15:10 UTC`."""
    then, today = _utc(at), _utc(now)
    if then is None or today is None:
        return NOTHING
    days = (then.date() - today.date()).days
    return {0: f"{then:%H:%M} today", 1: f"{then:%H:%M} tomorrow"}.get(days) or moment_words(at)


def moment_words(at: float | None) -> str:
    """`Tue 25 Nov 06:00 UTC`."""
    moment = None if at is None else _utc(at)
    return NOTHING if moment is None else f"{moment:%a} {moment.day} {moment:%b %H:%M} UTC"


def weekday_and_day(at: float | None) -> tuple[str, int] | None:
    """The day of the week in full and the day of the month, UTC; None when it isn't known."""
    moment = None if at is None else _utc(at)
    return None if moment is None else (f"{moment:%A}", moment.day)


def iso(at: float | None) -> str | None:
    """RFC 3339 in UTC to the second, for exports; None when unknown."""
    moment = None if at is None else _utc(at)
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def duration(seconds: float) -> str:
    """`48s`, `2m 05s`: how long something took."""
    whole_seconds = max(0, round(seconds))
    minutes, rest = divmod(whole_seconds, 60)
    return f"{minutes}m {rest:02}s" if minutes else f"{rest}s"


def short_id(identifier: str) -> str:
    """The first three groups of a UUID; other ids as they are, at most 18 characters."""
    return "-".join(identifier.split("-")[:3])[:18]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 customer`, `142 customers`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
