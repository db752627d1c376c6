"""Onboarding, one intent at a time: what is done is written down, and the server's answer wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.api.documents import json_text
from tui.api.errors import ApiError
from tui.api.models_requests import is_onboarding_id
from tui.domain.faults import Fault, Sent
from tui.domain.formats import clock as clock_words
from tui.domain.intents import (
    Intent,
    KeepOptions,
    ReadConsentUrl,
    ReadLaunchUrl,
    ReadTemplate,
    StartOnboarding,
    TemplateReviewed,
    TemplateText,
    VerifyAws,
    VerifyAzure,
)
from tui.domain.onboarding.steps import Progress, Verification
from tui.domain.records import AWS, AZURE, Feature
from tui.worker.explain import fault_of
from tui.worker.translate import features_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.api.client import Client
    from tui.api.models_onboarding import Validation
    from tui.domain.clock import Clock
    from tui.worker.progress import ProgressBook


class RefusedError(Exception):
    """An answer that came but can't be used; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


class Onboarding:
    """Carries out onboarding intents against the API and keeps each customer's progress."""

    def __init__(self, api: Client, *, progress: ProgressBook, clock: Clock) -> None:
        self._api = api
        self._progress = progress
        self._clock = clock

    async def carry_out(self, intent: Intent) -> object:
        """Do what the intent asks; its value is what the screen needs. Raises `ApiError` or `RefusedError`."""
        match intent:
            case StartOnboarding(org_id):
                return await self._start(org_id)
            case ReadTemplate(org_id):
                return await self._template(org_id)
            case TemplateReviewed(org_id):
                at = self._progress.known(org_id, AWS).reviewed_at or self._clock.now()
                return self._progress.change(org_id, AWS, reviewed_at=at)
            case KeepOptions(org_id, account_id, existing_cur):
                return self._progress.change(org_id, AWS, account_id=account_id, existing_cur=existing_cur)
            case ReadLaunchUrl(org_id):
                return await self._launch_url(org_id)
            case VerifyAws(org_id, account_id, existing_cur):
                self._progress.change(org_id, AWS, account_id=account_id, existing_cur=existing_cur)
                return await self._verify(org_id, AWS)
            case ReadConsentUrl():
                return await self._consent_url(intent)
            case VerifyAzure(org_id):
                return await self._verify(org_id, AZURE)
            case _:
                raise TypeError(f"not an onboarding intent: {type(intent).__name__}")

    async def _start(self, org_id: str) -> Progress:
        answer = await self._api.start_onboarding(org_id)
        now = self._clock.now()
        if self._progress.known(org_id, AZURE).url_at is not None:
            self._progress.change(org_id, AZURE, switched_at=now)
        return self._progress.change(
            org_id,
            AWS,
            onboarding_id=answer.value.onboarding_id,
            started_at=self._progress.known(org_id, AWS).started_at or now,
            fault=None,
        )

    async def _template(self, org_id: str) -> TemplateText:
        answer = await self._api.get_aws_cloudformation_template(org_id)
        from tui.domain.template.shape import unwrapped  # noqa: PLC0415 - only a template needs it

        document = unwrapped(answer.value.template)
        if document is None:
            raise RefusedError(
                Fault(
                    "The answer holds no template.",
                    "There is nothing to hand to the customer.",
                    "r tries again",
                    kind="unreadable",
                )
            )
        now = self._clock.now()
        written = document if isinstance(document, str) else json_text(document)
        text = TemplateText(written, now, document)
        self._progress.change(org_id, AWS, template_at=now)
        return text

    async def _launch_url(self, org_id: str) -> Progress:
        answer = await self._api.get_aws_launch_stack_url(org_id)
        return self._progress.change(org_id, AWS, url=_https(answer.value.url), url_at=self._clock.now())

    async def _consent_url(self, intent: ReadConsentUrl) -> Progress:
        answer = await self._api.get_azure_auth_url(
            intent.org_id, azure_tenant_id=intent.tenant_id, azure_subscription_id=intent.subscription_id
        )
        now = self._clock.now()
        return self._progress.change(
            intent.org_id,
            AZURE,
            tenant_id=intent.tenant_id,
            subscription_id=intent.subscription_id,
            started_at=self._progress.known(intent.org_id, AZURE).started_at or now,
            url=_https(answer.value.url),
            url_at=now,
            switched_at=None,
        )

    async def _verify(self, org_id: str, cloud: str) -> Progress:
        """Ask for a verification; that it was asked is written down first, so that a killed program knows."""
        asked = self._clock.now()
        progress = self._progress.change(org_id, cloud, asked_at=asked, fault=None)
        try:
            features = await self._ask(progress)
        except ApiError as error:
            fault = fault_of(error)
            # A verification that may be running on the server stays "asked": the list will tell how it ended.
            unknown = fault.sent is Sent.MAYBE
            self._progress.change(org_id, cloud, asked_at=asked if unknown else None, fault=fault)
            raise
        now = self._clock.now()
        return self._progress.change(
            org_id,
            cloud,
            asked_at=None,
            before=self._progress.known(org_id, cloud).verified,
            verified=Verification(now, now - asked, features),
            fault=None,
        )

    def stopped_waiting(self, org_id: str, cloud: str) -> Fault:
        """Note that a person waits no longer for a verification: it stays asked, since the server may go on."""
        fault = Fault(
            f"You stopped waiting at {clock_words(self._clock.now())} UTC.",
            "The server may still be at it: nothing was taken back.",
            "r reads what the list says; V verifies again, which is harmless",
            sent=Sent.MAYBE,
            kind="stopped",
        )
        self._progress.change(org_id, cloud, fault=fault)
        return fault

    async def _ask(self, progress: Progress) -> tuple[Feature, ...]:
        validations: Iterable[Validation]
        if progress.cloud == AZURE:
            validations = (await self._api.verify_azure(progress.org_id)).value
        else:
            known = progress.onboarding_id or ""
            answer = await self._api.verify_aws(
                progress.org_id,
                # The id is optional; one of another form than the request allows can't be sent back.
                onboarding_id=known if is_onboarding_id(known) else None,
                account_id=progress.account_id,
                existing_cur=progress.existing_cur,
            )
            validations = answer.value
        return features_of(validations)


def _https(url: str | None) -> str:
    if url is None or not url.lower().startswith("https://"):
        raise RefusedError(
            Fault(
                "The answer holds no https address.",
                "It is not offered, since nobody should open it.",
                "r tries again",
                kind="unreadable",
            )
        )
    return url
