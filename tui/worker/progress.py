"""How far each onboarding has come: on the board and in the store, shared with other programs on the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.domain.onboarding.merging import merged
from tui.domain.onboarding.steps import Progress

if TYPE_CHECKING:
    from tui.domain.snapshot import PlanKey
    from tui.store.state import StateStore
    from tui.worker.board import Board


class ProgressBook:
    """The one place that changes `Board.progress`; what another program wrote meanwhile is kept, and noticed."""

    def __init__(self, *, board: Board, store: StateStore) -> None:
        self._board = board
        self._store = store
        # What was known before a change that the store could not take: another program was writing.
        self._unsaved: dict[PlanKey, Progress] = {}

    def known(self, org_id: str, cloud: str) -> Progress:
        """What is known of one customer and cloud."""
        return self._board.progress.get((org_id, cloud), Progress(org_id, cloud))

    def change(self, org_id: str, cloud: str, **facts: object) -> Progress:
        """Write down facts of this moment at once; the progress with them and with what others wrote."""
        base = self.known(org_id, cloud)
        return self._save(base, replace(base, **facts))  # type: ignore[arg-type] # fields by name, checked by replace

    def read(self) -> None:
        """Take over what another program wrote since the last time, and store what could not be stored then."""
        for key in tuple(self._unsaved):
            self._save(self.known(*key), self.known(*key))
        news = self._store.progress_news()
        for key, stored in (news or {}).items():
            base = self._unsaved.get(key)
            now = stored if base is None else merged(base, self.known(*key), stored)
            if now != self._board.progress.get(key):
                self._board.onboarding(now)

    def _save(self, base: Progress, mine: Progress) -> Progress:
        key = (mine.org_id, mine.cloud)
        base = self._unsaved.get(key, base)
        stored = self._store.save_progress(mine, base)
        if stored is None:
            self._unsaved[key] = base
        else:
            self._unsaved.pop(key, None)
        now = stored or mine
        self._board.onboarding(now)
        return now
