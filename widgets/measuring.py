"""Having a widget measured again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


def measure_again(widget: Widget) -> None:
    """Lay a widget out anew, since what it holds is higher or wider now.

    Textual remembers a widget's size and counts such requests to know when that is out of date, but counts only the
    first until the widget comes to rest: one more before that would leave it at the size it had in between.
    """
    widget._layout_updates += 1  # noqa: SLF001
    widget.refresh(layout=True)
