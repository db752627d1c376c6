"""The first snapshot: what is known before anything is asked. Loads nothing heavy: the first paint waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.config.profiles import ProfileKind
from tui.domain.purchase.limits import Limits
from tui.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from tui.config.profiles import Profile
    from tui.domain.snapshot import Identity
    from tui.store.state import Stored

SANDBOX_PARTNER = "Sandbox Partners"
SANDBOX_HOST = "in this program"
SANDBOX_EMAIL = "you@sandbox.example"


def limits_of(profile: Profile) -> Limits:
    """The bounds a profile sets on one purchase."""
    providers = profile.allowed_providers
    return Limits(
        upfront=profile.purchase_limit_upfront,
        commitment=profile.purchase_limit_commitment,
        confirm_again_above=profile.confirm_again_above,
        providers=None if providers is None else frozenset(providers),
    )


def identity_of(profile: Profile) -> Identity:
    """Whom the program acts as; the sandbox says that it is in this program."""
    identity = replace(profile.identity, limits=limits_of(profile))
    if profile.kind is not ProfileKind.SANDBOX:
        return identity
    return replace(
        identity, partner=SANDBOX_PARTNER, host=SANDBOX_HOST, purchaser_email=SANDBOX_EMAIL, profile="sandbox"
    )


def first_snapshot(profile: Profile, stored: Stored, now: float, notices: tuple[str, ...] = ()) -> Snapshot:
    """The snapshot to draw before the first request has answered."""
    return Snapshot(
        identity=identity_of(profile),
        at=now,
        stored=stored.customers_at is not None,
        customers_at=stored.customers_at,
        customers=stored.customers,
        plans=stored.plans,
        progress=stored.progress,
        changes=stored.changes,
        notices=notices,
    )
