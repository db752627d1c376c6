"""What belongs at the right end of a line of tabs: words about what is in view, over the rule the tabs stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual.containers import Vertical

from widgets.rule_line import RuleLine
from widgets.text_line import Part, TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from widgets.naming import Naming
    from widgets.segments import CellLike


class Badges(Vertical):
    """Stands beside a `TabLine`; parts are dropped by their order where there is no room."""

    DEFAULT_CSS = """
    Badges { height: 2; width: auto; }
    """

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._line = TextLine()

    def compose(self) -> ComposeResult:
        """The words and the rule."""
        yield self._line
        yield RuleLine()

    def show(self, parts: Sequence[Part | CellLike]) -> None:
        """Say these, right-aligned."""
        self._line.show(right=parts)
