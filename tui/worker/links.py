"""Marketplace offer links (updatePartnerOrg): what is sent, and what the answer says of them, which is kept."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.domain.onboarding.links import LINK_FIELDS, Links

if TYPE_CHECKING:
    from tui.api.client import Client
    from tui.domain.clock import Clock
    from tui.domain.intents import UpdateLinks
    from tui.store.state import StateStore
    from tui.worker.board import Board


class LinkDesk:
    """Carries out UpdateLinks intents; the links as last answered are published as `Snapshot.links`."""

    def __init__(self, api: Client, *, board: Board, store: StateStore, clock: Clock) -> None:
        self._api = api
        self._board = board
        self._marks = store.marks
        self._clock = clock
        self._known: dict[str, Links] = {}

    def read(self) -> None:
        """Put on the board what the store holds."""
        self._known = {
            org_id: Links(at, MappingProxyType(values)) for org_id, (values, at) in self._marks.links().items()
        }
        self._publish()

    async def carry_out(self, intent: UpdateLinks) -> Links:
        """Send the links named, nothing else; the links as answered. Raises `ApiError`.

        A link that was sent and is not in the answer is not known any more; the others stay as known before.
        """
        sent = dict(intent.links)
        answer = (await self._api.update_partner_org(intent.org_id, sent)).value
        before = self._known.get(intent.org_id)
        values = {name: value for name, value in (before.values if before else {}).items() if name not in sent}
        for name in LINK_FIELDS.values():
            if name in answer.model_fields_set:
                values[name] = getattr(answer, name)
        links = Links(self._clock.now(), MappingProxyType(values))
        self._marks.save_links(intent.org_id, values)
        self._known[intent.org_id] = links
        self._publish()
        return links

    def _publish(self) -> None:
        self._board.put(links=MappingProxyType(dict(self._known)))
