"""The onboarding report: who, both clouds, statuses with what to do, the next move; as Markdown and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from markdown_it import MarkdownIt
from support.azure import SUBSCRIPTION, TENANT, consented
from support.clock import EPOCH
from support.customers import AZURE_NAMES, customer, features, snapshot
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.changes import Change
from tui.domain.faults import Fault
from tui.domain.intents import VerifyAzure
from tui.domain.onboarding.links import Links
from tui.domain.onboarding.next_move import Mover
from tui.domain.onboarding.report import OnboardingReport, onboarding_report
from tui.domain.onboarding.report_json import report_json
from tui.domain.onboarding.report_markdown import report_markdown
from tui.domain.onboarding.steps import ExistingCur, Progress, Verification
from tui.domain.records import AWS, AZURE, Feature
from tui.domain.snapshot import Running

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tui.domain.records import Customer
    from tui.domain.snapshot import Snapshot

ORG = "0f6f3f0e-4b2a-4c59-9a53-6a1b9f4f2a10"
NOW = EPOCH + 600


def known(of: Customer | None = None, *records: Progress, **more: Any) -> Snapshot:
    found = snapshot(of or customer(org_id=ORG), progress={(r.org_id, r.cloud): r for r in records}, at=NOW)
    return replace(found, customers_at=NOW - 20, **more)


def made(found: Snapshot) -> OnboardingReport:
    report = onboarding_report(found, ORG, NOW)
    assert report is not None
    return report


def as_json(found: Snapshot) -> Mapping[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(report_json(made(found))))
    return values


def aws(**done: Any) -> Progress:
    return Progress(ORG, AWS, **done)


def test_a_customer_nobody_knows_has_no_report_and_one_that_left_the_list_says_so() -> None:
    assert onboarding_report(known(), "gone", NOW) is None
    report = onboarding_report(known(), "gone", NOW, known=customer("Gone Ltd", org_id="gone"))
    assert report is not None
    assert "**The customer is no longer in the list**" in report_markdown(report)
    assert not report.listed


def test_a_new_customer_is_not_started_and_the_partner_moves() -> None:
    report = made(known())
    words = report_markdown(report)
    assert "# Onboarding of Beta Corp c/o Acme" in words
    assert f"id `{ORG}`" in words
    assert "- API: `in this program`, profile `sandbox` (SANDBOX)" in words
    assert "(all times are UTC)" in words
    assert "## AWS: not started" in words
    assert "## Azure: not started" in words
    assert "**Next, Acme Partners:** Start onboarding to AWS, or ask for the consent URL of Azure." in words
    assert report.move.who is Mover.PARTNER


def test_steps_ids_statuses_and_remedies_are_told_worst_first() -> None:
    cur = ExistingCur("eu-central-1", "bills", "cur", "daily")
    listed = customer(aws="x***~?**", org_id=ORG)
    verified = Verification(NOW - 120, 48, features("x***~?**"))
    progress = aws(
        onboarding_id="3b0e61d2-8a4f-4c1c-9d7e-0123456789ab", started_at=EPOCH, reviewed_at=EPOCH, url_at=EPOCH,
        url="https://eu.console.aws.amazon.com/secret?x", account_id="604418802297", existing_cur=cur,
        verified=verified,
    )  # fmt: skip
    words = report_markdown(made(known(listed, progress)))
    assert "## AWS: 5 of 8 available" in words
    assert "- [x] 1 Start: done, " in words
    assert "- [ ] 4 Verify: in trouble, " in words
    assert "- Onboarding id: `3b0e61d2-8a4f-4c1c-9d7e-0123456789ab`" in words
    assert "- Account id: `604418802297`" in words
    assert "- Existing cost report: `daily` in `bills`, prefix `cur`, `eu-central-1`" in words
    assert "UTC, 2m ago, took 48s" in words
    assert "secret" not in words
    table = [line for line in words.split("\n") if line.startswith("| `")]
    assert [line.split(" | ")[1] for line in table[:3]] == ["**missing**", "**warning**", "**unknown**"]
    assert "Re-deploy it in the management account" in table[0]
    assert "**Next, the customer:** Archera can't assume the role" in words


def test_json_has_whole_ids_utc_times_and_the_same_statuses() -> None:
    found = features("x???~???", AZURE_NAMES)
    progress = replace(consented(ORG), verified=Verification(NOW - 60, 61.26, found))
    values = as_json(known(customer(azure="x???~???", org_id=ORG), progress))
    assert values["report"] == "onboarding"
    assert values["customer"]["org_id"] == ORG
    assert values["made_at"].endswith("Z")
    assert values["from"]["host"] == "in this program"
    first, second = values["clouds"]
    assert (first["cloud"], first["under_way"], first["next"]) == ("aws", False, None)
    assert second["asked"]["tenant_id"] == TENANT
    assert second["asked"]["subscription_id"] == SUBSCRIPTION
    assert second["asked"]["url_host"] == "login.microsoftonline.com"
    assert second["verification"]["took_seconds"] == 61.3
    assert second["statuses_from"] == "verification"
    assert second["features"][0]["feature"] == "app_consent"
    assert second["features"][0]["status"] == "missing"
    assert second["features"][0]["since_first_seen"] is True
    assert second["next"]["who"] == "customer"
    assert values["next"] == second["next"]
    assert "adminconsent" not in json.dumps(values)


def test_what_changed_last_is_told_once_newest_first() -> None:
    first, *rest = features("x*******")
    lost = replace(first, since=NOW - 200, was="available")
    listed = customer(aws="********", org_id=ORG)
    listed = replace(listed, integrations=(replace(listed.integrations[0], features=(lost, *rest)),))
    seen = Change(NOW - 200, "feature", ORG, "Beta", "assume_role", "available", "missing", "aws")
    before = Change(NOW - 900, "feature", ORG, "Beta", "cur", "warning", "available", "aws")
    other = replace(before, org_id="other")
    found = known(listed, changes=(before, seen, other))
    assert [(c["feature"], c["was"], c["now"]) for c in as_json(found)["clouds"][0]["changes"]] == [
        ("assume_role", "available", "missing"),
        ("cur", "warning", "available"),
    ]
    words = report_markdown(made(found))
    assert "3m ago: `assume_role` available → missing" in words
    assert "It worked until" in words


def test_a_verification_cut_off_one_under_way_and_a_fault_are_told() -> None:
    cut = replace(consented(ORG), asked_at=NOW - 300)
    words = report_markdown(made(known(None, cut)))
    assert "- Verification asked: " in words
    assert "how it ended is not known here" in words
    assert "Verify again: a verification was asked" in words
    running = known(None, cut, running=(Running(VerifyAzure(ORG), NOW - 30), Running(VerifyAzure("other"), NOW)))
    assert made(running).clouds[1].running_since == NOW - 30
    assert "nobody has to act:** A verification is under way." in report_markdown(made(running))
    fault = Fault("Not possible now (409): the verification.", words="no | `record`", status=409)
    words = report_markdown(made(known(None, replace(consented(ORG), fault=fault))))
    assert '- Last fault: Not possible now (409): the verification. "no \\| \\`record\\`"' in words


def test_aws_started_after_the_consent_url_is_told_as_a_switch() -> None:
    switched = replace(consented(ORG), switched_at=NOW - 60)
    report = made(known(None, aws(started_at=EPOCH - 9_000), switched))
    assert "- Switched: AWS was started " in report_markdown(report)
    assert report.clouds[1].move is not None
    assert "Ask for the consent URL again" in report.clouds[1].move.words


def test_the_own_list_and_the_marketplace_links_stand_at_the_end() -> None:
    links = Links(
        NOW - 240, {"aws_marketplace_offer_link": "https://aws.example/x", "gcp_marketplace_offer_link": None}
    )
    found = known(customer(org="*x~", org_id=ORG), links={ORG: links})
    words = report_markdown(made(found))
    assert "## Around it: 1 of 3 items available" in words
    assert "- AWS: `https://aws.example/x`" in words
    assert "- GCP: no link" in words
    assert "- Azure" not in words.partition("Marketplace links")[2]
    assert as_json(found)["marketplace_links"]["links"]["gcp_marketplace_offer_link"] is None


@PROPERTY
@given(ANY_TEXT)
def test_no_text_from_outside_is_markup_in_the_report_or_drives_a_terminal(wild: str) -> None:
    wild = f"{wild} [x](https://e.example) <b> | `c` \x1b]0;t\x07"
    feature = Feature(wild, wild, EPOCH, wild)
    progress = replace(
        consented(ORG), tenant_id=wild, subscription_id=wild, onboarding_id=wild, account_id=wild,
        existing_cur=ExistingCur(wild, wild, wild, wild), url=f"https://{wild}", fault=Fault(wild, wild, wild, wild),
        verified=Verification(NOW, 1, (feature,)),
    )  # fmt: skip
    of = replace(customer(wild, org_id=ORG), org_checklist=(feature,))
    found = known(of, progress, links={ORG: Links(NOW, {"aws_marketplace_offer_link": wild})})
    found = replace(found, identity=replace(found.identity, partner=wild, host=wild, profile=wild))
    words = report_markdown(made(found))
    tokens = MarkdownIt("gfm-like").parse(words)
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "code_inline", "text_special", "strong_open", "strong_close"}
    assert not any(token.type in ("html_block", "fence") for token in tokens)
    assert "\x1b" not in words
    assert "\x1b" not in json.dumps(report_json(made(found)), ensure_ascii=False)
    assert sum(token.type == "table_open" for token in tokens) == 2


def test_a_customer_without_a_name_and_azure_alone_are_told() -> None:
    found = known(replace(customer(org_id=ORG), name=""), consented(ORG))
    words = report_markdown(made(found))
    assert "(no name) 0f6f3f0e" in words
    assert made(found).clouds[1].cloud == AZURE
