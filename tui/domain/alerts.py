"""Which changes are told beyond the screen, by the rules of a person (product.md, "3 Activity"; pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.records import AVAILABLE, MISSING, WARNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.changes import Change

API, PURCHASE, RECOVERED = "api", "purchase", "recovered"
OCCASIONS = (MISSING, WARNING, RECOVERED, API, PURCHASE)
"""What may be told: a feature that got worse and is missing, or a warning; one that is available again; the API that
goes away and comes back; a purchase whose state changed."""


@dataclass(frozen=True, slots=True)
class AlertRules:
    """What is told (`on`, some of `OCCASIONS`), and how.

    `command` is a program with its arguments; the alert is its last one. The same thing is told again only when
    `again_after` seconds have passed, however often it changes.
    """

    on: tuple[str, ...] = (MISSING, API)
    bell: bool = False
    notification: bool = False
    command: tuple[str, ...] = ()
    again_after: float = 3_600.0

    @property
    def is_on(self) -> bool:
        """Whether anything is told."""
        return bool(self.on) and (self.bell or self.notification or bool(self.command))


def occasion(change: Change) -> str:
    """The one of `OCCASIONS` a change is, empty for what is told on the screen alone."""
    match change.kind:
        case "feature" if change.is_regression and change.after in (MISSING, WARNING):
            return change.after
        case "feature" if change.after == AVAILABLE and change.before in (MISSING, WARNING):
            return RECOVERED
        case "api" | "purchase" as kind:
            return kind
        case _:
            return ""


def _about(change: Change, why: str) -> tuple[str, ...]:
    """What is not told twice within a while: a feature that became this, the API away or back, a purchase so far."""
    match change.kind:
        case "api":
            return why, change.key
        case "purchase":
            return why, change.org_id, change.subject, change.after
        case _:
            return why, change.org_id, change.key, change.subject


class Alerter:
    """Finds what is to be told in the changes of each snapshot; `known` are those that were there at the start."""

    def __init__(self, rules: AlertRules, known: Sequence[Change]) -> None:
        self._rules = rules
        self._known = known
        self._told: dict[tuple[str, ...], float] = {}

    def news(self, changes: Sequence[Change], now: float) -> tuple[Change, ...]:
        """What is new among the changes and is to be told now, newest first; `now` in epoch seconds."""
        if changes is self._known or not self._rules.is_on:
            return ()
        before, self._known = frozenset(self._known), changes
        return tuple(change for change in changes if change not in before and self._is_told(change, now))

    def _is_told(self, change: Change, now: float) -> bool:
        why = occasion(change)
        if why not in self._rules.on:
            return False
        about = _about(change, why)
        last = self._told.get(about)
        if last is not None and now - last < self._rules.again_after:
            return False
        self._told[about] = now
        return True
