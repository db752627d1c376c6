"""The contract's ids of the operations, found from a request (scenarios name operations by id)."""

from __future__ import annotations

_ENDS = {
    "listChildOrgs": ("GET", "/child-orgs"),
    "registerChild": ("POST", "/register_child"),
    "startOnboarding": ("POST", "/start"),
    "getAwsCloudformationTemplate": ("GET", "/cloudformation_template"),
    "getAwsLaunchStackUrl": ("GET", "/launch-stack-url"),
    "verifyAws": ("POST", "/aws/verify"),
    "getAzureAuthUrl": ("GET", "/azure/auth-url"),
    "verifyAzure": ("POST", "/azure/verify"),
    "getRecommendedPlans": ("GET", "/recommended"),
    "purchasePlan": ("POST", "/purchase"),
    "updatePartnerOrg": ("PATCH", "/partners"),
}
OPERATION_IDS = tuple(_ENDS)
VERIFICATIONS = frozenset({"verifyAws", "verifyAzure"})


def operation_id(method: str, path: str) -> str:
    """The id of the operation a request is for, empty when it is for none."""
    found = (name for name, (verb, end) in _ENDS.items() if method == verb and path.endswith(end))
    return next(found, "")
