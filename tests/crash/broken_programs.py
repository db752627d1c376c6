"""Rules of buying, broken one at a time inside the program, each with a story in which that has to be noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crash.crash_trouble import Killing, Part, Way
from simulation import broken_rules as rules

from tui.domain.purchase import gate as purchase_gate
from tui.store import journal, journal_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from crash.crash_story import Scene


def lets_two_hold_a_claim(patch: pytest.MonkeyPatch) -> None:
    """The claim is no unique row any more, and nobody asks for it."""
    patch.setattr(purchase_gate, "_reasons_in_journal", lambda *_: ())
    patch.setattr(journal, "_HOLDER", "SELECT number FROM attempts WHERE 0")
    patch.setattr(journal, "STATEMENTS", tuple(s for s in journal_schema.STATEMENTS if "UNIQUE INDEX" not in s))


@dataclass(frozen=True, slots=True)
class Broken:
    """How a rule is broken, and the scenes that show it."""

    breaking: Callable[[pytest.MonkeyPatch], None]
    scenes: tuple[Scene, ...]


def _told(*parts: Part) -> tuple[Scene, ...]:
    return tuple((part,) for part in parts)


def _one(way: Way, killing: Killing = Killing.NEVER) -> tuple[Scene, ...]:
    return _told(Part("buy", way, killing))


_ALL = (
    Broken(lets_two_hold_a_claim, _told(Part("buy", Way.LOST_SILENTLY), Part("buy"))),
    Broken(rules.sends_before_it_writes_sent_down, _one(Way.CLEAR)),
    Broken(rules.sends_again_when_no_answer_comes, _one(Way.LOST)),
    Broken(rules.calls_a_conflict_refused, _one(Way.CONFLICT)),
    Broken(rules.calls_a_server_fault_refused, _one(Way.PAGE_502)),
    Broken(rules.calls_no_answer_not_sent, _one(Way.CUT_AFTER_COMMIT)),
    Broken(rules.believes_a_page_that_refuses, _one(Way.PAGE_403)),
    Broken(rules.accepts_any_success, _one(Way.OTHER_PLAN)),
    Broken(rules.calls_what_a_dead_program_sent_not_sent, _one(Way.CLEAR, Killing.AFTER_COMMIT)),
    Broken(rules.never_finds_evidence, _one(Way.HALF_ANSWER)),
    Broken(rules.never_takes_up_what_was_left, _one(Way.CLEAR, Killing.BEFORE_ARRIVAL)),
)

BROKEN = {broken.breaking.__name__: broken for broken in _ALL}
"""Every broken rule by its name."""
