"""Reading the parts of a CloudFormation template: any JSON value in, texts and statements out, nothing raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = Mapping[str, Any]
_DEEPEST = 8
# A short template can stand for a text that fills the memory: longer ones than this can't be read here.
_LONGEST = 100_000
_PLACEHOLDER = re.compile(r"\$\{([^!${}][^${}]*)\}")
_ANY_RESOURCE = re.compile(r"\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*.*", re.DOTALL)


def mapping(value: object) -> Json:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def member(value: object, name: str) -> Any:
    """A member of a policy's object; the names of policy elements are taken in any case."""
    if not isinstance(value, dict):
        return None
    if name in value:
        return value[name]
    lowered = name.lower()
    return next((item for key, item in value.items() if isinstance(key, str) and key.lower() == lowered), None)


def plain(value: object) -> str:
    """A scalar as text; an object or an array is no text."""
    return str(value) if isinstance(value, str | int | float) else ""


def denies(statement_value: object) -> bool:
    """Whether a statement denies; anything that is not plainly a denial allows."""
    return plain(member(statement_value, "Effect")).lower() == "deny"


def each(value: object, depth: int = _DEEPEST) -> Iterator[object]:
    """Every value that may stand here: lists are opened, both branches of `Fn::If` count, `AWS::NoValue` is nothing."""
    if value is None or value == {"Ref": "AWS::NoValue"}:
        return
    if isinstance(value, list | tuple) and depth:
        for item in value:
            yield from each(item, depth - 1)
    elif isinstance(value, dict) and len(value) == 1 and isinstance(value.get("Fn::If"), list) and depth:
        for item in value["Fn::If"][1:]:
            yield from each(item, depth - 1)
    else:
        yield value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the template; `default` is empty when the template gives none."""

    name: str
    type: str
    default: str = ""
    hidden: bool = False
    description: str = ""


def parameters(document: object) -> tuple[Parameter, ...]:
    """The template's parameters."""
    found: list[Parameter] = []
    for name, value in mapping(mapping(document).get("Parameters")).items():
        own = mapping(value)
        found.append(
            Parameter(
                name=clean(name, 255),
                type=clean(plain(own.get("Type")), 100),
                default=clean(plain(own.get("Default")), 300),
                hidden=plain(own.get("NoEcho")).lower() == "true",
                description=clean(plain(own.get("Description")), 500),
            )
        )
    return tuple(found)


def _joined(between: str, parts: list[str | None]) -> str | None:
    known = [part for part in parts if part]
    if None in parts or sum(map(len, known)) + len(between) * len(known) > _LONGEST:
        return None
    return between.join(known)


@dataclass(frozen=True, slots=True)
class Resolver:
    """Texts of a template with parameters' defaults put in; what is known only at deployment stays `${Name}`."""

    defaults: Mapping[str, str] = field(default_factory=dict)

    def text(self, value: object, depth: int = _DEEPEST) -> str | None:
        """The text a value stands for, None when it stands for none that can be read here."""
        if isinstance(value, str):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float | dict) or depth <= 0:
            return None
        if not isinstance(value, dict):
            return str(value)
        if len(value) != 1:
            return None
        [(function, argument)] = value.items()
        match function:
            case "Ref" if isinstance(argument, str):
                return self.defaults.get(argument) or f"${{{argument}}}"
            case "Fn::Sub":
                return self._substituted(argument, depth - 1)
            case "Fn::GetAtt":
                names = argument if isinstance(argument, list) else [argument]
                return "${" + ".".join(plain(name) for name in names) + "}"
            case "Fn::Join" if isinstance(argument, list) and len(argument) == 2:  # noqa: PLR2004 - separator, parts
                parts = [self.text(part, depth - 1) for part in each(argument[1])]
                return _joined(plain(argument[0]), parts)
            case _:
                return None

    def _substituted(self, argument: object, depth: int) -> str | None:
        template = argument[0] if isinstance(argument, list) and argument else argument
        if not isinstance(template, str):
            return None
        own = mapping(argument[1]) if isinstance(argument, list) and len(argument) > 1 else {}

        def value(found: re.Match[str]) -> str:
            given = self.text(own[found[1]], depth) if found[1] in own else self.defaults.get(found[1])
            return given or found[0]

        if sum(len(value(found)) for found in _PLACEHOLDER.finditer(template)) > _LONGEST:
            return None
        return _PLACEHOLDER.sub(value, template)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a policy. `everything_but` are the exceptions of a `NotAction`."""

    allows: bool
    anywhere: bool
    actions: tuple[str, ...] = ()
    everything_but: tuple[str, ...] = ()
    is_readable: bool = True


def _texts(value: object, resolver: Resolver) -> tuple[tuple[str, ...], bool]:
    """The texts that can be read, and whether that is all of them."""
    texts = [resolver.text(item) for item in each(value)]
    known = tuple(text for text in texts if text is not None)
    return known, len(known) == len(texts)


def filled(text: str) -> str:
    """A text with a letter in place of what is known only at deployment, so that the form of an ARN shows."""
    return _PLACEHOLDER.sub("x", text).strip()


def _is_any(resource: str) -> bool:
    return _ANY_RESOURCE.fullmatch(filled(resource)) is not None


def statement(value: object, resolver: Resolver) -> Statement:
    """Read one statement; what is missing or unreadable counts as allowing, and as allowing anywhere."""
    actions, all_actions = _texts(member(value, "Action"), resolver)
    excluded, all_excluded = _texts(member(value, "NotAction"), resolver)
    resources, all_resources = _texts(member(value, "Resource"), resolver)
    return Statement(
        allows=not denies(value),
        anywhere=not (resources and all_resources) or any(_is_any(text) for text in resources),
        actions=actions,
        everything_but=excluded,
        is_readable=all_actions and all_excluded and bool(actions or excluded),
    )


def statements(document: object, resolver: Resolver) -> Iterator[Statement]:
    """The statements of a policy document."""
    found = member(document, "Statement")
    if found is None:
        yield Statement(allows=True, anywhere=True, is_readable=False)
    for value in each(found):
        yield statement(value, resolver)
