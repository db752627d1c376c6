"""Every field of one line of a plan, in a dialog over the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from screens.plan.details import section_lines
from tui.domain.plan.records import LineItem
from tui.domain.plan.sections import commitment_section, line_section
from widgets.backdrop import BackdropScreen
from widgets.dialog import Dialog
from widgets.prose import BLANK, Para, Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.domain.plan.lines import PlanLine


_NOTE = "US dollars; units as the vendor's public description has them"


class LineDialog(BackdropScreen[None]):
    """Shows a line item or a commitment; enter, escape and q close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "close", show=False),
        Binding("j", "scroll_body(1)", "down", show=False),
        Binding("k", "scroll_body(-1)", "up", show=False),
    ]

    def __init__(self, line: PlanLine) -> None:
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        """The fields with their units."""
        record = self._line.record
        section = line_section(record) if isinstance(record, LineItem) else commitment_section(record)
        with Dialog(title=((self._line.name, "strong"), (f"  {section.title.lower()}", "faint")), right="esc"):
            yield Prose(*section_lines([section])[1:], BLANK, Para(((_NOTE, "faint"),)))
