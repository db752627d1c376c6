"""Step 2: what the template's role may do, in five verbs, and the template itself below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from screens.customer_facts import TEMPLATE
from screens.customer_faults import fault_lines
from tui.domain.formats import age, count
from tui.domain.iam_actions import Reach
from widgets.code_view import CodeView
from widgets.prose import BLANK, Pair, Para
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from screens.customer_facts import CustomerFacts, Visit
    from tui.domain.template import ActionGroup, TemplateReview
    from widgets.segments import Cell

_LABEL = 11
_FIRST_WORDS = 4
_FIRST_ACTIONS = 2
_THOUSAND = 1000


def size_words(size: int) -> str:
    """`512 B`, `14.2 kB`, `2.1 MB`."""
    if size < _THOUSAND:
        return f"{size} B"
    return f"{size / _THOUSAND:.1f} kB" if size < _THOUSAND**2 else f"{size / _THOUSAND**2:.1f} MB"


def problem_of(review: TemplateReview) -> str:
    """Why this can't be the template of a stack, "" when it can."""
    return "" if review.resources else "the answer is no template: it holds no resources"


def review_lines(facts: CustomerFacts, visit: Visit, *, wide: bool) -> Iterator[Pair | Para]:
    """The lines above the JSON."""
    if fault := visit.faults.get(TEMPLATE):
        yield from fault_lines(fault, "t tries again")
        yield BLANK
    if visit.template is None:
        waiting = "ReadTemplate" in visit.waiting
        yield Para((("What this role may do", "strong"),))
        yield Para(
            (("The template is being fetched." if waiting else "No template was fetched in this visit.", "muted"),)
        )
        return
    fetched = f"fetched {age(facts.now - visit.template.fetched_at)} ago"
    review = visit.review
    if review is None:
        yield Pair((("What this role may do", "strong"),), ((fetched, "faint"),))
        yield Para((("It is being read; the whole text is below.", "muted"),))
        return
    facts_line = f"{fetched} · {size_words(review.size)} · {count(review.lines, 'line')}"
    yield Pair((("What this role may do", "strong"),), ((facts_line, "faint"),))
    if problem := problem_of(review):
        yield Para((("◐ ", "warn"), (problem[0].upper() + problem[1:] + ".", "warn")), hang=2)
        return
    if wide:
        yield Para(((_intro(review), "muted"),))
        yield BLANK
    yield from _verbs(review, wide=wide)
    yield from _warnings(review)
    if wide:
        yield BLANK


def _intro(review: TemplateReview) -> str:
    roles = "A role" if len(review.roles) == 1 else count(len(review.roles), "role") if review.roles else "No role"
    if not review.roles:
        return "No role is made that could be read here."
    how = "with an external id" if review.demands_external_id else "without an external id for everyone outside"
    return f"{roles} in the customer's management account, assumed from outside {how}."


def _verbs(review: TemplateReview, *, wide: bool) -> Iterator[Pair | Para]:
    yield from _group("Reads", review.reads, wide=wide, named=False)
    yield from _group("Writes", review.writes, wide=wide, named=True)
    yield from _group("Buys", review.buys, wide=wide, named=True)
    trusted = "; ".join(dict.fromkeys(trust.words for trust in review.trusts)) or "nobody that can be read here"
    yield _verb("Trusts", trusted, "no expiry")
    if wide:
        yield _detail("Ends when the customer deletes the role.")
    if review.absent:
        yield _verb("Not in it", "; ".join(review.absent), "0 actions")
        if wide:
            yield _detail("Checked here against every statement of the template.")
    elif review.is_complete:
        yield _verb("Not in it", "nothing: it may do all that is looked for", "")
    else:
        yield _verb("Not in it", "nothing can be said to be absent", "")


def _verb(label: str, words: str, right: str, token: str = "") -> Pair:
    left: Cell = ((f"{label:<{_LABEL}}", f"bold {token}" if token else "strong"), (words, token or "ink"))
    return Pair(left, ((right, "muted"),))


def _detail(words: str) -> Pair:
    return Pair(((words, "faint"),), (), indent=_LABEL)


def _group(label: str, group: ActionGroup, *, wide: bool, named: bool) -> Iterator[Pair]:
    """A verb: what it is about, how many actions; with room, the rest of it or the first actions by name."""
    token = "warn" if label == "Buys" and group.count else ""
    words = _listed(group.words, "; " if label == "Buys" else ", ") if group.count else "nothing"
    yield _verb(label, words, count(group.count, "action"), token)
    if not wide or not group.count:
        return
    if named:
        more = group.count - _FIRST_ACTIONS
        actions = ", ".join(group.actions[:_FIRST_ACTIONS])
        yield _detail(actions + (f", {more} more" if more > 0 else ""))
    else:
        rest = group.words[_FIRST_WORDS:]
        yield _detail(f"Also {_listed(rest, ', ')}." if rest else _listed(group.actions[:_FIRST_ACTIONS], ", "))


def _listed(words: Sequence[str], between: str) -> str:
    return between.join(words[:_FIRST_WORDS])


def _warnings(review: TemplateReview) -> Iterator[Para | Pair]:
    """What a cautious customer would ask about; nothing where nothing is unusual."""
    bounded = "other data" in review.absent
    for reach, actions in review.present:
        if not (reach is Reach.DATA and bounded):
            yield _warning("Can", f"reach {reach.value}" if reach is not Reach.RUNS else reach.value, actions)
    if review.trusts and not review.demands_external_id:
        yield _warning("Trusts", "somebody outside without an external id", ())
    for label, words, found in (
        ("Broad", "wildcards that are more than reading", review.broad),
        ("All but", "everything except what is named", review.everything_but),
        ("Policies", "whose text is not here", review.managed),
        ("Code", "that runs when the stack is made", review.code),
        ("Unread", "can't be judged here", review.unread),
    ):
        if found:
            yield _warning(label, words, found)


def _warning(label: str, words: str, found: Sequence[str]) -> Pair:
    named = ", ".join(found[:_FIRST_ACTIONS])
    more = f", {len(found) - _FIRST_ACTIONS} more" if len(found) > _FIRST_ACTIONS else ""
    what = f"{words}: {named}{more}" if named else words
    return Pair(((f"◐ {label:<{_LABEL - 2}}", "bold warn"), (what, "warn")), ())


class TemplatePane(Vertical):
    """Step 2 on the screen: the review, and the JSON that has the keys."""

    def __init__(self) -> None:
        super().__init__(id="step-2")
        self._review = TextPane(id="review")
        self._review.can_focus = False
        self.code = CodeView("template.json", id="template-json")

    def compose(self) -> ComposeResult:
        """The review above the JSON."""
        yield self._review
        yield self.code

    def draw(self, facts: CustomerFacts, visit: Visit, *, wide: bool) -> None:
        """Draw what is known."""
        self._review.show(*review_lines(facts, visit, wide=wide))
        self.code.set_class(not visit.text, "hidden")
        self.code.set_text(visit.text)
