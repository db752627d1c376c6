"""The async API worker: takes intents, refreshes in the background, publishes snapshots. Plain asyncio.

Reads are queued by who waits for them; what a person asked for that changes something runs at once and is never
cancelled by leaving a screen. Nothing but reads is ever sent in the background.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.domain import intents as ask
from tui.domain.faults import Fault, Sent
from tui.domain.records import AZURE
from tui.store.journal_errors import JournalError
from tui.worker.background import Background
from tui.worker.checks import Checks
from tui.worker.customers import CustomerList
from tui.worker.errands import Errands
from tui.worker.links import LinkDesk
from tui.worker.marks import MarksRoom
from tui.worker.onboarding import Onboarding
from tui.worker.plan_archive import PlanArchive
from tui.worker.plans import PlanReader
from tui.worker.progress import ProgressBook
from tui.worker.purchase_ports import PurchaseDeclinedError
from tui.worker.queue import Priority
from tui.worker.registration import Registration
from tui.worker.rounds import Rounds
from tui.worker.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tui.api.client import Client
    from tui.domain.clock import Clock
    from tui.domain.snapshot import Identity
    from tui.store.state import StateStore
    from tui.worker.board import Board
    from tui.worker.purchase import PurchaseDriver
    from tui.worker.schedule import Policy


class Worker:
    """Drives everything that talks to the API. Lives in one event loop; `run` works until `stop`."""

    def __init__(
        self,
        *,
        api: Client,
        identity: Identity,
        board: Board,
        store: StateStore,
        purchases: PurchaseDriver | None,
        clock: Clock,
        policy: Policy,
        random: Callable[[], float],
        closing: Callable[[], None],
        digest: str = "",
    ) -> None:
        self._api = api
        self._identity = identity
        self._board = board
        self._store = store
        self._purchases = purchases
        self._closing = closing
        self._plans = PlanReader(api, board=board, store=store, clock=clock)
        self._progress = ProgressBook(board=board, store=store)
        self._archive = PlanArchive(store)
        self._onboarding = Onboarding(api, progress=self._progress, clock=clock)
        self._marks = MarksRoom(board=board, store=store, clock=clock)
        self._links = LinkDesk(api, board=board, store=store, clock=clock)
        customers = CustomerList(api, identity.partner_org_id, board=board, store=store, clock=clock, digest=digest)
        self._registration = Registration(
            api, identity.partner_org_id, customers=customers, board=board, store=store, clock=clock
        )
        self._background = Background(
            customers,
            self._plans,
            board=board,
            clock=clock,
            policy=policy,
            random=random,
            on_idle=self._rested,
            on_error=self._fell_over,
            on_list=self._progress.read,
        )
        self._errands = Errands(board, self._follow, self._rested)
        self._checks = Checks(self._progress, lambda it: self._errands.begin(it, self._onboarding.carry_out(it)))
        self._watches = Watches(board=board, clock=clock, check=self._checks.check)
        self._rounds = Rounds(board=board, clock=clock, check=self._checks.check, on_end=self._background.follow_up)
        self._stopped = asyncio.Event()
        self._quiet = asyncio.Event()
        self._error: BaseException | None = None

    @property
    def in_flight(self) -> int:
        """How many reads and intents are under way."""
        return self._background.running + len(self._errands)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._background.idle and not self._errands

    async def run(self) -> None:
        """Work until `stop`: look after open purchases, refresh, carry out intents."""
        self._marks.read()
        self._marks.read_drafts()
        self._registration.read()
        self._links.read()
        self._take_up_purchases()
        background = asyncio.ensure_future(self._background.go_on())
        stopped = asyncio.ensure_future(self._stopped.wait())
        try:
            await asyncio.wait({background, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if background.done():
                background.result()
            if self._error is not None:
                raise self._error
        finally:
            self._board.close()
            self._watches.close()
            self._rounds.close()
            background.cancel()
            stopped.cancel()
            await asyncio.gather(background, stopped, return_exceptions=True)
            self._closing()
            await self._background.close()
            await self._api.aclose()
            self._store.close()

    def stop(self) -> None:
        """End `run` soon. A purchase under way is left as sent; the next start looks after it."""
        self._stopped.set()

    async def settled(self) -> None:
        """Return when nothing is under way and everything known is published; for whoever drives the clock."""
        while True:
            for _ in range(20):
                await asyncio.sleep(0)
            if self.idle:
                self._board.flush()
                return
            self._quiet.clear()
            await self._quiet.wait()

    def submit(self, intent: ask.Intent) -> None:
        """Take an intent. The same one while it is under way is not begun twice."""
        if isinstance(intent, ask.WRITES) and not self._identity.mode.may_write:
            self._board.tell(ask.Failed(intent, self._read_only()))
            return
        match intent:
            case ask.Refresh() | ask.Pause() | ask.LookAt() | ask.LoadPlans():
                self._tell_background(intent)
            case ask.ReadPlan(org_id, provider) | ask.PreparePurchase(org_id, provider):
                self._errands.begin(intent, self._plans.read((org_id, provider)))
            case ask.ReadHistory(org_id):
                self._board.tell(ask.Done(intent, self._store.changes_of(org_id)))
            case ask.Buy() | ask.LookAgain() | ask.Settle():
                self._errands.begin(intent, self._purchase(intent))
            case ask.MarkPlan() | ask.Pin() | ask.Acknowledge() | ask.LookedAt():
                self._board.tell(self._marks.carry_out(intent))
            case ask.KeepDraft():
                self._marks.keep_draft(intent)
            case ask.ReadPlanHistory() | ask.ReadPlanAt() | ask.ReadRawPlan():
                self._board.tell(self._archive.carry_out(intent))
            case ask.StopWaiting() | ask.WatchVerification() | ask.StopWatching() | ask.VerifyMany() | ask.StopRound():
                self._look_after(intent)
            case _:
                self._errands.begin(intent, self._work_on(intent))

    def _work_on(self, intent: ask.Intent) -> Coroutine[object, object, object]:
        """What carries out an intent about a customer."""
        match intent:
            case ask.Register():
                return self._registration.carry_out(intent)
            case ask.UpdateLinks():
                return self._links.carry_out(intent)
            case _:
                return self._onboarding.carry_out(intent)

    def _tell_background(self, intent: ask.Refresh | ask.Pause | ask.LookAt | ask.LoadPlans) -> None:
        """Change what is read in the background, or when; nothing answers these."""
        match intent:
            case ask.Refresh():
                self._marks.read()
                self._progress.read()
                self._background.refresh()
            case ask.Pause(paused):
                if paused:
                    self._watches.stop_all("refreshing was paused")
                    self._rounds.stop("refreshing was paused")
                self._background.pause(paused)
            case ask.LookAt(plans):
                self._progress.read()
                self._background.look_at(plans)
            case ask.LoadPlans():
                self._background.load_plans()

    def _look_after(
        self, intent: ask.StopWaiting | ask.WatchVerification | ask.StopWatching | ask.VerifyMany | ask.StopRound
    ) -> None:
        """Verifications that are repeated, are many, or are no longer waited for."""
        match intent:
            case ask.StopWaiting(org_id, cloud):
                verification = ask.VerifyAzure(org_id) if cloud == AZURE else ask.VerifyAws(org_id)
                if self._errands.is_under_way(verification):
                    self._errands.give_up(verification, self._onboarding.stopped_waiting(org_id, cloud))
            case ask.WatchVerification():
                self._watches.begin(intent)
            case ask.StopWatching(org_id, cloud):
                self._watches.stop(org_id, cloud, "you ended it")
            case ask.VerifyMany():
                self._rounds.begin(intent)
            case ask.StopRound():
                self._rounds.stop("you stopped it")

    def _follow(self, outcome: ask.Outcome) -> None:
        """What comes after an intent by itself: the list after a verification, the plan after a purchase."""
        if isinstance(outcome, ask.Failed):
            self._background.hold_back(outcome.fault)
        match outcome.intent:
            case ask.VerifyAws() | ask.VerifyAzure():
                self._checks.answered(outcome)
                self._watches.answered(outcome)
                # The list is read once for a whole round.
                if not self._rounds.under_way:
                    self._background.follow_up()
            case ask.StartOnboarding():
                self._background.follow_up()
            case ask.ReadPlan(org_id, provider) | ask.PreparePurchase(org_id, provider):
                self._background.was_read((org_id, provider))
            case ask.Buy(org_id=org_id, provider=provider):
                self._background.read_plan((org_id, provider), Priority.VISIBLE)
            case _:
                pass

    async def _purchase(self, intent: ask.Buy | ask.LookAgain | ask.Settle) -> object:
        driver = self._purchases
        if driver is None:
            raise PurchaseDeclinedError("The journal of purchases can't be used.", "Nothing was sent.")
        match intent:
            case ask.Buy():
                return await driver.buy(intent)
            case ask.LookAgain(attempt_id):
                return await driver.look(attempt_id)
            case ask.Settle(attempt_id, bought, note, who):
                from tui.domain.purchase.events import Settled  # noqa: PLC0415 - loaded with the driver

                return driver.settle(attempt_id, Settled(bought, note, who))

    def _take_up_purchases(self) -> None:
        """Look after what earlier runs left open. A journal that can't be read stops purchases, not the rest."""
        if self._purchases is None:
            return
        try:
            self._purchases.resume()
        except JournalError as error:
            self._board.put(journal_fault=journal_fault(error))

    def _read_only(self) -> Fault:
        reason = self._identity.read_only_reason or "read-only profile. Restart with --write"
        return Fault("Nothing was sent:", remedy=reason, sent=Sent.NOT_SENT, kind="read-only")

    def _fell_over(self, error: BaseException) -> None:
        """A read broke the program: end `run` with it, so that whoever hosts the worker says so."""
        self._error = error
        self._stopped.set()

    def _rested(self) -> None:
        self._board.notice(self._store.notice)
        if self.idle:
            self._board.rest()
        self._quiet.set()


def journal_fault(error: JournalError) -> Fault:
    """Why nothing can be bought."""
    return Fault(str(error), "Everything else works.", sent=Sent.NOT_SENT, kind="journal")
