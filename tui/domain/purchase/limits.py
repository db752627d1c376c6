"""The bounds of a profile on purchases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds a profile sets on one purchase; None sets none.

    `upfront` is the cash due at signing and `commitment` the minimum commitment, both USD in total; `providers`
    are the clouds that may be bought for. When one of the two sums is above `confirm_again_above`, it has to be
    typed by a person. Sums are held against them to the cent, as they are shown; what cannot be held against a bound is
    over it.
    """

    upfront: Money = None
    commitment: Money = None
    providers: frozenset[str] | None = None
    confirm_again_above: Money = None
