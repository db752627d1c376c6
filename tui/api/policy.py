"""What a client may send, decided once when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.api.errors import ReadOnlyRefused
from tui.api.operations import Effect
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from tui.api.operations import Operation


class Policy(Protocol):
    """Asked before anything touches the network."""

    def admit(self, operation: Operation) -> None:
        """Return when the operation may be sent, raise `ReadOnlyRefused` when it may not."""
        ...


class ReadsOnly:
    """Reads pass, everything else is refused."""

    def admit(self, operation: Operation) -> None:
        """Refuse what is not a read."""
        if operation.effect is not Effect.READ:
            raise ReadOnlyRefused(
                "this client is read-only; nothing was sent", operation=operation.id, sent=Sent.NOT_SENT
            )


class ReadsAndWrites:
    """Everything passes."""

    def admit(self, operation: Operation) -> None:
        """Let every operation pass."""


READS_ONLY: Policy = ReadsOnly()
READS_AND_WRITES: Policy = ReadsAndWrites()
