"""What a customer may be going through, by name: the field scenarios of domain.md, "Checklists", and where they end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from tui.sandbox import cast
from tui.sandbox.checklist import AVAILABLE, AWS_FEATURES, AZURE_FEATURES, MISSING, WARNING, Status
from tui.sandbox.moments import DAY
from tui.sandbox.org import AWS, AZURE
from tui.sandbox.parts import Part, Turn
from tui.sandbox.pasts import CONSENT_WITHDRAWN, PURCHASE_ROLES_DECLINED, ROLE_IN_MEMBER_ACCOUNT, ROLE_LOST, Regression

CAST: Mapping[str, Part] = MappingProxyType(
    {part.name: part for part in (*cast.ATTENTION, *cast.CONNECTED, *cast.ONBOARDING, *cast.NEVER_STARTED)}
)
"""The customers that were written by hand, by name."""

CLOUD_OF: Mapping[str, str] = MappingProxyType(dict.fromkeys(AWS_FEATURES, AWS) | dict.fromkeys(AZURE_FEATURES, AZURE))
"""The integration a feature belongs to."""

Situation = Callable[[Part, float], Part]
_BEFORE = 30 * DAY


def _clouds(
    part: Part, *, aws: float | None = None, azure: float | None = None, open_features: tuple[str, ...] = ()
) -> Part:
    """The part with other integrations (ages in seconds) and nothing told of them yet."""
    age = max(part.created, (aws or 0.0) + DAY, (azure or 0.0) + DAY)
    return replace(part, aws=aws, azure=azure, open_features=open_features, turns=(), cost_export=True, created=age)


def _begun(
    part: Part, *, aws: float | None = None, azure: float | None = None, open_features: tuple[str, ...] = ()
) -> Part:
    """The part with nothing ever seen of its clouds, so that there is nothing a plan could come from."""
    return replace(_clouds(part, aws=aws, azure=azure, open_features=open_features), plans={}, has_gcp=False)


def _turned(part: Part, ago: float, *statuses: tuple[str, Status]) -> Part:
    turns = (Turn(ago, CLOUD_OF[feature], feature, status) for feature, status in statuses)
    return replace(part, turns=(*part.turns, *turns))


def _regressed(part: Part, ago: float, regression: Regression) -> Part:
    """Everything was available for a month."""
    age = _BEFORE + ago
    on_aws = CLOUD_OF[regression[0][0]] == AWS
    return _turned(_clouds(part, aws=age) if on_aws else _clouds(part, azure=age), ago, *regression)


def _report_due(part: Part, ago: float) -> Part:
    """The first cost report comes a day after everything else."""
    waiting = _turned(_clouds(part, aws=ago, open_features=("cur",)), ago, ("cur", WARNING))
    return _turned(waiting, ago - DAY, ("cur", AVAILABLE))


def _roles_declined(part: Part, ago: float) -> Part:
    declined = tuple(feature for feature, _ in PURCHASE_ROLES_DECLINED)
    return _turned(_clouds(part, azure=ago, open_features=declined), ago, *PURCHASE_ROLES_DECLINED)


def _pay_as_you_go(part: Part, ago: float) -> Part:
    found = _turned(_clouds(part, azure=ago, open_features=("cost_export",)), ago, ("cost_export", MISSING))
    return replace(found, cost_export=False)


SITUATIONS: Mapping[str, Situation] = MappingProxyType(
    {
        "not-started": lambda part, _: _begun(part),
        "aws-begun": lambda part, ago: _begun(part, aws=ago, open_features=AWS_FEATURES),
        "azure-begun": lambda part, ago: _begun(part, azure=ago, open_features=AZURE_FEATURES),
        "role-not-deployed": lambda part, ago: _turned(
            _begun(part, aws=ago, open_features=AWS_FEATURES), ago, ("assume_role", MISSING)
        ),
        "role-in-member-account": lambda part, ago: _turned(_clouds(part, aws=ago), ago, *ROLE_IN_MEMBER_ACCOUNT),
        "report-due": _report_due,
        "consent-not-granted": lambda part, ago: _turned(
            _begun(part, azure=ago, open_features=AZURE_FEATURES), ago, ("app_consent", MISSING)
        ),
        "purchase-roles-declined": _roles_declined,
        "pay-as-you-go": _pay_as_you_go,
        "role-lost": lambda part, ago: _regressed(part, ago, ROLE_LOST),
        "consent-withdrawn": lambda part, ago: _regressed(part, ago, CONSENT_WITHDRAWN),
        "aws-connected": lambda part, ago: _clouds(part, aws=ago),
        "azure-connected": lambda part, ago: _clouds(part, azure=ago),
    }
)
"""The part a customer plays in a situation that began so many seconds before the world."""


def played(name: str, situation: str, since: float) -> Part:
    """The part of a customer in a situation; one of the cast keeps the rest, and its plans where it is connected."""
    return SITUATIONS[situation](CAST.get(name) or Part(name), since)
