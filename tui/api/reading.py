"""What a call brings: the value, the text it was read from, and what in it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from tui.api.documents import NotReadableError, document_of
from tui.api.envelopes import page_words
from tui.api.errors import Unreadable
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.api.exchange import Answered
    from tui.api.lenient import Schema
    from tui.api.models_plans import PurchasePlanV2
    from tui.api.operations import Operation

T = TypeVar("T")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """An answer. `raw` is its JSON as it came, unpacked; `unread` names values that were blanked (dotted paths)."""

    value: T
    raw: bytes = field(repr=False)
    status: int
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurchaseReply:
    """A 2xx answer to purchasePlan, as a fact and not a judgement; `plan` is None when the body is not a plan."""

    status: int
    plan: PurchasePlanV2 | None
    raw: bytes = field(repr=False)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChildOrgs(Generic[Row]):
    """An answer to listChildOrgs as rows of the caller's making, in the server's order, duplicates included.

    `digest` (SHA-256, hexadecimal) identifies the body. `unchanged`: the body is the one whose digest the caller
    gave, nothing was parsed and `rows` is empty. `flawed` counts elements that were not readable in full: no
    object (no row), a value blanked, or no id.
    """

    digest: str
    rows: tuple[Row, ...] = field(default=(), repr=False)
    flawed: int = 0
    unchanged: bool = False


def read_answer(schema: Schema[T], answered: Answered, operation: Operation, scrub: Callable[[str], str]) -> Reading[T]:
    """Decode an answer. Raises `Unreadable` when the body as a whole is not what it should be."""
    try:
        value, unread = schema.read(document_of(answered.body))
    except NotReadableError as bad:
        reason = str(bad)
    else:
        return Reading(value, answered.body, answered.status, unread)
    raise unreadable(reason, answered, operation, scrub)


def unreadable(reason: str, answered: Answered, operation: Operation, scrub: Callable[[str], str]) -> Unreadable:
    """The error for a 2xx answer nothing can be made of."""
    return Unreadable(
        reason if answered.body.strip() else "the answer is empty",
        operation=operation.id,
        sent=Sent.ANSWERED,
        status=answered.status,
        words=page_words(answered.body, scrub)[:_LONGEST_EXCERPT],
    )


_LONGEST_EXCERPT = 200
