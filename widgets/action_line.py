"""The one thing to do next: its key, its words, what follows; greyed with its reason when it may not be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from textual.message import Message

from widgets.one_line import OneLine
from widgets.segments import EMPTY, Cell, cleaned, cut, joined
from widgets.text_line import Part, fit_parts

if TYPE_CHECKING:
    from widgets.naming import Naming

_MARGIN = 1


@dataclass(frozen=True, slots=True)
class Primary:
    """An action: the key that does it, a verb and its object, what comes after (long and short), why it may not be."""

    key: str
    words: str
    follows: str = ""
    follows_short: str = ""
    reason: str = ""


class ActionLine(OneLine):
    """Draws one primary action, or nothing; a click says so."""

    class Pressed(Message):
        """A click on the action, also when it may not be done: the answer is its reason."""

    def __init__(self, **naming: Unpack[Naming]) -> None:
        super().__init__(**naming)
        self._action: Primary | None = None

    @property
    def action(self) -> Primary | None:
        """What it offers."""
        return self._action

    def show(self, action: Primary | None) -> None:
        """Offer something else."""
        self._action = action
        self.repaint()

    def pieces(self, width: int) -> Cell:
        """Key chip, words, and what follows or why not."""
        action = self._action
        if action is None:
            return EMPTY
        room = max(0, width - 2 * _MARGIN)
        head = _head(action)
        left, _right = fit_parts((Part(head), *_tail(action)), (), room)
        return ((" " * _MARGIN, ""), *cut(left, room))

    def on_click(self) -> None:
        """Say so."""
        if self._action is not None:
            self.post_message(self.Pressed())


def _head(action: Primary) -> Cell:
    off = bool(action.reason)
    key: Cell = ((f" {action.key} ", "keycap-off" if off else "keycap"),)
    return joined((cleaned(key), cleaned(((action.words, "faint" if off else "strong"),))), 1)


def _tail(action: Primary) -> tuple[Part, ...]:
    """What follows may be left out where there is no room; why not is only cut."""
    if action.reason:
        return (Part(cleaned(((action.reason, "muted"),)), gap=2),)
    if not action.follows:
        return ()
    short = cleaned(((action.follows_short, "muted"),)) if action.follows_short else None
    return (Part(cleaned(((action.follows, "muted"),)), drop=1, short=short, gap=2),)
