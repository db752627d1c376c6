"""The kinds of values in answers. Each takes what can be understood and raises ValueError for the rest.

None always passes: it means the server did not say. `tui.api.lenient` turns the errors into None as well.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    StrictBool,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?")
# A figure outside these bounds is nonsense, and writing one out in full would fill the memory.
_LARGEST_EXPONENT = 30
_SMALLEST_EXPONENT = -400
_DEEPEST = 60


def exact(value: object) -> Decimal | None:
    """A figure without loss: from a JSON number, or from a text that is one."""
    match value:
        case None:
            return None
        case bool():
            raise ValueError("a flag where a number should be")
        case int() | Decimal():
            number = Decimal(value)
        case float():
            number = Decimal(repr(value))
        case str() if _NUMBER.fullmatch(value.strip()):
            number = Decimal(value.strip())
        case _:
            raise ValueError("not a number")
    if not number.is_finite():
        return None
    if not number:
        return Decimal(0)
    if number.adjusted() > _LARGEST_EXPONENT or _exponent(number) < _SMALLEST_EXPONENT:
        raise ValueError("a number out of all bounds")
    return number


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def whole(value: object) -> int | None:
    """A count or a number of hours."""
    number = exact(value)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise ValueError("not a whole number")
    return int(number)


def moment(value: object) -> datetime | None:
    """A moment in UTC from an ISO 8601 or RFC 5322 text; one without a zone is taken to be UTC."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return _utc(value)
    if not isinstance(value, str):
        raise ValueError("not a date")  # noqa: TRY004 - pydantic turns ValueError into a complaint
    text = value.strip()
    try:
        return _utc(datetime.fromisoformat(text.upper()))
    except (ValueError, OverflowError):
        pass
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError("not a date") from None


def _utc(value: datetime) -> datetime:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def shallow(value: object) -> object:
    """An open value, refused when it is nested so deeply that handling it would exhaust the stack."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return value
    raise ValueError("nested too deeply")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


Text = str | None
"""Text; a number in its place is kept as text."""

Figure = Annotated[Decimal | None, BeforeValidator(exact)]
"""Money, a ratio, or hours with a fraction: exact, as the server wrote it."""

Count = Annotated[int | None, BeforeValidator(whole)]
"""A whole number."""

Flag = StrictBool | None
"""True, false or not said; nothing else passes for a flag."""

Moment = Annotated[datetime | None, BeforeValidator(moment)]
"""An aware UTC datetime."""

Anything = Annotated[Any, AfterValidator(shallow)]
"""An open value, as decoded from JSON."""

AnyObject = Annotated[dict[str, Any] | None, AfterValidator(shallow)]
"""An open object, as decoded from JSON."""


def _as_sent(value: object, read: ValidatorFunctionWrapHandler) -> object:
    return shallow(value) if isinstance(value, str | list) else read(value)


def _unchanged(value: object) -> object:
    return value


ObjectAsSent = Annotated[
    dict[str, Any] | None,
    WrapValidator(_as_sent),
    AfterValidator(shallow),
    PlainSerializer(_unchanged, return_type=Any),
]
"""An open object worth a look whatever it is: a text or a list in its place is kept, so take it for an `object`."""
