"""Rules of the purchase protocol, broken one at a time: each has to be noticed by the stories."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from simulation import sim_story

from tui.domain.plan.records import BOUGHT_STATUSES, Plan
from tui.domain.purchase import evidence as rules
from tui.domain.purchase import gate, machine
from tui.domain.purchase.attempt import Attempt, AttemptState, Baseline
from tui.domain.purchase.events import (
    Answered,
    Event,
    FreshPlan,
    LookAt,
    Looked,
    NoAnswer,
    Record,
    RecordBeforeSending,
    Send,
    Timing,
    Woke,
)
from tui.domain.purchase.machine import Step
from tui.store import journal
from tui.worker import purchase as driver
from tui.worker import purchase_looks

if TYPE_CHECKING:
    import pytest

StepRule = Callable[[Attempt, Event, float, Timing], Step]
Breaking = Callable[["pytest.MonkeyPatch"], None]


def _step(patch: pytest.MonkeyPatch, rule: StepRule) -> None:
    patch.setattr(driver, "step", rule)
    patch.setattr(purchase_looks, "step", rule)


def sends_again_when_no_answer_comes(patch: pytest.MonkeyPatch) -> None:
    again: set[str] = set()

    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        if isinstance(event, NoAnswer) and attempt.id not in again:
            again.add(attempt.id)
            return Step(attempt, (Send(),))
        return machine.step(attempt, event, now, timing)

    _step(patch, rule)


def sends_before_it_writes_sent_down(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        after = machine.step(attempt, event, now, timing)
        if isinstance(event, FreshPlan) and RecordBeforeSending() in after.effects:
            return Step(after.attempt, (Send(),))
        return after

    _step(patch, rule)


def sends_whatever_is_read_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine, "differences", lambda *_: ())


def sends_without_reading_again(patch: pytest.MonkeyPatch) -> None:
    async def not_again(_self: driver.PurchaseDriver, attempt: Attempt) -> Event:
        return FreshPlan(Plan(attempt.plan_id, attempt.provider, status="new"))

    patch.setattr(machine, "differences", lambda *_: ())
    patch.setattr(driver.PurchaseDriver, "_read_fresh", not_again)


def calls_a_conflict_refused(patch: pytest.MonkeyPatch) -> None:
    def verdict(answer: Answered, plan_id: str) -> AttemptState:
        return AttemptState.REFUSED if answer.status == 409 else _VERDICT(answer, plan_id)

    patch.setattr(rules, "verdict", verdict)


def calls_a_server_fault_refused(patch: pytest.MonkeyPatch) -> None:
    def verdict(answer: Answered, plan_id: str) -> AttemptState:
        return AttemptState.REFUSED if answer.status >= 500 else _VERDICT(answer, plan_id)

    patch.setattr(rules, "verdict", verdict)


def calls_no_answer_not_sent(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        if isinstance(event, NoAnswer):
            ended = replace(attempt, state=AttemptState.NOT_SENT, how="failed")
            return Step(replace(ended, events=(*attempt.events, attempt.events[-1])), (Record(),))
        return machine.step(attempt, event, now, timing)

    _step(patch, rule)


def believes_a_page_that_refuses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules, "verdict", lambda answer, plan_id: _VERDICT(replace(answer, known_envelope=True), plan_id))


def accepts_any_success(patch: pytest.MonkeyPatch) -> None:
    def verdict(answer: Answered, plan_id: str) -> AttemptState:
        return AttemptState.ACCEPTED if 200 <= answer.status < 300 else _VERDICT(answer, plan_id)

    patch.setattr(rules, "verdict", verdict)


def calls_accepted_bought(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        after = machine.step(attempt, event, now, timing)
        if isinstance(event, Answered) and after.attempt.state is AttemptState.ACCEPTED:
            return Step(replace(after.attempt, state=AttemptState.BOUGHT), (Record(),))
        return after

    _step(patch, rule)


def takes_no_plan_for_a_failure(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        if isinstance(event, Looked) and event.plan is None and not event.failure and attempt.state == "unknown":
            ended = replace(attempt, state=AttemptState.REFUSED, how="404")
            return Step(replace(ended, events=(*attempt.events, attempt.events[-1])), (Record(),))
        return machine.step(attempt, event, now, timing)

    _step(patch, rule)


def judges_too_early(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules, "may_judge", lambda *_: True)


def lets_a_person_end_it_too_early(patch: pytest.MonkeyPatch) -> None:
    def allowed(attempt: Attempt, now: float, note: str, who: str) -> str:
        return _WHY_NOT_SETTLE(replace(attempt, judge_after=None), now, note, who)

    patch.setattr(machine, "why_not_settle", allowed)
    patch.setattr(driver, "why_not_settle", allowed)


def lets_a_person_end_what_is_in_hand(patch: pytest.MonkeyPatch) -> None:
    def allowed(attempt: Attempt, now: float, note: str, who: str) -> str:
        return _WHY_NOT_SETTLE(replace(attempt, state=AttemptState.UNKNOWN), now, note, who)

    patch.setattr(machine, "why_not_settle", allowed)
    patch.setattr(driver, "why_not_settle", allowed)


def takes_every_status_for_evidence(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        moved = now.id == plan_id and now.status != before.status
        return "moved" if moved else _EVIDENCE(plan_id, before, now)

    patch.setattr(rules, "evidence", evidence)


def takes_another_plan_for_evidence(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        return "bought" if now.status in BOUGHT_STATUSES else _EVIDENCE(plan_id, before, now)

    patch.setattr(rules, "evidence", evidence)


def takes_another_id_for_evidence(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        return "the plan is gone" if now.id != plan_id else _EVIDENCE(plan_id, before, now)

    patch.setattr(rules, "evidence", evidence)


def takes_an_old_action_for_evidence(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        return _EVIDENCE(plan_id, replace(before, action_ids=()), now)

    patch.setattr(rules, "evidence", evidence)


def never_finds_evidence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules, "evidence", lambda *_: None)


def ignores_flagged_actions(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        return _EVIDENCE(plan_id, before, replace(now, flagged_actions=()))

    patch.setattr(rules, "evidence", evidence)


def ignores_the_execution_policy(patch: pytest.MonkeyPatch) -> None:
    def evidence(plan_id: str, before: Baseline, now: Plan) -> str | None:
        return _EVIDENCE(plan_id, before, replace(now, execution_policy=None))

    patch.setattr(rules, "evidence", evidence)


def takes_the_living_for_dead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(purchase_looks.Lookout, "is_elsewhere", lambda *_: False)


def takes_its_own_for_left_behind(patch: pytest.MonkeyPatch) -> None:
    def wake(self: purchase_looks.Lookout, attempt: Attempt) -> Attempt:
        return self.note(attempt, Woke(self.is_elsewhere(attempt)))

    patch.setattr(purchase_looks.Lookout, "wake", wake)


def calls_what_a_dead_program_sent_not_sent(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        if isinstance(event, Woke) and attempt.state is AttemptState.SENT and not event.sender_alive:
            return machine.step(replace(attempt, state=AttemptState.INTENDED), event, now, timing)
        return machine.step(attempt, event, now, timing)

    _step(patch, rule)


def never_takes_up_what_was_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(purchase_looks.Lookout, "go_round", lambda *_: None)


def looks_only_once(patch: pytest.MonkeyPatch) -> None:
    def rule(attempt: Attempt, event: Event, now: float, timing: Timing) -> Step:
        after = machine.step(attempt, event, now, timing)
        if isinstance(event, Looked):
            return Step(after.attempt, tuple(e for e in after.effects if not isinstance(e, LookAt)))
        return after

    _step(patch, rule)
    patch.setattr(purchase_looks.Lookout, "keep_going_round", _nothing)


async def _nothing(*_: object) -> None:
    return


def lets_go_of_the_claim_on_unknown(patch: pytest.MonkeyPatch) -> None:
    _without(patch, "'unknown'", "'nothing'")


def forgets_what_was_accepted(patch: pytest.MonkeyPatch) -> None:
    _without(patch, "'accepted', 'bought'", "'nothing'")


def _without(patch: pytest.MonkeyPatch, words: str, instead: str) -> None:
    """The claim rules of gate, query and database without these states."""

    def weakened() -> sqlite3.Connection:
        connection = _EMPTY()
        for name in ("one_open_claim", "one_holder_of_a_plan"):
            connection.execute(f"DROP INDEX {name}")
        return connection

    patch.setattr(gate, "_reasons_in_journal", lambda *_: ())
    patch.setattr(journal, "_HOLDER", journal._HOLDER.replace(words, instead))
    patch.setattr(sim_story, "_empty_journal", weakened)


def overwrites_what_others_wrote(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal, "_UPDATE", journal._UPDATE.replace(" AND revision = :revision", ""))
    patch.setattr(purchase_looks.Lookout, "is_elsewhere", lambda *_: False)


_VERDICT = rules.verdict
_EVIDENCE = rules.evidence
_WHY_NOT_SETTLE = machine.why_not_settle
_EMPTY = sim_story._empty_journal

BROKEN: Mapping[str, Breaking] = {
    rule.__name__: rule
    for rule in (
        sends_again_when_no_answer_comes,
        sends_before_it_writes_sent_down,
        sends_whatever_is_read_again,
        sends_without_reading_again,
        calls_a_conflict_refused,
        calls_a_server_fault_refused,
        calls_no_answer_not_sent,
        believes_a_page_that_refuses,
        accepts_any_success,
        calls_accepted_bought,
        takes_no_plan_for_a_failure,
        judges_too_early,
        lets_a_person_end_it_too_early,
        lets_a_person_end_what_is_in_hand,
        takes_every_status_for_evidence,
        takes_another_plan_for_evidence,
        takes_another_id_for_evidence,
        takes_an_old_action_for_evidence,
        never_finds_evidence,
        ignores_flagged_actions,
        ignores_the_execution_policy,
        takes_the_living_for_dead,
        takes_its_own_for_left_behind,
        calls_what_a_dead_program_sent_not_sent,
        never_takes_up_what_was_left,
        looks_only_once,
        lets_go_of_the_claim_on_unknown,
        forgets_what_was_accepted,
        overwrites_what_others_wrote,
    )
}
