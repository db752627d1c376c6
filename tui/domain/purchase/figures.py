"""The figures a person confirms, and how fresh ones differ from them (domain.md, "The figures of a plan")."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tui.domain.formats import NOTHING
from tui.domain.plan.figures import cash_due, figures, lock_in_hours
from tui.domain.plan.records import CommitmentSummary, LineItem
from tui.domain.purchase.attempt import Difference, Reviewed
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.plan.records import Plan

Row = list[Any]
"""The compared values of one line; the first is its key."""

_ROWS = {
    "line_items": ("line", tuple(field.name for field in fields(LineItem))),
    "commitments": ("commitment", tuple(field.name for field in fields(CommitmentSummary))),
}


def _document(plan: Plan) -> dict[str, Any]:
    """Every compared figure as JSON values; the order in which the server lists lines does not count."""
    named: dict[str, Any] = dict(figures(plan))
    for name in _ROWS:
        named[name] = sorted((list(row) for row in named[name]), key=repr)
    return named


def review(plan: Plan) -> Reviewed:
    """What a person confirms when they confirm this plan."""
    text = json.dumps(_document(plan), separators=(",", ":"))
    return Reviewed(
        plan_id=plan.id,
        plan_name=clean(plan.name, 200),
        status=clean(plan.status, 80),
        monthly_savings=plan.monthly_savings,
        monthly_fee=plan.monthly_fee,
        cash_due=cash_due(plan).amount,
        minimum_commitment_cost=plan.minimum_commitment_cost,
        lock_in_hours=lock_in_hours(plan),
        breakeven_hours=plan.breakeven_hours,
        signature=sha256(text.encode()).hexdigest(),
        figures=text,
    )


def differences(confirmed: Reviewed, fresh: Plan) -> tuple[Difference, ...]:
    """Every figure that is another one now than when it was confirmed; empty when they are all the same."""
    now = review(fresh)
    if now.signature == confirmed.signature and now.plan_id == confirmed.plan_id:
        return ()
    old, new = json.loads(confirmed.figures), json.loads(now.figures)
    found: list[Difference] = []
    for name in dict.fromkeys((*old, *new)):
        if name in _ROWS:
            found.extend(_rows_that_differ(name, old.get(name, []), new.get(name, [])))
        elif name not in old or name not in new or old[name] != new[name]:
            found.append(Difference(name, _text(old.get(name)), _text(new.get(name))))
    # The digests differ, so something does: it is never taken for the same because it can't be named.
    return tuple(found) or (Difference("figures", confirmed.signature[:8], now.signature[:8]),)


def _rows_that_differ(name: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    word, names = _ROWS[name]
    counted = Counter(map(tuple, new)), Counter(map(tuple, old))
    come, gone = list((counted[0] - counted[1]).elements()), (counted[1] - counted[0]).elements()
    for row in gone:
        partner = next((other for other in come if other[0] == row[0]), None)
        if partner is None:
            yield Difference(f"{word} {clean(row[0], 60)}", "listed", "gone")
            continue
        come.remove(partner)
        for field, before, after in zip(names, row, partner, strict=True):
            if before != after:
                yield Difference(f"{word} {clean(row[0], 60)}: {field}", _text(before), _text(after))
    for row in come:
        yield Difference(f"{word} {clean(row[0], 60)}", NOTHING, "new")


def _text(value: object) -> str:
    match value:
        case None:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case _:
            return clean(value, 200)
