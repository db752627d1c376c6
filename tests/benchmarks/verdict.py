"""What a benchmark found, and whether that is within its budget (performance.md)."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Ratio:
    """A figure measured in pairs with a reference; the budget is for the median of the pairs' ratios."""

    figure: str
    reference: str
    pairs: Sequence[tuple[float, float]]
    budget: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return median(mine / other for mine, other in self.pairs)

    @property
    def held(self) -> bool:
        return self.ratio <= self.budget

    @property
    def line(self) -> str:
        mine, other = (median(pair[side] for pair in self.pairs) for side in (0, 1))
        return _line(self.figure, mine, self.unit, self.reference, other, f"{self.ratio:.2f}", f"{self.budget:g}x")


@dataclass(frozen=True)
class Amount:
    """A figure with a budget of its own: bytes, lines, megabytes; the budget is for the median of several."""

    figure: str
    amounts: Sequence[float]
    budget: float
    unit: str

    @property
    def held(self) -> bool:
        return median(self.amounts) <= self.budget

    @property
    def line(self) -> str:
        return _line(self.figure, median(self.amounts), self.unit, "", None, "", f"{self.budget:,g}")


def _line(figure: str, mine: float, unit: str, reference: str, other: float | None, ratio: str, budget: str) -> str:
    theirs = "" if other is None else f"{other:,.4g}"
    return f"{figure:<46}{mine:>10,.4g} {unit:<6}  {reference:<22}{theirs:>8}{ratio:>8}{budget:>9}"


def told(found: Iterable[Ratio | Amount]) -> int:
    """Print what was found; 0 when every budget is held, else 1."""
    print(f"{'figure':<46}{'':>10} {'unit':<6}  {'reference':<22}{'':>8}{'ratio':>8}{'budget':>9}")
    missed = False
    for each in found:
        missed |= not each.held
        print(f"{each.line} {'held' if each.held else 'MISSED'}", flush=True)
    return 1 if missed else 0
