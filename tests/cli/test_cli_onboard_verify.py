"""`onboard verify` and the Azure twins: what was asked, what it brought, what is kept for the dashboard."""

import json

import pytest
from support.headless import Headless

from tui.domain.onboarding.steps import ExistingCur
from tui.domain.records import AZURE

REPORT = ("--cur-region", "eu-west-1", "--cur-bucket", "acme-billing", "--cur-report-name", "hourly")
TENANT = "9d7e0000-0000-4000-8000-00000000000a"
SUBSCRIPTION = "9d7e0000-0000-4000-8000-00000000000b"


def _features(*statuses: str) -> bytes:
    return json.dumps([{"feature": f"f{n}", "status": status} for n, status in enumerate(statuses)]).encode()


@pytest.mark.parametrize(
    ("statuses", "code", "outcome"),
    [
        (("available", "available"), 0, "done"),
        (("available", "warning"), 1, "warnings"),
        (("unknown", "available"), 3, "unknown"),
        (("available", "missing", "warning"), 2, "missing"),
        ((), 3, "unknown"),
    ],
)
def test_the_exit_code_is_the_worst_feature(
    headless: Headless, statuses: tuple[str, ...], code: int, outcome: str
) -> None:
    headless.weather.status["/aws/verify"] = (200, _features(*statuses), {})
    said = headless.run("onboard", "verify", "beta", "--json")
    document = json.loads(said.out)
    assert (said.code, document["outcome"], document["fault"]) == (code, outcome, None)


def test_every_feature_is_told_worst_first_with_meaning_and_remedy(headless: Headless) -> None:
    said = headless.run("onboard", "verify", "beta")
    assert said.code == 2
    lines = said.out.splitlines()
    assert lines[0].startswith("Beta Corp c/o Sandbox, AWS: 4 of 8 features available")
    assert lines[1] == "✕ assume_role  missing"
    assert lines[2] == "    Archera can't assume the role."
    assert lines[-1] == "● purchase_permissions  available"


def test_what_changed_since_the_last_verification_is_told(headless: Headless) -> None:
    headless.weather.status["/aws/verify"] = (200, _features("available", "missing"), {})
    headless.run("onboard", "verify", "beta")
    headless.weather.status["/aws/verify"] = (200, _features("available", "available", "warning"), {})
    changes = headless.data("onboard", "verify", "beta")["result"]["changes"]
    assert changes == [
        {"feature": "f1", "was": "missing", "now": "available"},
        {"feature": "f2", "was": "not listed", "now": "warning"},
    ]


def test_an_existing_report_is_kept_and_asked_with_again(headless: Headless) -> None:
    kept = ExistingCur("eu-west-1", "acme-billing", "", "hourly")
    headless.run("onboard", "verify", "beta", "--account-id", "6044 1880 2297", *REPORT)
    assert headless.progress("Beta Corp").existing_cur == kept
    again = headless.data("onboard", "verify", "beta")["result"]["asked_with"]
    assert (again["account_id"], again["existing_cur"]["bucket"]) == ("604418802297", "acme-billing")
    assert headless.progress("Beta Corp").existing_cur == kept
    forgotten = headless.data("onboard", "verify", "beta", "--forget")["result"]["asked_with"]
    assert (forgotten["account_id"], forgotten["existing_cur"]) == (None, None)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--account-id", "12"), "--account-id: 2 digits, an AWS account id has 12"),
        (("--cur-bucket", "My_Bucket"), "--cur-bucket: capitals, a bucket's name has none"),
        (("--cur-region", "frankfurt"), "--cur-region: not the form of a region, as in eu-central-1"),
        (("--cur-bucket", "acme"), "An existing report also needs --cur-region and --cur-report-name."),
        (("--cur-prefix", "a/b"), "An existing report also needs --cur-region and --cur-bucket and --cur-report-name."),
    ],
)
def test_what_can_t_be_right_is_refused_before_anything_is_asked(
    headless: Headless, options: tuple[str, ...], told: str
) -> None:
    said = headless.run("onboard", "verify", "beta", *options)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert dict(headless.weather.seen) == {}


def test_a_field_the_server_refuses_is_told_by_its_name(headless: Headless) -> None:
    body = b'{"code":422,"status":"x","errors":{"json":{"existing_cur":{"bucket":["Not ours to read."]}}}}'
    headless.weather.status["/aws/verify"] = (422, body, {})
    said = headless.run("onboard", "verify", "beta", *REPORT)
    assert said.code == 2
    assert 'existing_cur.bucket: "Not ours to read."' in said.err


def test_an_answer_that_does_not_come_in_time_is_unknown_and_the_next_one_says_so(headless: Headless) -> None:
    headless.weather.lost.add("/aws/verify")
    said = headless.run("onboard", "verify", "beta", "--timeout", "0.2")
    assert said.code == 3
    assert "No answer within 0s: the verification." in said.err
    assert headless.progress("Beta Corp").asked_at is not None
    headless.weather.lost.clear()
    later = headless.run("onboard", "verify", "beta")
    assert later.out.startswith("A verification asked at 20")
    assert "was not seen to end. This is a new one." in later.out
    assert headless.progress("Beta Corp").asked_at is None


def test_the_consent_url_comes_with_what_it_asks_and_the_ids_are_mended_and_kept(headless: Headless) -> None:
    words = ("onboard", "azure-url", "alder yoga")
    assert headless.run(*words).code == 2
    said = headless.run(*words, "--tenant", f"{{{TENANT.upper()}}}", "--subscription", SUBSCRIPTION.replace("-", ""))
    assert said.code == 0
    assert said.out.startswith(f"https://login.microsoftonline.com/{TENANT}/")
    assert "Global Administrator" in said.out
    kept = headless.progress("Alder Yoga", AZURE)
    assert (kept.tenant_id, kept.subscription_id) == (TENANT, SUBSCRIPTION)
    assert headless.data(*words)["result"]["subscription_id"] == SUBSCRIPTION


def test_ids_that_look_swapped_are_refused_unless_they_are_right(headless: Headless) -> None:
    words = ("onboard", "azure-url", "alder yoga", "--tenant")
    assert headless.run(*words, TENANT, "--subscription", SUBSCRIPTION).code == 0
    swapped = headless.run(*words, SUBSCRIPTION, "--subscription", TENANT)
    assert swapped.code == 2
    assert "they may be swapped" in swapped.err
    assert headless.sent == {"auth-url": 1}
    assert headless.run(*words, SUBSCRIPTION, "--subscription", TENANT, "--anyway").code == 0


def test_a_watch_ends_at_once_when_all_is_available(headless: Headless) -> None:
    headless.weather.status["/aws/verify"] = (200, _features("available"), {})
    document = headless.data("onboard", "verify", "beta", "--watch", "5")
    assert (document["exit_code"], document["result"]["watch"]) == (0, None)


def test_a_watch_gives_up_when_its_time_is_over(headless: Headless) -> None:
    said = headless.run("onboard", "verify", "beta", "--watch", "5", "--timeout", "0.3")
    assert said.code == 3
    assert "Again in 5 minutes." in said.err
    assert headless.sent == {"verify": 1}


def test_a_proxy_that_drops_the_body_is_explained(headless: Headless) -> None:
    body = (
        b'{"code":422,"status":"x","errors":{"json":{"azure_tenant_id":["Missing data for required field."],'
        b'"azure_subscription_id":["Missing data for required field."]}}}'
    )
    headless.weather.status["/auth-url"] = (422, body, {})
    said = headless.run("onboard", "azure-url", "alder yoga", "--tenant", TENANT, "--subscription", SUBSCRIPTION)
    assert said.code == 2
    assert "A proxy on the way" in said.err


def test_azure_is_verified_after_its_consent_url_and_not_before(headless: Headless) -> None:
    early = headless.run("onboard", "azure-verify", "alder yoga")
    assert early.code == 2
    assert "(409)" in early.err
    assert "consent URL" in early.err
    headless.run("onboard", "azure-url", "alder yoga", "--tenant", TENANT, "--subscription", SUBSCRIPTION)
    document = headless.data("onboard", "azure-verify", "alder yoga")
    assert (document["exit_code"], document["result"]["cloud"]) == (2, "azure")
    assert document["result"]["features"][0]["status"] == "missing"
