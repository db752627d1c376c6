"""What was typed about customers and not used yet: there again on the next visit, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.domain.intents import Intent
    from tui.domain.onboarding.drafts import Draft


class Drafts:
    """The drafts of this run over those the store held when it began; what is put in is handed on to be kept."""

    def __init__(self, stored: Callable[[], Mapping[str, Draft]], submit: Callable[[Intent], None]) -> None:
        self._stored = stored
        self._submit = submit
        self._own: dict[str, Draft] = {}

    def of(self, org_id: str) -> Draft:
        """What was typed about a customer."""
        from tui.domain.onboarding.drafts import Draft  # noqa: PLC0415 - the first paint has no use for it

        return self._own.get(org_id) or self._stored().get(org_id) or Draft()

    def put(self, org_id: str, draft: Draft) -> None:
        """Something else is typed, or it was used."""
        from tui.domain.intents import KeepDraft  # noqa: PLC0415 - as above

        if draft != self.of(org_id):
            self._own[org_id] = draft
            self._submit(KeepDraft(org_id, draft))
