"""The figures of a plan, added up from its line items so that every identity of domain.md holds.

Amounts are exact decimals in USD. A line item's amounts are per month of 730 h, a plan's hourly figures are those
divided by 730. Per line: covered = commitment + gross, net = gross - premium, premium = rate x gross.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

MONTH_HOURS = 730
_RESERVED_PRICE = Decimal("0.72")
"""What today's reservations cost, as a share of the same use on demand."""

_TERM_HOURS = {
    "thirty_day_gris": 720,
    "three_month_gris": 3 * MONTH_HOURS,
    "one_year_gris": 12 * MONTH_HOURS,
    "one_year": 12 * MONTH_HOURS,
    "three_year": 36 * MONTH_HOURS,
}


def term_hours(term: str) -> int:
    """How long a term locks in, hours."""
    return _TERM_HOURS[term]


@dataclass(frozen=True, slots=True)
class Line:
    """A line item: commitments of one kind for one service. USD per month, `upfront` once, `rate` 0-1.

    `reserved` is use that is committed today and `uncovered` use that stays on demand, both at on-demand prices.
    """

    key: str
    commitment_key: str
    term: str
    count: int
    net: Decimal
    commitment: Decimal
    upfront: Decimal
    rate: Decimal
    reserved: Decimal
    uncovered: Decimal

    @property
    def hours(self) -> int:
        """The lock-in, hours."""
        return term_hours(self.term)

    @property
    def gross(self) -> Decimal:
        """Savings before the premium."""
        return self.net / (1 - self.rate)

    @property
    def premium(self) -> Decimal:
        """What the guarantee costs."""
        return self.gross * self.rate

    @property
    def covered(self) -> Decimal:
        """On-demand cost of the use that this line will cover."""
        return self.commitment + self.gross

    @property
    def before_ondemand(self) -> Decimal:
        """On-demand cost today."""
        return self.covered + self.uncovered

    @property
    def if_all_ondemand(self) -> Decimal:
        """What everything would cost on demand."""
        return self.reserved + self.before_ondemand


@dataclass(frozen=True)
class Figures:
    """Sums over line items. Names and units are the contract's: hourly USD, except `monthly_*`, totals and ratios."""

    lines: tuple[Line, ...]
    rate: Decimal

    def _sum(self, name: str) -> Decimal:
        return sum((getattr(line, name) for line in self.lines), Decimal(0))

    @cached_property
    def covered_ondemand_cost(self) -> Decimal:
        """On-demand cost that the commitments replace."""
        return self._sum("covered") / MONTH_HOURS

    @cached_property
    def before_ondemand_cost(self) -> Decimal:
        """On-demand cost today."""
        return self._sum("before_ondemand") / MONTH_HOURS

    @cached_property
    def before_reserved_cost(self) -> Decimal:
        """Cost of what is committed today."""
        return self._sum("reserved") * _RESERVED_PRICE / MONTH_HOURS

    @cached_property
    def amortized_cost(self) -> Decimal:
        """Cost of the new commitments, upfront payments spread over their terms."""
        return self._sum("commitment") / MONTH_HOURS

    @cached_property
    def upfront_cost(self) -> Decimal:
        """The part of the amortized cost that is paid at signing."""
        return sum((line.upfront / line.hours for line in self.lines), Decimal(0))

    @property
    def recurring_cost(self) -> Decimal:
        """The part of the amortized cost that is paid as time goes by."""
        return self.amortized_cost - self.upfront_cost

    @property
    def before_cost(self) -> Decimal:
        """Cost today."""
        return self.before_ondemand_cost + self.before_reserved_cost

    @property
    def gross(self) -> Decimal:
        """Savings before the fee."""
        return self.covered_ondemand_cost - self.amortized_cost

    @property
    def fee(self) -> Decimal:
        """The premium; nothing when there is nothing to take it from."""
        return self.rate * self.gross if self.gross > 0 else Decimal(0)

    @property
    def savings(self) -> Decimal:
        """Net savings."""
        return self.gross - self.fee

    @property
    def after_cost(self) -> Decimal:
        """Cost with the plan."""
        return self.before_cost - self.savings

    @property
    def total_cost(self) -> Decimal:
        """Cost of the new commitments with their premium."""
        return self.amortized_cost + self.fee

    @cached_property
    def total_savings(self) -> Decimal:
        """Net savings over the terms, USD."""
        return sum((line.net * line.hours / MONTH_HOURS for line in self.lines), Decimal(0))

    @cached_property
    def minimum_commitment_cost(self) -> Decimal:
        """What the customer owes in any case, USD in total."""
        return sum((line.commitment * line.hours / MONTH_HOURS for line in self.lines), Decimal(0))

    @cached_property
    def current_coverage(self) -> Decimal:
        """The share of on-demand spend that is committed today, 0-1."""
        return coverage(self._sum("reserved"), self._sum("if_all_ondemand"))

    @cached_property
    def potential_coverage(self) -> Decimal:
        """The share that is committed with the plan, 0-1."""
        return coverage(self._sum("reserved") + self._sum("covered"), self._sum("if_all_ondemand"))

    @property
    def breakeven_hours(self) -> Decimal:
        """Hours of use until savings exceed what is still committed; the whole term when nothing is saved."""
        if not self.lines:
            return Decimal(0)
        longest = Decimal(max(line.hours for line in self.lines))
        if self.savings <= 0:
            return longest
        hours = self.minimum_commitment_cost / (self.savings + self.amortized_cost)
        return min(hours, longest).quantize(Decimal("0.01"))


def coverage(committed: Decimal, everything: Decimal) -> Decimal:
    """A share 0-1; nothing of nothing is 0."""
    return committed / everything if everything else Decimal(0)
