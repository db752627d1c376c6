"""Registering a customer: a lost answer is unknown, and the list is looked at before it may be sent again (quality.md).

The claim is on disk before the request leaves, so that neither a second press nor another start sends it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.names import folded, split_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.records import Customer

# A look sooner than this after the request may be too early to prove that nothing came of it, seconds.
SETTLING = 60.0
# A registration that was accepted takes longer to be given up, seconds.
SETTLING_ACCEPTED = 900.0


class ClaimState(StrEnum):
    """What is known of a registration that was begun and not seen to its end."""

    SENT = "sent"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Claim:
    """A registration whose customer has not been seen yet.

    `asked_at` is when it was sent (epoch seconds), `before` the ids of the customers that had this name already.
    """

    company: str
    asked_at: float
    before: tuple[str, ...] = ()
    state: ClaimState = ClaimState.SENT

    @property
    def sendable_at(self) -> float:
        """From when on it may be sent again, if the list does not show the customer; epoch seconds."""
        return self.asked_at + (SETTLING_ACCEPTED if self.state is ClaimState.ACCEPTED else SETTLING)


@dataclass(frozen=True, slots=True)
class Registered:
    """A customer that was registered; `found` says that the list told so, since the answer was lost or named no id."""

    org_id: str
    company: str
    found: bool = False


def claim_key(company: str) -> str:
    """What a claim is held by: names that read the same are the same."""
    return folded(company)


def same_name(customers: Iterable[Customer], company: str) -> tuple[Customer, ...]:
    """The customers whose name reads like this one."""
    wanted = claim_key(company)
    return tuple(customer for customer in customers if folded(customer.name) == wanted)


def much_the_same(customers: Iterable[Customer], company: str) -> tuple[Customer, ...]:
    """The customers whose name differs only in case, spaces, accents, punctuation or its `c/o`; the same ones first."""
    wanted = _bare(company)
    if not wanted:
        return ()
    alike = [customer for customer in customers if _bare(customer.name) == wanted]
    key = claim_key(company)
    return tuple(sorted(alike, key=lambda customer: folded(customer.name) != key))


def _bare(company: str) -> str:
    """The letters and digits of a name without its suffix; of a name that has none, all of it."""
    name = folded(split_name(" ".join(company.split()))[0])
    return "".join(ch for ch in name if ch.isalnum()) or name


def newcomer(customers: Iterable[Customer], claim: Claim) -> Customer | None:
    """The customer a claim has been waiting for, None while the list does not show it."""
    return next((c for c in same_name(customers, claim.company) if c.org_id not in claim.before), None)


def care_of(customers: Iterable[Customer], partner: str) -> str:
    """The suffix new customers get: the one most of the customers carry, else `c/o` and the partner's name."""
    counts: dict[str, int] = {}
    total = 0
    for customer in customers:
        total += 1
        suffix = split_name(customer.name)[1]
        if suffix:
            counts[suffix] = counts.get(suffix, 0) + 1
    usual = max(counts, key=counts.__getitem__, default="")
    return usual if usual and counts[usual] * 2 > total else f"c/o {partner}"
