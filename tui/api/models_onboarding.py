"""Answers of the onboarding calls and of updatePartnerOrg (contract schemas of the same names)."""

from tui.api.lenient import Lenient
from tui.api.values import Moment, ObjectAsSent, Text


class Validation(Lenient):
    """One feature of a checklist; `status` is available, warning, missing, unknown, or something newer."""

    feature: Text = None
    status: Text = None


class ListChildOrgsResponse(Lenient):
    """One child organization (listChildOrgs). The keys of `integration_checklist` are opaque."""

    created_at: Moment = None
    org_id: Text = None
    org_name: Text = None
    org_checklist: tuple[Validation, ...] | None = None
    integration_checklist: dict[str, tuple[Validation, ...] | None] | None = None


class PartnerRegisterOrgResponse(Lenient):
    """The new child's id (registerChild); an empty object is a legal answer."""

    org_id: Text = None


class StartOnboarding(Lenient):
    """The id of the onboarding record (startOnboarding)."""

    onboarding_id: Text = None


class CloudFormation(Lenient):
    """A CloudFormation template (getAwsCloudformationTemplate); fractions in it are `Decimal`.

    An object by the contract; a text or a list in its place is kept, to be looked at.
    """

    template: ObjectAsSent = None


class LaunchStackUrls(Lenient):
    """A quick-create URL of the AWS console (getAwsLaunchStackUrl); not checked to be https."""

    url: Text = None


class AzureAuthUrlResponse(Lenient):
    """A URL for Azure admin consent (getAzureAuthUrl); not checked to be https."""

    url: Text = None


class PartnerOrgResponse(Lenient):
    """A child with its marketplace links as they are now (updatePartnerOrg)."""

    id: Text = None
    name: Text = None
    aws_marketplace_offer_link: Text = None
    azure_marketplace_offer_link: Text = None
    gcp_marketplace_offer_link: Text = None
