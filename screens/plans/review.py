"""The plan screen as part of a review: it walks the plans of a list and marks the one in view (product.md, Plans)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.frame import footer_keys
from screens.help import HelpScreen
from screens.plan.screen import PlanScreen
from screens.plan.states import cloud_name, open_attempt
from screens.plans.mark import MarkDialog, Marked
from tui.commands import Command, Where, bindings_of, commands_of
from tui.domain.formats import count
from tui.domain.intents import Failed, MarkPlan
from tui.domain.marks import ReviewMark, review_of
from tui.domain.names import split_name
from tui.domain.plans.facts import known_brief
from tui.domain.plans.portfolio import is_to_review
from tui.messages import OpenPlan
from tui.text import fit
from widgets.key_footer import KeyFooter
from widgets.nav_bar import Crumbs, NavBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey, Snapshot

# The cells of a name in a notice of one line.
_NAME = 30
_INTRO = (
    "One plan of the list. n and N walk the plans that nobody has looked at, [ and ] all of the list; m marks the one "
    "in view, and with a capital letter goes on to the next. A mark is kept on this computer and belongs to this plan "
    "alone. The keys of the plan screen work too."
)


@dataclass(frozen=True, slots=True)
class Queue:
    """The plans of the list one came from, in its order, and what list that was; it stays as it was then."""

    plans: tuple[PlanKey, ...]
    words: str = ""


class OpenReview(OpenPlan):
    """Asks to open a plan as part of a review; `left` is told which plan was in view when one goes back."""

    def __init__(self, key: PlanKey, queue: Queue, left: Callable[[PlanKey], None]) -> None:
        super().__init__(*key, tuple(dict.fromkeys(org_id for org_id, _ in queue.plans)), queue.words)
        self.key = key
        self.queue = queue
        self.left = left


def waits_for_review(snapshot: Snapshot, key: PlanKey) -> bool:
    """Whether a plan is for sale, no purchase of it is open, and nobody has looked at it."""
    brief = known_brief(snapshot.plan(*key))
    if open_attempt(snapshot, *key) is not None:
        return False
    return brief is not None and is_to_review(brief, review_of(snapshot.marks, key, brief))


class ReviewScreen(PlanScreen):
    """The plan screen with `n`, `N` and `m`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.REVIEW)]

    def __init__(self, key: PlanKey, queue: Queue, left: Callable[[PlanKey], None]) -> None:
        super().__init__(*key)
        self._began = key
        self._queue = queue
        self._left = left

    @property
    def mark(self) -> ReviewMark:
        """Where the review of the plan in view stands."""
        review = review_of(self.snapshot.marks, self.key, self.brief)
        return review.mark if review is not None else ReviewMark.TO_DO

    def crumbs(self) -> Crumbs:
        """The list, the customer, how far one has come, and the mark."""
        waiting = [key for key in self._queue.plans if waits_for_review(self.snapshot, key)]
        place = f"{waiting.index(self.key) + 1} of {len(waiting)}" if self.key in waiting else f"{len(waiting)} left"
        tone = "bold warn" if self.mark is ReviewMark.TO_DO else "key"
        return replace(
            super().crumbs(),
            trail=("Plans", self._label),
            previous_key="N",
            next_key="n",
            place=f"{place} to review",
            among=self._queue.words,
            extra=(("mark: ", "faint"), (self.mark.value, tone)),
        )

    def why_not(self, command: Command) -> str:
        """Why a command may not be used now."""
        match command.id:
            case "review.todo-next" if self._todo(1) is None:
                return "there is no plan to review after this one"
            case "review.todo-previous" if self._todo(-1) is None:
                return "there is no plan to review before this one"
            case "review.mark" if self.brief is None:
                return "there is no plan to mark"
            case "plan.next" if self._beside(1) is None:
                return "there is no plan after this one"
            case "plan.previous" if self._beside(-1) is None:
                return "there is no plan before this one"
            case "plan.next" | "plan.previous":
                return ""
            case _:
                return super().why_not(command)

    @property
    def wheres(self) -> tuple[Where, ...]:
        """The commands of the queue come before those of the plan."""
        return (Where.REVIEW, Where.PLAN)

    def _show_keys(self) -> None:
        """The keys of the review, then those of the plan screen; `[` and `]` have the same work as `n` and `N`."""
        plan = [key for key in footer_keys(self.WHERE, self.why_not, main=False) if key.key not in ("[", "]")]
        keys = (*[key for key in footer_keys(Where.REVIEW, self.why_not, main=False) if key.group == "screen"], *plan)
        if keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    def do_todo_next(self) -> None:
        """The next plan to review."""
        self._go(self._todo(1))

    def do_todo_previous(self) -> None:
        """The plan to review before this one."""
        self._go(self._todo(-1))

    def do_next(self) -> None:
        """The plan after this one in the list."""
        self._go(self._beside(1))

    def do_previous(self) -> None:
        """The plan before this one in the list."""
        self._go(self._beside(-1))

    def do_mark(self) -> None:
        """Mark the plan in view, the one that was recommended when the dialog opened."""
        brief, key = self.brief, self.key
        if brief is None:
            return
        review = review_of(self.snapshot.marks, key, brief)

        def take(marked: Marked | None) -> None:
            if marked is not None:
                self.host.submit(MarkPlan(*key, brief.id, marked.mark, marked.note))
                if marked.goes_on:
                    self._go_on(marked)

        note = review.note if review is not None else ""
        self.app.push_screen(MarkDialog(self._label, f"{cloud_name(key[1])} plan: {brief.name}", self.mark, note), take)

    def _go_on(self, marked: Marked) -> None:
        """To the next plan to review, or why one stays here."""
        following, told = self._todo(1), f"{marked.mark}: {fit(split_name(self._label)[0], _NAME)}"
        if following is None:
            left = sum(waits_for_review(self.snapshot, key) for key in self._queue.plans if key != self.key)
            told += (
                f"; {count(left, 'plan')} before it to review, N goes there"
                if left
                else "; every plan of this list is reviewed"
            )
        self.host.tell(told)
        self._go(following)

    def do_back(self) -> None:
        """Back to the list, with the cursor on the plan that was in view."""
        self._left(self._began if self.key not in self._queue.plans else self.key)
        super().do_back()

    def do_help(self) -> None:
        """Tell about the review."""
        self.app.push_screen(HelpScreen(Where.REVIEW, "reviewing plans", _INTRO, self.why_not))

    def answered(self, outcome: Outcome) -> None:
        """A mark that was not kept is told."""
        super().answered(outcome)
        if isinstance(outcome, Failed) and isinstance(outcome.intent, MarkPlan):
            self.host.tell(outcome.fault.sentence, "warning")

    def _go(self, key: PlanKey | None) -> None:
        if key is not None:
            self.post_message(OpenReview(key, self._queue, self._left))

    @property
    def _at(self) -> int:
        """The place of the plan in view; of the one it began with, when another cloud is looked at."""
        plans = self._queue.plans
        return next((plans.index(key) for key in (self.key, self._began) if key in plans), -1)

    def _beside(self, step: int) -> PlanKey | None:
        place = self._at + step
        return self._queue.plans[place] if self._at >= 0 and 0 <= place < len(self._queue.plans) else None

    def _todo(self, step: int) -> PlanKey | None:
        plans: Sequence[PlanKey] = self._queue.plans
        after = plans[self._at + 1 :] if step > 0 else plans[: max(0, self._at)][::-1]
        return next((key for key in after if waits_for_review(self.snapshot, key)), None)

    @on(NavBar.Stepped)
    def _queue_clicked(self, event: NavBar.Stepped) -> None:
        event.prevent_default()
        self.action_do("review.todo-next" if event.step > 0 else "review.todo-previous")

    @on(KeyFooter.Pressed)
    def _review_key_clicked(self, event: KeyFooter.Pressed) -> None:
        for command in commands_of(Where.REVIEW):
            if command.shown == event.key.key:
                self.action_do(command.id)
