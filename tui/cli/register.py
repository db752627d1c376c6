"""`archera-tui register`: registers a customer (registerChild), once; a lost answer is unknown, never sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, EndedError, Task, carry_out, value_of
from tui.cli.endings import Ending
from tui.domain.faults import Fault, Sent
from tui.domain.formats import count
from tui.domain.intents import Register
from tui.domain.names import split_name
from tui.domain.onboarding.registration import Registered, care_of, claim_key, newcomer, same_name
from tui.domain.records import Customer
from tui.text import clean

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session

_LEGACY = "This is the legacy call of the API (register_child); the form of its successor is not published."


def run(args: argparse.Namespace) -> int:
    """Look at the list, and register unless somebody has the name already."""

    async def work(session: Session) -> Answer:
        if fault := await session.read_list():
            raise EndedError(_unread(fault))
        company = _company(session, args)
        _refuse_twins(session, company, anyway=args.anyway)
        # Of whoever takes the name from here on nobody was told: then nothing is sent.
        beside = tuple(twin.org_id for twin in same_name(session.snapshot.customers, company))
        intent = Register(company, args.email, args.labra_subscription_id, beside)
        registered = value_of(await session.ask(intent))
        if not isinstance(registered, Registered):
            raise TypeError("a registration brings who was registered")
        listed = session.snapshot.customer(registered.org_id)
        customer = listed or Customer(registered.org_id, registered.company)
        result = {
            "org_id": clean(registered.org_id),
            "company": clean(registered.company),
            "found_in_list": registered.found,
            "legacy_call": True,
        }
        how = "is registered, as the list tells; the answer did not" if registered.found else "is registered"
        next_step = f"Next: archera-tui onboard start {customer.org_id}"
        lines = (f"{customer.label} {how}: {customer.org_id}", _LEGACY, next_step)
        return Answer(Ending.DONE, result, lines, customer)

    return carry_out(args, Task("register", work, writes=True))


def _company(session: Session, args: argparse.Namespace) -> str:
    company: str = args.company
    if not args.co_partner:
        return company
    suffix = care_of(session.snapshot.customers, session.snapshot.identity.partner)
    return f"{split_name(company)[0]} {suffix}"


def _refuse_twins(session: Session, company: str, *, anyway: bool) -> None:
    """Refuse a name somebody has, unless that is the customer of a registration whose end nobody saw."""
    customers = session.snapshot.customers
    claim = next((c for c in session.snapshot.claims if claim_key(c.company) == claim_key(company)), None)
    if anyway or (claim is not None and newcomer(customers, claim) is not None):
        return
    twins = same_name(customers, company)
    if not twins:
        return
    fault = Fault(
        f'Nothing was sent: {count(len(twins), "customer has", "customers have")} the name "{company}" already.',
        "Registering makes another one beside it.",
        "If that is wanted: --anyway",
        sent=Sent.NOT_SENT,
        kind="usage",
    )
    there = {"already_there": [clean(twin.org_id) for twin in twins]}
    raise EndedError(fault, result=there, remarks=tuple(f"  {twin.label}  {twin.org_id}" for twin in twins))


def _unread(fault: Fault) -> Fault:
    return Fault(
        f"Nothing was sent: the list has to be read before. {fault.what}",
        fault.meaning,
        "Register when the list can be read",
        fault.words,
        fault.fields,
        fault.status,
        Sent.NOT_SENT,
        fault.kind,
        fault.retry_after,
    )
