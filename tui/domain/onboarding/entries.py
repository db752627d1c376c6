"""What a person types into a form: mended where that is safe, else refused with a sentence that says what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.domain.formats import count
from tui.domain.onboarding.launch import openable
from tui.text import clean

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_GUID_LENGTH = 36
_HEX_DIGITS = 32
_GUID_FORM = "8-4-4-4-12"
QUOTES = "{}()[]<>\"'`“”„‟‘’‚«»‹›"
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_ACCOUNT_DIGITS = 12
_DIGIT = re.compile(r"[0-9]")
_ARN = re.compile(r":(\d{12}):")
_BUCKET_SHORTEST, _BUCKET_LONGEST = 3, 63
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")
_BUCKET_CHARACTER = re.compile(r"[a-z0-9.-]")
_IP = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
_BUCKET_STARTS = ("xn--", "sthree-", "amzn-s3-demo-")
_BUCKET_ENDS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]{2,12}){1,3}-[1-9]\d?")
_REPORT_LONGEST = 256
_REPORT_CHARACTER = re.compile(r"[0-9A-Za-z!_.*'()-]")
_PREFIX_CHARACTER = re.compile(r"[0-9A-Za-z!_.*'()/-]")
_EMAIL_LONGEST = 255
_LOCAL_LONGEST = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_COMPANY_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed value: `value` to be sent, or `error` in words. `mended`: the value is not quite what was typed."""

    value: str = ""
    error: str = ""
    mended: bool = False

    @property
    def ok(self) -> bool:
        """Whether the value may be sent."""
        return not self.error


def _right(value: str, typed: str) -> Entry:
    return Entry(value, mended=value != typed)


def guid(typed: str) -> Entry:
    """A GUID in lower case with hyphens; braces, quotes, spaces, capitals and missing hyphens are mended."""
    text = typed.strip().strip(QUOTES).strip().translate(_HYPHENS)
    text = "".join(text.split()).lower().removeprefix("urn:uuid:")
    if not text:
        return Entry(error=f"empty, a GUID has {_GUID_LENGTH} characters ({_GUID_FORM})")
    digits = text.replace("-", "")
    if len(digits) == _HEX_DIGITS and text.count("-") < _GUID_FORM.count("-"):
        text = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    if len(text) != _GUID_LENGTH:
        return Entry(error=f"{count(len(text), 'character')}, a GUID has {_GUID_LENGTH} ({_GUID_FORM})")
    wrong = next((ch for ch in text if ch not in "0123456789abcdef-"), None)
    if wrong is not None:
        return Entry(error=f'"{clean(wrong) or "?"}" is no hexadecimal digit, a GUID has 0-9 and a-f')
    if not _GUID.fullmatch(text):
        return Entry(error=f"the hyphens stand in other places, a GUID has {_GUID_FORM}")
    return _right(text, typed)


def _stranger(text: str, allowed: re.Pattern[str]) -> str:
    """The first character that is not allowed, in quotes; "" when all are."""
    wrong = next((ch for ch in text if not allowed.fullmatch(ch)), "")
    return f'"{clean(wrong) or "?"}"' if wrong and not wrong.isspace() else "a blank" if wrong else ""


def account_id(typed: str) -> Entry:
    """An AWS account id: 12 digits; spaces and hyphens between them are mended."""
    text = "".join(typed.translate(_HYPHENS).split()).replace("-", "")
    if not text:
        return Entry(error=f"empty, an AWS account id has {_ACCOUNT_DIGITS} digits")
    if text.startswith("arn:") and (inside := _ARN.search(text)):
        return Entry(error=f"an ARN, the account id in it is {inside[1]}")
    if stranger := _stranger(text, _DIGIT):
        return Entry(error=f"{stranger} is none of 0-9, an AWS account id has {_ACCOUNT_DIGITS} digits")
    if len(text) != _ACCOUNT_DIGITS:
        return Entry(error=f"{count(len(text), 'digit')}, an AWS account id has {_ACCOUNT_DIGITS}")
    return _right(text, typed)


def bucket(typed: str) -> Entry:
    """The name of an S3 bucket, by the rules of S3; `s3://` before it and a slash after it are mended."""
    text = typed.strip().removeprefix("s3://").removeprefix("arn:aws:s3:::").rstrip("/")
    name, slash, _ = text.partition("/")
    if slash and name:
        return Entry(error=f"a path follows, the bucket's name alone is {clean(name, _BUCKET_LONGEST)}")
    if not _BUCKET_SHORTEST <= len(text) <= _BUCKET_LONGEST:
        return Entry(
            error=f"{count(len(text), 'character')}, a bucket's name has {_BUCKET_SHORTEST} to {_BUCKET_LONGEST}",
        )
    if text != text.lower():
        return Entry(error="capitals, a bucket's name has none")
    if stranger := _stranger(text, _BUCKET_CHARACTER):
        return Entry(error=f"{stranger} in it, a bucket's name has a-z, 0-9, dots and hyphens")
    if not _BUCKET.fullmatch(text):
        return Entry(error="a dot or hyphen at one end, a bucket's name has a letter or digit at each")
    if ".." in text:
        return Entry(error="two dots in a row, a bucket's name has none")
    if _IP.fullmatch(text):
        return Entry(error="an IP address, a bucket's name is none")
    kept = [f'begins with "{start}"' for start in _BUCKET_STARTS if text.startswith(start)]
    kept += [f'ends with "{end}"' for end in _BUCKET_ENDS if text.endswith(end)]
    if kept:
        return Entry(error=f"{kept[0]}, a form S3 keeps for itself")
    return _right(text, typed)


def region(typed: str) -> Entry:
    """The name of an AWS region, by its form; whether the region exists is for AWS to say."""
    text = typed.strip().lower().translate(_HYPHENS)
    if not text:
        return Entry(error="empty, a region reads like eu-central-1")
    if _REGION.fullmatch(text[:-1]) and text[-1].isalpha():
        return Entry(error=f"an availability zone, its region is {text[:-1]}")
    if not _REGION.fullmatch(text):
        return Entry(error="not the form of a region, as in eu-central-1")
    return _right(text, typed)


def report_name(typed: str) -> Entry:
    """The name of a cost and usage report."""
    text = typed.strip()
    if not text:
        return Entry(error="empty, a report has a name")
    if len(text) > _REPORT_LONGEST:
        return Entry(error=f"{count(len(text), 'character')}, a report's name has at most {_REPORT_LONGEST}")
    if stranger := _stranger(text, _REPORT_CHARACTER):
        return Entry(error=f"{stranger} in it, a report's name has letters, digits and ! - _ . * ' ( )")
    return _right(text, typed)


def prefix(typed: str) -> Entry:
    """The path prefix of a cost and usage report in its bucket; may be empty."""
    text = typed.strip().strip("/")
    if len(text) > _REPORT_LONGEST:
        return Entry(error=f"{count(len(text), 'character')}, a prefix has at most {_REPORT_LONGEST}")
    if stranger := _stranger(text, _PREFIX_CHARACTER):
        return Entry(error=f"{stranger} in it, a prefix has letters, digits and ! - _ . * ' ( ) /")
    return _right(text, typed)


def email(typed: str) -> Entry:
    """An e-mail address of at most 255 characters (contract: format email, maxLength 255)."""
    text = typed.strip()
    if len(text) > _EMAIL_LONGEST:
        return Entry(error=f"{count(len(text), 'character')}, an e-mail address has at most {_EMAIL_LONGEST}")
    local, at, domain = text.rpartition("@")
    if not at:
        return Entry(error="no @, an e-mail address is name@domain")
    if not local or len(local) > _LOCAL_LONGEST or not _LOCAL.fullmatch(local):
        return Entry(error="what stands before the @ is no name, as in name@domain")
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):  # noqa: PLR2004 - name and ending
        return Entry(error="what stands after the @ is no domain, as in acme.example")
    return _right(text, typed)


def company(typed: str) -> Entry:
    """The name of a new customer: one line, not empty."""
    text = " ".join(clean(typed, 10_000).split())
    if not text:
        return Entry(error="empty, a customer needs a name")
    if len(text) > _COMPANY_LONGEST:
        return Entry(error=f"{count(len(text), 'character')}, a name has at most {_COMPANY_LONGEST}")
    return _right(text, typed)


def link(typed: str) -> Entry:
    """A marketplace offer link (contract: format url); https only."""
    text = typed.strip()
    if not text.lower().startswith("https://"):
        return Entry(error="an offer link begins with https://")
    if not openable(text):
        return Entry(error="no web address, as in https://aws.amazon.com/marketplace/...")
    return _right(text, typed)
