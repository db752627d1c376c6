"""What happens by itself: now and then a connected customer loses a feature, and gets it back.

Nothing runs in the background. Happenings have their moments from the seed; they are entered into the checklists
when somebody looks, in the order of those moments. Features that arrive, plans that finish and refresh need
nothing here: they are functions of time already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.sandbox.chance import dice
from tui.sandbox.checklist import AVAILABLE, Change
from tui.sandbox.pasts import REGRESSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.sandbox.org import Org
    from tui.sandbox.pace import Pace


class Life:
    """The happenings of a world: `advance` lets those up to a moment happen."""

    def __init__(self, seed: int, born: float, pace: Pace, orgs: Sequence[Org]) -> None:
        self._rng = dice(seed, "life")
        self._pace = pace
        self._orgs = orgs
        self._next_at = born + self._rng.uniform(*pace.life_every)

    def advance(self, at: float) -> None:
        """Let happen what lies between the last look and `at` (epoch seconds)."""
        while self._orgs and self._next_at <= at:
            self._happen(self._next_at)
            self._next_at += self._rng.uniform(*self._pace.life_every)

    def _happen(self, at: float) -> None:
        """A customer that is well loses something for a while; one that is not is left alone."""
        org = self._rng.choice(self._orgs)
        lasts = self._rng.uniform(*self._pace.life_lasts)
        pick, kind = self._rng.random(), self._rng.random()
        well = [(key, checklist) for key, checklist in org.checklists().items() if checklist.is_complete(at)]
        if not well:
            return
        key, checklist = well[int(pick * len(well))]
        regression = REGRESSIONS[key][int(kind * len(REGRESSIONS[key]))]
        checklist.add(*(Change(at, feature, status) for feature, status in regression))
        checklist.add(*(Change(at + lasts, feature, AVAILABLE) for feature, _ in regression))
