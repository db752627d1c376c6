"""The list of the program: a virtual table on Textual's Line API, over rows that are plain data.

Only what can be seen is formatted, and only lines whose content changed are drawn again (architecture.md, "Data
walks one way"; performance.md). The cursor belongs to a key, never to a line number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget

from widgets.line_canvas import LineCanvas
from widgets.look import look_of
from widgets.measuring import measure_again
from widgets.segments import CellLike
from widgets.table_columns import Column, lay_out
from widgets.table_cursor import Seat, bounded, reseat, revealed
from widgets.table_lines import Headings, Line, Lines, Row, Span, lines_of
from widgets.table_messages import TableMessages
from widgets.table_render import AWAY, HERE, NOTHING, RESTING, Drawn, Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from widgets.naming import Naming

_WHEEL = 3
_HEADINGS = Headings("")


class VirtualTable(TableMessages, LineCanvas, can_focus=True):
    """A list with a cursor on a key.

    Feed it with `set_rows` (lines already made) or `set_source` (keys and a function from key to line, called for
    visible lines only). Either keeps the cursor on its key and that line at its height on the screen; a list
    that rests at its top stays there. With `selecting`, `space` selects many.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "down", show=False, id="table.down"),
        Binding("k,up", "step(-1)", "up", show=False, id="table.up"),
        Binding("g,home", "edge(-1)", "top", show=False, id="table.top"),
        Binding("G,end", "edge(1)", "bottom", show=False, id="table.bottom"),
        Binding("ctrl+d", "page(1, 2)", "half a page down", show=False, id="table.half_down"),
        Binding("ctrl+u", "page(-1, 2)", "half a page up", show=False, id="table.half_up"),
        Binding("pagedown", "page(1, 1)", "page down", show=False, id="table.page_down"),
        Binding("pageup", "page(-1, 1)", "page up", show=False, id="table.page_up"),
        Binding("enter", "open", "open", show=False, id="table.open"),
        Binding("space", "select", "select", show=False, id="table.select"),
    ]

    def __init__(
        self,
        *columns: Column,
        selecting: bool = False,
        headings: bool = True,
        **naming: Unpack[Naming],
    ) -> None:
        super().__init__(**naming)
        self._columns = columns
        self._selecting = selecting
        self._top_lines = 1 if headings else 0
        self._lines = lines_of(())
        self._totals: tuple[Line, ...] = ()
        self._empty: tuple[Span, ...] = ()
        self._tone = "ink"
        self._sorted_by = ""
        self._cursor: int | None = None
        self._marked: frozenset[str] = frozenset()

    # What it shows

    def set_rows(self, lines: Sequence[Line]) -> None:
        """Show these lines instead; the cursor stays on its key."""
        self._take(lines_of(lines))

    def set_source(self, keys: Sequence[str], render: Callable[[str], Line]) -> None:
        """Show the lines of these keys in this order; `render` makes one when it is about to be seen."""
        self._take(Lines(keys, render))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the cells of a row stay those of the new columns, in order."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self.reframe()

    def set_totals(self, *lines: Line) -> None:
        """Lines under the last row, which don't scroll: `added up here`."""
        if lines != self._totals:
            self._totals = lines
            self._settle(self.scroll_offset.y)

    def set_empty(self, *texts: CellLike, indent: int = 2) -> None:
        """What stands here while there are no lines: what is absent, why, the key."""
        empty = tuple(Span(f"empty:{index}", text, indent) for index, text in enumerate(texts))
        if empty != self._empty:
            self._empty = empty
            self.repaint()

    def set_tone(self, tone: str) -> None:
        """The style token of text that has none: "ink", or "muted" while nothing is live."""
        if tone != self._tone:
            self._tone = tone
            self.reframe()

    def set_sorted_by(self, column: str) -> None:
        """Which heading stands out as the one sorted by, "" for none."""
        if column != self._sorted_by:
            self._sorted_by = column
            self.repaint()

    # What is in hand

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor, None in an empty table."""
        return None if self._cursor is None else self._lines.keys[self._cursor]

    @property
    def keys(self) -> Sequence[str]:
        """Every key in the order shown, sections and free lines included."""
        return self._lines.keys

    @property
    def visible_keys(self) -> Sequence[str]:
        """The keys of the lines on the screen."""
        top = self.scroll_offset.y
        return self._lines.keys[top : top + self._room]

    @property
    def selected(self) -> frozenset[str]:
        """The keys of the selected rows."""
        return self._marked

    def move_to_key(self, key: str) -> bool:
        """Put the cursor on a row and bring it into view; False when there is no such row."""
        place = self._lines.find(key)
        if place is None or self._lines.row(place) is None:
            return False
        self._move(place)
        return True

    def clear_selection(self) -> None:
        """Select nothing."""
        self._mark(frozenset())

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space is free for others in a table that doesn't select."""
        return self._selecting if action == "select" else super().check_action(action, parameters)

    def action_step(self, step: int) -> None:
        """The next or previous row; at the first row the lines above it come into view."""
        if self._cursor is None:
            return
        place = self._lines.nearest(self._cursor + step, step)
        if place is None:
            self._scroll(0 if step < 0 else len(self._lines))
        else:
            self._move(place)

    def action_edge(self, side: int) -> None:
        """The first or the last row."""
        place = self._lines.seat(0 if side < 0 else len(self._lines) - 1, -side)
        if place is not None:
            self._scroll(0 if side < 0 else len(self._lines))
            self._move(place)

    def action_page(self, side: int, part: int) -> None:
        """A page, or the half of one: the cursor and what is seen move alike."""
        if self._cursor is None:
            return
        far = max(1, self._room // part - (1 if part == 1 else 0)) * side
        place = self._lines.seat(self._cursor + far, -side)
        if place is not None and (place - self._cursor) * side > 0:
            self._scroll(self.scroll_offset.y + far)
            self._move(place)
        else:
            self.action_edge(side)

    def action_open(self) -> None:
        """Say that the row under the cursor was opened."""
        if (key := self.cursor_key) is not None:
            self.post_message(self.Opened(self, key))

    def action_select(self) -> None:
        """Select the row under the cursor, or take it back, and go on to the next."""
        if (key := self.cursor_key) is not None:
            self._mark(self._marked ^ {key})
            self.action_step(1)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves, a double click opens, a click on a heading asks for an order."""
        event.prevent_default()
        x, y = event.x, event.y
        if y < self._top_lines:
            slots = lay_out(self._columns, self.size.width)
            hit = next((s for s in slots if s.x <= x < s.x + s.width + s.gap), None)
            if hit is not None:
                self.post_message(self.SortAsked(self, hit.column.key))
            return
        place = self.scroll_offset.y + y - self._top_lines
        if y - self._top_lines < self._room and self._lines.row(place) is not None:
            self._move(place)
            if event.chain > 1:
                self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls; the cursor stays on its row."""
        event.stop()
        self._scroll(self.scroll_offset.y + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls; the cursor stays on its row."""
        event.stop()
        self._scroll(self.scroll_offset.y - _WHEEL)

    # Placing

    @property
    def _room(self) -> int:
        """How many lines can be seen between the headings and the totals."""
        return max(0, self.size.height - self._top_lines - len(self._totals))

    def _take(self, lines: Lines) -> None:
        key, before = self.cursor_key, self._lines
        self._lines = lines
        seat = reseat(Seat(self._cursor, self.scroll_offset.y), self._room, before, lines)
        self._cursor = seat.cursor
        self._mark(frozenset(kept for kept in self._marked if lines.find(kept) is not None))
        self._settle(seat.top)
        if self.cursor_key != key:
            self.post_message(self.Moved(self, self.cursor_key))

    def _mark(self, keys: frozenset[str]) -> None:
        if keys != self._marked:
            self._marked = keys
            self.post_message(self.Selected(self, keys))
            self.repaint()

    def _move(self, place: int) -> None:
        moved = self._lines.keys[place] != self.cursor_key
        self._cursor = place
        self._reveal()
        if moved:
            self.post_message(self.Moved(self, self.cursor_key))

    def _reveal(self) -> None:
        self._scroll(revealed(Seat(self._cursor, self.scroll_offset.y), self._room, len(self._lines)))

    def _scroll(self, top: int) -> None:
        """Bring a line to the top, as far as there are lines below it, and draw what is different."""
        top = bounded(top, self._room, len(self._lines))
        if self._room and top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.repaint()

    def _settle(self, top: int) -> None:
        """The number of lines may have changed: keep the place, repaint what is different."""
        size = Size(self.size.width, self._top_lines + len(self._lines) + len(self._totals))
        if size != self.virtual_size:
            # Without the watcher: a new length is no reason to lay out the whole screen again.
            self.set_reactive(Widget.virtual_size, size)
            if self.styles.height is not None and self.styles.height.is_auto:
                measure_again(self)
        self._scroll(top)

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All lines, for a table that is as high as its content."""
        del container, viewport, width
        return self._top_lines + max(len(self._lines), len(self._empty) + 1 if self._empty else 0) + len(self._totals)

    def on_resize(self) -> None:
        """Lay out the columns again, with the cursor in view."""
        self.reframe()
        self._settle(self.scroll_offset.y)
        self._reveal()

    def on_focus(self) -> None:
        """The cursor bar takes the accent."""
        self.repaint()

    def on_blur(self) -> None:
        """The cursor bar gives the accent back."""
        self.repaint()

    def frame(self) -> Frame:
        """The columns as they fit, in the present theme."""
        return Frame(
            look_of(self.app),
            lay_out(self._columns, self.size.width),
            self.size.width,
            self.rich_style.bgcolor,
            self._tone,
        )

    def drawn(self, y: int) -> Drawn:
        """What belongs on a line of the widget."""
        if y < self._top_lines:
            return Drawn(_HEADINGS, sorted_by=self._sorted_by)
        y -= self._top_lines
        if not len(self._lines):
            return Drawn(self._empty[y - 1]) if 0 < y <= len(self._empty) else NOTHING
        top = self.scroll_offset.y
        seen = min(self._room, len(self._lines) - top) if self._totals else len(self._lines) - top
        if y < seen:
            return self.text_line(top + y)
        y -= seen
        return Drawn(self._totals[y]) if y < len(self._totals) else NOTHING

    def text_line(self, place: int) -> Drawn:
        """A line with the cursor and the marks as they are."""
        line = self._lines.line(place)
        if not isinstance(line, Row):
            return Drawn(line, sorted_by=self._sorted_by if isinstance(line, Headings) else "")
        here = HERE if self.has_focus else RESTING
        return Drawn(line, here if place == self._cursor else AWAY, line.key in self._marked)

    def text_place(self, y: int) -> int | None:
        """Lines can be selected, headings and totals not."""
        place = self.scroll_offset.y + y - self._top_lines
        return place if 0 <= y - self._top_lines < self._room and place < len(self._lines) else None

    def text_count(self) -> int:
        """All lines, in view or not."""
        return len(self._lines)
