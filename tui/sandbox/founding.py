"""Makes the customers a world begins with: the named ones first, then as many invented ones as were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tui.sandbox import cast, strangers
from tui.sandbox.aws import onboarding_id_of
from tui.sandbox.chance import dice, happens, uuid4_of
from tui.sandbox.checklist import AVAILABLE, AWS_FEATURES, AZURE_FEATURES, UNKNOWN, Change, Checklist
from tui.sandbox.moments import NEVER
from tui.sandbox.names import called, invented_names
from tui.sandbox.org import AWS, AZURE, GCP, AwsIntegration, AzureIntegration, Links, Org
from tui.sandbox.pasts import aws_connection, azure_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tui.sandbox.parts import Part

_USUAL = 142
_USUAL_ATTENTION = 9
_USUAL_ONBOARDING = 31
_USUAL_NEVER_STARTED = 6


@dataclass(frozen=True, slots=True)
class Shares:
    """How many customers there are at each stage."""

    attention: int
    connected: int
    onboarding: int
    never_started: int


def shares(orgs: int) -> Shares:
    """The usual shares (9, 96, 31 and 6 of 142) for any number of customers. Raises ValueError below none."""
    if orgs < 0:
        raise ValueError(f"a world can't have {orgs} customers")
    attention = round(orgs * _USUAL_ATTENTION / _USUAL)
    onboarding = round(orgs * _USUAL_ONBOARDING / _USUAL)
    never = round(orgs * _USUAL_NEVER_STARTED / _USUAL)
    return Shares(attention, orgs - attention - onboarding - never, onboarding, never)


def found(seed: int, orgs: int, born: float) -> Iterator[Org]:
    """The customers of a world that begins at `born` (epoch seconds), always the same for the same arguments."""
    rng = dice(seed, "founding")
    for number, part in enumerate(_parts(seed, shares(orgs), rng)):
        yield org_of(part, uuid4_of(seed, "org", number), born, rng)


def _parts(seed: int, share: Shares, rng: Random) -> Iterator[Part]:
    written = {
        strangers.attention: (cast.ATTENTION, share.attention),
        strangers.connected: (cast.CONNECTED, share.connected),
        strangers.onboarding: (cast.ONBOARDING, share.onboarding),
        strangers.never_started: (cast.NEVER_STARTED, share.never_started),
    }
    taken = frozenset(part.name for parts, _ in written.values() for part in parts)
    names = invented_names(seed, taken)
    for parts, wanted in written.values():
        yield from parts[:wanted]
    for invent, (parts, wanted) in written.items():
        yield from _invented(invent, names, max(0, wanted - len(parts)), rng)


def _invented(invent: Callable[[str, Random], Part], names: Iterator[str], wanted: int, rng: Random) -> Iterator[Part]:
    return (invent(name, rng) for name in islice(names, wanted))


def org_of(part: Part, org_id: str, born: float, rng: Random) -> Org:
    """The customer that plays a part in a world that begins at `born` (epoch seconds)."""
    aws = None if part.aws is None else _aws(part, org_id, born, rng)
    azure = None if part.azure is None else _azure(part, org_id, born)
    return Org(
        org_id,
        called(part.name),
        born - part.created,
        user_invited=part.user_invited,
        marketplace=part.marketplace,
        aws=aws,
        azure=azure,
        has_gcp=part.has_gcp or GCP in part.plans,
        links=_links(org_id, rng),
        offers=dict(part.plans),
    )


def _aws(part: Part, org_id: str, born: float, rng: Random) -> AwsIntegration:
    past = aws_connection(born - (part.aws or 0), rng, part.open_features)
    checklist = Checklist(AWS_FEATURES, [*past, *_turns(part, AWS, born)])
    has_role = checklist.status("assume_role", born) == AVAILABLE
    return AwsIntegration(
        onboarding_id_of(org_id), checklist, born - part.created if has_role else None, _is_going(checklist)
    )


def _azure(part: Part, org_id: str, born: float) -> AzureIntegration:
    past = azure_connection(born - (part.azure or 0), part.open_features)
    checklist = Checklist(AZURE_FEATURES, [*past, *_turns(part, AZURE, born)])
    has_consent = checklist.status("app_consent", born) == AVAILABLE
    return AzureIntegration(
        uuid4_of("tenant", org_id),
        uuid4_of("subscription", org_id),
        born - part.created if has_consent else None,
        _is_going(checklist),
        part.cost_export,
        checklist,
    )


def _turns(part: Part, key: str, born: float) -> list[Change]:
    return [Change(born - turn.ago, turn.feature, turn.status) for turn in part.turns if turn.key == key]


def _is_going(checklist: Checklist) -> bool:
    """Whether no verification is needed for the features that lack to come."""
    return UNKNOWN not in checklist.statuses(NEVER).values()


def _links(org_id: str, rng: Random) -> Links:
    aws, azure = happens(rng, 0.4), happens(rng, 0.15)
    return Links(
        f"https://aws.marketplace.example/offers/{org_id[:8]}" if aws else None,
        f"https://azure.marketplace.example/offers/{org_id[:8]}" if azure else None,
    )
