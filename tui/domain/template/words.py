"""What groups of IAM actions are about, in the words of a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tui.domain.template.iam_actions import Kind
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_READ_WORDS = {
    "ce": "usage and cost", "cur": "usage and cost", "bcm-data-exports": "usage and cost", "billing": "usage and cost",
    "aws-portal": "usage and cost", "consolidatedbilling": "usage and cost", "invoicing": "invoices",
    "savingsplans": "savings plans", "pricing": "prices", "compute-optimizer": "Compute Optimizer findings",
    "cost-optimization-hub": "cost recommendations", "organizations": "the list of accounts", "account": "the account",
    "s3": "buckets", "cloudwatch": "metrics", "tag": "tags", "budgets": "budgets", "ec2": "EC2",
    "rds": "RDS", "iam": "IAM", "servicequotas": "quotas", "support": "support cases",
    "freetier": "free tier", "tax": "tax settings",
}  # fmt: skip
_WRITE_WORDS = {
    "cur": "cost reports (CUR)", "bcm-data-exports": "cost reports (CUR)", "s3": "buckets", "iam": "IAM",
    "ce": "cost settings",
    "organizations": "the organization", "compute-optimizer": "Compute Optimizer settings", "budgets": "budgets",
}  # fmt: skip
# What matters most in a first line comes first.
_FIRST = ("everything", "usage and cost", "reservations", "savings plans", "prices", "cost reports (CUR)", "buckets")
_EXCHANGES = ("exchange", "modifyreserved")


def _service(action: str) -> str:
    service = action.partition(":")[0].lower()
    return "*" if "*" in service or "?" in service else service


def _read(action: str) -> str:
    service = _service(action)
    if service == "*":
        return "everything"
    if "reserv" in action.lower():
        return "reservations"
    return _READ_WORDS.get(service, clean(service, 40))


def _written(action: str) -> str:
    service = _service(action)
    return "everything" if service == "*" else _WRITE_WORDS.get(service, clean(service, 40))


def _bought(action: str) -> Iterator[str]:
    service, lowered = _service(action), action.lower()
    if service == "*":
        yield from ("savings plans", "reservations", "anything else")
    elif service == "savingsplans":
        yield "savings plans"
    elif service == "aws-marketplace":
        yield "marketplace products"
    elif "reserv" in lowered or "*" in lowered or "?" in lowered:
        yield "reservations"
    else:
        yield clean(service, 40)
    if any(word in lowered for word in _EXCHANGES):
        yield "exchanges them"


def action_words(kind: Kind, actions: Sequence[str]) -> tuple[str, ...]:
    """What these actions are about, each thing once, the most telling first."""
    if kind is Kind.BUYS:
        found = [word for action in actions for word in _bought(action)]
        order = ("savings plans", "reservations")
        last = "exchanges them"
        distinct = dict.fromkeys(found)
        return tuple(sorted(distinct, key=lambda word: (word == last, word not in order, word != "savings plans")))
    counts = Counter((_read if kind is Kind.READS else _written)(action) for action in actions)
    return tuple(
        sorted(counts, key=lambda word: (_FIRST.index(word) if word in _FIRST else len(_FIRST), -counts[word]))
    )
