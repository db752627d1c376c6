"""The letters of the columns, for `s` and then a letter (product.md, "Customers")."""

from __future__ import annotations

from tui.domain.customers.ordering import SortKey
from widgets.letter_picker import Letter

LETTERS: dict[str, SortKey] = {
    "n": SortKey.ATTENTION,
    "c": SortKey.NAME,
    "a": SortKey.AWS,
    "z": SortKey.AZURE,
    "p": SortKey.PLAN,
    "s": SortKey.SAVINGS,
    "t": SortKey.SINCE,
    "w": SortKey.STANDS,
    "o": SortKey.ORG,
    "v": SortKey.COVERAGE,
}

PICKS = (
    Letter("n", "needs attention", "needs"),
    Letter("c", "customer", "name"),
    Letter("a", "AWS"),
    Letter("z", "Azure"),
    Letter("p", "plan"),
    Letter("s", "savings", "save"),
    Letter("t", "since"),
    Letter("w", "where it stands", "where"),
    Letter("o", "org"),
    Letter("v", "coverage", "cover"),
)

COLUMNS = {
    SortKey.NAME: "name",
    SortKey.STANDS: "stands",
    SortKey.AWS: "aws",
    SortKey.AZURE: "azure",
    SortKey.ORG: "org",
    SortKey.PLAN: "plan",
    SortKey.SAVINGS: "save",
    SortKey.COVERAGE: "coverage",
    SortKey.SINCE: "since",
    SortKey.ATTENTION: "glyph",
}
"""The column of the table each key sorts by."""

KEYS = {column: key for key, column in COLUMNS.items()} | {"aws_few": SortKey.AWS, "azure_few": SortKey.AZURE}
"""What a click on a heading sorts by."""
