"""Registering a customer (registerChild): sent once, never repeated by the program, always accounted for.

A claim on the name is on disk before the request leaves. While it is open, the customer list is read before anything
is sent, and nothing is sent while the list shows the customer or the request may still be on its way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.api.errors import ApiError
from tui.domain.faults import Fault, Sent
from tui.domain.formats import clock as clock_words
from tui.domain.onboarding.registration import Claim, ClaimState, Registered, newcomer, same_name
from tui.worker.explain import fault_of
from tui.worker.onboarding import RefusedError

if TYPE_CHECKING:
    from tui.api.client import Client
    from tui.domain.clock import Clock
    from tui.domain.intents import Register
    from tui.store.state import StateStore
    from tui.worker.board import Board
    from tui.worker.customers import CustomerList

# Answers that say no, whoever gives them; those below count only in one of the API's own envelopes.
_NEVER_DONE = (404, 405, 410, 429)
_REFUSED = (400, 401, 403, 409, 422)
_LOOKED = "Register again later: the list is looked at first, and nothing is sent while it shows the name"

_TWIN = Fault(
    "Nothing was sent: the list, read just now, shows a customer of this name.",
    "It was not there when the name was typed: somebody else may have registered it.",
    "Look at that customer; to make another one beside it, register again",
    sent=Sent.NOT_SENT,
    kind="twin",
)


def is_refusal(error: ApiError) -> bool:
    """Whether an error proves that nobody was registered."""
    if error.sent is Sent.NOT_SENT or error.status in _NEVER_DONE:
        return True
    return error.status in _REFUSED and error.envelope is not None and error.envelope.is_known


class Registration:
    """Carries out Register intents; open claims are published as `Snapshot.claims`."""

    def __init__(
        self, api: Client, partner_id: str, *, customers: CustomerList, board: Board, store: StateStore, clock: Clock
    ) -> None:
        self._api = api
        self._partner_id = partner_id
        self._customers = customers
        self._board = board
        self._claims = store.claims
        self._clock = clock

    def read(self) -> None:
        """Put the open claims on the board."""
        self._board.put(claims=self._claims.all())

    async def carry_out(self, intent: Register) -> Registered:
        """Register the customer, or find that it is there. Raises `ApiError` (nothing done) or `RefusedError`."""
        known = self._claims.get(intent.company)
        await self._look_first()
        if known is not None:
            if there := self._there(known):
                return there
            self._refuse_too_early(known)
        before = tuple(customer.org_id for customer in same_name(self._board.customers.values(), intent.company))
        if intent.beside is not None and not set(before) <= set(intent.beside):
            raise RefusedError(_TWIN)
        claim = Claim(intent.company, self._clock.now(), before)
        if not self._claims.take(claim, known):
            raise RefusedError(
                Fault(
                    "Nothing was sent: another program registers this customer, or holds the state file.",
                    remedy="Look at the list, then register again",
                    sent=Sent.NOT_SENT,
                    kind="claimed",
                )
            )
        self.read()
        return await self._send(intent, claim)

    async def _send(self, intent: Register, claim: Claim) -> Registered:
        try:
            answer = await self._api.register_child(
                self._partner_id,
                company=intent.company,
                email=intent.email,
                labra_subscription_id=intent.labra_subscription_id,
            )
        except ApiError as error:
            if is_refusal(error):
                self._drop(claim)
                raise
            return await self._after_silence(claim, fault_of(error))
        if answer.value.org_id:
            self._drop(claim)
            await self._try_to_look()
            return Registered(answer.value.org_id, intent.company)
        accepted = replace(claim, state=ClaimState.ACCEPTED)
        self._claims.take(accepted, claim)
        return await self._after_silence(
            accepted, Fault("The server accepted the registration and named no id.", sent=Sent.ANSWERED)
        )

    async def _after_silence(self, claim: Claim, fault: Fault) -> Registered:
        """The answer says nothing of the customer: the list is looked at; what it can't tell stays unknown."""
        self.read()
        looked = await self._try_to_look()
        if there := self._there(claim):
            return there
        shows = f"The list, read at once, does not show “{claim.company}”." if looked else "The list can't be read."
        accepted = claim.state is ClaimState.ACCEPTED
        meaning = shows if accepted else f"It may have been registered. {shows}"
        raise RefusedError(
            replace(fault, meaning=meaning, remedy=_LOOKED, sent=Sent.MAYBE, kind="unknown"),
        )

    def _there(self, claim: Claim) -> Registered | None:
        customer = newcomer(self._board.customers.values(), claim)
        if customer is None:
            return None
        self._drop(claim)
        return Registered(customer.org_id, customer.name, found=True)

    def _drop(self, claim: Claim) -> None:
        self._claims.drop(claim.company)
        self.read()

    def _refuse_too_early(self, claim: Claim) -> None:
        if self._clock.now() >= claim.sendable_at:
            return
        when = f"{clock_words(claim.asked_at)} UTC"
        what = "accepted, and the list does not show it" if claim.state is ClaimState.ACCEPTED else "not known"
        raise RefusedError(
            Fault(
                f"Nothing was sent: this name was sent at {when}; what became of it is {what} yet.",
                "Sent again too early, the customer could be there twice.",
                f"Register again after {clock_words(claim.sendable_at)} UTC",
                sent=Sent.NOT_SENT,
                kind="claimed",
            )
        )

    async def _look_first(self) -> None:
        """Read the list before anything is sent: who has the name already must be known. Raises `RefusedError`."""
        try:
            await self._customers.refresh()
        except ApiError as error:
            fault = fault_of(error)
            raise RefusedError(
                replace(
                    fault,
                    what=f"Nothing was sent: the list has to be read before. {fault.what}",
                    meaning="",
                    remedy="Register again when the list can be read",
                    sent=Sent.NOT_SENT,
                )
            ) from None

    async def _try_to_look(self) -> bool:
        try:
            await self._customers.refresh()
        except ApiError:
            return False
        return True
