"""Parsing the customer list one org at a time, so that ten thousand stall nobody (performance.md)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

from tui.api.documents import NotReadableError, elements_of, text_of
from tui.api.lenient import Schema
from tui.api.models_onboarding import ListChildOrgsResponse
from tui.api.reading import ChildOrgs, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.api.exchange import Answered

Row = TypeVar("Row")

_CHILD_ORG: Schema[ListChildOrgsResponse] = Schema(ListChildOrgsResponse)


def parse_child_orgs(
    answered: Answered, translate: Callable[[Reading[ListChildOrgsResponse]], Row], known_digest: str
) -> ChildOrgs[Row]:
    """Turn the body into rows, keeping nothing but what `translate` makes of each org.

    Runs for as long as the list is long: call it in a thread. Raises `NotReadableError` when the body is not a
    JSON array from end to end, since a cut list would look as if customers had gone.
    """
    digest = hashlib.sha256(answered.body).hexdigest()
    if digest == known_digest:
        return ChildOrgs(digest, unchanged=True)
    rows: list[Row] = []
    flawed = 0
    for document, text in elements_of(text_of(answered.body)):
        try:
            org, unread = _CHILD_ORG.read(document)
        except NotReadableError:
            flawed += 1
            continue
        flawed += bool(unread or not org.org_id)
        rows.append(translate(Reading(org, text.encode(), answered.status, unread)))
    return ChildOrgs(digest, tuple(rows), flawed)
