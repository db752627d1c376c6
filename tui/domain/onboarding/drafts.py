"""What was typed about a customer and is not used yet, as a record and as the text in which it is kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from tui.domain.onboarding.links import LINK_FIELDS
from tui.domain.onboarding.verify_options import NAMES, TypedOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 2_000
"""Characters of one field that are kept: more than any link, less than what is pasted by mistake."""

_LINKS = frozenset(LINK_FIELDS.values())


@dataclass(frozen=True, slots=True)
class LinksTyped:
    """Links as typed, by the contract's name of the field, and those that are to be cleared."""

    typed: Mapping[str, str] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed about one customer: the form of the next check, tenant and subscription, the marketplace links.

    None where nothing was typed, or nothing that is not used already.
    """

    options: TypedOptions | None = None
    ids: tuple[str, str] | None = None
    links: LinksTyped | None = None


def draft_text(draft: Draft) -> str:
    """A draft as one line of JSON, "" when it holds nothing; a field that is far too long is not kept."""
    found: dict[str, object] = {}
    if draft.options is not None:
        found["options"] = {name: value for name, value in asdict(draft.options).items() if _is_kept(value)}
    if draft.ids is not None and all(map(_is_kept, draft.ids)):
        found["ids"] = list(draft.ids)
    if draft.links is not None:
        typed = {name: value for name, value in draft.links.typed.items() if _is_kept(value)}
        found["links"] = {"typed": typed, "cleared": sorted(draft.links.cleared)}
    return json.dumps(found, separators=(",", ":")) if found else ""


def draft_from(text: str) -> Draft:
    """The draft that was kept. Raises ValueError, TypeError, KeyError or AttributeError for what is none."""
    found = json.loads(text)
    options, ids, links = found.get("options"), found.get("ids"), found.get("links")
    return Draft(
        None if options is None else TypedOptions(**{name: str(options[name]) for name in NAMES if name in options}),
        None if ids is None else (str(ids[0]), str(ids[1])),
        None if links is None else _links(links["typed"], links["cleared"]),
    )


def _links(typed: Mapping[str, object], cleared: list[str]) -> LinksTyped:
    return LinksTyped(
        {name: str(value) for name, value in typed.items() if name in _LINKS}, _LINKS & frozenset(cleared)
    )


def _is_kept(value: str) -> bool:
    return len(value) <= _LONGEST
