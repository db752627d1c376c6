"""Two programs over one state file: what each did for a customer is kept, and a newer fact never gives way to an older.

A program says what it knew (`base`) and what it knows now (`mine`); only what it changed is put into what is stored.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from tui.domain.onboarding.steps import Progress

if TYPE_CHECKING:
    from tui.domain.onboarding.steps import Verification

_FIRST = ("started_at", "reviewed_at")
"""Moments of which the first counts: since when, as known here."""
_URL = ("url", "url_at", "tenant_id", "subscription_id")
"""One answer's fields, as old as `url_at`."""
_JUDGED = ("asked_at", "verified", "before")
"""What has rules of its own."""


def merged(base: Progress, mine: Progress, stored: Progress) -> Progress:
    """What is stored, with what was changed here since `base`.

    Where nobody else wrote meanwhile nothing is told by its time, since a clock may have been set back.
    """
    firsts: dict[str, Any] = {name: _first(getattr(mine, name), getattr(stored, name)) for name in _FIRST}
    if stored == base:
        return replace(mine, **firsts)
    changed = {
        field.name: getattr(mine, field.name)
        for field in fields(Progress)
        if getattr(mine, field.name) != getattr(base, field.name)
    }
    if _later(stored.url_at, mine.url_at):
        changed = {name: value for name, value in changed.items() if name not in _URL}
    facts: dict[str, Any] = {name: value for name, value in changed.items() if name not in _JUDGED} | firsts
    if "template_at" in changed and _later(stored.template_at, mine.template_at):
        del facts["template_at"]
    if "asked_at" in changed:
        facts["asked_at"] = _asked(base.asked_at, mine.asked_at, stored.asked_at)
    if "asked_at" in changed or "verified" in changed:
        # Whatever failed before, here or in another program, is over.
        facts["fault"] = mine.fault
    if "verified" in changed:
        facts["verified"], facts["before"] = _last_two(mine, stored)
    return replace(stored, **facts)


def _asked(base: float | None, mine: float | None, stored: float | None) -> float | None:
    """When the open verification was asked; the end of one asked here does not end another program's."""
    if mine is None:
        return stored if stored != base else None
    return mine if stored is None else max(mine, stored)


def _last_two(mine: Progress, stored: Progress) -> tuple[Verification | None, Verification | None]:
    """The last verification and the one before, whichever program made them."""
    made = [v for v in (mine.verified, stored.verified, mine.before, stored.before) if v is not None]
    newest = [*sorted(dict.fromkeys(made), key=lambda verification: -verification.at), None, None]
    return newest[0], newest[1]


def _first(one: float | None, other: float | None) -> float | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _later(one: float | None, other: float | None) -> bool:
    return one is not None and (other is None or one > other)
