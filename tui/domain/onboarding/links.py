"""Marketplace offer links of a customer. Nothing but the answer of updatePartnerOrg tells them (domain.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tui.domain.records import AWS, AZURE, GCP

LINK_FIELDS: Mapping[str, str] = MappingProxyType(
    {cloud: f"{cloud}_marketplace_offer_link" for cloud in (AWS, AZURE, GCP)}
)
"""The contract's name of each cloud's link."""


def _nothing() -> Mapping[str, str | None]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Links:
    """The links as last answered here, `at` epoch seconds.

    `values` are by the contract's names, None where there is no link; a name that is absent is not known.
    """

    at: float
    values: Mapping[str, str | None] = field(default_factory=_nothing)

    @property
    def there(self) -> int:
        """How many links there are, as far as is known."""
        return sum(value is not None for value in self.values.values())
