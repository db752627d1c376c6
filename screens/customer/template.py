"""Step 2: what the template's role may do, in five verbs, and the template itself below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from screens.customer.facts import TEMPLATE
from screens.faults import fault_lines
from tui.domain.formats import age, count
from tui.domain.template.iam_actions import Reach
from widgets.code_view import CodeView
from widgets.filter_line import FilterLine
from widgets.prose import BLANK, Pair, Para
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts, Visit
    from tui.domain.template.review import ActionGroup, TemplateReview
    from widgets.segments import Cell

_LABEL = 11
_FIRST_WORDS = 4
_FIRST_ACTIONS = 2
_FIRST_SERVICES = 5
_THOUSAND = 1000
# With more lines of warnings than these the review is higher than its place, on a small screen.
_SEEN_WITHOUT_SCROLLING = 3


def size_words(size: int) -> str:
    """`512 B`, `14.2 kB`, `2.1 MB`."""
    if size < _THOUSAND:
        return f"{size} B"
    return f"{size / _THOUSAND:.1f} kB" if size < _THOUSAND**2 else f"{size / _THOUSAND**2:.1f} MB"


def problem_of(review: TemplateReview) -> str:
    """Why this can't be the template of a stack, "" when it can; a text in another format is for a person to judge."""
    return "" if review.resources or review.is_text else "the answer is no template: it holds no resources"


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
    unusual = tuple(_warnings(review))
    if len(unusual) > _SEEN_WITHOUT_SCROLLING:
        facts_line = f"J K scroll this · {facts_line}"
    yield Pair((("What this role may do", "strong"),), ((facts_line, "faint"),))
    if problem := problem_of(review):
        yield Para((("◐ ", "warn"), (problem[0].upper() + problem[1:] + ".", "warn")), hang=2)
        return
    if review.is_text:
        words = "It came as text that is no JSON, perhaps YAML. It can't be judged here: read it below, or save it."
        yield Para((("◐ ", "warn"), (words, "warn")), hang=2)
        return
    if wide:
        yield Para(((_intro(review), "muted"),))
        yield BLANK
    # What is unusual comes first: it must be seen also where there is no room for the rest.
    yield from unusual
    yield from _verbs(review, wide=wide)
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
    yield from _wildcards(review, wide=wide)
    yield from _made(review, wide=wide)


def _wildcards(review: TemplateReview, *, wide: bool) -> Iterator[Pair]:
    broad, anywhere = len(review.broad), frozenset(review.everywhere)
    writes = sum(action in anywhere for action in review.writes.actions)
    buys = sum(action in anywhere for action in review.buys.actions)
    words = f"{broad or 'none'} beyond reading"
    if not wide and (writes or buys):
        words = f"{broad} beyond reading; {_shares(writes, buys)} on any resource"
    yield _verb("Wildcards", words, count(broad, "action"))
    if wide:
        shares = _shares(writes, buys)
        on_any = f"{shares} on any resource (*)." if shares else "No write and no purchase on any resource (*)."
        reads = f" Reads by pattern: {_first(review.patterns)}." if review.patterns else ""
        yield _detail(on_any + reads)


def _shares(writes: int, buys: int) -> str:
    parts = (count(writes, "write") if writes else "", count(buys, "purchase") if buys else "")
    return ", ".join(part for part in parts if part)


def _made(review: TemplateReview, *, wide: bool) -> Iterator[Pair]:
    """What the stack makes, by type."""
    short = [f"{kind.removeprefix('AWS::')} {number}" for kind, number in review.types]
    more = len(short) - _FIRST_WORDS
    words = ", ".join(short[:_FIRST_WORDS]) + (f", {count(more, 'more type')}" if more > 0 else "")
    yield _verb("Makes", words, count(len(review.resources), "resource"))
    if wide and review.parameters:
        asked = ", ".join(parameter.name for parameter in review.parameters[:_FIRST_WORDS])
        others = len(review.parameters) - _FIRST_WORDS
        yield _detail(f"Asks for {asked}" + (f", {others} more." if others > 0 else "."))


def _verb(label: str, words: str, right: str, token: str = "") -> Pair:
    left: Cell = ((f"{label:<{_LABEL}}", f"bold {token}" if token else "strong"), (words, token or "ink"))
    return Pair(left, ((right, "muted"),))


def _detail(words: str) -> Pair:
    return Pair(((words, "faint"),), (), indent=_LABEL)


def _group(label: str, group: ActionGroup, *, wide: bool, named: bool) -> Iterator[Pair]:
    """A verb: what it is about, how many actions; with room, by service, and the first by name."""
    token = "warn" if label == "Buys" and group.count else ""
    words = _listed(group.words, "; " if label == "Buys" else ", ") if group.count else "nothing"
    yield _verb(label, words, count(group.count, "action"), token)
    if not wide or not group.count:
        return
    yield _detail(_first([f"{name} {number}" for name, number in group.services], _FIRST_SERVICES))
    if named:
        yield _detail(_first(group.actions))


def _first(found: Sequence[str], most: int = _FIRST_ACTIONS) -> str:
    """The first of them, and how many more."""
    more = len(found) - most
    return ", ".join(found[:most]) + (f", {more} more" if more > 0 else "")


def _listed(words: Sequence[str], between: str) -> str:
    return between.join(words[:_FIRST_WORDS])


def _warnings(review: TemplateReview) -> Iterator[Para | Pair]:
    """What a cautious customer would ask about; nothing where nothing is unusual."""
    bounded = "other data" in review.absent
    for reach, actions in review.present:
        if not (reach is Reach.DATA and bounded):
            yield _warning("Can", f"reach {reach.value}" if reach is not Reach.RUNS else reach.value, actions)
    if review.lacks_external_id:
        yield _warning("Trusts", "somebody outside without an external id", ())
    for label, words, found in (
        ("Broad", "wildcards that are more than reading", review.broad),
        ("All but", "everything except what is named", review.everything_but),
        ("Policies", "whose text is not here", review.managed),
        ("Code", "that runs when the stack is made", review.code),
        ("Logins", "users and keys that don't end by themselves", review.logins),
        ("Unread", "can't be judged here", review.unread),
    ):
        if found:
            yield _warning(label, words, found)


def _warning(label: str, words: str, found: Sequence[str]) -> Pair:
    what = f"{words}: {_first(found)}" if found else words
    return Pair(((f"◐ {label:<{_LABEL - 2}}", "bold warn"), (what, "warn")), ())


class TemplatePane(Vertical):
    """Step 2 on the screen: the review, and the JSON that has the keys; `J` and `K` scroll the review."""

    class Searched(Message):
        """The field of the search was left: other keys work now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "review(1)", "review down", show=False, id="template.review_down"),
        Binding("K", "review(-1)", "review up", show=False, id="template.review_up"),
    ]

    def __init__(self) -> None:
        super().__init__(id="step-2")
        self._review = TextPane(id="review")
        self._review.can_focus = False
        self.code = CodeView("template.json", id="template-json")
        self._search = FilterLine("find in the template", id="template-search")

    def compose(self) -> ComposeResult:
        """The review above the JSON; under it the field of the search, while somebody types."""
        yield self._review
        yield self.code
        yield self._search

    @property
    def typing(self) -> bool:
        """Whether somebody types what to look for."""
        return self._search.editing

    def search(self) -> None:
        """Let somebody type what to look for."""
        self._search.edit(self.code.found.wanted)
        self._note()

    def close_search(self) -> bool:
        """Leave the field and look for nothing; False when nothing was looked for."""
        if not (self.typing or self.code.found.wanted):
            return False
        self.code.search("")
        self._leave_field()
        return True

    def close_field(self) -> None:
        """Another step or tab comes into view: nobody types here any more."""
        self._search.close()

    def _leave_field(self) -> None:
        self._search.close()
        self.code.focus(scroll_visible=False)
        self.post_message(self.Searched())

    def _note(self) -> None:
        self._search.note(((self.code.found.words, "muted"),))

    @on(FilterLine.Typed)
    def _typed(self, event: FilterLine.Typed) -> None:
        event.stop()
        self.code.search(event.text)
        self._note()

    @on(FilterLine.Kept)
    def _kept(self, event: FilterLine.Kept) -> None:
        event.stop()
        self._leave_field()

    def draw(self, facts: CustomerFacts, visit: Visit, *, wide: bool) -> None:
        """Draw what is known."""
        self._review.show(*review_lines(facts, visit, wide=wide))
        self.code.set_class(not visit.text, "hidden")
        self.code.show(f"template{visit.template_suffix}", visit.text)

    def action_review(self, lines: int) -> None:
        """Scroll the review, where it is higher than its place."""
        self._review.action_move(lines)
