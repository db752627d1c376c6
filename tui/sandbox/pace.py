"""How fast the sandbox lives: every duration it waits for, in seconds, in one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.sandbox.moments import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from tui.sandbox.chance import Span


@dataclass(frozen=True, slots=True)
class Pace:
    """Durations in seconds; a pair is a range that is drawn from evenly.

    The defaults let a whole onboarding be told in minutes. The invented past of customers that exist from the
    start keeps the real lengths (a first cost report takes up to 24 h there), whatever the pace.
    """

    latency: Span = (0.03, 0.12)
    """How long an answer takes."""
    verify_latency: Span = (2.0, 6.0)
    """How long a verification takes."""
    role_deploys: float = 20.0
    """From the launch URL being fetched to the customer's stack being there."""
    consent_granted: float = 20.0
    """From the consent URL being fetched to the administrator having agreed."""
    features_arrive: float = 75.0
    """From the first verification with access to the last feature, which come one by one."""
    cur_delivers: float = 90.0
    """From that verification to the first delivery of a new cost report, `warning` in between."""
    plan_appears: float = 10.0
    """From everything available to a plan being there, still calculating."""
    plan_calculates: float = 15.0
    """From a new plan being there to its final figures."""
    prebuilt_calculates: Span = (3 * MINUTE, 10 * MINUTE)
    """When plans that are calculating from the start are final."""
    plan_refreshes: float = 6 * HOUR
    """How long a recommended plan stays the same before another, with another id, takes its place."""
    purchase_starts: float = 5.0
    """From a purchase to the plan being `in_progress`; `scheduled` until then."""
    purchase_completes: float = 15.0
    """From a purchase to the plan being `completed`."""
    bought_stays: float = DAY
    """How long a completed plan is still the answer before another is recommended."""
    life_every: Span = (2 * MINUTE, 5 * MINUTE)
    """Between two things that happen to connected customers by themselves."""
    life_lasts: Span = (3 * MINUTE, 20 * MINUTE)
    """How long such a regression lasts until it recovers."""
