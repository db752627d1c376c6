"""What leaves the client: caught on a socket and held against the contract."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from support.api_client import CALLS, CHILD, EMAIL, KEY, PARTNER, PLAN, client_for
from support.contract import complaints, operations, request_schema
from support.faulty_server import Seen, faulty, json_reply

from tui import __version__
from tui.api.errors import Unreadable, Unsendable
from tui.domain.faults import Sent
from tui.domain.onboarding.steps import ExistingCur

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.api.client import Client

    Call = Callable[[Client], Awaitable[object]]

CONTRACT = {found[0]: found for found in operations()}
ONBOARDING = "0f0e0d0c-0b0a-4908-8706-050403020100"
CUR = ExistingCur("us-east-1", "a-bucket", "a/prefix", "a report")
LINK = "https://aws.amazon.com/marketplace/saas/ordering?productId=x&offer=y"


async def sent(call: Call) -> Seen:
    """The one request a call sends."""
    async with faulty(json_reply(200, {})) as server, client_for(server.url) as client:
        with contextlib.suppress(Unreadable):
            await call(client)
        [request] = server.requests
        return request


@pytest.mark.parametrize("operation_id", sorted(CONTRACT))
async def test_a_call_goes_out_as_the_contract_has_it(operation_id: str) -> None:
    _, method, path, described, parameters = CONTRACT[operation_id]
    request = await sent(CALLS[operation_id])
    target = urlsplit(request.target)
    org_id = PARTNER if operation_id in {"listChildOrgs", "registerChild"} else CHILD
    assert request.method == method
    assert target.path == path.format(org_id=org_id, plan_id=PLAN)
    assert set(parse_qs(target.query)) == {p["name"] for p in parameters if p["in"] == "query"}
    assert bool(request.body) == ("requestBody" in described)
    schema = request_schema(operation_id)
    assert schema is None or complaints(schema, request.json) == []


@pytest.mark.parametrize("operation_id", sorted(CONTRACT))
async def test_every_call_carries_the_key_and_says_who_calls(operation_id: str) -> None:
    request = await sent(CALLS[operation_id])
    assert request.headers["x-api-key"] == KEY
    assert request.headers["user-agent"] == f"archera-tui/{__version__}"
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers.get("content-type") == ("application/json" if request.body else None)
    assert "authorization" not in request.headers
    assert "cookie" not in request.headers


BODIES: list[tuple[str, Call, object]] = [
    ("registerChild", lambda c: c.register_child(PARTNER, company="Ä c/o B"), {"company": "Ä c/o B"}),
    (
        "registerChild",
        lambda c: c.register_child(PARTNER, company="B", email=EMAIL, labra_subscription_id="L-1"),
        {"company": "B", "email": EMAIL, "labra_subscription_id": "L-1"},
    ),
    ("verifyAws", lambda c: c.verify_aws(CHILD), {}),
    ("verifyAws", lambda c: c.verify_aws(CHILD, onboarding_id=ONBOARDING), {"onboarding_id": ONBOARDING}),
    ("verifyAws", lambda c: c.verify_aws(CHILD, account_id="123456789012"), {"account_id": "123456789012"}),
    (
        "verifyAws",
        lambda c: c.verify_aws(CHILD, onboarding_id=ONBOARDING, account_id="1", existing_cur=CUR),
        {
            "onboarding_id": ONBOARDING,
            "account_id": "1",
            "existing_cur": {
                "region": "us-east-1",
                "bucket": "a-bucket",
                "prefix": "a/prefix",
                "report_name": "a report",
            },
        },
    ),
    (
        "getAzureAuthUrl",
        lambda c: c.get_azure_auth_url(CHILD, azure_tenant_id="t", azure_subscription_id="s"),
        {"azure_tenant_id": "t", "azure_subscription_id": "s"},
    ),
    ("purchasePlan", lambda c: c.purchase_plan(CHILD, PLAN, email=EMAIL), {"email": EMAIL}),
    ("updatePartnerOrg", lambda c: c.update_partner_org(CHILD, {}), {}),
    (
        "updatePartnerOrg",
        lambda c: c.update_partner_org(CHILD, {"aws_marketplace_offer_link": LINK}),
        {"aws_marketplace_offer_link": LINK},
    ),
    (
        "updatePartnerOrg",
        lambda c: c.update_partner_org(
            CHILD,
            {"azure_marketplace_offer_link": None, "gcp_marketplace_offer_link": "https://b.example/?q=%20"},
        ),
        {"azure_marketplace_offer_link": None, "gcp_marketplace_offer_link": "https://b.example/?q=%20"},
    ),
]


@pytest.mark.parametrize(("operation_id", "call", "expected"), BODIES)
async def test_a_body_holds_what_was_given_and_nothing_else(operation_id: str, call: Call, expected: object) -> None:
    request = await sent(call)
    assert request.json == expected
    schema = request_schema(operation_id)
    assert schema is not None
    assert complaints(schema, request.json) == []


def test_every_operation_with_a_body_is_among_the_bodies_tried() -> None:
    with_body = {operation_id for operation_id in CONTRACT if request_schema(operation_id)}
    assert {operation_id for operation_id, _, _ in BODIES} == with_body


def test_the_contract_would_find_a_wrong_body() -> None:
    for operation_id, _, _ in BODIES:
        assert complaints(request_schema(operation_id) or {}, {"nobody_knows": 1})


REFUSED: dict[str, tuple[Call, str]] = {
    "e-mail without an at sign": (lambda c: c.purchase_plan(CHILD, PLAN, email="ada.example.com"), "email"),
    "e-mail without a domain": (lambda c: c.purchase_plan(CHILD, PLAN, email="ada@"), "email"),
    "e-mail with a line break": (lambda c: c.purchase_plan(CHILD, PLAN, email="ada@example.com\n"), "email"),
    "two e-mails": (lambda c: c.purchase_plan(CHILD, PLAN, email="a@b.example,c@d.example"), "email"),
    "no e-mail": (lambda c: c.purchase_plan(CHILD, PLAN, email=""), "email"),
    "e-mail that is too long": (lambda c: c.purchase_plan(CHILD, PLAN, email="a@" + ".".join(["b" * 60] * 5)), "email"),
    "plan without an id": (lambda c: c.purchase_plan(CHILD, "", email=EMAIL), ""),
    "plan one level up": (lambda c: c.purchase_plan(CHILD, "..", email=EMAIL), ""),
    "id beyond all length": (lambda c: c.verify_azure("x" * 70_000), ""),
    "customer without an id": (lambda c: c.get_aws_launch_stack_url(""), ""),
    "company of spaces": (lambda c: c.register_child(PARTNER, company="  "), "company"),
    "company of two lines": (lambda c: c.register_child(PARTNER, company="a\nb"), "company"),
    "company with half a character": (lambda c: c.register_child(PARTNER, company="a\ud800"), "company"),
    "registration by a bad e-mail": (lambda c: c.register_child(PARTNER, company="a", email="x"), "email"),
    "onboarding id in capitals": (lambda c: c.verify_aws(CHILD, onboarding_id=ONBOARDING.upper()), "onboarding_id"),
    "onboarding id and more": (lambda c: c.verify_aws(CHILD, onboarding_id=f"{ONBOARDING}\n"), "onboarding_id"),
    "onboarding id after more": (lambda c: c.verify_aws(CHILD, onboarding_id=f"x{ONBOARDING}"), "onboarding_id"),
    "account without digits": (lambda c: c.verify_aws(CHILD, account_id=""), "account_id"),
    "report without a bucket": (
        lambda c: c.verify_aws(CHILD, existing_cur=ExistingCur("r", "", "p", "n")),
        "existing_cur.bucket",
    ),
    "tenant missing": (
        lambda c: c.get_azure_auth_url(CHILD, azure_tenant_id="", azure_subscription_id="s"),
        "azure_tenant_id",
    ),
    "provider nobody has": (lambda c: c.get_recommended_plans(CHILD, "oracle"), "provider"),
    "link that is no URL": (
        lambda c: c.update_partner_org(CHILD, {"aws_marketplace_offer_link": "see wiki"}),
        "aws_marketplace_offer_link",
    ),
    "link without encryption": (
        lambda c: c.update_partner_org(CHILD, {"aws_marketplace_offer_link": "http://aws.amazon.com/marketplace"}),
        "aws_marketplace_offer_link",
    ),
    "e-mail with two dots": (lambda c: c.purchase_plan(CHILD, PLAN, email="ada..x@example.com"), "email"),
    "e-mail with blanks around it": (lambda c: c.purchase_plan(CHILD, PLAN, email=" ada@example.com"), "email"),
    "link to a script": (
        lambda c: c.update_partner_org(CHILD, {"aws_marketplace_offer_link": "javascript:alert(1)"}),
        "aws_marketplace_offer_link",
    ),
    "link nobody knows": (
        lambda c: c.update_partner_org(CHILD, {"oci_marketplace_offer_link": LINK}),
        "oci_marketplace_offer_link",
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
async def test_a_wrong_request_is_refused_before_anything_is_sent(name: str) -> None:
    call, field = REFUSED[name]
    async with faulty(json_reply(200, {})) as server, client_for(server.url) as client:
        with pytest.raises(Unsendable) as caught:
            await call(client)
        assert server.connections == 0
    assert caught.value.sent is Sent.NOT_SENT
    assert set(caught.value.fields) == ({field} if field else set())


async def test_an_explicit_null_report_cannot_be_sent() -> None:
    from pydantic import ValidationError

    from tui.api.models_requests import VerificationArgs

    with pytest.raises(ValidationError, match="left out"):
        VerificationArgs.model_validate({"existing_cur": None})


async def test_a_closed_client_sends_nothing() -> None:
    async with faulty(json_reply(200, {})) as server:
        client = client_for(server.url)
        await client.aclose()
        with pytest.raises(Unsendable, match="closed"):
            await client.verify_azure(CHILD)
        assert server.connections == 0


async def test_a_path_before_the_operations_is_kept() -> None:
    async with faulty(json_reply(200, {})) as server, client_for(f"{server.url}/gateway/") as client:
        await client.get_aws_launch_stack_url("a/b")
        assert server.requests[0].target == "/gateway/v2/org/a%2Fb/partners/onboarding/aws/launch-stack-url"


async def test_a_cookie_is_not_given_back() -> None:
    async with faulty(json_reply(200, {}, "Set-Cookie: a=b; Path=/")) as server, client_for(server.url) as client:
        await client.start_onboarding(CHILD)
        await client.start_onboarding(CHILD)
        assert len(server.requests) == 2
        assert all("cookie" not in request.headers for request in server.requests)


def test_every_operation_has_a_plain_call_to_try_it_with() -> None:
    assert set(CALLS) == set(CONTRACT)
