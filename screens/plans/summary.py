"""The two lines over the list of plans, and what stands where there are none (design/visual.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.lists.words import ROOMY, Ends
from tui.domain.formats import NOTHING, count, dollars
from widgets.text_line import Part

if TYPE_CHECKING:
    from tui.domain.plans.portfolio import PlanTotals
    from tui.domain.snapshot import Snapshot
    from widgets.segments import CellLike

PLACEHOLDER = "name, mark:todo, savings>1000 …"


def summary(totals: PlanTotals, cells: int) -> Ends:
    """Line 3: what waits to be bought, added up here; what is to be done; how much is not known."""
    if not (totals.known or totals.expected):
        return Ends()
    roomy = cells >= ROOMY
    amount = NOTHING if totals.waiting is None else f"{dollars(totals.waiting)}/mo"
    plans = count(totals.waiting_plans, "plan")
    # What has no room goes by its rank; that the sum is ours is told in the export and the wider summary as well.
    ours = [] if roomy else [Part((("added up", "muted"),), drop=2, gap=1)]
    left = [
        Part((((amount), "strong"),)),
        *ours,
        Part(((f"net in {plans}, added up here" if roomy else f"in {plans}", "muted"),), drop=4, gap=1),
        Part(((f"{totals.to_review:,}", "strong"), (" to review", "muted"))),
        Part(
            ((f"+ {totals.to_buy:,}", "key" if totals.to_buy else "muted"), (" to buy", "muted")), gap=3 if roomy else 2
        ),
    ]
    if totals.calculating:
        left.append(Part(((f"{totals.calculating:,}", "strong"), (" calculating", "muted")), drop=1))
    return Ends(tuple(left), _unknown(totals, roomy=roomy))


def _unknown(totals: PlanTotals, *, roomy: bool) -> tuple[Part, ...]:
    """What the sum does not hold: clouds without a plan, plans that could not be read, plans not known yet."""
    parts: list[Part] = []
    if totals.absent and roomy:
        parts.append(Part(((f"{totals.absent:,} without a plan", "faint"),), drop=1))
    if totals.failed:
        parts.append(Part(((f"✕ {totals.failed:,} failed", "warn"),), drop=3))
    if totals.not_known:
        known = f"{totals.not_known:,} of {totals.expected:,} not known yet"
        parts.append(Part(((known if roomy else f"{totals.not_known:,} not known", "faint"),)))
    return tuple(parts)


def nothing_to_show(snapshot: Snapshot, totals: PlanTotals, hidden: int) -> tuple[CellLike, ...]:
    """What stands where there are no lines: what is absent, why, the key."""
    if hidden:
        return (((f"{hidden:,} hidden by the filter, esc clears it", "faint"),),)
    if snapshot.customers_at is None:
        return ((("Asking for the customers …", "muted"),),)
    if totals.not_known > totals.failed:
        return ((("No plan is known yet. ", "ink"), (f"Asking for {totals.expected:,} …", "muted")),)
    if totals.failed:
        return (
            (("✕ ", "bold miss"), (f"None of {count(totals.failed, 'plan')} could be read.", "ink")),
            (
                ("They are tried again by themselves, in ten minutes or so. ", "muted"),
                ("L", "key"),
                (" tries now", "muted"),
            ),
        )
    return (
        (("No plan yet.", "ink"),),
        (("Archera usually has one 24-48 h after billing data arrives.", "muted"),),
        (("1", "key"), (" shows which customers are connected", "muted")),
    )
