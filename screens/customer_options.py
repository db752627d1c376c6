"""The optional particulars of an AWS verification, checked before they are sent (contract: VerificationArgs)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from screens.customer_facts import VerifyOptions
from tui.domain.formats import count
from tui.domain.onboarding import ExistingCur

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACCOUNT_DIGITS = 12
_BUCKET_LENGTHS = range(3, 64)
_LONGEST = 256
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d{1,2}")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")
_NAME = re.compile(r"[0-9A-Za-z!_.*'()-]+")
_PREFIX = re.compile(r"[0-9A-Za-z!_.*'()/-]*")


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
LABELS: Mapping[str, str] = {
    "account_id": "Account id", "region": "Region", "bucket": "Bucket", "prefix": "Prefix",
    "report_name": "Report name",
}  # fmt: skip
EXAMPLES: Mapping[str, str] = {
    "account_id": "604418802297", "region": "eu-central-1", "bucket": "acme-billing", "prefix": "reports/daily",
    "report_name": "acme-hourly",
}  # fmt: skip
_NEEDED = ("region", "bucket", "report_name")


def typed(options: VerifyOptions) -> TypedOptions:
    """The form filled in with what is known."""
    report = options.existing_cur
    if report is None:
        return TypedOptions(options.account_id or "")
    return TypedOptions(options.account_id or "", report.region, report.bucket, report.prefix, report.report_name)


def _trimmed(form: TypedOptions) -> TypedOptions:
    account = re.sub(r"[\s-]", "", form.account_id)
    return TypedOptions(
        account, form.region.strip(), form.bucket.strip(), form.prefix.strip(), form.report_name.strip()
    )


def _account_problem(text: str) -> str:
    if not text:
        return ""
    if not (text.isascii() and text.isdigit()):
        return f"only digits: an account id has {_ACCOUNT_DIGITS} of them"
    if len(text) != _ACCOUNT_DIGITS:
        return f"{count(len(text), 'digit')}, an account id has {_ACCOUNT_DIGITS}"
    return ""


def _region_problem(text: str) -> str:
    return "" if not text or _REGION.fullmatch(text) else "no region: one reads like eu-central-1"


def _bucket_problem(text: str) -> str:
    if not text:
        return ""
    if "/" in text or ":" in text:
        return "the bucket's name alone, without s3:// and path"
    if len(text) not in _BUCKET_LENGTHS:
        return f"{count(len(text), 'character')}, a bucket's name has 3 to 63"
    return "" if _BUCKET.fullmatch(text) else "small letters, digits, dots and hyphens only"


def _prefix_problem(text: str) -> str:
    if len(text) > _LONGEST:
        return f"{len(text)} characters, a prefix has at most {_LONGEST}"
    return "" if _PREFIX.fullmatch(text) else "letters, digits, / and ! - _ . * ' ( ) only"


def _name_problem(text: str) -> str:
    if len(text) > _LONGEST:
        return f"{len(text)} characters, a report's name has at most {_LONGEST}"
    return "" if not text or _NAME.fullmatch(text) else "letters, digits and ! - _ . * ' ( ) only, no spaces"


_CHECKS = {
    "account_id": _account_problem,
    "region": _region_problem,
    "bucket": _bucket_problem,
    "prefix": _prefix_problem,
    "report_name": _name_problem,
}


def problems(form: TypedOptions) -> dict[str, str]:
    """What is wrong with a field, by its name, in a sentence; a field that is merely missing is not among them."""
    clean = _trimmed(form)
    found = {name: _CHECKS[name](getattr(clean, name)) for name in NAMES}
    return {name: words for name, words in found.items() if words}


def reason_against(form: TypedOptions) -> str:
    """Why the form can't be used, "" when it can; an existing report needs all but the prefix."""
    wrong = problems(form)
    if wrong:
        return f"{LABELS[next(iter(wrong))].lower()}: see above"
    clean = _trimmed(form)
    begun = any((clean.region, clean.bucket, clean.prefix, clean.report_name))
    missing = [LABELS[name].lower() for name in _NEEDED if begun and not getattr(clean, name)]
    return f"an existing report also needs {' and '.join(missing)}" if missing else ""


def options_from(form: TypedOptions) -> VerifyOptions:
    """What the form asks for. Raises ValueError with the reason when it can't be used."""
    if reason := reason_against(form):
        raise ValueError(reason)
    clean = _trimmed(form)
    report = ExistingCur(clean.region, clean.bucket, clean.prefix, clean.report_name) if clean.bucket else None
    return VerifyOptions(clean.account_id or None, report)


def report_words(report: ExistingCur | None) -> str:
    """An existing report in a line, or that one is made."""
    if report is None:
        return "none: a report is made for you"
    place = "/".join(part for part in (report.bucket, report.prefix.strip("/")) if part)
    return f"{report.report_name}, in {place} ({report.region})"
