"""A tab of the customer screen that keeps a visit of its own and does its commands itself."""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.customer.facts import CustomerFacts
    from screens.customer.texts import Shown
    from tui.domain.intents import Outcome
    from widgets.key_footer import FooterKey


class OwnTab(Container):
    """Base of the Azure and the Marketplace tab; the screen hands them facts, commands and outcomes.

    `COMMANDS` are the names of the customer screen's commands that the tab answers for while it is in view, `VERBS`
    what the footer calls some of them there.
    """

    COMMANDS: ClassVar[frozenset[str]] = frozenset()
    VERBS: ClassVar[Mapping[str, str]] = MappingProxyType({})

    class Changed(Message):
        """Something in the tab is different: the screen draws again, the footer too."""

    class Proceeded(Message):
        """Enter was pressed in a field: the one action of the view is asked for."""

    class Passed(Message):
        """Tab was pressed in the last field (`step` 1), or shift+tab in the first (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    @abstractmethod
    def draw(self, facts: CustomerFacts, no_writes: str, *, wide: bool) -> None:
        """Draw what is known; `no_writes` says why nothing may be sent but reads, "" when it may."""

    @abstractmethod
    def relevant(self, name: str, facts: CustomerFacts) -> bool:
        """Whether a command stands in the footer now."""

    @abstractmethod
    def reason_against(self, name: str, facts: CustomerFacts, no_writes: str) -> str:
        """Why one of `COMMANDS` may not be used now, "" when it may."""

    @abstractmethod
    def do(self, name: str, facts: CustomerFacts) -> str:
        """Carry out one of `COMMANDS`; the name of one that is the screen's to carry out, else ""."""

    @abstractmethod
    def answered(self, outcome: Outcome, facts: CustomerFacts) -> None:
        """Take what became of an intent, whichever it was."""

    @abstractmethod
    def reset(self) -> None:
        """Another customer: the visit begins anew."""

    @abstractmethod
    def enter(self, facts: CustomerFacts) -> None:
        """The tab came into view: give the keys to what takes them."""

    def shown(self, facts: CustomerFacts) -> Shown | None:
        """What can be copied, None when there is nothing of the kind."""
        del facts
        return None

    def was_copied(self, words: str) -> None:
        """What was shown went to the clipboard."""

    def field_keys(self) -> tuple[FooterKey, ...]:
        """The footer while a field has the keys, empty while none has."""
        return ()
