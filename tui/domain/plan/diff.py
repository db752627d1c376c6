"""What differs between two readings of a plan, as it is told: fields, lines and commitments with what they gained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.domain.formats import MINUS, rounded
from tui.domain.plan.fields import Kind
from tui.domain.plan.values import value_text

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money, PlanBrief


@dataclass(frozen=True, slots=True)
class PlanMoment:
    """What a plan said at a moment (epoch seconds), when it said something new."""

    read_at: float
    brief: PlanBrief


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that reads otherwise. `delta` is what a figure gained, None where one side is not known.

    `counts` is False for what moves by itself.
    """

    label: str
    before: str
    after: str
    unit: str = ""
    delta: Money = None
    is_money: bool = False
    counts: bool = True

    @property
    def size(self) -> Decimal:
        """How much money it is about: of a sum that came or went all of it is not known, so nothing."""
        return abs(self.delta) if self.is_money and self.delta is not None else Decimal(0)

    @property
    def change(self) -> str:
        """`+$30.20`, `−3 pp`, empty for words."""
        if self.delta is None:
            return ""
        if self.is_money:
            text = value_text(abs(self.delta), Kind.ONCE)
        else:
            text = f"{rounded(abs(self.delta), Decimal('0.01')).normalize():f}{' pp' if self.unit == '%' else ''}"
        return (MINUS if self.delta < 0 else "+") + text


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line that is new, gone, or has changed in these fields; `size` is the biggest sum it is about, in dollars."""

    name: str
    what: str
    differences: tuple[Difference, ...]
    size: Decimal


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """All that differs; empty when nothing that counts does. `replaced` holds both ids when it is another plan."""

    replaced: tuple[str, str] | None = None
    fields: tuple[Difference, ...] = ()
    lines: tuple[LineDifference, ...] = ()
    commitments: tuple[LineDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        counted = any(difference.counts for difference in self.fields)
        return not (self.replaced or counted or self.lines or self.commitments)
