"""The partner API, one method for each operation of the contract."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from pydantic import ValidationError

from tui.api import operations as op
from tui.api.documents import NotReadableError
from tui.api.door import CONNECT_SECONDS, Door
from tui.api.errors import Envelope, NotFound, Unreadable, Unsendable
from tui.api.lenient import Schema
from tui.api.models_onboarding import (
    AzureAuthUrlResponse,
    CloudFormation,
    LaunchStackUrls,
    ListChildOrgsResponse,
    PartnerOrgResponse,
    PartnerRegisterOrgResponse,
    StartOnboarding,
    Validation,
)
from tui.api.models_requests import (
    AzureAuthUrlArgs,
    Body,
    PartnerRegisterOrg,
    PurchaseRequest,
    UpdatePartnerOrg,
    VerificationArgs,
)
from tui.api.policy import READS_ONLY, Policy
from tui.api.reading import ChildOrgs, PurchaseReply, Reading, read_answer, unreadable
from tui.api.retry import Retry
from tui.api.stream import parse_child_orgs
from tui.domain.faults import Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from tui.api.models_plans import PurchasePlanV2CombinedSummary
    from tui.api.transport import Wire
    from tui.domain.clock import Clock
    from tui.domain.onboarding.steps import ExistingCur

T = TypeVar("T")
Row = TypeVar("Row")

PROVIDERS = ("aws", "azure", "gcp", "kubernetes", "unknown")
"""The providers getRecommendedPlans takes."""

_NO_CONTENT = 204

_TEMPLATE: Schema[CloudFormation] = Schema(CloudFormation)
_LAUNCH_URL: Schema[LaunchStackUrls] = Schema(LaunchStackUrls)
_CONSENT_URL: Schema[AzureAuthUrlResponse] = Schema(AzureAuthUrlResponse)
_REGISTERED: Schema[PartnerRegisterOrgResponse] = Schema(PartnerRegisterOrgResponse)
_STARTED: Schema[StartOnboarding] = Schema(StartOnboarding)
_FEATURES: Schema[tuple[Validation, ...]] = Schema(tuple[Validation, ...])
_LINKS: Schema[PartnerOrgResponse] = Schema(PartnerOrgResponse)


class Client:
    """A client for one host and one key; it lives in one event loop.

    `wire` says how requests travel (`tui.api.transport`), `policy` what may be sent (reads alone unless told
    otherwise), `retry` how reads are tried again, `clock` waits between tries and dates `Retry-After`.
    `deadlines` replaces the seconds of single operations by id, `connect_seconds` limits making a connection.

    Making one raises a ValueError: `BadBaseUrlError`, `BadApiKeyError` or `BadEnvironmentError`. Every method
    raises `ApiError`. Ids are those of domain.md: the partner's for `list_child_orgs` and `register_child`, the
    child's for everything else.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        wire: Wire,
        clock: Clock,
        retry: Retry,
        policy: Policy = READS_ONLY,
        deadlines: Mapping[str, float] = MappingProxyType({}),
        connect_seconds: float = CONNECT_SECONDS,
    ) -> None:
        self._door = Door(
            base_url,
            api_key,
            wire=wire,
            policy=policy,
            retry=retry,
            clock=clock,
            deadlines=deadlines,
            connect_seconds=connect_seconds,
        )

    def __repr__(self) -> str:
        return f"Client({self.host})"

    @property
    def host(self) -> str:
        """The host as it is really called, with its port when it has one of its own."""
        return self._door.base.host

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections; later calls raise `Unsendable`."""
        await self._door.aclose()

    @overload
    async def list_child_orgs(
        self, partner_id: str, *, known_digest: str = ""
    ) -> ChildOrgs[Reading[ListChildOrgsResponse]]: ...

    @overload
    async def list_child_orgs(
        self,
        partner_id: str,
        translate: Callable[[Reading[ListChildOrgsResponse]], Row],
        *,
        known_digest: str = "",
    ) -> ChildOrgs[Row]: ...

    async def list_child_orgs(
        self,
        partner_id: str,
        translate: Callable[[Reading[ListChildOrgsResponse]], Any] = lambda org: org,
        *,
        known_digest: str = "",
    ) -> ChildOrgs[Any]:
        """Every child of the partner (listChildOrgs), each passed through `translate` in a thread.

        When the body's digest equals `known_digest`, nothing is parsed. `Reading.raw` of an org is its own JSON.
        """
        answered = await self._door.send(op.LIST_CHILD_ORGS, {"org_id": partner_id})
        try:
            return await asyncio.to_thread(parse_child_orgs, answered, translate, known_digest)
        except NotReadableError as bad:
            reason = str(bad)
        raise unreadable(reason, answered, op.LIST_CHILD_ORGS, self._door.scrub)

    async def register_child(
        self,
        partner_id: str,
        *,
        company: str,
        email: str | None = None,
        labra_subscription_id: str | None = None,
    ) -> Reading[PartnerRegisterOrgResponse]:
        """Register a child (registerChild, the legacy call). Once: never sent again by the program."""
        given = _given(company=company, email=email, labra_subscription_id=labra_subscription_id)
        body = _encoded(op.REGISTER_CHILD, PartnerRegisterOrg, given)
        return await self._read(_REGISTERED, op.REGISTER_CHILD, partner_id, body)

    async def start_onboarding(self, org_id: str) -> Reading[StartOnboarding]:
        """Create or retrieve the onboarding record, setting its provider to AWS (startOnboarding)."""
        return await self._read(_STARTED, op.START_ONBOARDING, org_id)

    async def get_aws_cloudformation_template(self, org_id: str) -> Reading[CloudFormation]:
        """Read the template of the role (getAwsCloudformationTemplate); `documents.json_text` writes it out."""
        return await self._read(_TEMPLATE, op.GET_AWS_CLOUDFORMATION_TEMPLATE, org_id)

    async def get_aws_launch_stack_url(self, org_id: str) -> Reading[LaunchStackUrls]:
        """Read the quick-create URL (getAwsLaunchStackUrl)."""
        return await self._read(_LAUNCH_URL, op.GET_AWS_LAUNCH_STACK_URL, org_id)

    async def verify_aws(
        self,
        org_id: str,
        *,
        onboarding_id: str | None = None,
        account_id: str | None = None,
        existing_cur: ExistingCur | None = None,
    ) -> Reading[tuple[Validation, ...]]:
        """Check the AWS integration (verifyAws); may take minutes, and creates a report without `existing_cur`."""
        cur = asdict(existing_cur) if existing_cur else None
        given = _given(onboarding_id=onboarding_id, account_id=account_id, existing_cur=cur)
        body = _encoded(op.VERIFY_AWS, VerificationArgs, given)
        return await self._read(_FEATURES, op.VERIFY_AWS, org_id, body)

    async def get_azure_auth_url(
        self, org_id: str, *, azure_tenant_id: str, azure_subscription_id: str
    ) -> Reading[AzureAuthUrlResponse]:
        """Create or update the Azure record and get the consent URL (getAzureAuthUrl, a GET with a body)."""
        given = _given(azure_tenant_id=azure_tenant_id, azure_subscription_id=azure_subscription_id)
        body = _encoded(op.GET_AZURE_AUTH_URL, AzureAuthUrlArgs, given)
        return await self._read(_CONSENT_URL, op.GET_AZURE_AUTH_URL, org_id, body)

    async def verify_azure(self, org_id: str) -> Reading[tuple[Validation, ...]]:
        """Check the Azure integration (verifyAzure)."""
        return await self._read(_FEATURES, op.VERIFY_AZURE, org_id)

    async def get_recommended_plans(self, org_id: str, provider: str) -> Reading[PurchasePlanV2CombinedSummary | None]:
        """Read the recommended plan of a provider (getRecommendedPlans); the value is None when there is none.

        None is a 204, or a 404 that the API itself sent or that has no body; a gateway's 404 raises `NotFound`.
        """
        operation = op.GET_RECOMMENDED_PLANS
        if provider not in PROVIDERS:
            raise Unsendable(
                "no such provider",
                operation=operation.id,
                sent=Sent.NOT_SENT,
                fields={"provider": (f"must be one of {', '.join(PROVIDERS)}",)},
            )
        try:
            answered = await self._door.send(operation, {"org_id": org_id}, query={"provider": provider})
        except NotFound as error:
            if error.envelope is Envelope.GATEWAY:
                raise
            return Reading(None, b"", 404)
        if answered.status == _NO_CONTENT:
            return Reading(None, b"", answered.status)
        from tui.api.plan_schemas import RECOMMENDED  # noqa: PLC0415 - most commands read no plan

        found = read_answer(RECOMMENDED, answered, operation, self._door.scrub)
        return Reading(found.value, found.raw, found.status, found.unread)

    async def purchase_plan(self, org_id: str, plan_id: str, *, email: str) -> PurchaseReply:
        """Buy a plan (purchasePlan). Once, on a fresh connection, never sent again by the program.

        Any whole 2xx answer returns, readable or not; everything else raises, and `ApiError.sent`, `status` and
        `envelope` are the facts to judge it by.
        """
        from tui.api.plan_schemas import PURCHASED  # noqa: PLC0415 - as above

        body = _encoded(op.PURCHASE_PLAN, PurchaseRequest, {"email": email})
        # Before anything leaves, so that nothing but the answer itself can keep it from being read.
        PURCHASED.built()
        answered = await self._door.send(op.PURCHASE_PLAN, {"org_id": org_id, "plan_id": plan_id}, body=body)
        try:
            found = read_answer(PURCHASED, answered, op.PURCHASE_PLAN, self._door.scrub)
        except Unreadable:
            return PurchaseReply(answered.status, None, answered.body)
        return PurchaseReply(answered.status, found.value, found.raw, found.unread)

    async def update_partner_org(self, org_id: str, links: Mapping[str, str | None]) -> Reading[PartnerOrgResponse]:
        """Set marketplace links by their contract names (updatePartnerOrg): None clears, an absent one stays."""
        body = _encoded(op.UPDATE_PARTNER_ORG, UpdatePartnerOrg, dict(links))
        return await self._read(_LINKS, op.UPDATE_PARTNER_ORG, org_id, body)

    async def _read(
        self, schema: Schema[T], operation: op.Operation, org_id: str, body: bytes | None = None
    ) -> Reading[T]:
        answered = await self._door.send(operation, {"org_id": org_id}, body=body)
        return read_answer(schema, answered, operation, self._door.scrub)


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _encoded(operation: op.Operation, model: type[Body], given: Mapping[str, object]) -> bytes:
    """The body of a request. Raises `Unsendable` with the fields that are wrong."""
    try:
        return model.model_validate(given).encoded()
    except ValidationError as error:
        fields = {
            ".".join(str(step) for step in complaint["loc"]): (complaint["msg"].removeprefix("Value error, "),)
            for complaint in error.errors(include_url=False, include_context=False, include_input=False)
        }
    raise Unsendable(
        "the request is not valid; nothing was sent",
        operation=operation.id,
        sent=Sent.NOT_SENT,
        fields=fields,
    )
