"""An onboarding report as plain values for JSON: ids whole, times in RFC 3339 UTC, texts cleaned and otherwise raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import iso
from tui.domain.names import safe_name
from tui.domain.onboarding.steps import StepState
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.faults import Fault
    from tui.domain.onboarding.next_move import Move
    from tui.domain.onboarding.report import CloudReport, FeatureLine, OnboardingReport
    from tui.domain.onboarding.steps import ExistingCur, Step

VERSION = 1
STEP_WORDS = {
    StepState.DONE: "done",
    StepState.HAND: "in hand",
    StepState.COMING: "to come",
    StepState.TROUBLE: "in trouble",
}


def _text(value: str | None) -> str | None:
    return clean(value) if value else None


def report_json(report: OnboardingReport) -> dict[str, object]:
    """The report; `version` grows when a name in it changes its meaning. What is not known is null."""
    customer, identity = report.customer, report.identity
    return {
        "report": "onboarding",
        "version": VERSION,
        "made_at": iso(report.at),
        "customer": {
            "name": safe_name(customer.label),
            "org_id": clean(customer.org_id),
            "created_at": iso(customer.created_at),
            "listed": report.listed,
        },
        "from": {
            "partner": clean(identity.partner),
            "partner_org_id": clean(identity.partner_org_id),
            "host": clean(identity.host),
            "profile": clean(identity.profile),
            "mode": identity.mode.value,
        },
        "list_read_at": iso(report.listed_at),
        "next": _move(report.move),
        "clouds": [_cloud(cloud) for cloud in report.clouds],
        "org_checklist": _features(report.own),
        "marketplace_links": None
        if report.links is None
        else {
            "answered_at": iso(report.links.at),
            "links": {clean(name): _text(value) for name, value in report.links.values.items()},
        },
    }


def _move(move: Move | None) -> dict[str, object] | None:
    return None if move is None else {"who": move.who.value, "what": clean(move.words)}


def _cloud(cloud: CloudReport) -> dict[str, object]:
    progress, verified = cloud.progress, cloud.progress.verified
    return {
        "cloud": cloud.cloud,
        "under_way": cloud.move is not None,
        "next": _move(cloud.move),
        "steps": [_step(step) for step in cloud.steps],
        "asked": {
            "onboarding_id": _text(progress.onboarding_id),
            "account_id": _text(progress.account_id),
            "existing_cur": _report_of_costs(progress.existing_cur),
            "tenant_id": _text(progress.tenant_id),
            "subscription_id": _text(progress.subscription_id),
            "url_host": _text(cloud.url_host),
            "url_at": iso(progress.url_at),
        },
        "switched_to_aws_at": iso(cloud.switched_at),
        "verification": {
            "running_since": iso(cloud.running_since),
            "asked_and_not_answered_at": iso(progress.asked_at),
            "verified_at": iso(verified.at) if verified else None,
            "took_seconds": round(verified.took, 1) if verified else None,
            "fault": _fault(progress.fault),
        },
        "statuses_from": "verification" if verified is not None and not cloud.from_list else "list",
        "available": cloud.available,
        "features": _features(cloud.features),
        "changes": [
            {"at": iso(change.at), "feature": clean(change.name), "was": clean(change.was), "now": clean(change.status)}
            for change in cloud.changes
        ],
    }


def _step(step: Step) -> dict[str, object]:
    return {"step": step.number, "title": step.title, "state": STEP_WORDS[step.state], "at": iso(step.at)}


def _report_of_costs(report: ExistingCur | None) -> dict[str, object] | None:
    if report is None:
        return None
    return {
        "region": clean(report.region),
        "bucket": clean(report.bucket),
        "prefix": clean(report.prefix),
        "report_name": clean(report.report_name),
    }


def _features(lines: Sequence[FeatureLine]) -> list[dict[str, object]]:
    return [
        {
            "feature": clean(line.feature.name),
            "status": clean(line.feature.status),
            "since": iso(line.feature.since),
            "since_first_seen": line.feature.was is None,
            "was": _text(line.feature.was),
            "meaning": clean(line.meaning),
            "remedy": _text(line.remedy),
        }
        for line in lines
    ]


def _fault(fault: Fault | None) -> dict[str, object] | None:
    if fault is None:
        return None
    return {
        "what": clean(fault.what),
        "words": _text(fault.words),
        "meaning": _text(fault.meaning),
        "remedy": _text(fault.remedy),
        "status": fault.status,
        "sent": fault.sent.value,
        "fields": {clean(name): [clean(message) for message in messages] for name, messages in fault.fields},
    }
