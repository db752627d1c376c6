"""Customers and their checklists, as the rest of the program sees them (domain.md, "Checklists")."""

from __future__ import annotations

from dataclasses import dataclass

AVAILABLE = "available"
WARNING = "warning"
MISSING = "missing"
UNKNOWN = "unknown"

AWS = "aws"
AZURE = "azure"
GCP = "gcp"
KUBERNETES = "kubernetes"
# The providers the program asks plans for by itself.
PROVIDERS = (AWS, AZURE, GCP)
CLOUD_NAMES = {AWS: "AWS", AZURE: "Azure", GCP: "GCP", KUBERNETES: "Kubernetes", UNKNOWN: "unknown"}

_SEVERITY = {MISSING: 0, WARNING: 1, UNKNOWN: 3, AVAILABLE: 4}
_UNHEARD_OF = 2


def severity(status: str) -> int:
    """Rank of a status, worst first; a status nobody has heard of ranks between warning and unknown."""
    return _SEVERITY.get(status, _UNHEARD_OF)


@dataclass(frozen=True, slots=True)
class Feature:
    """One validated feature of a checklist.

    `since` is when this program first saw the present status (epoch seconds); with `was` None that is only the
    first sight, so the status is at least that old. `was` is the status before, when a change was seen here.
    """

    name: str
    status: str
    since: float | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The features of one integration; `key` is the server's opaque key, often a provider's name."""

    key: str
    features: tuple[Feature, ...]

    @property
    def provider(self) -> str | None:
        """The cloud this key speaks of, as far as its text tells."""
        return provider_of(self.key)

    @property
    def available(self) -> int:
        """How many features are available."""
        return sum(feature.status == AVAILABLE for feature in self.features)


@dataclass(frozen=True, slots=True)
class Customer:
    """A child organization (listChildOrgs) with what is known here of its features.

    `created_at` is in epoch seconds; `first_seen` is when this program saw the customer first.
    """

    org_id: str
    name: str
    created_at: float | None = None
    org_checklist: tuple[Feature, ...] = ()
    integrations: tuple[Checklist, ...] = ()
    first_seen: float | None = None

    def checklist(self, provider: str) -> Checklist | None:
        """The first checklist of a provider, None when that integration is not there."""
        return next((c for c in self.integrations if c.provider == provider and c.features), None)

    @property
    def label(self) -> str:
        """The name a person reads; a customer without a name is called by its id."""
        return self.name or f"(no name) {self.org_id[:8]}"


def provider_of(key: str) -> str | None:
    """The provider an opaque checklist key names ("aws", "AWS-123", "azure_main"), None when it names none."""
    lowered = key.lower()
    return next((name for name in (AWS, AZURE, GCP, KUBERNETES) if name in lowered), None)


def worst_first(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    """The features, worst status first, else in the server's order."""
    return tuple(sorted(features, key=lambda feature: severity(feature.status)))
