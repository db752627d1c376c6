"""A list that has the plans of the line read first on which the cursor rests."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on

from screens.lists.filtered import FilteredScreen, Wanted
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.domain.snapshot import PlanKey

REST = 0.3
"""The cursor has to rest so long before anything is asked for, seconds."""


class RestingScreen(FilteredScreen[Wanted]):
    """Says which plans are on view once the cursor has rested for `rest` seconds. Nothing is drawn then."""

    def __init__(self, rest: float = REST) -> None:
        super().__init__()
        self._rest_seconds = rest
        self._resting: Timer | None = None
        self._looked: tuple[PlanKey, ...] | None = None

    @abstractmethod
    def plans_in_hand(self) -> tuple[PlanKey, ...]:
        """The plans worth reading while somebody looks at this line."""

    @on(VirtualTable.Moved)
    def _rest(self) -> None:
        """Begin to wait anew."""
        if self._resting is not None:
            self._resting.stop()
        if self._rest_seconds:
            self._resting = self.set_timer(self._rest_seconds, self.look)
        else:
            self.call_later(self.look)

    def look(self) -> None:
        """The cursor rests: its plans are read first."""
        plans = self.plans_in_hand()
        if self.in_view and plans != self._looked:
            self._looked = plans
            self.host.look_at(*plans)

    def on_screen_suspend(self) -> None:
        """Another screen says what it looks at."""
        self._looked = None

    def on_screen_resume(self) -> None:
        """Say again what is looked at."""
        self._rest()
