"""A terminal that is sent only the cells that differ from what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from widgets.changed_cells import certain, changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from textual.strip import Strip


class Standing:
    """What stands on the terminal, so that of a line only the cells that differ are sent.

    Textual sends every piece of a line that it drew again, whole. Here a piece is compared with the one that stands in
    its place. A line with a character about whose width terminals disagree is sent as Textual does, and nothing in it
    or at the beginning of the next is taken as known: what stands beside such a character may be pushed aside.
    """

    def __init__(self) -> None:
        # By line: its pieces by the cell they begin at, as far as they are known.
        self._lines: dict[int, dict[int, Strip]] = {}
        # Where the pieces of a line begin; others mean that windows moved or opened.
        self._starts: dict[int, tuple[int, ...]] = {}

    def forget(self) -> None:
        """Take nothing as known: somebody else may have drawn."""
        self._lines.clear()
        self._starts.clear()

    def over(self, update: object) -> Any:
        """An update that sends what differs, and remembers it, when it is sent."""
        return _Sent(self, update) if isinstance(update, CompositorUpdate) else update

    def sequences(self, update: CompositorUpdate, console: Console) -> str:
        """What brings the terminal to where an update wants it; it stands there from now on."""
        if isinstance(update, ChopsUpdate):
            return "".join(self._line(y, update, pieces, console) for y, pieces in _drawn(update).items())
        self.forget()
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                self._take(y, _placed(update.region.x, strips), update.region.bottom)
        return update.render_segments(console)

    def _take(self, y: int, pieces: dict[int, Strip], height: int) -> None:
        """A whole line was drawn."""
        if all(map(certain, pieces.values())):
            self._lines[y], self._starts[y] = pieces, tuple(pieces)
        else:
            self._pushed(y, height)

    def _line(self, y: int, update: ChopsUpdate, pieces: dict[int, Strip], console: Console) -> str:
        """Draw pieces of a line."""
        starts = tuple(update.chops[y])
        sure = all(map(certain, pieces.values()))
        if not sure:
            self._pushed(y, len(update.chops))
        if not sure or self._starts.get(y) != starts:
            self._lines[y], self._starts[y] = {}, starts
        known = self._lines[y]
        sent = [_sent(x, y, known.get(x), piece, console) for x, piece in pieces.items()]
        if sure:
            known.update(pieces)
        return "".join(sent)

    def _pushed(self, y: int, height: int) -> None:
        """A line is drawn that may end on the next; from there, at the end of the screen, all would move up."""
        self._starts.pop(y + 1, None)
        if y + 2 >= height:
            self.forget()


class _Sent(CompositorUpdate):
    """An update as it is sent to a terminal on which something stands."""

    def __init__(self, standing: Standing, update: CompositorUpdate) -> None:
        self._standing = standing
        self._update = update

    def render_segments(self, console: Console) -> str:
        return self._standing.sequences(self._update, console)


def _drawn(update: ChopsUpdate) -> dict[int, dict[int, Strip]]:
    """The pieces that were drawn again, by line and by the cell they begin at."""
    lines: dict[int, dict[int, Strip]] = {}
    for y, first, end in update.spans:
        pieces = lines.setdefault(y, {})
        for (x, strip), x_end in zip(update.chops[y].items(), update.chop_ends[y], strict=True):
            if strip is not None and x < end and x_end > first:
                pieces[x] = strip if x_end <= end else strip.crop(0, end - x)
    return lines


def _placed(x: int, strips: Iterable[Strip]) -> dict[int, Strip]:
    """Pieces that stand side by side, by the cell they begin at."""
    pieces: dict[int, Strip] = {}
    for strip in strips:
        pieces[x] = strip
        x += strip.cell_length
    return pieces


def _sent(x: int, y: int, known: Strip | None, strip: Strip, console: Console) -> str:
    """What draws a piece where another stands; the piece as a whole where none is known, or where most differs."""
    if known is not None and known.cell_length == strip.cell_length:
        runs = changed(known, strip)
        if sum(end - start for start, end in runs) <= strip.cell_length / 2:
            return "".join(_at(x + start, y, strip.crop(start, end), console) for start, end in runs)
    return _at(x, y, strip, console)


def _at(x: int, y: int, strip: Strip, console: Console) -> str:
    return Control.move_to(x, y).segment.text + strip.render(console)
