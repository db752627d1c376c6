"""The world behind the sandbox: customers, their plans, what was bought. A function of seed, time and calls made."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from tui.sandbox.chance import uuid4_of
from tui.sandbox.checklist import AVAILABLE, UNKNOWN
from tui.sandbox.dialect import FIELD, Dialect
from tui.sandbox.editions import Place
from tui.sandbox.founding import found
from tui.sandbox.life import Life
from tui.sandbox.moments import ALWAYS, DAY
from tui.sandbox.names import PARTNER
from tui.sandbox.offers import Offer, drawn_offer, plain_offer
from tui.sandbox.org import GCP, Org
from tui.sandbox.pace import Pace
from tui.sandbox.refusals import forbidden, not_found
from tui.sandbox.shelf import Shelf

if TYPE_CHECKING:
    from tui.sandbox.purchases import Purchase

_HISTORY = 14 * DAY


@dataclass(frozen=True, slots=True)
class Past:
    """A feature's status changed before the world began (`at` in epoch seconds)."""

    at: float
    org_id: str
    checklist_key: str
    feature: str
    before: str
    after: str


class World:
    """Everything the API answers from. Moments are epoch seconds and come in with every question.

    `orgs` is how many customers there are when it begins, at `born`. `purchases` lists what was bought, oldest first.
    """

    def __init__(
        self, seed: int = 1, orgs: int = 142, *, born: float, pace: Pace | None = None, dialect: Dialect = FIELD
    ) -> None:
        self.seed = seed
        self.born = born
        self.pace = pace or Pace()
        self.dialect = dialect
        self.partner_name = PARTNER
        self.partner_id = uuid4_of(seed, "partner")
        self.foreign_org_id = uuid4_of(seed, "foreign org")
        self.orgs = {org.org_id: org for org in found(seed, orgs, born)}
        self.purchases: list[Purchase] = []
        self._life = Life(seed, born, self.pace, [org for org in self.orgs.values() if org.checklists()])

    def advance(self, at: float) -> None:
        """Let happen what happens by itself up to this moment; to be called before every question."""
        self._life.advance(at)

    def child(self, org_id: str) -> Org:
        """A customer by id. Raises a 404 when there is none, a 403 when it is another partner's."""
        org = self.orgs.get(org_id.lower())
        if org is not None:
            return org
        if org_id.lower() == self.foreign_org_id:
            raise forbidden("This organization is not one of your customers.")
        raise not_found("There is no such child organization.")

    def require_partner(self, org_id: str) -> None:
        """Raises a 403 when the id is some other organization's, a 404 when it is nobody's."""
        if org_id.lower() == self.partner_id:
            return
        if org_id.lower() in self.orgs or org_id.lower() == self.foreign_org_id:
            raise forbidden("This organization is not a partner.")
        raise not_found("There is no such organization.")

    def child_orgs_json(self, at: float) -> bytes:
        """All customers as the JSON array of listChildOrgs."""
        return f"[{','.join(org.json(at) for org in self.orgs.values())}]".encode()

    def register(self, company: str, at: float, *, invited: bool, subscribed: bool) -> Org:
        """A new customer that has not started onboarding. Names may repeat, ids don't."""
        org = Org(
            uuid4_of(self.seed, "org", len(self.orgs)),
            company,
            at,
            user_invited=AVAILABLE if invited else UNKNOWN,
            marketplace=AVAILABLE if subscribed else UNKNOWN,
        )
        self.orgs[org.org_id] = org
        return org

    def providers_of(self, org: Org) -> tuple[str, ...]:
        """The providers for which a customer may have a plan."""
        return (*org.checklists(), *((GCP,) if org.has_gcp else ()))

    def shelf(self, org: Org, provider: str, at: float) -> Shelf | None:
        """A customer's plans for a provider; None while nothing is connected that a plan could come from."""
        if provider not in self.providers_of(org):
            return None
        if provider not in org.shelves:
            since = self._plans_since(org, provider)
            if at < since:
                return None
            place = Place(self.seed, org.org_id, provider)
            org.shelves[provider] = Shelf(place, self._offer(org, provider, since), self.pace, self.born, since)
        return org.shelves[provider]

    def _plans_since(self, org: Org, provider: str) -> float:
        if provider == GCP or provider in org.offers:
            return ALWAYS
        return org.checklists()[provider].completed_at() + self.pace.plan_appears

    def _offer(self, org: Org, provider: str, since: float) -> Offer:
        if provider in org.offers:
            return org.offers[provider]
        drawn = drawn_offer if since <= self.born else plain_offer
        return drawn(provider, self.seed, org.org_id)

    def history(self) -> list[Past]:
        """What the customers' features went through in the 14 days before the world began, newest last."""
        pasts = [
            Past(step.at, org.org_id, key, step.feature, step.before, step.after)
            for org in self.orgs.values()
            for key, checklist in org.checklists().items()
            for step in checklist.transitions()
            if self.born - _HISTORY < step.at <= self.born
        ]
        return sorted(pasts, key=attrgetter("at"))
