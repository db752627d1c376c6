"""What was done to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget


class TableMessage(Message):
    """A message of one table, which is its `control`, so that `@on` can name it."""

    def __init__(self, table: Widget) -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> Widget:
        """The table it happened to."""
        return self.table


class TableMessages:
    """The messages a table posts, found under its own name (`VirtualTable.Opened`)."""

    class Opened(TableMessage):
        """Enter or a double click on a row."""

        def __init__(self, table: Widget, key: str) -> None:
            super().__init__(table)
            self.key = key

    class Moved(TableMessage):
        """The cursor is on another row; None when there is no row any more. Floods keep only the last."""

        def __init__(self, table: Widget, key: str | None) -> None:
            super().__init__(table)
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """A later move of the same table takes the place of one not handled yet."""
            return isinstance(message, TableMessages.Moved) and message.table is self.table

    class Selected(TableMessage):
        """Other rows are selected."""

        def __init__(self, table: Widget, keys: frozenset[str]) -> None:
            super().__init__(table)
            self.keys = keys

    class SortAsked(TableMessage):
        """A click on a heading."""

        def __init__(self, table: Widget, column: str) -> None:
            super().__init__(table)
            self.column = column
