"""The review of a template (tui.domain.template.review) in lines for people and as a document for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.domain.formats import count
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.domain.template.review import ActionGroup, TemplateReview

_LABEL = 12
_WIDE = 96


def review_lines(review: TemplateReview) -> Iterator[str]:
    """Who is trusted, what may be read, written and bought, what is unusual, what is not in it, what is made."""
    for role in review.roles:
        yield from _row("Role", [f"{role.name or role.logical_id}"])
        yield from _row("Trusts", [trust.words for trust in role.trusts] or ["nobody that can be read here"])
    for label, group in (("Reads", review.reads), ("Writes", review.writes), ("Buys", review.buys)):
        yield from _group(label, group)
    for label, found in (
        ("Wildcards", review.broad),
        ("Anywhere", review.everywhere),
        ("All but", review.everything_but),
        ("Policies", review.managed),
        ("Runs code", review.code),
        ("Logins", review.logins),
        ("Not judged", review.unread),
    ):
        if found:
            yield from _row(label, found)
    for reach, actions in review.present:
        yield from _row("Reaches", [f"{reach.value}: {', '.join(actions)}"])
    if review.denied:
        yield from _row("Denies", [count(review.denied, "action")])
    yield from _row("Not in it", review.absent or ["nothing can be said to be absent"])
    yield from _row("Makes", [f"{resource.type} {resource.logical_id}" for resource in review.resources])
    yield from _row("Asks for", [parameter.name for parameter in review.parameters] or ["no parameters"])


def _group(label: str, group: ActionGroup) -> Iterator[str]:
    if not group.count:
        yield from _row(label, ["nothing"])
        return
    services = ", ".join(f"{name} {number}" for name, number in group.services)
    yield from _row(label, [f"{count(group.count, 'action')} ({services})"])
    if label != "Reads":
        yield from _row("", group.actions)


def _row(label: str, words: Iterable[str]) -> Iterator[str]:
    """A label and what stands beside it, broken between the words given."""
    line, first = "", True
    for word in words:
        if line and len(line) + len(word) + 2 > _WIDE:
            yield f"  {label if first else '':<{_LABEL}}{line},"
            line, first = word, False
        else:
            line = f"{line}, {word}" if line else word
    yield f"  {label if first else '':<{_LABEL}}{line}"


def review_document(review: TemplateReview) -> dict[str, Any]:
    """The review for programs; `complete` says that every part could be judged, so that what is absent is."""
    return {
        "description": clean(review.description),
        "complete": review.is_complete,
        "demands_external_id": review.demands_external_id,
        "roles": [
            {
                "logical_id": clean(role.logical_id),
                "name": clean(role.name),
                "trusts": [
                    {
                        "principals": [{"kind": who.kind, "name": clean(who.name)} for who in trust.principals],
                        "external_id": clean(trust.external_id) or None,
                    }
                    for trust in role.trusts
                ],
            }
            for role in review.roles
        ],
        **{
            name: {"count": group.count, "actions": _cleaned(group.actions), "services": dict(group.services)}
            for name, group in (("reads", review.reads), ("writes", review.writes), ("buys", review.buys))
        },
        "wildcards": _cleaned(review.broad),
        "on_any_resource": _cleaned(review.everywhere),
        "everything_but": _cleaned(review.everything_but),
        "denied": review.denied,
        "managed_policies": _cleaned(review.managed),
        "runs_code": _cleaned(review.code),
        "logins": _cleaned(review.logins),
        "not_judged": _cleaned(review.unread),
        "reaches": {reach.value: _cleaned(actions) for reach, actions in review.present},
        "absent": _cleaned(review.absent),
        "resources": [{"type": clean(r.type), "logical_id": clean(r.logical_id)} for r in review.resources],
        "parameters": [clean(parameter.name) for parameter in review.parameters],
    }


def _cleaned(words: Iterable[str]) -> list[str]:
    return [clean(word) for word in words]
