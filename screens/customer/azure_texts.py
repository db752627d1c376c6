"""What the three steps of Azure say: what is needed, the consent URL and what is done with it, the verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer.azure_visit import SUBSCRIPTION, TENANT, consent_url, verifying
from screens.customer.result import (
    azure_checked,
    feature_result_lines,
    muted,
    nothing_verified_lines,
    running_lines,
    told_as_unknown,
    unknown_lines,
)
from screens.customer.verify import moment_ago
from screens.customer.watch import watch_hint, watch_lines
from screens.faults import fault_lines
from screens.url_pane import key_lines
from tui.domain.formats import age
from tui.domain.onboarding.launch import parse_consent_url
from tui.domain.onboarding.steps import all_available, switched_to_aws
from tui.domain.records import AZURE
from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screens.customer.azure_visit import AzureVisit
    from screens.customer.facts import CustomerFacts
    from tui.domain.onboarding.launch import ConsentUrl

_CONFLICT = 409
_NEEDED = (
    ("A Global Administrator", "of the tenant, on the call"),
    ("Access management on", "for Azure resources, under Entra ID, Properties"),
    ("Contributor", "or Owner, on the subscription"),
    ("An EA or MCA subscription", "pay-as-you-go (MOSP) has no cost export"),
)
_NEEDED_SHORT = (
    "a Global Administrator of the tenant, on the call",
    "access management for Azure resources turned on (Entra ID, Properties)",
    "Contributor or Owner on the subscription",
    "an EA or MCA subscription; pay-as-you-go (MOSP) has no cost export",
)
_WHERE = "In the Azure portal, search for “Tenant properties” and for “Subscriptions”. Both ids are GUIDs: 8-4-4-4-12."
_WHERE_SHORT = "Azure portal, search “Tenant properties” and “Subscriptions”; both are GUIDs."
_HAPPENS = (
    "Archera makes or updates the onboarding record and answers with a consent URL. Nothing changes in Azure until "
    "the administrator consents. You can repeat this step."
)
_SEES = (
    "sign in with an administrator account of the tenant",
    "a list of what Archera may do: read cost and reservations",
    "Accept, then a page that says that it can be closed",
)
_TROUBLES = (
    ("“Need admin approval”", "the person is no tenant administrator; ask who is"),
    ("wrong tenant", "step 1 has another tenant's id; change it and fetch again"),
    ("the page is blank", "open it in a private window: another account is signed in"),
)
_TROUBLE = 24
_LABEL = 14
_TAKEN = "AWS may have been started since, here or in another session, which takes the record to AWS."
_VALID = "asking again updates the same record"


def beside_lines(*, wide: bool) -> Iterator[Para]:
    """What stands at the right of the fields."""
    if not wide:
        yield Para((("Where to find them", "strong"),))
        yield muted(_WHERE_SHORT)
        return
    yield Para((("Needed before you go on", "strong"),))
    yield BLANK
    for what, more in _NEEDED:
        yield Para((("· ", "muted"), (what, "ink")))
        yield muted(more, 2)
        yield BLANK


def below_lines(visit: AzureVisit, warnings: Sequence[str], *, wide: bool) -> Iterator[Para]:
    """What stands under the fields: what looks wrong about the two ids, what failed, what is needed."""
    for words in warnings:
        yield Para((("◐ ", "warn"), (words, "warn")), hang=2)
    if warnings:
        yield BLANK
    if visit.consent_fault is not None:
        yield from fault_lines(
            visit.consent_fault, "enter asks again; it updates the same record", (TENANT, SUBSCRIPTION)
        )
        yield BLANK
    if wide:
        yield Para((("Where to find them", "strong"),))
        yield muted(_WHERE)
        yield BLANK
        yield Para((("What happens", "strong"),))
        yield muted(_HAPPENS)
        return
    yield Para((("Needed before", "strong"),))
    for words in _NEEDED_SHORT:
        yield Para((("· ", "muted"), (words, "muted")), hang=2)


def switched_lines(facts: CustomerFacts) -> Iterator[Para]:
    """That AWS was started after the consent URL was asked for."""
    if (at := switched_to_aws(facts.aws, facts.azure)) is None or all_available(facts.azure_features):
        return
    words = f"AWS was started at {moment_ago(at, facts.now)}: the record's cloud is AWS now."
    yield Para((("◐ ", "warn"), (words, "warn")), hang=2)
    yield Para((("→ ", "key"), ("u asks for the consent URL again, to go on with Azure", "ink")), indent=2, hang=2)
    yield BLANK


def consent_head_lines(facts: CustomerFacts, visit: AzureVisit) -> Iterator[Pair | Para]:
    """What stands above the consent URL."""
    yield from switched_lines(facts)
    if visit.consent_fault is not None:
        yield from fault_lines(visit.consent_fault, "u asks again; it updates the same record")
        yield BLANK
    url, at = facts.azure.url, facts.azure.url_at
    if consent_url(facts):
        fetched = () if at is None else ((f"fetched {age(facts.now - at)} ago", "faint"),)
        yield Pair((("Send this to the tenant administrator", "strong"),), fetched)
    elif url:
        yield Para((("✕ ", "miss"), ("The address that came is no https address. It is not offered.", "ink")), hang=2)
        yield Para((("→ ", "key"), ("u asks for another", "ink")), indent=2)
    else:
        yield Para((("The consent URL", "strong"),))
        yield muted("One address that a tenant administrator opens. It is asked for with the two ids of step 1.")
    yield BLANK


def consent_tail_lines(facts: CustomerFacts, visit: AzureVisit, off: frozenset[str], *, wide: bool) -> Iterator[Para]:
    """What stands under the consent URL; `off` are the commands that do nothing here."""
    url = consent_url(facts)
    if url:
        yield BLANK
        yield from key_lines(visit.copied, off)
        yield BLANK
        yield from _oddities(facts, url)
    consent = parse_consent_url(url)
    yield from _told_wide(consent) if wide else _told_narrow(consent)


def _oddities(facts: CustomerFacts, url: str) -> Iterator[Para]:
    """What should be looked at before the URL is sent on."""
    consent = parse_consent_url(url)
    odd: list[str] = []
    if not consent.is_sign_in:
        odd.append(f"{consent.host} is not known here as a sign-in of Microsoft. Look at it before you send it.")
    elif facts.azure.tenant_id and consent.tenant.lower() != facts.azure.tenant_id:
        odd.append("The URL names another tenant than step 1. Look at it before you send it.")
    for words in odd:
        yield Para((("◐ ", "warn"), (words, "warn")), hang=2)
        yield BLANK


def _inside(consent: ConsentUrl, *, wide: bool) -> Iterator[Para]:
    """What the URL says of itself: whose tenant, for which application, and where it leads afterwards."""
    back = consent.redirect_host
    rows = [("Tenant", consent.tenant), ("Application", consent.client_id), ("Back to", back)]
    if not wide and consent.client_id and back:
        rows[1:] = [("Application", f"{consent.client_id}, back to {back}")]
    for label, value in rows:
        shown = (value, "ink") if value else ("not in the URL", "faint")
        yield Para(((f"{label:<{_LABEL}}", "muted"), shown), hang=_LABEL)


def _told_wide(consent: ConsentUrl) -> Iterator[Para]:
    if consent.host:
        yield Para((("What is in it", "strong"),))
        yield from _inside(consent, wide=True)
        yield BLANK
    yield Para((("What the administrator sees", "strong"),))
    for number, words in enumerate(_SEES, 1):
        yield Para(((f"{number}  ", "key"), (words, "ink")), hang=3)
    yield BLANK
    yield Para((("If it does not work", "strong"),))
    for what, words in _TROUBLES:
        yield Para(((f"{what:<{_TROUBLE}}", "ink"), (words, "muted")), hang=_TROUBLE)
    yield BLANK
    yield Para((("Valid ", "ink"), (f"for how long is not published; {_VALID}.", "muted")))


def _told_narrow(consent: ConsentUrl) -> Iterator[Para]:
    if consent.host:
        yield from _inside(consent, wide=False)
    rows = (
        ("They will", "sign in, see what it grants (read cost, reservations), Accept"),
        ("Valid", f"not published; {_VALID}"),
        ("If it says", "need admin approval: they are no tenant administrator"),
    )
    for label, words in rows:
        yield Para(((f"{label:<{_LABEL}}", "muted"), (words, "ink")), hang=_LABEL)


def check_lines(facts: CustomerFacts, visit: AzureVisit, *, wide: bool) -> Iterator[Pair | Para]:
    """The lines of step 3."""
    checked, fault = azure_checked(facts), visit.check_fault or facts.azure.fault
    running = verifying(facts, visit)
    yield from switched_lines(facts)
    if running:
        yield from running_lines(facts, checked)
    else:
        yield from unknown_lines(facts, checked, fault)
    if fault is not None and not running and not told_as_unknown(facts, checked, fault):
        yield from fault_lines(fault, "V verifies again, which is harmless")
        if fault.status == _CONFLICT and facts.azure.url_at is not None:
            yield muted(f"It was asked for here at {moment_ago(facts.azure.url_at, facts.now)}. {_TAKEN}", 2)
        yield BLANK
    yield from watch_lines(facts, AZURE)
    yield from feature_result_lines(facts, checked, wide=wide)
    if not checked.features:
        yield from nothing_verified_lines(checked, "consent")
        yield muted("After the consent the roles may take 5 minutes to arrive.")
        yield BLANK
    yield from watch_hint(facts, AZURE)
