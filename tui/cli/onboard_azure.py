"""`archera-tui onboard azure-url` and `azure-verify`: a customer's Azure, from two ids to its features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.answer import Answer, Task, carry_out, value_of, wrong
from tui.cli.endings import Ending
from tui.cli.onboard_launch_url import offered
from tui.cli.org import customer_meant
from tui.cli.verification import manner_of, verify
from tui.domain.formats import iso
from tui.domain.intents import ReadConsentUrl, VerifyAzure
from tui.domain.onboarding.azure_ids import id_warnings
from tui.domain.onboarding.launch import parse_consent_url
from tui.domain.onboarding.steps import Progress
from tui.domain.records import AZURE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tui.cli.session import Session
    from tui.domain.onboarding.launch import ConsentUrl
    from tui.domain.records import Customer


def run(args: argparse.Namespace) -> int:
    """Ask for the consent URL, or verify."""
    return _verify(args) if args.action == "verify" else _url(args)


def _url(args: argparse.Namespace) -> int:
    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        known = _known(session, customer)
        tenant, subscription = args.tenant or known.tenant_id, args.subscription or known.subscription_id
        if not tenant or not subscription:
            what = "Nothing was sent: no tenant and subscription are kept for this customer."
            raise wrong(what, "Give both: --tenant GUID --subscription GUID", customer)
        if not args.anyway:
            _refuse_odd(session, customer, tenant, subscription)
        progress = value_of(await session.ask(ReadConsentUrl(customer.org_id, tenant, subscription)), customer)
        if not isinstance(progress, Progress):
            raise TypeError("asking for a consent URL brings the progress")
        url = offered(progress.url)
        consent = parse_consent_url(url)
        lines = (url, "", *_lines(consent, tenant), f"Next: archera-tui onboard azure-verify {customer.org_id}")
        return Answer(Ending.DONE, _result(url, consent, progress), lines, customer)

    return carry_out(args, Task("onboard azure-url", work, writes=True))


def _refuse_odd(session: Session, customer: Customer, tenant: str, subscription: str) -> None:
    """Refuse ids that were sent in the other place before, or for another customer. Raises `EndedError`."""
    snapshot = session.snapshot
    names = {known.org_id: known.label for known in snapshot.customers}
    if odd := id_warnings(tenant, subscription, customer.org_id, snapshot.progress.values(), names):
        raise wrong(f"Nothing was sent. {' '.join(odd)}", "If that is right: --anyway", customer)


def _verify(args: argparse.Namespace) -> int:
    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        return await verify(session, customer, VerifyAzure(customer.org_id), manner_of(args))

    return carry_out(args, Task("onboard azure-verify", work, writes=True))


def _known(session: Session, customer: Customer) -> Progress:
    return session.snapshot.progress.get((customer.org_id, AZURE), Progress(customer.org_id, AZURE))


def _lines(consent: ConsentUrl, tenant: str) -> Iterator[str]:
    if not consent.is_sign_in:
        yield f"{consent.host} is not known here as a sign-in of Microsoft. Look at it before you send it."
    if consent.tenant and consent.tenant.lower() != tenant:
        yield f"The URL names another tenant than was asked for: {consent.tenant}"
    yield "What it asks consent for:"
    rows = (("Tenant", consent.tenant), ("Application", consent.client_id), ("Goes back to", consent.redirect_host))
    for name, value in rows:
        yield f"  {name:<16}{value or 'not in the URL'}"
    yield "A Global Administrator of the tenant opens it and accepts. Access management for Azure resources has to be"
    yield "on, with Contributor on the subscription, and a billing type that is supported (not pay-as-you-go)."


def _result(url: str, consent: ConsentUrl, progress: Progress) -> dict[str, Any]:
    return {
        "url": url,
        "fetched_at": iso(progress.url_at),
        "host": consent.host,
        "is_microsoft_sign_in": consent.is_sign_in,
        "tenant_id": progress.tenant_id,
        "subscription_id": progress.subscription_id,
        "client_id": consent.client_id or None,
        "redirect_host": consent.redirect_host or None,
    }
