"""The plans of one customer, one line per cloud, and what each state means in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.formats import age, cents, dollars, percent, since, whole_dollars
from tui.domain.plan.brief import PlanStanding
from tui.domain.plan.terms import term_of_hours
from tui.domain.plans.facts import known_brief, plan_facts
from tui.domain.records import CLOUD_NAMES, PROVIDERS
from tui.domain.snapshot import PlanReading, Reading
from widgets.table_columns import Column
from widgets.table_lines import Row

if TYPE_CHECKING:
    from screens.customer.facts import CustomerFacts
    from tui.domain.plan.brief import PlanBrief
    from widgets.segments import Cell, Piece

COLUMNS = (
    Column("cloud", "Cloud", 10, lead=True),
    Column("plan", "Plan", 14),
    Column("save", "Save $/mo", 12, align="right"),
    Column("sign", "Sign $", 12, align="right", drop=2),
    Column("lock", "Lock-in", 8, drop=1),
    Column("cover", "Cover %", 8, align="right", drop=1),
    Column("read", "Read", 8, align="right", drop=3),
)
_TOKENS = {PlanStanding.READY: "", PlanStanding.BOUGHT: "ok"}
_NOTHING: Cell = (("–", "faint"),)


def cloud_name(provider: str) -> str:
    """`AWS` for `aws`; a provider nobody has heard of as it came."""
    return CLOUD_NAMES.get(provider, provider)


def plan_word(reading: PlanReading, *, expected: bool) -> Piece:
    """The state of a plan in a word, with its style."""
    brief = known_brief(reading)
    if brief is not None:
        return brief.standing.value, _TOKENS.get(brief.standing, "muted")
    match reading.state:
        case Reading.NONE:
            return "no plan yet", "muted"
        case Reading.FAILED:
            return "not read", "warn"
        case _ if expected:
            return "being read", "muted"
        case _:
            return "–", "faint"


def plan_providers(facts: CustomerFacts) -> tuple[str, ...]:
    """The clouds that have a line: the usual ones, and any other a plan was read of."""
    others = sorted({provider for provider, _reading in facts.plans} - set(PROVIDERS))
    return (*PROVIDERS, *others)


def plan_row(facts: CustomerFacts, provider: str) -> Row:
    """One cloud's line."""
    reading = facts.plan(provider)
    brief = known_brief(reading)
    word = plan_word(reading, expected=provider in facts.expected)
    read = ((since(reading.read_at, facts.now), "muted"),) if reading.read_at is not None else _NOTHING
    if brief is None:
        return Row(provider, (cloud_name(provider), (word,), _NOTHING, _NOTHING, _NOTHING, _NOTHING, read))
    return Row(
        provider,
        (
            cloud_name(provider),
            (word,),
            _savings(brief),
            ((cents(brief.cash_due), "" if brief.cash_due else "faint"),),
            ((term_of_hours(brief.lock_in_hours), "muted"),),
            _coverage(brief),
            read,
        ),
    )


def _savings(brief: PlanBrief) -> Cell:
    value = brief.monthly_savings
    if value is None or brief.standing is PlanStanding.CALCULATING:
        return _NOTHING
    return ((cents(value), "warn" if value < 0 else "" if value else "faint"),)


def _coverage(brief: PlanBrief) -> Cell:
    if brief.current_coverage is None and brief.potential_coverage is None:
        return _NOTHING
    return ((f"{percent(brief.current_coverage)}→{percent(brief.potential_coverage)}", "muted"),)


def plan_sentence(facts: CustomerFacts, provider: str) -> Cell:
    """What the state of one cloud's plan means, and what to do."""
    reading, cloud = facts.plan(provider), cloud_name(provider)
    brief = known_brief(reading)
    if brief is not None:
        return _known_sentence(reading, brief, cloud, facts.now)
    match reading.state:
        case Reading.NONE:
            return (
                (f"No {cloud} plan yet. ", "ink"),
                ("Archera usually has one 24-48 h after billing data arrives. ", "muted"),
                ("r", "key"), (" looks again", "muted"),
            )  # fmt: skip
        case Reading.FAILED if reading.fault is not None:
            return (("✕ ", "miss"), (f"{cloud}: {reading.fault.sentence}", "ink"))
        case _ if provider in facts.expected:
            return ((f"The {cloud} plan is being asked for.", "muted"),)
        case _:
            return ((f"{cloud} is not connected, as far as is known: no plan is to be expected.", "muted"),)


def _known_sentence(reading: PlanReading, brief: PlanBrief, cloud: str, now: float) -> Cell:
    ago = "" if reading.read_at is None else f", read {age(now - reading.read_at)} ago"
    if brief.standing is PlanStanding.CALCULATING:
        head: Cell = ((f"{cloud}: calculating, the figures are not final{ago}.", "ink"),)
    else:
        head = (
            (f"{cloud}: {brief.standing.value}, saves ", "ink"), (dollars(brief.monthly_savings), "strong"),
            (f" per month{ago}.", "ink"),
        )  # fmt: skip
    if reading.fault is None:
        return head
    tried = "" if reading.tried_at is None else f" {age(now - reading.tried_at)} ago"
    return (*head, ("  ◐ ", "warn"), (f"The last try{tried} failed: {reading.fault.sentence}", "muted"))


def plans_title(facts: CustomerFacts) -> str:
    """What the tab says: the savings of what matters most, or its state in a word."""
    found = plan_facts(dict(facts.plans), facts.expected)
    if found.savings is not None:
        return whole_dollars(found.savings) + (" added up here" if found.known > 1 else "")
    return {"": "–", "none": "–", "unknown": "–"}.get(found.word, found.word)
