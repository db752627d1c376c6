"""Flagged actions: what is already queued or done for a plan (schema FlaggedAction).

The contract tells them apart by `action_type`, which is nullable and free text, so they are dispatched by hand
and what nobody has heard of is kept whole.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator

from tui.api.lenient import Lenient
from tui.api.models_parts import PurchasePlanV2NameId
from tui.api.values import AnyObject, Anything, Moment, Text


class Action(Lenient):
    """What every flagged action has."""

    id: Text = None
    org_id: Text = None
    user_id: Text = None
    provider: Text = None
    action_type: Text = None
    action_description: Anything = None
    status: Text = None
    creation_time: Moment = None
    execution_time: Moment = None
    execution_info: Anything = None


class PurchaseAction(Action):
    """A purchase of a plan (schema PurchaseAction_Exclude_User)."""

    plan_id: Text = None
    plan: PurchasePlanV2NameId | None = None


class RenewalPurchaseAction(Action):
    """A purchase that renews commitments (schema RenewalPurchaseAction_Exclude_User)."""

    plan_id: Text = None
    plan: PurchasePlanV2NameId | None = None


class ExchangeAction(Action):
    """An exchange of commitments (schema ExchangeAction_Exclude_User)."""

    exchange_status: Text = None


class LegacyPurchaseAction(Action):
    """A purchase of the time before plans (schema LegacyPurchaseAction_Exclude_User)."""


class OtherAction(Action):
    """An action of a type nobody has heard of, or of none: the fields known of any action, and `raw` as it came.

    Values that could not be read are None in `raw` too.
    """

    plan_id: Text = None
    plan: PurchasePlanV2NameId | None = None
    exchange_status: Text = None
    raw: AnyObject = None


ACTION_TYPES: Mapping[str, type[Action]] = MappingProxyType(
    {
        "purchase": PurchaseAction,
        "renewal_purchase": RenewalPurchaseAction,
        "exchange": ExchangeAction,
        "legacy_purchase": LegacyPurchaseAction,
    }
)
"""The model of each `action_type` the contract names."""


def dispatch(value: Any) -> Action:
    """The action in an object. Raises ValueError when it is no object."""
    if isinstance(value, Action):
        return value
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004 - pydantic turns ValueError into a complaint
    action_type = value.get("action_type")
    model = ACTION_TYPES.get(action_type) if isinstance(action_type, str) else None
    if model is not None:
        return model.model_validate(value)
    return OtherAction.model_validate({**value, "raw": value})


FlaggedAction = Annotated[
    PurchaseAction | RenewalPurchaseAction | ExchangeAction | LegacyPurchaseAction | OtherAction,
    BeforeValidator(dispatch),
]
"""Any of the actions, by its `action_type`."""
