"""The optional particulars of an AWS verification, checked before they are sent (contract: VerificationArgs)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tui.domain.onboarding import entries
from tui.domain.onboarding.steps import ExistingCur

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.domain.faults import Fault


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What a verification is asked with: an account id of 12 digits, a report that exists already; None: neither."""

    account_id: str | None = None
    existing_cur: ExistingCur | None = None


@dataclass(frozen=True, slots=True)
class TypedOptions:
    """The fields of the form as typed; all blank: no account id, and a report is made."""

    account_id: str = ""
    region: str = ""
    bucket: str = ""
    prefix: str = ""
    report_name: str = ""


NAMES: tuple[str, ...] = tuple(entry.name for entry in fields(TypedOptions))
REPORT_NAMES = NAMES[1:]
"""The fields of an existing report."""
REPORT = "existing_cur"
"""The contract's name of an existing report as a whole."""
LABELS: Mapping[str, str] = {
    "account_id": "Account id", "region": "Region", "bucket": "Bucket", "prefix": "Prefix",
    "report_name": "Report name",
}  # fmt: skip
EXAMPLES: Mapping[str, str] = {
    "account_id": "604418802297", "region": "eu-central-1", "bucket": "acme-billing", "prefix": "reports/daily",
    "report_name": "acme-hourly",
}  # fmt: skip
_NEEDED = ("region", "bucket", "report_name")
_CHECKS = {
    "account_id": entries.account_id,
    "region": entries.region,
    "bucket": entries.bucket,
    "prefix": entries.prefix,
    "report_name": entries.report_name,
}
# What a server puts around the names of a request's fields: where they stood.
_AROUND = frozenset({"json", "body", "errors", "detail", "form", "data", "_schema"})


def typed(options: VerifyOptions) -> TypedOptions:
    """The form filled in with what is known."""
    report = options.existing_cur
    if report is None:
        return TypedOptions(options.account_id or "")
    return TypedOptions(options.account_id or "", report.region, report.bucket, report.prefix, report.report_name)


def _entered(form: TypedOptions) -> dict[str, entries.Entry]:
    """The fields that hold something, as they were understood."""
    held = {name: getattr(form, name) for name in NAMES}
    return {name: _CHECKS[name](value) for name, value in held.items() if value.strip()}


def problems(form: TypedOptions) -> dict[str, str]:
    """What is wrong with a field, by its name, in a sentence; a field that is merely missing is not among them."""
    return {name: entry.error for name, entry in _entered(form).items() if not entry.ok}


def reason_against(form: TypedOptions) -> str:
    """Why the form can't be used, "" when it can; an existing report needs all but the prefix."""
    if wrong := problems(form):
        return f"{LABELS[next(iter(wrong))].lower()}: see above"
    held = _entered(form)
    begun = any(name in held for name in REPORT_NAMES)
    missing = [LABELS[name].lower() for name in _NEEDED if begun and name not in held]
    return f"an existing report also needs {' and '.join(missing)}" if missing else ""


def options_from(form: TypedOptions) -> VerifyOptions:
    """What the form asks for. Raises ValueError with the reason when it can't be used."""
    if reason := reason_against(form):
        raise ValueError(reason)
    held = {name: entry.value for name, entry in _entered(form).items()}
    report = None
    if "bucket" in held:
        report = ExistingCur(held["region"], held["bucket"], held.get("prefix", ""), held["report_name"])
    return VerifyOptions(held.get("account_id"), report)


def report_words(report: ExistingCur | None) -> str:
    """An existing report in a line, or that one is made."""
    if report is None:
        return "none: a report is made for you"
    place = "/".join(part for part in (report.bucket, report.prefix.strip("/")) if part)
    return f"{report.report_name}, in {place} ({report.region})"


def field_of(path: str) -> str:
    """The field of the form that a server's dotted path speaks of, however deep: one of `NAMES`, `REPORT`, or ""."""
    parts = [part for part in path.split(".") if part not in _AROUND and not part.isdigit()]
    if not parts:
        return ""
    if parts[0] == REPORT:
        return parts[1] if len(parts) > 1 and parts[1] in REPORT_NAMES else REPORT
    return parts[0] if parts[0] in NAMES else ""


def placed(fault: Fault | None) -> dict[str, tuple[str, ...]]:
    """The server's own messages by the field of the form they speak of; what speaks of none is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for path, messages in fault.fields if fault else ():
        if name := field_of(path):
            found[name] = (*found.get(name, ()), *messages)
    return found
