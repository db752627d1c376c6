"""Who may assume the roles of a template, and whether only with an external id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.template.parts import Resolver, denies, each, filled, mapping, member
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCOUNT = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::.*)?")
_EXACT = ("stringequals", "stringequalsignorecase")
_WORDS = {"account": "account", "service": "service", "identity": "identity provider", "other": ""}


@dataclass(frozen=True, slots=True)
class Principal:
    """Someone who is trusted: kind is account, service, identity, anyone or other; `name` an id, host or ARN."""

    kind: str
    name: str

    @property
    def words(self) -> str:
        """`account 447120083915`, `anyone`."""
        if self.kind == "anyone":
            return "anyone"
        return f"{_WORDS.get(self.kind, '')} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Trust:
    """One statement that lets somebody assume a role. `external_id` is its value, or `${Parameter}`; empty: none."""

    principals: tuple[Principal, ...]
    external_id: str = ""

    @property
    def needs_external_id(self) -> bool:
        """Whether somebody outside the account may assume the role, who should have to name an external id."""
        return any(principal.kind in ("account", "anyone", "other") for principal in self.principals)

    @property
    def words(self) -> str:
        """`account 447120083915 with the external id`."""
        who = ", ".join(principal.words for principal in self.principals) or "nobody that can be read here"
        if not self.needs_external_id:
            return who
        return f"{who} with the external id" if self.external_id else f"{who} without an external id"


def _principal(kind: str, text: str) -> Principal:
    name = clean(text, 200)
    if text.strip() == "*":
        return Principal("anyone", "*")
    if kind == "aws":
        account = _ACCOUNT.fullmatch(filled(text))
        return Principal("account", account[1]) if account else Principal("other", name)
    return Principal({"service": "service", "federated": "identity"}.get(kind, "other"), name)


def _principals(value: object, resolver: Resolver) -> Iterator[Principal]:
    if isinstance(value, str):
        yield _principal("aws", value)
        return
    for key, named in mapping(value).items():
        for item in each(named):
            text = resolver.text(item)
            yield _principal(str(key).lower(), text) if text is not None else Principal("other", "unreadable")


def _external_id(condition: object, resolver: Resolver) -> str:
    """The external id a condition demands exactly; empty when it demands none."""
    for name, tests in mapping(condition).items():
        kind = str(name).lower()
        if kind not in (*_EXACT, "stringlike"):
            continue
        texts = [resolver.text(value) for value in each(member(tests, "sts:ExternalId"))]
        known = [text for text in texts if text]
        if not known or len(known) != len(texts):
            continue
        if kind == "stringlike" and any("*" in text or "?" in text for text in known):
            continue
        return clean(known[0], 300)
    return ""


def trusts(document: object, resolver: Resolver) -> tuple[Trust, ...]:
    """Every statement of a role's trust policy that allows."""
    found: list[Trust] = []
    for value in each(member(document, "Statement")):
        if denies(value):
            continue
        who = member(value, "Principal")
        principals = tuple(_principals(who, resolver))
        if not principals and member(value, "NotPrincipal") is not None:
            principals = (Principal("anyone", "*"),)
        found.append(Trust(principals, _external_id(member(value, "Condition"), resolver)))
    return tuple(found)
