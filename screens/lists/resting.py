"""The cursor of a list that asks for the plans of the line it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from screens.base import DashboardScreen
    from tui.domain.snapshot import PlanKey

REST = 0.3
"""The cursor has to rest so long before anything is asked for, seconds."""


class RestingCursor:
    """Says which plans are on view once the cursor has rested for `seconds`; `plans` names them. Nothing is drawn."""

    def __init__(self, screen: DashboardScreen, seconds: float, plans: Callable[[], tuple[PlanKey, ...]]) -> None:
        self._screen = screen
        self._seconds = seconds
        self._plans = plans
        self._timer: Timer | None = None
        self._asked: tuple[PlanKey, ...] | None = None

    def moved(self) -> None:
        """Begin to wait anew."""
        if self._timer is not None:
            self._timer.stop()
        if self._seconds:
            self._timer = self._screen.set_timer(self._seconds, self.look)
        else:
            self._screen.call_later(self.look)

    def look(self) -> None:
        """The cursor rests: these plans are read first."""
        plans = self._plans()
        if self._screen.in_view and plans != self._asked:
            self._asked = plans
            self._screen.host.look_at(*plans)

    def forget(self) -> None:
        """Another screen says what it looks at: on coming back it is said again."""
        self._asked = None
