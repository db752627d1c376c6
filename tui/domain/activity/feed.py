"""The activity as a person reads it: what nobody has seen to first, flapping folded (product.md, "3 Activity").

Pure: changes and what was seen of them in, stretches of entries out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.domain.marks import Seen, change_key
from tui.domain.records import MISSING, WARNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.domain.changes import Change

_DAY = 86_400.0
# So many features of one list that became the same at once are one line.
_TOGETHER = 3
_FOLDED_BY_SUBJECT = ("feature", "purchase")


class Part(StrEnum):
    """The parts of the activity, in their order."""

    NEW = "new"
    WAITING = "waiting"
    SEEN = "seen"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: changes about one thing, newest first.

    `together` counts the features of one list that became the same at once; then `changes` are theirs.
    """

    key: str
    changes: tuple[Change, ...]
    together: int = 1

    @property
    def latest(self) -> Change:
        """The newest of its changes."""
        return self.changes[0]

    @property
    def times(self) -> int:
        """How many times it happened: outages are counted, not their ends; 1 for what can't flap."""
        match self.latest.kind:
            case _ if self.together > 1:
                return 1
            case "feature" | "plan":
                return len(self.changes)
            case "api":
                return max(1, sum(change.key == "away" for change in self.changes))
            case _:
                return 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the activity with its entries, newest first; `day` is a moment of its day, epoch seconds."""

    part: Part
    entries: tuple[Entry, ...]
    day: float = 0.0


def feed(changes: Sequence[Change], seen: Seen, since: float | None, now: float) -> tuple[Stretch, ...]:
    """The whole activity.

    What nobody acknowledged comes first: what happened after `since` (when the activity was last looked at, epoch
    seconds, None: never), then what is older. What was acknowledged follows: the last day, then day by day.
    """
    waiting, done = _parted(changes, seen)
    folded = fold(waiting, Part.NEW)
    fresh = tuple(entry for entry in folded if since is None or entry.latest.at > since)
    older = tuple(entry for entry in folded if since is not None and entry.latest.at <= since)
    stretches = [Stretch(Part.NEW, fresh), Stretch(Part.WAITING, older)]
    days: dict[str, list[Change]] = {}
    for change in done:
        name = Part.SEEN.value if now - change.at < _DAY else day_name(change.at)
        days.setdefault(name, []).append(change)
    for name, of_day in days.items():
        part = Part.SEEN if name == Part.SEEN else Part.DAY
        stretches.append(Stretch(part, fold(of_day, name), of_day[0].at))
    return tuple(stretch for stretch in stretches if stretch.entries)


def waiting_entries(changes: Sequence[Change], seen: Seen) -> tuple[Entry, ...]:
    """What nobody has acknowledged, folded, newest first."""
    return fold(_parted(changes, seen)[0], Part.NEW)


class Waiting:
    """How much nobody has acknowledged; counted anew only when something about it is different."""

    def __init__(self) -> None:
        self._of: tuple[Sequence[Change], Seen | None] = ((), None)
        self._count = 0

    def count(self, changes: Sequence[Change], seen: Seen | None) -> int:
        """The number of lines; 0 as long as it is not known what was seen."""
        if self._of[0] is not changes or self._of[1] is not seen:
            self._of = changes, seen
            self._count = 0 if seen is None else len(waiting_entries(changes, seen))
        return self._count


def _parted(changes: Sequence[Change], seen: Seen) -> tuple[list[Change], list[Change]]:
    """Not acknowledged, acknowledged; each newest first, and a change that two programs noted only once."""
    known: dict[tuple[object, ...], Change] = {}
    for change in changes:
        known.setdefault((change.at, change.kind, change.org_id, change.key, change.subject), change)
    waiting: list[Change] = []
    done: list[Change] = []
    for change in sorted(known.values(), key=lambda change: change.at, reverse=True):
        (done if seen.acknowledged and change_key(change) in seen.acknowledged else waiting).append(change)
    return waiting, done


def fold(changes: Iterable[Change], place: str) -> tuple[Entry, ...]:
    """Changes, newest first, as lines; `place` tells lines about the same thing in different parts apart."""
    happened = list(changes)
    mates: dict[tuple[object, ...], set[str]] = {}
    for change in happened:
        if change.kind == "feature":
            mates.setdefault(_moment(change), set()).add(change.subject)
    lines: dict[tuple[object, ...], list[Change]] = {}
    counts: dict[tuple[object, ...], int] = {}
    for change in happened:
        key = _subject(change)
        if change.kind == "feature" and (many := len(mates[_moment(change)])) >= _TOGETHER:
            key = ("together", *_moment(change))
            counts[key] = many
        lines.setdefault(key, []).append(change)
    return tuple(Entry(_key(place, key), tuple(line), counts.get(key, 1)) for key, line in lines.items())


def _moment(change: Change) -> tuple[object, ...]:
    """What features of one list that became the same at once have in common."""
    return change.org_id, change.key, change.at, change.after


def _subject(change: Change) -> tuple[object, ...]:
    """What a change is about: the same thing twice is one line."""
    match change.kind:
        case "api":
            return change.kind, change.name
        case "added" | "gone":
            return "listed", change.org_id
        case kind if kind in _FOLDED_BY_SUBJECT:
            return kind, change.org_id, change.key, change.subject
        case kind:
            return kind, change.org_id, change.key


def _key(place: str, key: tuple[object, ...]) -> str:
    return json.dumps((place, *key), separators=(",", ":"))


def day_name(at: float) -> str:
    """`Friday 21 November` (UTC); `an unknown day` for a time that is none."""
    try:
        moment = datetime.fromtimestamp(at, UTC)
    except (OverflowError, ValueError, OSError):
        return "an unknown day"
    return f"{moment:%A} {moment.day} {moment:%B}"


def gravity(change: Change) -> str:
    """`missing` or `warning` when a change is bad news, else empty."""
    match change.kind:
        case "feature" if change.is_regression and change.after in (MISSING, WARNING):
            return change.after
        case "api":
            return MISSING if change.key == "away" else WARNING
        case "purchase" if change.after == "unknown":
            return WARNING
        case _:
            return ""
