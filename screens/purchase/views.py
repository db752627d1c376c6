"""The views of the purchase dialog: the review with its challenge, and sheets for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from screens.purchase.course import Course, Phase
from screens.purchase.words import (
    ELSEWHERE,
    SPENDS,
    buy_label,
    field_hint,
    figure_pairs,
    foot_hint,
    freshness,
    warnings,
    who_lines,
)
from widgets.buttons import Action
from widgets.challenge_field import ChallengeField
from widgets.dialog import Dialog, Kind
from widgets.edge_line import EdgeLine
from widgets.prose import Para, Prose
from widgets.two_pairs import TwoPairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screens.purchase.arming import Arming
    from screens.purchase.sheet import Sheet
    from tui.domain.snapshot import Identity
    from widgets.segments import Cell

_PAIRS = 3
_REASONS_SHOWN = 3
# Buy's own cells, Cancel beside it, and what is free between them.
_AROUND_BUY = 18
REVIEW = "purchase-review"


class ReviewView(Dialog):
    """Who, whom, where, what, the figures, and what arms Buy.

    What buying means, the field and the buttons stay in view while the rest scrolls.
    """

    def __init__(self, title: Cell, accepts: Callable[[], bool]) -> None:
        self.who = Prose(id="purchase-who")
        self.pairs = tuple(TwoPairs() for _ in range(_PAIRS))
        self.fresh = Prose(id="purchase-fresh")
        self.label = EdgeLine(id="purchase-label")
        self.field = ChallengeField(accepts, id="purchase-field")
        self.armed = EdgeLine(id="purchase-armed")
        self.challenge = Vertical(
            self.label, Horizontal(self.field, self.armed, classes="purchase-row"), id="purchase-challenge"
        )
        self.reason = Prose(id="purchase-reason")
        # Enter on Cancel does nothing, so that a key meant for something else closes nothing either.
        self.cancel = Action("Cancel", activation="click", id="cancel")
        self.again = Action("Read again", id="again")
        self.buy = Action("Buy", weight="danger", id="buy")
        self.keys = EdgeLine(classes="purchase-keys")
        self.hint = EdgeLine(id="purchase-hint")
        # What buying means stands beside the buttons: also on a low screen nobody arms Buy without seeing it.
        foot = Vertical(
            Prose(Para(((SPENDS, "strong"),)), Para(((ELSEWHERE, "faint"),)), id="purchase-spends"),
            self.challenge,
            self.reason,
            Horizontal(self.cancel, self.again, self.buy, self.keys, classes="buttons"),
            self.hint,
            classes="dialog-foot",
            id="purchase-foot",
        )
        super().__init__(
            self.who,
            Vertical(*self.pairs, id="purchase-pairs"),
            self.fresh,
            foot,
            title=title,
            kind="danger",
            id=REVIEW,
        )

    def show_plan(self, course: Course, who: Identity, customer: str, now: float) -> None:
        """Say who acts for whom, what it costs, how fresh that is and what to beware of."""
        plan = course.shown
        self.who.show(*who_lines(who, customer, plan, course.provider))
        for line, pair in zip(self.pairs, figure_pairs(plan), strict=True):
            line.show(*pair)
        told = warnings(plan, now)
        self.fresh.show(freshness(course, now), *told)
        self.set_class(len(told) > 1, "-full")

    def show_challenge(self, arming: Arming | None, reasons: Sequence[str], remark: str) -> None:
        """Say what to type, or why the plan may not be bought; neither while the figures are being read."""
        self.challenge.display = not reasons
        self.reason.display = bool(reasons)
        self.reason.show(*(Para((("✕ ", "miss"), (reason, "ink")), hang=2) for reason in reasons[:_REASONS_SHOWN]))
        self.challenge.visible = arming is not None
        if arming is None:
            self.hint.show("")
            return
        challenge = arming.challenge
        self.field.placeholder = challenge.asked if challenge.asked.isprintable() else ""
        self.label.show(((challenge.brief if remark else challenge.label, "muted"),), field_hint(remark))
        self.armed.show("", (("● armed ", "bold warn"),) if arming.is_armed else "")
        self.hint.show(foot_hint(armed=arming.is_armed, what=challenge.short))

    def show_buttons(self, course: Course, arming: Arming | None, reasons: Sequence[str]) -> None:
        """Name the price on Buy once it is armed, else say why it can't be pressed."""
        self.again.display = course.phase is Phase.NOT_READ
        self.buy.display = course.phase is not Phase.NOT_READ
        armed = arming is not None and arming.is_armed
        if armed:
            self.buy.show(buy_label(course.shown, self.who.size.width - _AROUND_BUY))
        elif reasons:
            self.buy.show("Buy", "not to be bought now")
        elif arming is not None:
            self.buy.show("Buy", arming.challenge.not_typed)
        else:
            self.buy.show("Buy", "the figures are being read again")
        self.keys.show("", (("enter" if armed and self.buy.has_focus else "esc", "faint"),))


class SheetView(Dialog):
    """Lines and a Close button, and the one thing that can be done besides."""

    def __init__(self, kind: Kind) -> None:
        self.text = Prose()
        # While a request is out, only esc or a click closes: the Enter that bought may be held down.
        self.shut = Action("Close", activation="click" if kind == "danger" else "enter", classes="purchase-close")
        self.look_again = Action("Look again", classes="purchase-look-again")
        self.look_now = Action("Look now", classes="purchase-look-now")
        self.keys = EdgeLine(classes="purchase-keys")
        foot = Vertical(
            Horizontal(self.shut, self.look_again, self.look_now, self.keys, classes="buttons"), classes="dialog-foot"
        )
        super().__init__(self.text, foot, title="", kind=kind, id=f"purchase-{kind}")

    def on_mount(self) -> None:
        """It is made when it is first shown: start on its harmless button."""
        self.shut.focus()

    def show(self, sheet: Sheet, *, looking: bool) -> None:
        """Say what the sheet says."""
        self.show_title(sheet.title)
        self.text.show(*sheet.lines)
        self.look_again.display = sheet.look_again
        self.look_now.display = sheet.look_now
        self.look_now.show("Look now", "looking" if looking else "")
        self.keys.show("", (("l look now   esc close" if sheet.look_now else "esc close", "faint"),))
