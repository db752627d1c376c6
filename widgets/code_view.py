"""A read-only view of a JSON text with line numbers; it scrolls by key and wheel, and its text can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget

from tui.text import clean, fit
from widgets.code_lines import CodeLines
from widgets.code_search import Matches
from widgets.line_canvas import LineCanvas
from widgets.look import look_of
from widgets.segments import Cell, cut, width_of
from widgets.table_columns import CURSOR_BAR, FREE
from widgets.table_cursor import bounded
from widgets.table_lines import Span
from widgets.table_render import NOTHING, Drawn, Frame
from widgets.table_select import selected_text

if TYPE_CHECKING:
    from textual import events
    from textual.selection import Selection

    from widgets.naming import Naming

_WHEEL = 3
_HEAD = 1
_MOST_WANTED = 24


class CodeView(LineCanvas, can_focus=True):
    """Shows a text under a rule with its title and the place in it ("1 of 212").

    Lines that are too long go on in the next row. Keys and values differ in tone only, as in a printed listing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", show=False, id="code.down"),
        Binding("k,up", "move(-1)", "up", show=False, id="code.up"),
        Binding("g,home", "edge(-1)", "top", show=False, id="code.top"),
        Binding("G,end", "edge(1)", "bottom", show=False, id="code.bottom"),
        Binding("ctrl+d", "page(1, 2)", "half a page down", show=False, id="code.half_down"),
        Binding("ctrl+u", "page(-1, 2)", "half a page up", show=False, id="code.half_up"),
        Binding("pagedown,space", "page(1, 1)", "page down", show=False, id="code.page_down"),
        Binding("pageup", "page(-1, 1)", "page up", show=False, id="code.page_up"),
    ]

    DEFAULT_CSS = """
    CodeView { height: 1fr; overflow: hidden hidden; scrollbar-size: 0 0; }
    """

    def __init__(self, title: str, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._title = clean(title, 80)
        self._text = ""
        self._code = CodeLines()
        self._found = Matches()

    def show(self, title: str, text: str) -> None:
        """Show another text under another title."""
        if title != self._title:
            self._title = clean(title, 80)
            self.reframe()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text, from its beginning; the same one stays where it is."""
        if text == self._text:
            return
        self._text = text
        self._code = CodeLines(text, self._cells)
        self._found = Matches(text, self._found.wanted)
        self.reframe()
        self._settle(0)

    @property
    def found(self) -> Matches:
        """What is looked for and where it is."""
        return self._found

    def search(self, wanted: str) -> None:
        """Look for a text, from the line in view on; an empty one looks for nothing."""
        if wanted != self._found.wanted:
            self._found = Matches(self._text, wanted)
            self._found.from_line(self.line)
            self._to_match()

    def step_match(self, step: int) -> None:
        """The next match (1), or the one before (-1)."""
        self._found.step(step)
        self._to_match()

    def _to_match(self) -> None:
        """Bring the match in hand into view, if it is not, with some of what is above it."""
        here = self._found.here
        if here is not None:
            row, top = self._code.row_of(here.line, here.start), self.scroll_offset.y
            if not top <= row < top + self._room:
                self._scroll(row - self._room // 3)
        self.repaint()

    @property
    def line(self) -> int:
        """The number of the first line in view, 0 without a text."""
        return self._code.line_at(self.scroll_offset.y)

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return self._code.lines

    @property
    def _cells(self) -> int:
        return max(1, self.size.width - CURSOR_BAR - FREE)

    @property
    def _room(self) -> int:
        return max(0, self.size.height - _HEAD)

    # Keys and mouse

    def action_move(self, rows: int) -> None:
        """Some rows further."""
        self._scroll(self.scroll_offset.y + rows)

    def action_edge(self, side: int) -> None:
        """The beginning or the end."""
        self._scroll(0 if side < 0 else self._code.count)

    def action_page(self, side: int, part: int) -> None:
        """A page, or the half of one."""
        self._scroll(self.scroll_offset.y + side * max(1, self._room // part - (1 if part == 1 else 0)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self._scroll(self.scroll_offset.y + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self._scroll(self.scroll_offset.y - _WHEEL)

    # Placing

    def on_resize(self) -> None:
        """Cut the lines for the new width; the line at the top stays there."""
        line = self.line
        self._code.fit(self._cells)
        self.reframe()
        self._settle(self._code.first_row(line))

    def _settle(self, top: int) -> None:
        # Without the watcher: another length is no reason to lay out the whole screen again.
        self.set_reactive(Widget.virtual_size, Size(self.size.width, _HEAD + self._code.count))
        self._scroll(top)

    def _scroll(self, top: int) -> None:
        top = bounded(top, self._room, self._code.count)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.repaint()

    # Drawing

    def frame(self) -> Frame:
        """The present theme; a listing has no columns."""
        return Frame(look_of(self.app), (), self.size.width, self.rich_style.bgcolor, "ink")

    def drawn(self, y: int) -> Drawn:
        """The rule with the title, then the rows in view."""
        if y < _HEAD:
            return Drawn(Span("title", self._rule()))
        place = self.scroll_offset.y + y - _HEAD
        return self.text_line(place) if place < self._code.count else NOTHING

    def _rule(self) -> Cell:
        place = f" {self.line} of {self.lines} " if self.lines else ""
        left: Cell = (("── ", "rule"), (f"{self._title} ", "muted"))
        if self._found.wanted:
            wanted = fit(clean(self._found.wanted), _MOST_WANTED)
            left += (("── ", "rule"), ("/", "key"), (f"{wanted} ", "ink"), (f"{self._found.words} ", "muted"))
        right: Cell = ((place, "muted"), ("──", "rule"))
        rest = self._cells - width_of(left) - width_of(right)
        return cut((*left, ("─" * max(0, rest), "rule"), *right), self._cells)

    def text_place(self, y: int) -> int | None:
        """Every row of the text can be selected, the rule can't."""
        place = self.scroll_offset.y + y - _HEAD
        return place if y >= _HEAD and place < self._code.count else None

    def text_line(self, place: int) -> Drawn:
        """A row of the text."""
        return Drawn(Span(f"row:{place}", self._code.row(place, self._found)))

    def text_count(self) -> int:
        """All rows, in view or not."""
        return self._code.count

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text without the line numbers."""
        first = selection.start.y if selection.start is not None else 0
        begin = selection.start.x if selection.start is not None else 0
        number = CURSOR_BAR + self._code.gutter
        rows = selected_text(selection, self._code.count, lambda place: self.strip(self.text_line(place)).text)
        kept = [
            row[max(0, number - begin) :] if first + index == first else row[number:]
            for index, row in enumerate(rows.split("\n"))
        ]
        return "\n".join(kept), "\n"
