"""What went wrong, as a person reads it: what happened, to what, what to do (visual.md, "Words")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sent(StrEnum):
    """How far a request got: a write that was certainly not sent may be tried again without a second thought."""

    NOT_SENT = "not sent"
    MAYBE = "maybe sent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure in plain sentences.

    `what` names what happened, `meaning` what follows from it, `remedy` what to do; `words` are the server's own
    (already capped, shown in quotes), `fields` maps a request field to the server's messages about it. `status`
    is the HTTP status where one came, `retry_after` seconds the server asked to wait.
    """

    what: str
    meaning: str = ""
    remedy: str = ""
    words: str = ""
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    status: int | None = None
    sent: Sent = Sent.ANSWERED
    kind: str = ""
    retry_after: float | None = None

    @property
    def sentence(self) -> str:
        """One line: what, the server's words, the meaning, the remedy."""
        quoted = f'"{self.words}"' if self.words else ""
        return " ".join(part for part in (self.what, quoted, self.meaning, self.remedy) if part)
