"""The customer list: read, compared with what was known, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.changes import Change, merge
from tui.worker.latest import Latest
from tui.worker.translate import customer_of

if TYPE_CHECKING:
    from tui.api.client import Client
    from tui.api.models_onboarding import ListChildOrgsResponse
    from tui.api.reading import Reading
    from tui.domain.clock import Clock
    from tui.domain.records import Customer
    from tui.store.state import StateStore
    from tui.worker.board import Board


_LIST = "customers"


def _translate(org: Reading[ListChildOrgsResponse]) -> Customer:
    return customer_of(org.value)


class CustomerList:
    """Refreshes the list (listChildOrgs). An answer with the same bytes as the last is not even parsed."""

    def __init__(
        self, api: Client, partner_id: str, *, board: Board, store: StateStore, clock: Clock, digest: str
    ) -> None:
        self._api = api
        self._partner_id = partner_id
        self._board = board
        self._store = store
        self._clock = clock
        self._digest = digest
        self._latest = Latest()

    async def refresh(self) -> tuple[Change, ...]:
        """Read the list once and put it on the board; what changed comes back. Raises `ApiError`.

        What a later request brought is not replaced by an answer that comes after it.
        """
        number, known_digest = self._latest.ask(), self._digest
        answer = await self._api.list_child_orgs(self._partner_id, _translate, known_digest=known_digest)
        if self._latest.is_overtaken(_LIST, number):
            return ()
        if answer.unchanged and known_digest != self._digest:
            # An earlier request brought another list meanwhile, and of this one nothing was parsed.
            return await self.refresh()
        self._latest.take(_LIST, number)
        now = self._clock.now()
        if answer.unchanged:
            self._board.put(customers_at=now, stored=False)
            self._store.confirm_customers(now)
            return ()
        known = tuple(self._board.customers.values())
        usable = [customer for customer in answer.rows if customer.org_id]
        merged = merge(known, usable, now)
        self._board.customer_list(merged.customers, at=now, duplicates=merged.duplicates, flawed=answer.flawed)
        self._board.happened(merged.changes)
        # What is wrong with a list is not stored: the next start parses it again, to say so again.
        is_sound = not (answer.flawed or merged.duplicates)
        self._store.save_customers(merged.customers, at=now, digest=answer.digest if is_sound else "")
        self._store.add_changes(merged.changes)
        self._digest = answer.digest
        return merged.changes
