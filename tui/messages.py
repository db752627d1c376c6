"""Textual messages that cross screens. Everything else a widget says belongs to the widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.intents import Outcome
    from tui.domain.plan.records import Plan
    from tui.domain.snapshot import Snapshot


class Published(Message):
    """The worker published a snapshot. A newer one replaces one that nobody has read yet."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot

    def can_replace(self, message: Message) -> bool:
        """Whether an unread message in the queue is out of date because of this one."""
        return isinstance(message, Published)


class Answered(Message):
    """The worker carried out an intent, or could not. Never replaced: each one matters."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class OpenCustomer(Message):
    """A screen asks to open a customer; `among` are the ids that `[` and `]` walk, `words` what list they are."""

    def __init__(self, org_id: str, among: Sequence[str] = (), words: str = "") -> None:
        super().__init__()
        self.org_id = org_id
        self.among = tuple(among)
        self.words = words


class OpenPlan(Message):
    """A screen asks to open a plan of a customer; without a provider the one worth most."""

    def __init__(self, org_id: str, provider: str = "", among: Sequence[str] = (), words: str = "") -> None:
        super().__init__()
        self.org_id = org_id
        self.provider = provider
        self.among = tuple(among)
        self.words = words


class OpenPurchase(Message):
    """A screen asks for the purchase dialog; `reviewed` is the plan as a person has it before their eyes."""

    def __init__(self, org_id: str, provider: str, reviewed: Plan) -> None:
        super().__init__()
        self.org_id = org_id
        self.provider = provider
        self.reviewed = reviewed
