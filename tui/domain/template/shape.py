"""Parts of a template whose shape is not the expected one, and what the stack makes besides roles and policies.

A part that can't be read is named, so that nothing is said to be absent from it (product.md, "Template").
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from tui.domain.template.parts import Resolver, mapping, member
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.domain.template.parts import Json

ROLE = "AWS::IAM::Role"
_POLICIES = frozenset(f"AWS::IAM::{kind}Policy" for kind in ("", "Managed", "Role", "User", "Group"))
_LOGINS = frozenset({"AWS::IAM::User", "AWS::IAM::AccessKey", "AWS::IAM::LoginProfile", "AWS::RolesAnywhere::Profile"})
_NESTED = frozenset({"AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::CloudFormation::Macro"})
_OPAQUE = _NESTED | {"AWS::SSO::PermissionSet"}
_CODE = ("AWS::Lambda::Function", "AWS::CloudFormation::CustomResource", "AWS::Serverless::Function", "Custom::")
_GRANTS = frozenset({"AWS::Lambda::Permission", "AWS::SNS::TopicPolicy", "AWS::RAM::ResourceShare"})


def unwrapped(document: object) -> object:
    """The template itself where it came as JSON in a text; any other text stays one."""
    if not isinstance(document, str):
        return document
    try:
        inside = json.loads(document)
    except (ValueError, RecursionError):
        return document
    return inside if isinstance(inside, dict) else document


def runs_code(kind: str) -> bool:
    """Whether a resource of this type runs code when the stack is made."""
    return kind.startswith(_CODE)


def makes_login(kind: str) -> bool:
    """Whether it makes a user, or a key or a password that does not end by itself."""
    return kind in _LOGINS


def unjudged(logical_id: str, value: object, kind: str) -> Iterator[str]:
    """What of a resource can't be judged here, in a few words each."""
    if logical_id.startswith("Fn::"):
        yield f"{logical_id}: resources made by a loop"
        return
    if not isinstance(value, dict):
        yield f"{logical_id}: no object"
        return
    if not kind or "${" in kind:
        yield f"{logical_id}: its type"
        return
    if kind in _OPAQUE:
        yield f"{logical_id} ({kind})"
    properties = value.get("Properties")
    if properties is not None and (not isinstance(properties, dict) or _is_function(properties)):
        yield f"{logical_id}: its properties"
        return
    yield from _of_properties(logical_id, kind, mapping(properties))


def _of_properties(logical_id: str, kind: str, properties: Json) -> Iterator[str]:
    if kind == ROLE and not _has_statements(properties.get("AssumeRolePolicyDocument")):
        yield f"{logical_id}: who may assume it"
    if kind in _POLICIES and "PolicyDocument" not in properties:
        yield f"{logical_id}: its policy"
    own_policy = any(_has_statements(part) for part in properties.values())
    if not kind.startswith("AWS::IAM::") and (own_policy or kind in _GRANTS):
        yield f"{logical_id} ({kind}): whom it lets in"


def _is_function(value: Json) -> bool:
    return len(value) == 1 and any(name == "Ref" or name.startswith("Fn::") for name in value)


def _has_statements(document: object) -> bool:
    return bool(member(document, "Statement"))


def sections(document: object) -> Iterator[str]:
    """What of the template as a whole can't be judged."""
    if isinstance(document, str):
        yield "a text that is no JSON, perhaps YAML"
        return
    resources = mapping(document).get("Resources")
    if not mapping(resources):
        yield "no resources" if resources is None or isinstance(resources, dict) else "resources that are no object"
    if mapping(document).get("Rules"):
        yield "rules that decide while the stack is made"


def types_counted(types: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The types of resources and how many there are of each, most first."""
    counts = Counter(kind or "without a type" for kind in types)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def kind_of(value: object, resolver: Resolver) -> str:
    """The type of a resource, as far as it can be read."""
    return clean(resolver.text(mapping(value).get("Type")) or "", 100)
