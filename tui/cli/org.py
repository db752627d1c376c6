"""Which customer a command is about: ORG is an id, a name, or a part of a name that only one customer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import EndedError
from tui.domain.customers.finding import find, nearest_names
from tui.domain.faults import Fault, Sent
from tui.domain.formats import count
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.session import Session
    from tui.domain.customers.finding import Found
    from tui.domain.records import Customer

# A part of a name is looked for in a list that the server confirmed at most so long ago, seconds.
_FRESH = 300.0
_MOST_NAMED = 10


async def customer_meant(session: Session, word: str) -> Customer:
    """The customer a word means, from what is known, else from the list as the server has it now.

    Raises `EndedError` when the word means nobody or several, and when the list can't be read and nobody is known.
    """
    found = find(session.snapshot.customers, word)
    if found.only is not None and (found.whole or _is_fresh(session)):
        return found.only
    fault = await session.read_list()
    found = find(session.snapshot.customers, word)
    if found.only is not None:
        return found.only
    if fault is not None and not found.customers:
        raise EndedError(fault)
    raise _several(found, word) if found.customers else _nobody(session.snapshot.customers, word)


def _is_fresh(session: Session) -> bool:
    at = session.snapshot.customers_at
    return at is not None and 0 <= session.snapshot.at - at <= _FRESH


def _several(found: Found, word: str) -> EndedError:
    named = found.customers[:_MOST_NAMED]
    lines = [f"  {customer.label}  {customer.org_id}" for customer in named]
    if len(found.customers) > len(named):
        lines.append(f"  and {len(found.customers) - len(named)} more")
    fault = Fault(
        f'"{word}" names {count(len(found.customers), "customer")}. Nothing was done.',
        remedy="Give the whole name, or the id:",
        sent=Sent.NOT_SENT,
        kind="usage",
    )
    result = {"candidates": [{"org_id": clean(c.org_id), "name": clean(c.name)} for c in found.customers]}
    return EndedError(fault, result=result, remarks=tuple(lines))


def _nobody(customers: Sequence[Customer], word: str) -> EndedError:
    near = nearest_names(customers, word)
    remedy = f"Did you mean {', or '.join(near)}?" if near else "archera-tui status lists the customers"
    what = f'No customer is called "{word}". Nothing was done.'
    return EndedError(Fault(what, remedy=remedy, sent=Sent.NOT_SENT, kind="usage"))
