"""What was typed about a customer and not used yet: it outlives the screen it was typed on, not the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.onboarding.verify_options import TypedOptions


@dataclass(frozen=True, slots=True)
class LinksTyped:
    """Links as typed, by field, and those that are to be cleared."""

    typed: Mapping[str, str]
    cleared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Drafts:
    """By customer: the form of the next check, tenant and subscription as typed, the marketplace links."""

    options: dict[str, TypedOptions] = field(default_factory=dict)
    ids: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: dict[str, LinksTyped] = field(default_factory=dict)
