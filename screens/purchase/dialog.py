"""The purchase dialog: fresh figures, a challenge that is typed, one request, and its outcome in words.

It decides nothing about money: the step machine (`tui.domain.purchase.machine`) and its driver do. It sees to it that
nobody buys by accident (quality.md, "Buying", point 9), and it never closes by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from screens.purchase.arming import delay_over
from screens.purchase.course import Phase
from screens.purchase.drawing import PurchaseDrawing
from screens.purchase.outcome import GOES_ON
from screens.purchase.views import SheetView
from tui.domain.intents import Buy, Done, Failed, LookAgain, PreparePurchase
from widgets.buttons import Action
from widgets.challenge_field import ChallengeField

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.domain.intents import Outcome

_TICK = 1.0


class PurchaseDialog(PurchaseDrawing):
    """Asks whether to buy `reviewed`, the plan as a person saw it, and follows what becomes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False, id="purchase.close"),
        Binding("tab", "step(1)", "next field", show=False, id="purchase.next"),
        Binding("shift+tab", "step(-1)", "field before", show=False, id="purchase.previous"),
        Binding("l", "look_now", "look now", show=False, id="purchase.look"),
    ]

    def on_mount(self) -> None:
        """Ask for fresh figures; start on Cancel."""
        self._course = self._course.read_again(self.host.now())
        self.watch(self.host, "snapshot", self._published, init=False)
        self.set_interval(_TICK, self._draw)
        self._draw()
        self.host.submit(PreparePurchase(self._org_id, self._provider))

    # What is heard

    def answered(self, outcome: Outcome) -> None:
        """An intent was carried out, or not."""
        match outcome:
            case Done(LookAgain()) | Failed(LookAgain()):
                self._looking = False
                if isinstance(outcome, Failed):
                    self.host.tell(outcome.fault.sentence, "warning")
            case _:
                pass
        self._course = self._course.answered(outcome, self.host.now()).followed(self.snapshot)
        self._draw()

    def _published(self) -> None:
        self._name_customer()
        self._course = self._course.followed(self.snapshot)
        self._draw()

    # What is done

    def action_close(self) -> None:
        """Close the view; what was sent goes on."""
        if self.phase is Phase.SENDING:
            self.host.tell(f"The purchase goes on. {GOES_ON}")
        self.dismiss(None)

    def action_look_now(self) -> None:
        """Read the plan now, to see whether it was bought."""
        attempt = self._course.attempt
        shown = self._shown
        if attempt is not None and isinstance(shown, SheetView) and shown.look_now.display and not self._looking:
            self._looking = True
            self.host.submit(LookAgain(attempt.id))
            self._draw()

    def action_step(self, step: int) -> None:
        """The next or previous thing that takes the focus: Cancel, the field, Buy once it is armed."""
        order = self._order()
        here = next((place for place, widget in enumerate(order) if widget is self.focused), None)
        if order:
            order[0 if here is None else (here + step) % len(order)].focus()

    def action_scroll_body(self, lines: int) -> None:
        """Scroll the view in front."""
        if self._shown is not None:
            body = self._shown.query(".dialog-body").first(VerticalScroll)
            body.scroll_to(y=body.scroll_offset.y + lines, animate=False, immediate=True)

    def _order(self) -> list[Widget]:
        if isinstance(self._shown, SheetView):
            view = self._shown
            return [action for action in (view.shut, view.look_again, view.look_now) if action.display]
        review = self._review
        order: list[Widget] = [review.cancel]
        if self._arming is not None:
            order.append(review.field)
        if review.again.display:
            order.append(review.again)
        if self._arming is not None and self._arming.is_armed:
            order.append(review.buy)
        return order

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._arming is not None:
            self._arming = self._arming.with_text(event.value, self.host.now())
            self._remark = ""
            if self._arming.typed != event.value:
                event.input.value = self._arming.typed
            self._draw()

    @on(ChallengeField.Ignored)
    def _ignored(self, event: ChallengeField.Ignored) -> None:
        self._remark = event.why
        self._draw()

    @on(Action.Refused)
    def _refused(self, event: Action.Refused) -> None:
        reasons = self._reasons if event.id == "buy" else ()
        self.host.tell(reasons[0] if reasons else event.reason, "warning")

    @on(Action.Pressed)
    def _pressed(self, event: Action.Pressed) -> None:
        match event.id:
            case "cancel":
                self.dismiss(None)
            case "again":
                self._read_again()
            case "buy":
                self._buy()
            case _:
                self._pressed_in_sheet(event.action)

    def _pressed_in_sheet(self, action: Action) -> None:
        view = self._shown
        if not isinstance(view, SheetView):
            return
        if action is view.look_now:
            self.action_look_now()
        elif delay_over(self._shown_at, self.host.now()):
            # An Enter that was meant for the view before doesn't close this one.
            self.action_close()

    def _read_again(self) -> None:
        if self.phase is Phase.NOT_READ:
            self._course = self._course.read_again(self.host.now())
            self.host.submit(PreparePurchase(self._org_id, self._provider))
            self._review.cancel.focus()
            self._draw()

    def _buy(self) -> None:
        """Hand the purchase to the worker, once: armed, allowed, and not by the keys that armed it."""
        now, fresh = self.host.now(), self._course.fresh
        if self.phase is not Phase.REVIEW or fresh is None or self._reasons or self._arming is None:
            return
        if not self._arming.takes_press(now):
            self._remark = "armed just now: press again"
            self._draw()
            return
        who = self.snapshot.identity
        buy = Buy(self._org_id, self._label, self._provider, fresh, who.purchaser_email, self._arming.typed_sum)
        self._course = self._course.pressed(buy, self.snapshot, now)
        self.host.submit(buy)
        self._draw()
