"""The lines of a plan as lists know them: line items, and commitments by service, of one shape and in any order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.formats import finite
from tui.domain.plan.brief import Money
from tui.domain.plan.figures import total
from tui.domain.plan.records import CommitmentSummary, LineItem
from tui.domain.plan.words import service_names
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tui.domain.plan.records import Plan


class LineKey(StrEnum):
    """What lines can be ordered by; also the column that shows it."""

    SAVE = "save"
    COMMIT = "commit"
    UPFRONT = "upfront"
    SERVICE = "service"
    NUMBER = "number"
    TERM = "term"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class LineSort:
    """An order: names from A, figures from the largest, unless reversed."""

    key: LineKey = LineKey.SAVE
    reverse: bool = False

    def chosen(self, key: LineKey) -> LineSort:
        """The order after somebody chose a column: the same one again turns it round."""
        return LineSort(key, not self.reverse if key is self.key else False)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line item or the commitments of one service. Money in USD per month, `upfront` one-time; coverages 0-1.

    A line item has no coverage: the contract gives it to commitments alone. `record` is the line with every field.
    """

    key: str
    name: str
    number: int | None
    min_hours: int | None
    max_hours: int | None
    commit: Money
    upfront: Money
    save: Money
    record: LineItem | CommitmentSummary
    now: Money = None
    then: Money = None
    service: str = ""
    provider: str = ""


def _keys(raw: Sequence[str]) -> list[str]:
    """Keys that tell lines apart also where the server repeats one: the second is `key#2`."""
    seen: dict[str, int] = {}
    made: list[str] = []
    for key in raw:
        seen[key] = seen.get(key, 0) + 1
        made.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return made


def item_lines(plan: Plan) -> tuple[PlanLine, ...]:
    """The line items, in the server's order."""
    names = service_names(plan)
    keys = _keys([item.key for item in plan.line_items])
    return tuple(_line(key, names[item.key], item) for key, item in zip(keys, plan.line_items, strict=True))


def commitment_lines(plan: Plan) -> tuple[PlanLine, ...]:
    """The commitments by service (`aggregate_metrics.summaries`), in the server's order."""
    keys = _keys([summary.key for summary in plan.commitments])
    return tuple(
        _line(key, each.name or each.service_name or each.key, each)
        for key, each in zip(keys, plan.commitments, strict=True)
    )


def _line(key: str, name: str, source: LineItem | CommitmentSummary) -> PlanLine:
    covered = source if isinstance(source, CommitmentSummary) else None
    return PlanLine(
        key=key,
        name=clean(name, 120).strip() or "(unnamed)",
        number=source.num_commitments,
        min_hours=source.min_term_hours,
        max_hours=source.max_term_hours,
        commit=source.monthly_commitment,
        upfront=source.upfront_cost,
        save=source.monthly_savings,
        record=source,
        now=covered.current_coverage if covered else None,
        then=covered.potential_coverage if covered else None,
        service=clean(covered.service_name, 120) if covered else "",
        provider=clean(source.provider, 40),
    )


_VALUES: dict[LineKey, Callable[[PlanLine], Decimal | int | None]] = {
    LineKey.SAVE: lambda line: finite(line.save),
    LineKey.COMMIT: lambda line: finite(line.commit),
    LineKey.UPFRONT: lambda line: finite(line.upfront),
    LineKey.NUMBER: lambda line: line.number,
    LineKey.TERM: lambda line: line.max_hours if line.max_hours is not None else line.min_hours,
    LineKey.COVER: lambda line: finite(line.then if line.then is not None else line.now),
}


def in_order(lines: Sequence[PlanLine], by: LineSort) -> tuple[PlanLine, ...]:
    """The lines in an order; those that don't say come last whichever way it goes.

    Equal ones stand by name, so that another order of the server's moves nothing.
    """
    named = sorted(lines, key=lambda line: (line.name.casefold(), line.key))
    if by.key is LineKey.SERVICE:
        return tuple(reversed(named) if by.reverse else named)
    value = _VALUES[by.key]
    known = [(found, line) for line in named if (found := value(line)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=not by.reverse)
    return (*(line for _found, line in known), *(line for line in named if value(line) is None))


@dataclass(frozen=True, slots=True)
class LineSums:
    """Lines added up here; None where a line does not say, so that nothing is understated."""

    number: int | None
    commit: Money
    upfront: Money
    save: Money


def sums_of(lines: Sequence[PlanLine]) -> LineSums:
    """What lines amount to."""
    numbers = [line.number for line in lines]
    known = [number for number in numbers if number is not None]
    return LineSums(
        sum(known) if known and len(known) == len(numbers) else None,
        _total(line.commit for line in lines),
        _total(line.upfront for line in lines),
        _total(line.save for line in lines),
    )


def _total(values: Iterable[Money]) -> Money:
    return total([finite(value) for value in values])
