"""The desk at which plans are bought: the journal, this run's proof of life, the driver and the tasks that look."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from tui.domain.purchase.events import Timing
from tui.domain.purchase.limits import Limits
from tui.store.alive import Run
from tui.store.journal import Journal
from tui.worker.purchase import PurchaseDriver
from tui.worker.purchase_gateway import ApiGateway
from tui.worker.purchase_news import reporter

if TYPE_CHECKING:
    from pathlib import Path

    from tui.api.client import Client
    from tui.domain.clock import Clock
    from tui.domain.snapshot import Identity
    from tui.worker.board import Board


def _new_id() -> str:
    return str(uuid4())


class Desk:
    """What buying needs for the life of a worker: the journal, this run's proof of life, the tasks that look."""

    def __init__(
        self,
        api: Client,
        identity: Identity,
        journal: Path,
        board: Board,
        clock: Clock,
        new_id: Callable[[], str] | None,
        timing: Timing | None,
    ) -> None:
        new_id = new_id or _new_id
        self._journal = Journal.open(journal)
        for attempt in self._journal.attempts():
            board.attempt(attempt)
        started = datetime.fromtimestamp(clock.now(), UTC).isoformat(timespec="seconds")
        self._run = Run.begin(journal, new_id(), started)
        self._tasks: set[asyncio.Future[object]] = set()
        self.driver = PurchaseDriver(
            journal=self._journal,
            gateway=ApiGateway(api),
            clock=clock,
            run=self._run,
            new_id=new_id,
            report=reporter(board),
            identity=identity,
            limits=identity.limits or Limits(),
            timing=timing or Timing(),
            start=self._start,
        )

    def _start(self, work: Coroutine[object, object, object]) -> object:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def close(self) -> None:
        """Stop looking and let go; with a purchase in hand everything stays as it is, for the next start to judge."""
        for task in self._tasks:
            task.cancel()
        if not self.driver.in_hand:
            self._journal.close()
            self._run.end()
