"""A review of the CloudFormation template that a person can judge (getAwsCloudformationTemplate; product.md).

It says what the text says, statement by statement, and errs on the side of more. Where a part can't be read here,
nothing is said to be absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.iam_actions import Judgement, Kind, Reach, judge
from tui.domain.pretty_json import pretty
from tui.domain.template_parts import Parameter, Resolver, each, mapping, parameters, plain, statements
from tui.domain.template_trust import Trust, trusts
from tui.domain.template_words import action_words
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.template_parts import Json, Statement

_NESTED = ("AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::CloudFormation::Macro")
_CODE = ("AWS::Lambda::Function", "AWS::CloudFormation::CustomResource", "AWS::Serverless::Function", "Custom::")
_OPAQUE = ("AWS::SSO::PermissionSet",)


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """The actions of one kind, as written, each once; `services` counts them, `words` say what they are about."""

    kind: Kind
    actions: tuple[str, ...] = ()
    services: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many actions."""
        return len(self.actions)


@dataclass(frozen=True, slots=True)
class Role:
    """A role the stack makes, and who may assume it."""

    logical_id: str
    name: str
    trusts: tuple[Trust, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """Something the stack makes."""

    type: str
    logical_id: str


@dataclass(frozen=True, slots=True)
class TemplateReview:
    """What a template would do.

    `broad` are wildcards that are more than reading, `everywhere` writes and purchases on any resource,
    `everything_but` the exceptions of a `NotAction`, `denied` how many actions are denied (denials take nothing
    away from the counts). `managed` names policies whose text is not here, `code` resources that run code when the
    stack is made, `unread` parts that can't be judged here. `present` maps what a cautious customer asks about to
    the actions found, `absent` says what was looked for in every statement and not found. `size` in bytes.
    """

    description: str = ""
    roles: tuple[Role, ...] = ()
    reads: ActionGroup = ActionGroup(Kind.READS)
    writes: ActionGroup = ActionGroup(Kind.WRITES)
    buys: ActionGroup = ActionGroup(Kind.BUYS)
    broad: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    everything_but: tuple[str, ...] = ()
    denied: int = 0
    managed: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    present: tuple[tuple[Reach, tuple[str, ...]], ...] = ()
    absent: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    text: str = ""
    lines: int = 0
    size: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every part could be read, so that what is said to be absent is."""
        return not (self.managed or self.unread)

    @property
    def trusts(self) -> tuple[Trust, ...]:
        """Everyone who may assume any of the roles."""
        return tuple(trust for role in self.roles for trust in role.trusts)

    @property
    def demands_external_id(self) -> bool:
        """Whether everyone outside has to name an external id; False when nobody is trusted."""
        outside = [trust for trust in self.trusts if trust.needs_external_id]
        return bool(outside) and all(trust.external_id for trust in outside)


class _Reading:
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
        self.unread: dict[str, None] = {}

    def resource(self, logical_id: str, kind: str, properties: Json) -> None:
        """Take in one resource."""
        if kind in _NESTED or kind in _OPAQUE:
            self.unread[f"{logical_id} ({kind})"] = None
        if kind.startswith(_CODE):
            self.code.append(logical_id)
        if not kind.startswith("AWS::IAM::"):
            return
        if kind == "AWS::IAM::Role":
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


def _group(kind: Kind, judged: dict[str, Judgement], names: dict[str, str]) -> ActionGroup:
    actions = sorted((names[key] for key, found in judged.items() if found.kind is kind), key=str.lower)
    services: dict[str, int] = {}
    for found in judged.values():
        if found.kind is kind:
            services[found.service] = services.get(found.service, 0) + 1
    ranked = sorted(services.items(), key=lambda pair: (-pair[1], pair[0]))
    return ActionGroup(kind, tuple(actions), tuple(ranked), action_words(kind, actions))


def _present(judged: dict[str, Judgement], reading: _Reading) -> Iterator[tuple[Reach, tuple[str, ...]]]:
    for reach in Reach:
        found = [key for key, judgement in judged.items() if reach in judgement.reaches]
        if found:
            yield reach, tuple(sorted(reading.allowed[key] for key in found))


def _absent(judged: dict[str, Judgement], anywhere: set[str]) -> tuple[str, ...]:
    """What is not in the template; reading objects of one named bucket leaves other data out."""
    said: list[str] = []
    for reach in Reach:
        found = [key for key, judgement in judged.items() if reach in judgement.reaches]
        bounded = reach is Reach.DATA and all(key.startswith("s3:getobject") and key not in anywhere for key in found)
        if not found:
            said.append(reach.value)
        elif bounded:
            said.append("other data")
    return tuple(said)


def _walk(document: object, resolver: Resolver) -> tuple[_Reading, tuple[Resource, ...]]:
    root = mapping(document)
    found: list[Resource] = []
    entries = [(str(key), mapping(value)) for key, value in mapping(root.get("Resources")).items()]
    own_policies = frozenset(key for key, value in entries if value.get("Type") == "AWS::IAM::ManagedPolicy")
    reading = _Reading(resolver, own_policies)
    for logical_id, value in entries:
        kind = resolver.text(value.get("Type")) or ""
        name = clean(logical_id, 255)
        found.append(Resource(clean(kind, 100), name))
        reading.resource(name, kind, mapping(value.get("Properties")))
    for transform in each(root.get("Transform")):
        reading.unread[f"transform {clean(resolver.text(transform) or 'with a name of its own', 100)}"] = None
    if not entries:
        reading.unread["no resources"] = None
    return reading, tuple(found)


def review(document: object) -> TemplateReview:
    """Review a template; any JSON value will do, nothing is raised."""
    own_parameters = parameters(document)
    resolver = Resolver({parameter.name: parameter.default for parameter in own_parameters if parameter.default})
    reading, resources = _walk(document, resolver)
    names = reading.allowed
    judged = {key: judge(names[key]) for key in names}
    text = pretty(document)
    complete = not (reading.managed or reading.unread)
    return TemplateReview(
        description=clean(plain(mapping(document).get("Description")), 500),
        roles=tuple(reading.roles),
        reads=_group(Kind.READS, judged, names),
        writes=_group(Kind.WRITES, judged, names),
        buys=_group(Kind.BUYS, judged, names),
        broad=tuple(sorted(names[key] for key, found in judged.items() if found.broad)),
        everywhere=tuple(
            sorted(names[key] for key in reading.anywhere if judged[key].kind is not Kind.READS),
        ),
        everything_but=tuple(reading.everything_but),
        denied=reading.denied,
        managed=tuple(reading.managed),
        code=tuple(reading.code),
        unread=tuple(reading.unread),
        present=tuple(_present(judged, reading)),
        absent=_absent(judged, reading.anywhere) if complete else (),
        resources=resources,
        parameters=own_parameters,
        text=text,
        lines=text.count("\n") + 1,
        size=len(text.encode("utf-8", "surrogatepass")),
    )
