"""What went wrong, as a person reads it: what happened, to what, what to do (visual.md, "Words")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

NO_ANSWER = frozenset({"unreachable", "untrusted", "timed out", "interrupted"})
"""The kinds of a connection that gave no answer, or none to its end (`tui.api.errors`)."""


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
    is the HTTP status where one came, `sent` how far a write got (a read leaves nothing in doubt, so it is never
    MAYBE), `retry_after` seconds the server asked to wait.
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
    def is_refusal(self) -> bool:
        """Whether the server answered and said no: 4xx, but for those that ask to come again (408, 429)."""
        status = self.status
        return (
            status is not None
            and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
            and status not in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
        )

    @property
    def is_failure(self) -> bool:
        """Whether something answered, with neither what was asked for nor a no: 5xx, a web page, what can't be read."""
        return self.status is not None and self.kind not in NO_ANSWER and not self.is_refusal

    @property
    def sentence(self) -> str:
        """One line: what, the server's words, the meaning, the remedy."""
        quoted = f'"{self.words}"' if self.words else ""
        return " ".join(part for part in (self.what, quoted, self.meaning, self.remedy) if part)

    @property
    def said(self) -> str:
        """All the server's own words in one line, those about single fields too; "" where it said nothing."""
        told = [
            f"{name}: {message}" if (name := field_name(path)) else message
            for path, messages in self.fields
            for message in messages
        ]
        # Beside what is wrong with a field, the name of the status says nothing.
        words = "" if told and self.words == _phrase(self.status) else self.words
        return "; ".join(part for part in (words, *told) if part)


def field_name(path: str) -> str:
    """The request field a dotted path of the `Error` envelope names, "" for the request as a whole.

    `json.existing_cur.region` is `existing_cur.region`, `json._schema` is the body.
    """
    parts = [part for part in path.split(".") if part != "_schema"]
    return ".".join(parts[1:] if parts[0] == "json" else parts) if parts else ""


def _phrase(status: int | None) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
