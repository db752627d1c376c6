"""What a customer's past is told in: ages of connections, turns since, plans written for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.sandbox.checklist import AVAILABLE, Status
from tui.sandbox.moments import DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.sandbox.offers import Offer


@dataclass(frozen=True, slots=True)
class Turn:
    """A feature of the integration `key` took a status `ago` seconds before the world begins; negative lies ahead."""

    ago: float
    key: str
    feature: str
    status: Status


@dataclass(frozen=True, slots=True)
class Part:
    """A customer's part in the world. Ages in seconds before it begins.

    `aws` and `azure` are the ages of the connection's last step (None: never begun), `open_features` those that the
    connection left unknown, `turns` what happened besides. `plans` are written by hand, by provider; the others are
    drawn. `user_invited` and `marketplace` are statuses of the org checklist; without `cost_export` the Azure
    subscription is pay-as-you-go.
    """

    name: str
    aws: float | None = None
    azure: float | None = None
    open_features: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    plans: Mapping[str, Offer] = field(default_factory=dict)
    has_gcp: bool = False
    user_invited: Status = AVAILABLE
    marketplace: Status = AVAILABLE
    cost_export: bool = True
    created: float = 60 * DAY
