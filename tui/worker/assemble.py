"""Puts a worker together for a profile: client, stores, journal, or the sandbox in their place."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.api.client import Client
from tui.api.operations import PURCHASE_PLAN
from tui.api.policy import READS_AND_WRITES, READS_ONLY
from tui.api.retry import Retry
from tui.api.transport import Wire, over_network
from tui.config.problems import ConfigError
from tui.config.profiles import Profile, ProfileKind
from tui.store.journal_errors import JournalError
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.board import Board, Publish
from tui.worker.clock import SystemClock
from tui.worker.key import key_from
from tui.worker.places import Places
from tui.worker.schedule import Policy
from tui.worker.worker import Worker, journal_fault

if TYPE_CHECKING:
    from tui.domain.clock import Clock
    from tui.domain.purchase.events import Timing
    from tui.domain.snapshot import Snapshot
    from tui.sandbox.scenario import Scenario
    from tui.worker.desk import Desk

# So long ago somebody looked at the invented past of the sandbox, seconds: what is older is no news.
_LOOKED_AGO = 3_600.0


@dataclass(frozen=True, slots=True)
class Ends:
    """How the API is reached, and with which key."""

    base_url: str
    key: str
    wire: Wire


def scope_of(profile: Profile) -> Scope:
    """Whose state it is."""
    return Scope(profile.name, profile.host, profile.partner_org_id)


async def assemble(
    profile: Profile,
    policy: Policy,
    places: Places,
    start: Snapshot,
    publish: Publish,
    env: Mapping[str, str],
    scenario: Scenario | None = None,
) -> Worker:
    """The worker for a profile, over what is known already. To be called in the loop the worker will live in.

    `scenario` is what happens in the built-in sandbox; None: some life and no trouble. Raises `ConfigError` when
    there is no key, and `ValueError` for an address or key that can't be used.
    """
    clock = SystemClock()
    if profile.kind is ProfileKind.SANDBOX:
        return _in_sandbox(profile, policy, places, start, publish, clock, scenario)
    if profile.key_source is None:
        raise ConfigError(f"Profile {profile.name} names no source for its API key.")
    key = await key_from(profile.key_source, env)
    ends = Ends(profile.base_url, key.reveal(), over_network())
    store, notice = StateStore.open(places.state, scope_of(profile), clock)
    digest = store.load().digest if start.stored else ""
    if notice:
        start = replace(start, notices=(*start.notices, notice))
    return build(ends, policy, places, start, publish, clock, store, digest)


def _in_sandbox(
    profile: Profile,
    policy: Policy,
    places: Places,
    start: Snapshot,
    publish: Publish,
    clock: Clock,
    scenario: Scenario | None,
) -> Worker:
    from tui.sandbox.scenario import Scenario  # noqa: PLC0415 - on the way to a real host nothing of it is loaded
    from tui.worker.sandbox import ADDRESS, open_sandbox, remembered  # noqa: PLC0415

    sandbox = open_sandbox(clock.now, seed=1, delay=asyncio.sleep, scenario=scenario or Scenario())
    customers, changes = remembered(sandbox.world)
    identity = replace(start.identity, partner_org_id=sandbox.world.partner_id)
    start = replace(start, identity=identity, customers=customers, changes=changes)
    store, _ = StateStore.open(None, scope_of(profile), clock)
    looked_at = clock.now() - _LOOKED_AGO
    store.marks.acknowledge(change for change in changes if change.at <= looked_at)
    store.marks.look(looked_at)
    return build(Ends(ADDRESS, sandbox.key, sandbox.wire), policy, places, start, publish, clock, store)


def build(
    ends: Ends,
    policy: Policy,
    places: Places,
    start: Snapshot,
    publish: Publish,
    clock: Clock,
    store: StateStore,
    digest: str = "",
    *,
    chance: Callable[[], float] = random.random,
    tries: int = 4,
    new_id: Callable[[], str] | None = None,
    timing: Timing | None = None,
) -> Worker:
    """The worker over an open store; `chance` gives numbers in [0, 1) for jitter, `tries` is for reads.

    `timing` is that of purchases; its deadline is also the one of the request. Nothing of purchases is loaded where
    there is no journal to write them to.
    """
    identity = start.identity
    api = Client(
        ends.base_url,
        ends.key,
        wire=ends.wire,
        clock=clock,
        retry=Retry(chance, tries),
        policy=READS_AND_WRITES if identity.mode.may_write else READS_ONLY,
        deadlines={PURCHASE_PLAN.id: timing.deadline} if timing else {},
    )
    running: list[Worker] = []
    board = Board(start, clock, publish, lambda: running[0].in_flight if running else 0, store.add_changes)
    desk: Desk | None = None
    if places.journal is not None:
        from tui.worker.desk import Desk  # noqa: PLC0415 - see above

        try:
            desk = Desk(api, identity, places.journal, board, clock, new_id, timing)
        except JournalError as error:
            board.put(journal_fault=journal_fault(error))
    worker = Worker(
        api=api,
        identity=identity,
        board=board,
        store=store,
        purchases=desk.driver if desk else None,
        closing=desk.close if desk else _nothing,
        clock=clock,
        policy=policy,
        random=chance,
        digest=digest,
    )
    running.append(worker)
    return worker


def _nothing() -> None:
    """There is nothing to let go of."""
