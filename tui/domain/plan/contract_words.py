"""Words for the kinds of commitment, terms and payment options a plan may use (domain.md, "Plans and money")."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui.domain.formats import NOTHING
from tui.domain.plan.terms import sorted_terms
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.records import ContractSpec

_PAYMENTS = ("no", "partial", "all")
_UPPER = frozenset({"rds", "ec2", "vm", "sql", "gri", "ml", "gcp", "aws", "es"})


def human(text: str | None) -> str:
    """An enumeration's or a free word of the server in prose: `renewal_purchase` -> `renewal purchase`."""
    return clean(text, 80).replace("_", " ").strip()


def payment_word(option: str | None) -> str:
    """`No Upfront` and `no_upfront` alike as `no upfront`; unknown ones as they came, none as `–`."""
    return human(option).lower() or NOTHING


def payments_words(options: Sequence[str | None]) -> str:
    """Several payment options on one line: `no or partial upfront`."""
    words = dict.fromkeys(payment_word(option) for option in options if option)
    usual = [word for word in _PAYMENTS if f"{word} upfront" in words]
    rest = [word for word in words if word.removesuffix(" upfront") not in usual]
    joined = [" or ".join(usual) + " upfront"] if usual else []
    return ", ".join([*joined, *rest]) or NOTHING


def terms_words(raws: Sequence[str]) -> str:
    """Terms by length: `30-day guaranteed, 1 year`."""
    return ", ".join(clean(term.words, 60) for term in sorted_terms(tuple(raws))) or NOTHING


def _spelled(words: Sequence[str]) -> str:
    return " ".join(word.upper() if word in _UPPER else word for word in words)


def _service(properties: str) -> str:
    """The service a contract spec names in its properties (compact JSON), without the cloud's name."""
    try:
        found = json.loads(properties)
    except (ValueError, RecursionError):
        return ""
    service = found.get("service") if isinstance(found, dict) else None
    if not isinstance(service, str):
        return ""
    name = clean(service, 60)
    return next(
        (name.removeprefix(cloud) for cloud in ("Amazon ", "AWS ", "Azure ", "GCP ") if name.startswith(cloud)), name
    )


def _spec_words(spec: ContractSpec) -> tuple[str, str]:
    """The family of a kind of commitment and what tells it apart within: (`reservations`, `RDS`)."""
    raw = human(spec.commitment_type).lower()
    words = raw.split()
    if "savings" in words and any(word.startswith("plan") for word in words):
        rest = [word for word in words if word != "savings" and not word.startswith("plan")]
        return "savings plan", _spelled(rest)
    if any(word.startswith("reserv") for word in words):
        kept = [w for w in words if not w.startswith(("reserv", "instance", "node", "capacit"))]
        return "reservations", _service(spec.properties) or _spelled(kept)
    if "cud" in words or "committed" in words:
        rest = [word for word in words if word not in ("cud", "committed", "use", "discount")]
        return "committed use", _spelled(rest)
    return human(spec.commitment_type), ""


def contract_words(specs: Sequence[ContractSpec]) -> str:
    """Allowed contracts: `savings plan compute; reservations RDS, ElastiCache`."""
    families: dict[str, dict[str, None]] = {}
    for spec in specs:
        family, detail = _spec_words(spec)
        families.setdefault(family, {}).update({detail: None} if detail else {})
    parts = [f"{family} {', '.join(details)}" if details else family for family, details in families.items()]
    return "; ".join(part for part in parts if part) or NOTHING
