"""An onboarding report in Markdown, to be pasted into a ticket: readable as it stands, and safe whatever is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.export.markdown import code, table, text
from tui.domain.formats import NOTHING, age, count, duration, iso
from tui.domain.names import safe_name
from tui.domain.onboarding.links import LINK_FIELDS
from tui.domain.onboarding.next_move import Mover
from tui.domain.onboarding.report_json import STEP_WORDS
from tui.domain.onboarding.steps import StepState
from tui.domain.records import AVAILABLE, AWS, CLOUD_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.onboarding.next_move import Move
    from tui.domain.onboarding.report import CloudReport, FeatureLine, OnboardingReport

_MARKS = {StepState.DONE: "x", StepState.HAND: " ", StepState.COMING: " ", StepState.TROUBLE: " "}


def report_markdown(report: OnboardingReport) -> str:
    """The report as one text; every value from outside is escaped."""
    return "\n".join([*_head(report), *_clouds(report), *_own(report), *_links(report)]).rstrip() + "\n"


def _when(at: float | None, now: float) -> str:
    """`2026-11-28 02:58 UTC, 3m ago`."""
    moment = iso(at)
    if at is None or moment is None:
        return NOTHING
    return f"{moment[:10]} {moment[11:16]} UTC, {age(now - at)} ago"


def _head(report: OnboardingReport) -> Iterator[str]:
    identity, customer = report.identity, report.customer
    made = iso(report.at) or ""
    yield f"# Onboarding of {text(safe_name(customer.label))}"
    yield ""
    yield f"- Customer: {text(safe_name(customer.label))}, id {code(customer.org_id)}"
    yield f"- Partner: {text(identity.partner)}, id {code(identity.partner_org_id)}"
    yield f"- API: {code(identity.host)}, profile {code(identity.profile)} ({identity.mode.value})"
    read = _when(report.listed_at, report.at)
    yield f"- As known on {made[:10]} at {made[11:16]} UTC (all times are UTC); customer list read {read}"
    if not report.listed:
        yield "- **The customer is no longer in the list**; what is said here is as known before"
    yield f"- **Next, {_whose(report, report.move)}:** {text(report.move.words)}"
    yield ""


def _whose(report: OnboardingReport, move: Move) -> str:
    match move.who:
        case Mover.PARTNER:
            return text(report.identity.partner)
        case Mover.CUSTOMER:
            return "the customer"
        case Mover.ARCHERA:
            return "Archera"
        case _:
            return "nobody has to act"


def _clouds(report: OnboardingReport) -> Iterator[str]:
    for cloud in report.clouds:
        name = CLOUD_NAMES[cloud.cloud]
        if cloud.move is None:
            yield f"## {name}: not started"
            yield ""
            continue
        total = len(cloud.features)
        yield f"## {name}: " + (f"{cloud.available} of {total} available" if total else "under way")
        yield ""
        yield f"Next, {_whose(report, cloud.move)}: {text(cloud.move.words)}"
        yield ""
        for step in cloud.steps:
            at = f", {_when(step.at, report.at)}" if step.at is not None else ""
            yield f"- [{_MARKS[step.state]}] {step.number} {step.title}: {STEP_WORDS[step.state]}{at}"
        yield ""
        yield from _asked(cloud, report.at)
        yield from _statuses(cloud, report.at)
        yield from _changed(cloud, report.at)


def _asked(cloud: CloudReport, now: float) -> Iterator[str]:
    """What was asked, with whole ids; a line that says nothing is left out."""
    progress = cloud.progress
    url = "Launch URL" if cloud.cloud == AWS else "Consent URL"
    rows = [
        (label, code(value))
        for label, value in (
            ("Onboarding id", progress.onboarding_id),
            ("Tenant id", progress.tenant_id),
            ("Subscription id", progress.subscription_id),
            ("Account id", progress.account_id),
        )
        if value
    ]
    if (cur := progress.existing_cur) is not None:
        place = f"{code(cur.report_name)} in {code(cur.bucket)}, prefix {code(cur.prefix)}, {code(cur.region)}"
        rows.append(("Existing cost report", place))
    if progress.url_at is not None:
        rows.append((url, f"{code(cloud.url_host)}, fetched {_when(progress.url_at, now)}"))
    if cloud.switched_at is not None:
        rows.append(("Switched", f"AWS was started {_when(cloud.switched_at, now)}: the record's cloud is AWS now"))
    if cloud.running_since is not None:
        rows.append(("Verifying", f"since {_when(cloud.running_since, now)}"))
    elif progress.asked_at is not None:
        rows.append(("Verification asked", f"{_when(progress.asked_at, now)}; how it ended is not known here"))
    if progress.verified is not None:
        took = duration(progress.verified.took)
        rows.append(("Last verified here", f"{_when(progress.verified.at, now)}, took {took}"))
    if progress.fault is not None:
        rows.append(("Last fault", text(progress.fault.sentence)))
    if rows:
        yield from (f"- {label}: {value}" for label, value in rows)
        yield ""


def _statuses(cloud: CloudReport, now: float) -> Iterator[str]:
    if not cloud.features:
        return
    yield "Statuses " + ("as last reported by the list:" if cloud.from_list else "as verified here:")
    yield ""
    yield from _feature_table(cloud.features, now)
    yield ""


def _feature_table(lines: tuple[FeatureLine, ...], now: float) -> list[str]:
    rows = [
        (
            code(line.feature.name),
            text(line.feature.status) if line.feature.status == AVAILABLE else f"**{text(line.feature.status)}**",
            _since(line, now),
            text(line.meaning),
            text(line.remedy),
        )
        for line in lines
    ]
    return table(("Feature", "Status", "Since", "What it means", "What to do"), rows)


def _since(line: FeatureLine, now: float) -> str:
    """Where only the first sight is known, the status is at least that old."""
    when = _when(line.feature.since, now)
    return f"before {when}" if line.feature.was is None and when != NOTHING else when


def _changed(cloud: CloudReport, now: float) -> Iterator[str]:
    if not cloud.changes:
        return
    yield "Changed last:"
    yield ""
    for change in cloud.changes:
        yield f"- {_when(change.at, now)}: {code(change.name)} {text(change.was)} → {text(change.status)}"
    yield ""


def _own(report: OnboardingReport) -> Iterator[str]:
    if report.own:
        well = sum(line.feature.status == AVAILABLE for line in report.own)
        yield f"## Around it: {well} of {count(len(report.own), 'item')} available"
        yield ""
        yield from _feature_table(report.own, report.at)
        yield ""


def _links(report: OnboardingReport) -> Iterator[str]:
    if report.links is None:
        return
    yield f"Marketplace links, as last answered here {_when(report.links.at, report.at)}:"
    yield ""
    for cloud, name in LINK_FIELDS.items():
        if name in report.links.values:
            link = report.links.values[name]
            yield f"- {CLOUD_NAMES[cloud]}: {code(link) if link else 'no link'}"
    yield ""
