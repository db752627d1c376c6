"""The filter language of the activity: the words of the customer list, about what changed instead of what is.

`status:missing` is what became missing, `feature:cur` whatever changed about it, `age<7d` when; bare words match the
customer or what changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.activity.feed import Entry, Stretch, gravity
from tui.domain.customers.facts import NO_WORDS, Health, PlanFacts, Stage, Standing, Times
from tui.domain.names import feature_word, folded, safe_name
from tui.domain.records import Customer, provider_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.filters.filter import Filter
    from tui.domain.filters.terms import Moment


def as_standing(entry: Entry) -> Standing:
    """An entry as the filter language sees it."""
    change = entry.latest
    is_feature = change.kind == "feature"
    grave = gravity(change)
    provider = provider_of(change.key)
    name = safe_name(change.name)
    subjects = [each.subject for each in entry.changes]
    word = change.after.partition(",")[0] if change.kind == "plan" else ""
    return Standing(
        customer=Customer(change.org_id, change.name),
        full_name=name,
        folded=folded(" ".join((name, provider or "", *subjects))),
        health=Health(
            stage=Stage.ATTENTION if grave else Stage.UNKNOWN,
            status=change.after if is_feature else "",
            stands="",
            providers=frozenset((provider,) if provider else ()),
            statuses=frozenset((change.after,) if is_feature else ()),
            faulty=frozenset(map(feature_word, subjects)) if is_feature else NO_WORDS,
        ),
        times=Times(change.at, True, change.at, True),
        plan=PlanFacts(word=word, words=frozenset((word,) if word else ())),
    )


def filtered(stretches: Iterable[Stretch], wanted: Filter, moment: Moment) -> tuple[Stretch, ...]:
    """The stretches with the entries of which every word is true; a tentative word true of none is left out."""
    kept = list(stretches)
    for term in wanted.terms:
        narrowed = [
            Stretch(stretch.part, entries, stretch.day)
            for stretch in kept
            if (entries := tuple(e for e in stretch.entries if term.test(as_standing(e), moment)))
        ]
        if narrowed or not term.tentative:
            kept = narrowed
    return tuple(kept)
