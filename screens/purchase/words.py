"""What the purchase dialog says before anything is sent: who, whom, where, what, how fresh, and the price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.plan.figures import dollar_forms, is_negative, sum_token
from screens.purchase.course import Course, Phase
from tui.domain.formats import NOTHING, age, dollars, short_id
from tui.domain.plan.contract_words import human
from tui.domain.plan.figures import cash_due, lock_in_hours
from tui.domain.plan.policy import policy_words
from tui.domain.plan.terms import words_of_hours
from tui.domain.plan.words import hours_words
from tui.domain.records import CLOUD_NAMES
from tui.text import clean
from widgets.prose import Para
from widgets.two_pairs import Labelled

if TYPE_CHECKING:
    from tui.domain.plan.brief import Money
    from tui.domain.plan.records import Plan
    from tui.domain.snapshot import Identity
    from widgets.segments import Cell

_LABEL = 11
SPENDS = "This spends the customer's money and can't be undone from here."
ELSEWHERE = "Purchases from other computers or consoles are not seen here."
MEMBER = "may become a member of the customer's organization"
# Ages of readings move in steps, seconds.
_STEP = 5


def labelled(label: str, *value: tuple[str, str]) -> Para:
    """A line with its label in a column of its own."""
    return Para(((f"{label:<{_LABEL}}", "muted"), *value), hang=_LABEL)


def plan_title(plan: Plan, provider: str) -> str:
    """`recommended, AWS, b41c9d2e-0c6f-4d55`; the cloud is left out where the name says it."""
    name = clean(plan.name, 120).strip() or human(plan.status) or "plan"
    cloud = CLOUD_NAMES.get(provider, clean(provider, 20))
    named = name if cloud.casefold() in name.casefold() else f"{name}, {cloud}"
    return f"{named}, {short_id(clean(plan.id, 80)) or 'no id'}"


def who_lines(who: Identity, customer: str, plan: Plan, provider: str) -> tuple[Para, ...]:
    """Who acts, for whom, through what, and what is bought; names are written in full."""
    email = clean(who.purchaser_email, 200).strip()
    acting = (email, "ink") if email else ("no e-mail", "bold warn")
    member = (labelled("", (MEMBER, "faint")),) if email else ()
    return (
        labelled("You act as", acting),
        *member,
        labelled("Customer", (clean(customer, 300), "strong")),
        labelled("Through", (f"{clean(who.host, 120)}, profile {clean(who.profile, 60)}, {who.mode}", "ink")),
        labelled("Plan", (plan_title(plan, provider), "ink")),
    )


def _sum(label: str, value: Money, token: str) -> Labelled:
    shown = sum_token(value, token)
    style = f"bold {shown}" if shown in ("ok", "warn") else shown
    return Labelled(label, tuple(((form, style),) for form in dollar_forms(value)))


def figure_pairs(plan: Plan) -> tuple[tuple[Labelled, Labelled], ...]:
    """The figures of the plan, two on a line."""
    lock_in, breakeven = words_of_hours(lock_in_hours(plan)), hours_words(plan.breakeven_hours)
    return (
        (
            _sum("Net savings/mo", plan.monthly_savings, "ok"),
            _sum("Due at signing", cash_due(plan).amount, "strong"),
        ),
        (
            _sum("Premium/mo", plan.monthly_fee, "ink"),
            _sum("Min. commitment", plan.minimum_commitment_cost, "strong"),
        ),
        (
            Labelled("Lock-in, longest", (((lock_in, "faint" if lock_in == NOTHING else "strong"),),)),
            Labelled("Breakeven", (((breakeven, "faint" if breakeven == NOTHING else "ink"),),)),
        ),
    )


def freshness(course: Course, now: float) -> Para:
    """Whether the figures were read again, and since when."""
    match course.phase:
        case Phase.READING:
            return Para((("○ ", "muted"), (f"reading the figures again, {age(now - course.asked_at)}", "muted")))
        case Phase.NOT_READ if course.fault is not None:
            return Para((("✕ ", "miss"), (f"not read again: {course.fault.sentence}", "ink")), hang=2)
        case _ if course.read_at is not None:
            old = max(0.0, now - course.read_at)
            told = f"read again {age(old - old % _STEP)} ago, the same figures you reviewed"
            return Para((("● ", "ok"), (told, "muted")))
        case _:
            return Para()


def warnings(plan: Plan, now: float) -> tuple[Para, ...]:
    """What a person should not overlook before buying."""
    found: list[str] = []
    due = cash_due(plan)
    if due.other is not None:
        found.append(f"two sums due at signing: lines {dollars(due.amount)}, summary {dollars(due.other)}")
    elif due.amount is None:
        found.append("the sum due at signing is not known")
    if is_negative(plan.monthly_savings):
        found.append("this plan costs more than it saves")
    policy = policy_words(plan.execution_policy, now)
    if policy.buys:
        when = f" {policy.next_run}" if policy.next_run else ""
        found.append(f"its policy would buy it by itself{when}")
    return tuple(Para((("◐ ", "warn"), (words, "warn")), hang=2) for words in found)


def buy_label(plan: Plan, cells: int) -> str:
    """What stands on the button: the price, as fully as it fits into so many cells."""
    due = cash_due(plan)
    least = dollar_forms(plan.minimum_commitment_cost)
    now = dollar_forms(due.amount)
    if due.other is not None:
        now = tuple(" or ".join(pair) for pair in zip(now, dollar_forms(due.other), strict=False))
    known = due.amount is not None
    whole = f"{now[0]} now" if known else "unknown sum now"
    wordings = [
        f"Buy: {whole}, {least[0]} at least" if least[0] != NOTHING else f"Buy: {whole}",
        f"Buy: {whole}",
        f"Buy: {now[-1]} now" if known else "Buy",
    ]
    return next((wording for wording in wordings if len(wording) <= cells), "Buy")


def field_hint(remark: str) -> Cell:
    """What did not count, at the end of the field's label."""
    return ((remark, "warn"),) if remark else ()


def foot_hint(*, armed: bool, what: str) -> Cell:
    """A word about the keys, where there is room."""
    if armed:
        return ((f"enter on Buy buys, once. esc cancels. Changing the {what} disarms.", "muted"),)
    if what == "sum":
        return (("The name is right. The sum counts with its commas or without. esc cancels.", "muted"),)
    return ((f"Cancel has the focus; enter and y do nothing. tab goes to the {what}.", "muted"),)
