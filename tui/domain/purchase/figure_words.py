"""How a person calls a figure of two compared readings, how its value is written, and which difference weighs most."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING, dollars
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.purchase.attempt import Difference

_FIRST = {
    "id": "Plan id",
    "status": "Status",
    "is_locked": "Locked",
    "is_calculating": "Calculating",
    "is_recommended": "Recommended",
    "is_renewal": "Renewal",
    "plan_type": "Kind",
    "monthly_savings": "Net savings/mo",
    "minimum_commitment_cost": "Min. commitment",
    "monthly_fee": "Premium/mo",
    "total_savings": "Over the term",
    "max_upfront_cost": "Most upfront",
    "monthly_before_cost": "Cost/mo before",
    "monthly_after_cost": "Cost/mo after",
}
_LAST = {
    "monthly_amortized_cost": "Amortized/mo",
    "total_monthly_before_cost": "Total cost/mo before",
    "savings": "Net savings/h",
    "fee": "Premium/h",
    "before_cost": "Cost/h before",
    "after_cost": "Cost/h after",
    "total_cost": "Total cost/h",
    "before_ondemand_cost": "On demand/h before",
    "before_reserved_cost": "Reserved/h before",
    "covered_ondemand_cost": "On demand/h, covered",
    "amortized_cost": "Amortized/h",
    "recurring_cost": "Recurring/h",
    "upfront_cost": "Upfront/h, spread",
}
_NAMES = _FIRST | _LAST
_PLACES = {name: place for place, name in enumerate((*_FIRST, "", *_LAST))}
_LINES = _PLACES[""]
_CENTS = re.compile(r"-?[0-9]{1,30}\.[0-9]{2}")
_NO_MONEY = ("coverage", "hours")


def figure_name(name: str) -> str:
    """How a person calls a compared figure: `Net savings/mo`, `line Amazon EC2: monthly savings`."""
    return _NAMES.get(name) or clean(name, 160).replace("_", " ")


def figure_value(figure: str, text: str) -> str:
    """A compared value: sums of money with their sign, everything else as it is."""
    field = figure.rpartition(": ")[2]
    if _CENTS.fullmatch(text) and not any(word in field for word in _NO_MONEY):
        return dollars(Decimal(text))
    return clean(text, 80) or NOTHING


def weightiest_first(changes: Iterable[Difference]) -> tuple[Difference, ...]:
    """What a person decides by first, then the lines of the plan, then the same money by the hour."""
    return tuple(sorted(changes, key=lambda change: _PLACES.get(change.figure, _LINES)))
