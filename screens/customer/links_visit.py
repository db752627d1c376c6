"""The marketplace links of one customer as they are typed: what would be sent, and why not; what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from screens.customer.verify import moment_ago
from screens.faults import fault_lines, messages_of
from tui.domain.formats import count
from tui.domain.intents import Failed, UpdateLinks
from tui.domain.onboarding.entries import link
from tui.domain.onboarding.links import LINK_FIELDS
from tui.domain.records import CLOUD_NAMES
from widgets.action_line import Primary
from widgets.prose import Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screens.customer.facts import CustomerFacts
    from tui.domain.faults import Fault
    from tui.domain.intents import Outcome
    from widgets.segments import Piece

LABELS = {name: f"{CLOUD_NAMES[cloud]} offer" for cloud, name in LINK_FIELDS.items()}
NAMES = tuple(LABELS)


@dataclass(frozen=True, slots=True)
class LinksVisit:
    """What was typed by field, which links are to be cleared, what became of the last try; nothing of it is stored."""

    typed: Mapping[str, str] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    fault: Fault | None = None
    waiting: bool = False
    typing: bool = False
    saved: bool = False


def problem(visit: LinksVisit, name: str) -> str:
    """What is wrong with a field that holds something, in a sentence."""
    typed = visit.typed.get(name, "")
    return link(typed).error if typed.strip() and name not in visit.cleared else ""


def changes(visit: LinksVisit) -> tuple[tuple[str, str | None], ...]:
    """What would be sent: the fields a person touched, None where a link is cleared."""
    found: list[tuple[str, str | None]] = []
    for name in NAMES:
        if name in visit.cleared:
            found.append((name, None))
        elif visit.typed.get(name, "").strip():
            found.append((name, link(visit.typed[name]).value))
    return tuple(found)


def offer(facts: CustomerFacts, visit: LinksVisit, no_writes: str) -> tuple[Primary, str]:
    """The one action of the tab, and the command it stands for."""
    touched = changes(visit)
    if not touched and not visit.typing and not no_writes:
        return Primary("enter", "Fill in the links", "e does it at any time"), "edit"
    wrong = next((LABELS[name] for name in NAMES if problem(visit, name)), "")
    reason = no_writes or ("being sent" if busy(facts, visit) else "")
    reason = reason or (f"{wrong}: see above" if wrong else "" if touched else "nothing was changed")
    words = f"Send {count(len(touched), 'link')}" if touched else "Send the links"
    what = ", ".join(f"{LABELS[name].split()[0]} {'set' if value else 'cleared'}" for name, value in touched)
    return Primary("enter", words, f"{what}; nothing else is changed", what, reason=reason), "send"


def busy(facts: CustomerFacts, visit: LinksVisit) -> bool:
    """Whether links are being sent."""
    return visit.waiting or facts.running_since(UpdateLinks) is not None


def answered(visit: LinksVisit, outcome: Outcome) -> LinksVisit:
    """An answer came; what was typed is done with, or stays with what was refused."""
    if isinstance(outcome, Failed):
        return replace(visit, waiting=False, fault=outcome.fault)
    sent = outcome.intent.links if isinstance(outcome.intent, UpdateLinks) else ()
    if visit.waiting or changes(visit) == sent:
        return LinksVisit(typing=visit.typing, saved=True)
    return visit


def head_lines(visit: LinksVisit) -> Iterator[Para]:
    """What stands above the fields, always in view: what became of the last try, else what the links are for."""
    yield Para((("Marketplace offer links", "strong"),))
    if visit.fault is not None:
        yield from fault_lines(visit.fault, "enter sends again, which is harmless", NAMES)
    elif visit.saved:
        yield Para(
            (("● ", "ok"), ("The server took the links; they stand below as it answered them.", "muted")), hang=2
        )
    else:
        yield Para((("The private offers Archera is bought through. An empty field is left alone.", "muted"),))


def known_line(facts: CustomerFacts, visit: LinksVisit, name: str) -> Para:
    """What stands under a field: what is wrong, what will be done, else what is known."""
    wrong = problem(visit, name) or " ".join(messages_of(visit.fault, name))
    if wrong:
        return Para((("✕ ", "miss"), (wrong, "miss")), hang=2)
    if name in visit.cleared:
        return Para((("◐ ", "warn"), ("the link will be cleared; ctrl+u leaves it as it is", "warn")), hang=2)
    links = facts.links
    if links is None or name not in links.values:
        return Para((("now: not known. Nothing reads the links but the answer to a change.", "faint"),))
    value = links.values[name]
    when = f"  as last answered here, {moment_ago(links.at, facts.now)}"
    return Para((("now: ", "faint"), (value or "no link", "ink" if value else "muted"), (when, "faint")))


def tail_lines(facts: CustomerFacts, visit: LinksVisit, *, wide: bool) -> Iterator[Para]:
    """What stands under the fields: what will be sent."""
    touched = dict(changes(visit))
    if not touched or any(problem(visit, name) for name in NAMES):
        return
    becomes = [(LABELS[name], _becomes(touched, facts, name)) for name in NAMES if wide or name in touched]
    if wide:
        yield Para((("Will be sent", "strong"),))
        for label, words in becomes:
            yield Para(((f"  {label:<13}", "muted"), words), hang=15)
    else:
        pieces = [piece for label, words in becomes for piece in ((f"  {label} ", "muted"), words)]
        yield Para((("Will be sent", "strong"), *pieces), hang=14)
        if rest := ", ".join(LABELS[name] for name in NAMES if name not in touched):
            yield Para((("Untouched", "muted"), (f"     {rest}", "faint")), hang=14)


def _becomes(touched: Mapping[str, str | None], facts: CustomerFacts, name: str) -> Piece:
    """What a change makes of one link: `→ https://…`, cleared, or untouched."""
    if name not in touched:
        return "untouched", "faint"
    value = touched[name]
    if value is None:
        return "cleared (null)", "warn"
    known = facts.links.values.get(name) if facts.links is not None else None
    return f"→ {value}" + (", as it is now" if value == known else ""), "ink"
