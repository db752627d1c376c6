"""What is found while the resources of a template are walked: roles, allowed actions, and what else matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.template.parts import Resolver, each, mapping, statements
from tui.domain.template.shape import ROLE, makes_login, runs_code
from tui.domain.template.trust import Trust, trusts
from tui.text import clean

if TYPE_CHECKING:
    from tui.domain.template.parts import Json, Statement


@dataclass(frozen=True, slots=True)
class Role:
    """A role the stack makes, and who may assume it."""

    logical_id: str
    name: str
    trusts: tuple[Trust, ...]


class Reading:
    """What was found so far while a template is walked."""

    def __init__(self, resolver: Resolver, own_policies: frozenset[str]) -> None:
        self.resolver = resolver
        self.own_policies = own_policies
        self.roles: list[Role] = []
        self.allowed: dict[str, str] = {}
        self.anywhere: set[str] = set()
        self.everything_but: dict[str, None] = {}
        self.denied = 0
        self.managed: dict[str, None] = {}
        self.code: list[str] = []
        self.logins: list[str] = []
        self.unread: dict[str, None] = {}

    def resource(self, logical_id: str, kind: str, properties: Json) -> None:
        """Take in one resource."""
        if runs_code(kind):
            self.code.append(logical_id)
        if makes_login(kind):
            self.logins.append(f"{logical_id} ({kind})")
        if not kind.startswith("AWS::IAM::"):
            return
        if kind == ROLE:
            name = self.resolver.text(properties.get("RoleName")) or ""
            trusted = trusts(properties.get("AssumeRolePolicyDocument"), self.resolver)
            self.roles.append(Role(logical_id, clean(name, 100), trusted))
        for policy in each(properties.get("Policies")):
            self.policy(logical_id, mapping(policy).get("PolicyDocument"))
        if "PolicyDocument" in properties:
            self.policy(logical_id, properties["PolicyDocument"])
        for arn in each(properties.get("ManagedPolicyArns")):
            self.managed_policy(arn)

    def managed_policy(self, arn: object) -> None:
        """Name a managed policy, unless it is one of this template, whose text is read where it stands."""
        is_own = isinstance(arn, dict) and isinstance(arn.get("Ref"), str) and arn["Ref"] in self.own_policies
        if not is_own:
            text = self.resolver.text(arn)
            self.managed[clean((text or "unreadable").rsplit("/", 1)[-1], 200)] = None

    def policy(self, logical_id: str, document: object) -> None:
        """Take in a policy document."""
        for found in statements(document, self.resolver):
            self.statement(logical_id, found)

    def statement(self, logical_id: str, found: Statement) -> None:
        """Take in one statement."""
        if not found.allows:
            self.denied += len(found.actions) or 1
            return
        if not found.is_readable:
            self.unread[f"{logical_id}: a statement without readable actions"] = None
        self.everything_but.update(dict.fromkeys(clean(text, 200) for text in found.everything_but))
        for action in (*found.actions, *(("*",) if found.everything_but else ())):
            key = action.strip().lower()
            self.allowed.setdefault(key, clean(action, 250).strip())
            if found.anywhere:
                self.anywhere.add(key)
