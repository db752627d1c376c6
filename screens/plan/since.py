"""What changed since the plan in view was reviewed: asked of what is kept, once for every reading, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import date
from tui.domain.intents import Done, ReadPlanHistory
from tui.domain.marks import review_of
from tui.domain.plan.diff import PlanMoment
from tui.domain.plans.facts import known_brief
from tui.domain.plans.review_news import ReviewNews, review_news
from widgets.prose import Pair, Para
from widgets.text_line import Part

if TYPE_CHECKING:
    from tui.domain.intents import Outcome
    from tui.domain.marks import Review
    from tui.domain.snapshot import PlanKey, Snapshot

_TONES = {True: "ok", False: "warn", None: "ink"}


class SinceReview:
    """What is known of the moments of the reviewed plan in view."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._key: PlanKey | None = None
        self._moments: tuple[PlanMoment, ...] = ()

    def to_ask(self, snapshot: Snapshot, key: PlanKey) -> ReadPlanHistory | None:
        """What to ask of the store; None when nobody marked the plan, or it was asked for this reading already."""
        review = _review(snapshot, key)
        wanted = (key, review, snapshot.plan(*key).read_at)
        if review is None or wanted == self._asked:
            return None
        self._asked = wanted
        return ReadPlanHistory(*key)

    def take(self, outcome: Outcome) -> bool:
        """Take over the moments of the plan that was asked for; False when the outcome is another's."""
        if not isinstance(outcome, Done) or not isinstance(outcome.intent, ReadPlanHistory) or not self._asked:
            return False
        key = (outcome.intent.org_id, outcome.intent.provider)
        if key != self._asked[0] or not isinstance(outcome.value, tuple):
            return False
        self._key, self._moments = key, tuple(each for each in outcome.value if isinstance(each, PlanMoment))
        return True

    def news(self, snapshot: Snapshot, key: PlanKey) -> ReviewNews | None:
        """What changed since the review; None while that is not known."""
        review, brief = _review(snapshot, key), known_brief(snapshot.plan(*key))
        if review is None or brief is None or key != self._key:
            return None
        return review_news(review, self._moments, brief)


def _review(snapshot: Snapshot, key: PlanKey) -> Review | None:
    return review_of(snapshot.marks, key, known_brief(snapshot.plan(*key)))


def since_lines(news: ReviewNews | None, now: float) -> list[Para | Pair]:
    """The block beside the table; nothing when nobody reviewed the plan."""
    if news is None:
        return []
    lines: list[Para | Pair] = [Pair(((f"Since you reviewed it, {date(news.at, now)}", "strong"),), "")]
    if not news.is_kept:
        return [*lines, Para((("what it read then is not kept", "muted"),))]
    lines += [Pair(((each.label, "muted"),), ((each.change, _TONES[each.is_good]),)) for each in news.moved]
    if not news.moved and not news.differs:
        return [*lines, Para((("nothing changed", "muted"),))]
    rest = "d shows all that differs" if news.moved else "only lines or terms changed, d shows them"
    return [*lines, Para(((rest, "muted"),))]


def since_parts(news: ReviewNews | None, now: float) -> tuple[Part, ...]:
    """The figures that moved on one line, for the notice; nothing when none did."""
    if news is None or not news.moved:
        return ()
    first, *others = (f"{each.label[:1].lower()}{each.label[1:]} {each.change}" for each in news.moved)
    return (
        Part((("◐ ", "warn"), (f"Since you reviewed it, {date(news.at, now)}: {first}", "warn"))),
        *(Part(((f", {each}", "warn"),), gap=0, drop=len(others) - place) for place, each in enumerate(others)),
    )
