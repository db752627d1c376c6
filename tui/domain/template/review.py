"""A review of the CloudFormation template that a person can judge (getAwsCloudformationTemplate; product.md).

It says what the text says, statement by statement, and errs on the side of more. Where a part can't be read here,
nothing is said to be absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.export.pretty_json import pretty
from tui.domain.template.iam_actions import Judgement, Kind, Reach, judge
from tui.domain.template.parts import Parameter, Resolver, each, mapping, parameters, plain
from tui.domain.template.reading import Reading, Role
from tui.domain.template.shape import kind_of, sections, types_counted, unjudged, unwrapped
from tui.domain.template.words import action_words
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.domain.template.trust import Trust


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
    stack is made, `logins` users and keys that don't end by themselves, `unread` parts that can't be judged here.
    `present` maps what a cautious customer asks about to the actions found, `absent` says what was looked for in
    every statement and not found. `size` in bytes; `is_text` where the template came in another format than JSON.
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
    logins: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    present: tuple[tuple[Reach, tuple[str, ...]], ...] = ()
    absent: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    text: str = ""
    lines: int = 0
    size: int = 0
    is_text: bool = False

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
        """Whether everyone outside has to name an external id; False when nobody outside is trusted."""
        outside = [trust for trust in self.trusts if trust.needs_external_id]
        return bool(outside) and all(trust.external_id for trust in outside)

    @property
    def lacks_external_id(self) -> bool:
        """Whether somebody outside may assume a role without naming an external id."""
        return any(trust.needs_external_id and not trust.external_id for trust in self.trusts)

    @property
    def types(self) -> tuple[tuple[str, int], ...]:
        """What the stack makes: types of resources and how many there are of each, most first."""
        return types_counted(resource.type for resource in self.resources)

    @property
    def patterns(self) -> tuple[str, ...]:
        """The reads that are wildcards."""
        return tuple(action for action in self.reads.actions if "*" in action or "?" in action)


def _group(kind: Kind, judged: dict[str, Judgement], names: dict[str, str]) -> ActionGroup:
    actions = sorted((names[key] for key, found in judged.items() if found.kind is kind), key=str.lower)
    services: dict[str, int] = {}
    for found in judged.values():
        if found.kind is kind:
            services[found.service] = services.get(found.service, 0) + 1
    ranked = sorted(services.items(), key=lambda pair: (-pair[1], pair[0]))
    return ActionGroup(kind, tuple(actions), tuple(ranked), action_words(kind, actions))


def _present(judged: dict[str, Judgement], reading: Reading) -> Iterator[tuple[Reach, tuple[str, ...]]]:
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


def _walk(document: object, resolver: Resolver) -> tuple[Reading, tuple[Resource, ...]]:
    root = mapping(document)
    found: list[Resource] = []
    entries = [(clean(key, 255), value) for key, value in mapping(root.get("Resources")).items()]
    own_policies = frozenset(key for key, value in entries if mapping(value).get("Type") == "AWS::IAM::ManagedPolicy")
    reading = Reading(resolver, own_policies)
    reading.unread.update(dict.fromkeys(sections(document)))
    for name, value in entries:
        kind = kind_of(value, resolver)
        found.append(Resource(kind, name))
        reading.unread.update(dict.fromkeys(unjudged(name, value, kind)))
        reading.resource(name, kind, mapping(mapping(value).get("Properties")))
    for transform in each(root.get("Transform")):
        reading.unread[f"transform {clean(resolver.text(transform) or 'with a name of its own', 100)}"] = None
    return reading, tuple(found)


def review(document: object) -> TemplateReview:
    """Review a template; any JSON value will do, nothing is raised. A text that holds JSON is opened."""
    document = unwrapped(document)
    own_parameters = parameters(document)
    resolver = Resolver({parameter.name: parameter.default for parameter in own_parameters if parameter.default})
    reading, resources = _walk(document, resolver)
    names = reading.allowed
    judged = {key: judge(names[key]) for key in names}
    text = document if isinstance(document, str) else pretty(document)
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
        logins=tuple(reading.logins),
        unread=tuple(reading.unread),
        present=tuple(_present(judged, reading)),
        absent=_absent(judged, reading.anywhere) if complete else (),
        resources=resources,
        parameters=own_parameters,
        text=text,
        lines=text.count("\n") + 1,
        size=len(text.encode("utf-8", "surrogatepass")),
        is_text=isinstance(document, str),
    )
