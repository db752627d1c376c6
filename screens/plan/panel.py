"""All of a plan that is not a figure: policy, flagged actions, scope, contracts, and what the plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.plan.details import UNITS_NOTE, section_lines
from screens.plan.lines import number_text, term_text
from screens.plan.since import since_lines
from tui.domain.formats import NOTHING, age, date, dollars, fitting, short_id, since
from tui.domain.plan.contract_words import contract_words, human, payment_word, payments_words, terms_words
from tui.domain.plan.lines import LineKey, LineSort, commitment_lines, in_order
from tui.domain.plan.policy import PolicyWords, policy_words
from tui.domain.plan.sections import plan_sections
from tui.domain.plan.terms import parse_term
from tui.domain.plan.words import action_words, breakeven_words, people_of
from tui.text import clean
from widgets.prose import BLANK, Pair, Para
from widgets.segments import Cell, CellLike, filled
from widgets.text_line import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.plan.records import ExecutionPolicy, Plan
    from tui.domain.plans.review_news import ReviewNews

Lines = list[Para | Pair]

WORKED_OUT = "% and pp are worked out here"
_ACTIONS_SHOWN = 4
# A title, a line, and how many more there are.
_LEAST = 3
_NAME, _NUMBER, _TERM, _MONEY = 30, 5, 9, 12


def _title(text: str, right: CellLike = "") -> Pair:
    return Pair(((text, "strong"),), right)


def _pair(label: str, value: str) -> Pair:
    return Pair(((label, "muted"),), ((value, "faint" if value == NOTHING else "ink"),))


def _policy(policy: ExecutionPolicy | None, now: float) -> Lines:
    words = policy_words(policy, now)
    lines: Lines = [_title("Execution policy")]
    if not words.buys:
        return [*lines, Para(((words.headline, "muted"),))]
    lines.append(Para((("◐ ", "warn"), (words.headline, "warn")), hang=2))
    lines.append(_pair("Next run", words.next_run or NOTHING))
    if words.when:
        lines.append(Pair("", ((words.when, "ink"),)))
    if words.condition:
        lines.append(_pair("If savings reach", words.condition))
    if words.often:
        lines.append(_pair("Schedule", words.often))
    return lines


def _flagged(plan: Plan, now: float) -> Lines:
    actions = plan.flagged_actions
    if not actions:
        return [_title("Flagged actions"), Para((("none", "muted"),))]
    lines: Lines = [_title("Flagged actions")]
    people = people_of(plan)
    for action in actions[:_ACTIONS_SHOWN]:
        this = " (this plan)" if plan.id and action.plan_id == plan.id else ""
        lines.append(Para((("◐ ", "warn"), (action_words(action, now, people), "ink"), (this, "warn")), hang=2))
    if len(actions) > _ACTIONS_SHOWN:
        lines.append(Para(((f"and {len(actions) - _ACTIONS_SHOWN} more", "muted"),), indent=2))
    return lines


def _scope(plan: Plan) -> Lines:
    segment = clean(plan.segment.name, 80).strip() if plan.segment is not None else ""
    longest = clean(parse_term(plan.max_term).words, 40) if plan.max_term else NOTHING
    return [
        _title("Scope"),
        _pair("Segment", segment or NOTHING),
        _pair("Resources", f"{len(plan.resource_ids):,}"),
        _pair("Reservations", f"{len(plan.reservation_ids):,}"),
        _pair("Max. term", longest),
    ]


def contracts(plan: Plan) -> Lines:
    """What kinds of commitment, terms and payments the plan may use; payment is known of the plan, not of a line."""
    kinds = contract_words(plan.included_contract_specs)
    terms = terms_words(plan.included_contract_terms or plan.all_terms)
    payments = payments_words([spec.payment_option for spec in plan.included_contract_specs])
    preferred = payment_word(plan.preferred_payment_option)
    said = [f"terms {terms}" if terms != NOTHING else "", f"payment {payments}" if payments != NOTHING else ""]
    said.append(f"preferred {preferred}" if preferred != NOTHING else "")
    lines: Lines = [_title("Allowed contracts"), Para(((kinds, "muted" if kinds != NOTHING else "faint"),))]
    second = "; ".join(part for part in said if part)
    return [*lines, Para(((second, "muted"),))] if second else lines


def _about(plan: Plan, now: float) -> Lines:
    made = date(plan.created_at, now)
    changed = "" if plan.last_modified is None else f", changed {since(plan.last_modified, now)} ago"
    status = human(plan.status)
    lines: Lines = [
        _title("Plan"),
        Para(((clean(plan.name, 120).strip() or "(no name)", "ink"),)),
        _pair("Id", short_id(clean(plan.id, 80)) or NOTHING),
        _pair("Made", f"{made}{changed}"),
        _pair("Status", status or NOTHING),
    ]
    if plan.plan_type and plan.plan_type != "purchase":
        lines.append(_pair("Kind", human(plan.plan_type)))
    if plan.max_upfront_cost is not None:
        lines.append(_pair("Most upfront", dollars(plan.max_upfront_cost)))
    creator = plan.created_by
    by = clean((creator.full_name or creator.username) if creator else "", 80).strip()
    if by:
        lines.append(_pair("Made by", by))
    if plan.description:
        lines.append(Para(((clean(plan.description, 300), "muted"),)))
    lines.append(Para(((f"breakeven {breakeven_words(plan)}", "muted"),)))
    return lines


def _buying(reasons: Sequence[str]) -> Lines:
    if not reasons:
        return [_title("Buying"), Para((("b", "key"), (" buys it, after asking", "muted")))]
    return [_title("Not to be bought now"), *(Para(((reason, "muted"),), hang=2) for reason in reasons)]


def panel(plan: Plan, reasons: Sequence[str], now: float, news: ReviewNews | None = None) -> Lines:
    """Everything beside the table; `reasons` say why the plan can't be bought, `news` what changed since a review."""
    lines: Lines = []
    for block in (
        _policy(plan.execution_policy, now),
        _flagged(plan, now),
        since_lines(news, now),
        _scope(plan),
        _buying(reasons),
        [*_about(plan, now), Para(((WORKED_OUT, "faint"),))],
    ):
        lines += [*block, BLANK] if block else []
    return lines[:-1]


def details(plan: Plan, reasons: Sequence[str], now: float) -> Lines:
    """What stands beside the table in words, then every field of the plan but those of its lines."""
    blocks: list[Lines] = [
        contracts(plan),
        _policy(plan.execution_policy, now),
        _flagged(plan, now),
        _buying(reasons),
        [_title("Breakeven against lock-in"), Para(((breakeven_words(plan), "ink"),))],
        section_lines(plan_sections(plan)),
        [Para(((UNITS_NOTE, "faint"),))],
        [Para(((WORKED_OUT, "faint"),))],
    ]
    return [line for block in blocks for line in (*block, BLANK)][:-1]


def policy_parts(plan: Plan, now: float) -> tuple[Part, ...]:
    """The policy on one line; what it waits for goes first where there is no room."""
    words = policy_words(plan.execution_policy, now)
    lead = Part((("Policy", "strong"),))
    if not words.buys:
        return (lead, Part(((words.headline.removeprefix("no execution policy: "), "muted"),), gap=1))
    return (lead, *_buys(words))


def _buys(words: PolicyWords) -> tuple[Part, ...]:
    parts = [Part((("buys by itself", "ink"),), gap=1)]
    if words.often:
        parts.append(Part(((words.often, "ink"),), drop=1, gap=1))
    if words.condition:
        parts.append(Part(((f"from {words.condition}", "ink"),), drop=3, gap=1))
    run = f"next run {words.next_run}" if words.next_run else "no next run is planned"
    parts.append(Part(((f": {run}", "warn"),), gap=0))
    if words.when:
        parts.append(Part(((f", {words.when}", "warn"),), drop=2, gap=0))
    return tuple(parts)


def flagged_parts(plan: Plan, now: float) -> tuple[Part, ...]:
    """The flagged actions on one line."""
    lead = Part((("Flagged", "strong"),))
    if not plan.flagged_actions:
        return (lead, Part((("nothing", "muted"),), gap=1))
    first, *others = plan.flagged_actions
    parts = [lead, Part(((action_words(first, now, people_of(plan)), "ink"),), gap=1)]
    if others:
        parts.append(Part(((f"and {len(others)} more", "muted"),), gap=1))
    return tuple(parts)


def commitments_below(plan: Plan, room: int) -> Lines:
    """The commitments by service in at most `room` lines, title included; the last line says what has no place."""
    lines = in_order(commitment_lines(plan), LineSort(LineKey.COMMIT))
    if not lines or room < _LEAST:
        return []
    shown = lines if len(lines) < room else lines[: max(0, room - 2)]
    made: Lines = [_title("By commitment")]
    for line in shown:
        cells: Cell = (
            *filled(((line.name, "ink"),), _NAME),
            *filled(((number_text(line.number, _NUMBER), "muted"),), _NUMBER, "right"),
            ("  ", ""),
            *filled(((term_text(line.min_hours, line.max_hours, _TERM - 1), "muted"),), _TERM),
            *filled(((fitting(line.commit, _MONEY), "ink"),), _MONEY, "right"),
            (" /mo", "faint"),
        )
        made.append(Para(cells))
    if len(shown) < len(lines):
        made.append(Para(((f"{len(lines) - len(shown)} more, ", "muted"), ("t", "key"), (" shows them", "muted"))))
    return made


def below_table(plan: Plan, room: int) -> Lines:
    """What stands under the line items where the terminal is high enough: commitments, then allowed contracts."""
    found = commitments_below(plan, room - 1)
    if not found:
        return []
    allowed = contracts(plan)
    # A contract line may break once.
    if len(found) + len(allowed) + 4 > room:
        return [BLANK, *found]
    return [BLANK, *found, BLANK, *allowed]


def age_words(read_at: float | None, now: float) -> tuple[str, str]:
    """How old the figures are, long and short: `figures 6m old`, `6m old`."""
    if read_at is None:
        return "figures of unknown age", "age unknown"
    old = age(now - read_at)
    return f"figures {old} old", f"{old} old"
