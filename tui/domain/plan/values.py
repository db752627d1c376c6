"""A value of a plan as text for people and as JSON for programs: exact, cleaned, and never zero for unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tui.domain.export.tables import plain_number
from tui.domain.formats import MINUS, NOTHING, iso, rounded
from tui.domain.plan.fields import MONEY_KINDS, Kind
from tui.domain.plan.terms import parse_term, sorted_terms, term_of_hours, words_of_hours
from tui.text import clean

LONGEST_TEXT = 20_000
_MICRO = Decimal("0.000001")
_HUNDRED = Decimal(100)


def full_figure(value: Decimal, least: int = 2) -> str:
    """`4,210.20`, `5.7674`: every digit that counts up to six decimals, at least so many."""
    shown = rounded(value, _MICRO)
    whole, _, fraction = f"{abs(shown):,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    return (MINUS if shown < 0 else "") + whole + (f".{fraction}" if fraction else "")


def _dollars(value: Decimal) -> str:
    text = full_figure(value)
    return f"{MINUS}${text[1:]}" if text.startswith(MINUS) else f"${text}"


def value_text(value: object, kind: Kind) -> str:
    """The value as a person reads it, without its unit; `–` for what the server did not say."""
    match value:
        case None | ():
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return _figure_text(value, kind) if value.is_finite() else NOTHING
        case int() | float() if kind is Kind.MOMENT:
            return (iso(value) or NOTHING).replace("T", " ").replace("Z", " UTC")
        case int():
            return f"{value:,}".replace("-", MINUS)
        case tuple():
            return _list_text([str(each) for each in value], kind)
        case str() if kind is Kind.TERM:
            return clean(parse_term(value).words, LONGEST_TEXT).strip() or NOTHING
        case _:
            return clean(value, LONGEST_TEXT).strip() or NOTHING


def _figure_text(value: Decimal, kind: Kind) -> str:
    if kind in MONEY_KINDS:
        return _dollars(value)
    if kind is Kind.SHARE:
        return full_figure(value * _HUNDRED, least=0)
    return full_figure(value, least=0)


def _list_text(values: Sequence[str], kind: Kind) -> str:
    words = [term.words for term in sorted_terms(tuple(values))] if kind is Kind.TERMS else values
    return ", ".join(clean(word, 200).strip() or NOTHING for word in words)


def unit_text(value: object, kind: Kind, word: str) -> str:
    """The unit beside a value; hours of a term say what they amount to: `h, 1 year`."""
    if kind is Kind.HOURS and isinstance(value, int) and not term_of_hours(value).endswith(("h", NOTHING)):
        return f"{word}, {words_of_hours(value)}"
    return word


def json_value(value: object, kind: Kind) -> object:
    """The value for a document: figures as exact text, moments in RFC 3339, text cleaned, open values as JSON."""
    match value:
        case None | bool():
            return value
        case Decimal():
            return plain_number(value) if value.is_finite() else None
        case int() | float() if kind is Kind.MOMENT:
            return iso(value)
        case tuple():
            return [clean(each, LONGEST_TEXT) for each in value]
        case str() if kind is Kind.OPEN:
            return _open(value)
        case str():
            return clean(value, LONGEST_TEXT)
        case _:
            return value


def _open(text: str) -> object:
    try:
        return cleaned(json.loads(text))
    except (ValueError, RecursionError):
        return clean(text, LONGEST_TEXT)


def cleaned(value: object) -> object:
    """Decoded JSON with every text in it cleaned, keys included."""
    match value:
        case str():
            return clean(value, LONGEST_TEXT)
        case Mapping():
            return {clean(key, LONGEST_TEXT): cleaned(inner) for key, inner in value.items()}
        case list():
            return [cleaned(inner) for inner in value]
        case _:
            return value
