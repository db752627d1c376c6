"""What a list shows, for a file: its table, and apart from it what list that was, its counts and sums of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.export.tables import (
    Table,
    Value,
    csv_text,
    json_text,
    json_value,
    markdown_cell,
    markdown_table,
    markdown_value,
    records,
)
from tui.domain.formats import count, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the list as a whole: its name for programs, its title and unit for people."""

    key: str
    title: str
    value: Value
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as a person sees it, in the order they see it.

    `name` is what the rows are called in JSON (`plans`), `noun` one of them. `about` says what list it was, `counts`
    hold what is counted and added up over it: neither is ever a row. `whole` are the rows for JSON where a program
    gets more than a table can hold.
    """

    name: str
    noun: str
    title: str
    table: Table
    about: tuple[Fact, ...] = ()
    counts: tuple[Fact, ...] = ()
    whole: tuple[dict[str, object], ...] | None = None

    @property
    def size(self) -> str:
        """`12 plans`."""
        return count(len(self.table.rows), self.noun)

    @property
    def csv(self) -> str:
        """The rows alone, for a spreadsheet."""
        return csv_text(self.table)

    @property
    def document(self) -> dict[str, object]:
        """All of it for programs; figures with a fraction are text, so that no digit is lost."""
        told = {"about": self.about, "counts": self.counts}
        apart = {name: {fact.key: json_value(fact.value) for fact in facts} for name, facts in told.items() if facts}
        return {**apart, self.name: list(self.whole) if self.whole is not None else records(self.table)}

    @property
    def json(self) -> str:
        """The document as text."""
        return json_text(self.document)

    @property
    def markdown(self) -> str:
        """A title, what list it is, the table, and under it what was counted."""
        parts = [f"# {markdown_cell(self.title)}", _bullets(self.about), markdown_table(self.table)]
        return "\n\n".join(part for part in (*parts, _bullets(self.counts)) if part)


def _bullets(facts: Sequence[Fact]) -> str:
    units = {fact: f" {markdown_cell(fact.unit)}" if fact.unit and fact.value is not None else "" for fact in facts}
    return "\n".join(f"- {markdown_cell(fact.title)}: {markdown_value(fact.value)}{units[fact]}" for fact in facts)


def about_list(snapshot: Snapshot, made_at: float, words: str = "", order: str = "") -> tuple[Fact, ...]:
    """Whose list it is, how old, and how it was filtered (`words`) and ordered; `made_at` in epoch seconds."""
    return (
        Fact("host", "Host", snapshot.identity.host),
        Fact("profile", "Profile", snapshot.identity.profile),
        Fact("made_at", "Made at", iso(made_at)),
        Fact("customers_read_at", "Customers read at", iso(snapshot.customers_at)),
        Fact("filter", "Filter", words or None),
        Fact("sorted_by", "Sorted by", order or None),
    )
