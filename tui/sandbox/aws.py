"""Onboarding of a customer's AWS: what each call does to it (domain.md, "The 11 operations" and "Checklists")."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from tui.sandbox.chance import dice, uuid4_of
from tui.sandbox.checklist import AVAILABLE, MISSING, UNKNOWN, WARNING, Change, Checklist
from tui.sandbox.moments import NEVER
from tui.sandbox.org import AwsIntegration, Org
from tui.sandbox.refusals import conflict, not_found

if TYPE_CHECKING:
    from tui.sandbox.pace import Pace

STACK_NAME = "archera-access"
# Nothing answers under .invalid: a stack can't be made from it by accident.
TEMPLATE_URL = "https://sandbox.invalid/archera-access-role.template.json"
_REGIONS = ("eu-central-1", "us-east-1", "us-west-2", "eu-west-1")


def onboarding_id_of(org_id: str) -> str:
    """The id of an organization's onboarding record, the same however often it is asked for."""
    return uuid4_of("onboarding", org_id)


def external_id_of(org_id: str) -> str:
    """What the role's trust asks for besides the account."""
    return uuid4_of("external id", org_id)


def start(org: Org, at: float) -> str:
    """Create or retrieve the record and set its provider to AWS: an Azure onboarding under way is lost by that."""
    if org.azure is not None and UNKNOWN in org.azure.checklist.statuses(at).values():
        org.azure = None
    if org.aws is None:
        org.aws = AwsIntegration(onboarding_id_of(org.org_id))
    return org.aws.onboarding_id


def launch_url(org: Org, at: float, pace: Pace) -> str:
    """The quick-create URL; asking for it plays the customer opening it, if there is anything to mend.

    Raises a 409 before start.
    """
    aws = _started(org)
    is_deploying = aws.role_due is not None and at < aws.role_due
    if not is_deploying and _needs_role(aws.checklist, at):
        aws.role_due, aws.role_used = at + pace.role_deploys, False
    region = dice("region", org.org_id).choice(_REGIONS)
    stack = {"templateURL": TEMPLATE_URL, "stackName": STACK_NAME, "param_ExternalId": external_id_of(org.org_id)}
    return (
        f"https://{region}.console.aws.amazon.com/cloudformation/home?region={region}"
        f"#/stacks/quickcreate?{urlencode(stack, quote_via=quote, safe='')}"
    )


def verify(org: Org, at: float, pace: Pace, *, onboarding_id: str | None, existing_cur: bool) -> Checklist:
    """Check the access as it is at this moment; the first check that finds the role sets the features going.

    Raises a 409 before start and a 404 when the onboarding id is another's.
    """
    aws = _started(org)
    if onboarding_id not in (None, aws.onboarding_id):
        raise not_found("There is no such onboarding for this organization.")
    aws.existing_cur = aws.existing_cur or existing_cur
    if aws.role_due is None or at < aws.role_due:
        if aws.checklist.status("assume_role", at) == UNKNOWN:
            aws.checklist.add(Change(at, "assume_role", MISSING))
        return aws.checklist
    if not aws.role_used:
        aws.role_used = True
        _set_going(aws, at, pace)
    elif existing_cur and aws.checklist.status("cur", at) != AVAILABLE:
        aws.checklist.cut(at, "cur")
        aws.checklist.add(Change(at, "cur", AVAILABLE))
    return aws.checklist


def _started(org: Org) -> AwsIntegration:
    if org.aws is None:
        raise conflict("Onboarding has not been started for this organization.")
    return org.aws


def _needs_role(checklist: Checklist, at: float) -> bool:
    """Whether a new stack would mend something: not when all is well or becoming so by itself."""
    statuses = checklist.statuses(at)
    in_trouble = [name for name, status in statuses.items() if status in (MISSING, WARNING) and name != "cur"]
    return bool(in_trouble) or not checklist.is_complete(NEVER)


def _set_going(aws: AwsIntegration, at: float, pace: Pace) -> None:
    """Every feature that lacks comes now, one by one; a cost report is made and has yet to be delivered."""
    checklist = aws.checklist
    if aws.existing_cur or checklist.status("cur", at) == AVAILABLE:
        checklist.arrive(at, pace.features_arrive)
        if aws.existing_cur:
            checklist.cut(at, "cur")
            checklist.add(Change(at, "cur", AVAILABLE))
        return
    checklist.arrive(at, pace.features_arrive, without=("cur",))
    made = at + pace.features_arrive / len(checklist.features)
    checklist.add(Change(made, "cur", WARNING), Change(max(made, at + pace.cur_delivers), "cur", AVAILABLE))
