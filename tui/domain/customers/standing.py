"""Where every customer stands, computed once per customer and kept while nothing about it changes."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from tui.domain.customers.facts import Health, Stage, Standing
from tui.domain.customers.features import depends_on_time, words_change_at
from tui.domain.customers.look import (
    NO_PROGRESS,
    Look,
    calm_times,
    has_begun,
    has_history,
    lists_of,
    look_at,
    provider_key,
    troubled_times,
    unchanged_times,
)
from tui.domain.in_bulk import in_bulk
from tui.domain.names import folded, safe_name
from tui.domain.plans.facts import plan_facts
from tui.domain.records import AWS, AZURE, GCP, KUBERNETES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.domain.customers.look import Lists
    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Customer
    from tui.domain.snapshot import PlanKey, PlanReading, Snapshot

_READ_PROVIDERS = (AWS, AZURE, GCP, KUBERNETES)
_CLOUDS = (AWS, AZURE)
# How many checklist patterns, kinds of list and names per list are remembered; a hostile fleet could have any number.
_KEPT = 4_096
_ORDERS = 32
_NAMES = 64
_ASPECTS = attrgetter("name", "status", "was")
_K = TypeVar("_K")
_V = TypeVar("_V")


class StandingBoard:
    """The standings of a fleet, carried from snapshot to snapshot.

    A customer is computed anew only when its record, one of its plan readings or its progress is another object
    than before, or when its words change by the passing of time.
    """

    def __init__(self) -> None:
        self._standings: dict[str, Standing] = {}
        self._progress: dict[str, dict[str, Progress]] = {}
        self._plans: Mapping[PlanKey, PlanReading] = {}
        self._records: Mapping[PlanKey, Progress] = {}
        self._customers: tuple[Customer, ...] = ()
        self._patterns: dict[object, tuple[Health, frozenset[str], bool]] = {}
        self._keys: dict[str, str] = {}
        self._expiring: dict[str, float] = {}
        self._orders: dict[str, dict[str, None]] = {}
        self._alike: dict[tuple[int, int], Look] = {}
        self._all: tuple[Standing, ...] = ()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """All standings in the server's order."""
        return self._all

    @property
    def by_id(self) -> Mapping[str, Standing]:
        """All standings by customer; it stays what it is when another snapshot comes."""
        return self._standings

    def standing(self, org_id: str) -> Standing | None:
        """The standing of one customer, None when it is not listed."""
        return self._standings.get(org_id)

    def order(self, provider: str) -> tuple[str, ...]:
        """The fixed order of a provider's feature dots: as first seen in the fleet."""
        return tuple(self._orders.get(provider, ()))

    def update(self, snapshot: Snapshot) -> frozenset[str]:
        """Take over a snapshot; the ids of customers whose standing changed, came or went."""
        stale = self._touched(snapshot)
        before = self._standings
        if not stale and snapshot.customers is self._customers:
            return frozenset()
        renewed = self._renewed(snapshot.customers)
        self._remember(snapshot)
        known = before.get
        if renewed is None:
            new = [
                customer
                for customer in snapshot.customers
                if (last := known(customer.org_id)) is None or last.customer is not customer or last.org_id in stale
            ]
        else:
            also = {org_id: before[org_id].customer for org_id in sorted(stale) if org_id in before}
            new = [*(also | renewed).values()]
        made = {standing.customer.org_id: standing for standing in self._computed(new, snapshot)}
        if renewed is None:
            after = {c.org_id: made.get(c.org_id) or before[c.org_id] for c in snapshot.customers}
        else:
            after = before | made
        changed = [org_id for org_id, standing in made.items() if known(org_id) != standing]
        gone = before.keys() - after.keys()
        for org_id in gone:
            self._expiring.pop(org_id, None)
        # Records that are gone may leave their ids to others.
        self._alike.clear()
        self._standings = after
        self._all = tuple(after.values())
        return frozenset(gone.union(changed))

    def _renewed(self, customers: tuple[Customer, ...]) -> dict[str, Customer] | None:
        """The records that are others than before by id, None when somebody came, went or moved."""
        if not len(customers) == len(self._customers) == len(self._standings):
            return None
        pairs = [(old, new) for old, new in zip(self._customers, customers, strict=True) if old is not new]
        return {new.org_id: new for _, new in pairs} if all(old.org_id == new.org_id for old, new in pairs) else None

    def _touched(self, snapshot: Snapshot) -> set[str]:
        """Customers whose plans, progress or words are not what they were."""
        stale = {org_id for org_id, at in self._expiring.items() if at < snapshot.at}
        for old, new in ((self._plans, snapshot.plans), (self._records, snapshot.progress)):
            if new is old:
                continue
            stale.update(key[0] for key, value in new.items() if old.get(key) is not value)
            stale.update(key[0] for key in old.keys() - new.keys())
        return stale

    def _remember(self, snapshot: Snapshot) -> None:
        if snapshot.progress is not self._records:
            self._progress = {}
            for (org_id, cloud), record in snapshot.progress.items():
                if cloud in _CLOUDS and has_begun(record):
                    self._progress.setdefault(org_id, {})[cloud] = record
        self._plans, self._records, self._customers = snapshot.plans, snapshot.progress, snapshot.customers

    def _computed(self, customers: Sequence[Customer], snapshot: Snapshot) -> list[Standing]:
        planned = {org_id for org_id, _ in snapshot.plans}
        names = [safe_name(customer.label) for customer in customers]
        looks = [self._look(customer, snapshot.at) for customer in customers]
        return in_bulk(
            Standing,
            customer=customers,
            full_name=names,
            folded=[folded(name) for name in names],
            health=[look.health for look in looks],
            times=[look.times for look in looks],
            plan=[
                plan_facts(self._readings(customer.org_id) if customer.org_id in planned else {}, look.expected)
                for customer, look in zip(customers, looks, strict=True)
            ],
            under_way=[look.under_way for look in looks],
        )

    def _readings(self, org_id: str) -> dict[str, PlanReading]:
        return {p: reading for p in _READ_PROVIDERS if (reading := self._plans.get((org_id, p)))}

    def _look(self, customer: Customer, now: float) -> Look:
        """Look at a customer's lists; many a customer shares the very same lists with others, and so how it looks."""
        self._expiring.pop(customer.org_id, None)
        if progress := self._progress.get(customer.org_id):
            return self._look_closely(customer, progress, now)
        alike = (id(customer.org_checklist), id(customer.integrations))
        look = self._alike.get(alike) or self._look_again(customer, now)
        # What was never begun is as old as the customer; what changes by the passing of time is noted for each.
        if look.health.stage is not Stage.NEVER and customer.org_id not in self._expiring:
            self._alike[alike] = look
        return look

    def _look_again(self, customer: Customer, now: float) -> Look:
        signature = self._signature(customer)
        known = self._patterns.get(signature)
        if known is None:
            return self._look_closely(customer, NO_PROGRESS, now, signature)
        found, expected, has_history = known
        if found.stage is Stage.ATTENTION:
            times = troubled_times(lists_of(customer), found)
        elif has_history:
            times = calm_times(customer, found.stage)
        else:
            times = unchanged_times(customer, found.stage)
        return Look(found, expected, times)

    def _signature(self, customer: Customer) -> object:
        """Everything but the time that the health of a customer without progress depends on."""
        return (
            tuple([(self._filed(c.key), tuple(map(_ASPECTS, c.features))) for c in customer.integrations]),
            tuple(map(_ASPECTS, customer.org_checklist)),
        )

    def _filed(self, checklist_key: str) -> str:
        filed = self._keys.get(checklist_key)
        if filed is None:
            filed = provider_key(checklist_key)
            _keep(self._keys, checklist_key, filed)
        return filed

    def _look_closely(
        self, customer: Customer, progress: Mapping[str, Progress], now: float, signature: object = None
    ) -> Look:
        """Look at a customer's lists; what depends on nothing but its `signature` is remembered under that."""
        lists = lists_of(customer, progress)
        self._learn(lists)
        change_at = words_change_at((f for features in lists.values() for f in features), now)
        if change_at is not None:
            self._expiring[customer.org_id] = change_at
        look = look_at(customer, lists, progress, now)
        if signature is not None and not depends_on_time(lists):
            _keep(self._patterns, signature, (look.health, look.expected, has_history(customer)))
        return look

    def _learn(self, lists: Lists) -> None:
        for key, features in lists.items():
            order = self._orders.setdefault(key, {}) if len(self._orders) < _ORDERS else self._orders.get(key, {})
            for feature in features:
                if len(order) < _NAMES:
                    order.setdefault(feature.name)


def _keep(memo: dict[_K, _V], key: _K, value: _V) -> None:
    """Remember a value; a memo that has grown too large starts anew."""
    if len(memo) >= _KEPT:
        memo.clear()
    memo[key] = value
