"""The purchase dialog: fresh figures, a challenge that is typed, one request, and its outcome in words.

It decides nothing about money: the step machine (`tui.domain.purchase`) and its driver do. It sees to it that
nobody buys by accident (quality.md, "Buying", point 9), and it never closes by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from screens.host import Host, host_of
from screens.plan.states import reasons_against_plan
from screens.purchase.arming import Arming, challenge_for, delay_over, second_challenge
from screens.purchase.course import Course, Phase
from screens.purchase.outcome import GOES_ON, sheet
from screens.purchase.views import ReviewView, SheetView
from tui.domain.intents import Buy, Done, Failed, LookAgain, PreparePurchase
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.challenge_field import ChallengeField
from widgets.key_footer import FooterKey, KeyFooter

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tui.domain.intents import Outcome
    from tui.domain.plan import Plan
    from tui.domain.snapshot import Snapshot
    from widgets.dialog import Dialog, Kind

_TICK = 1.0
# From so many lines on there is room for blank lines and a word about the keys.
_TALL = 30


class PurchaseDialog(BackdropScreen[None]):
    """Asks whether to buy `reviewed`, the plan as a person saw it, and follows what becomes of it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False, id="purchase.close"),
        Binding("tab", "step(1)", "next field", show=False, id="purchase.next"),
        Binding("shift+tab", "step(-1)", "field before", show=False, id="purchase.previous"),
        Binding("l", "look_now", "look now", show=False, id="purchase.look"),
    ]

    def __init__(self, org_id: str, provider: str, reviewed: Plan) -> None:
        super().__init__()
        self._org_id = org_id
        self._provider = provider
        self._course = Course(org_id, provider, reviewed, asked_at=0.0)
        self._arming: Arming | None = None
        self._remark = ""
        self._looking = False
        self._label = org_id
        self._shown: Dialog | None = None
        self._shown_at = 0.0

    @property
    def host(self) -> Host:
        """The program around this dialog."""
        return host_of(self)

    @property
    def snapshot(self) -> Snapshot:
        """The latest snapshot."""
        return self.host.snapshot

    @property
    def phase(self) -> Phase:
        """Where the purchase stands."""
        return self._course.phase

    def compose(self) -> ComposeResult:
        """The review and the keys; sheets are made when they are needed."""
        self._name_customer()
        yield ReviewView((("Buy this plan for ", ""), (self._label, "")), self._takes_keys)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ask for fresh figures; start on Cancel."""
        self._course = self._course.read_again(self.host.now())
        self.watch(self.host, "snapshot", self._published, init=False)
        self.set_interval(_TICK, self._draw)
        self._draw()
        self.host.submit(PreparePurchase(self._org_id, self._provider))

    def on_resize(self, event: events.Resize) -> None:
        """Blank lines where there is room for them."""
        self.set_class(event.size.height >= _TALL, "-tall")
        self.call_after_refresh(self._draw)

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

    def _name_customer(self) -> None:
        customer = self.snapshot.customer(self._org_id)
        if customer is not None:
            self._label = customer.label

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

    # What it shows

    @property
    def _review(self) -> ReviewView:
        return self.query_one(ReviewView)

    @property
    def _reasons(self) -> tuple[str, ...]:
        return reasons_against_plan(self.snapshot, self._course.shown, self._org_id, self._provider)

    def _takes_keys(self) -> bool:
        return self._arming is not None and self._arming.takes_keys(self.host.now())

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        now = self.host.now()
        if self._course.is_before:
            self._draw_review(now)
            self._bring_forward(self._review)
        else:
            shown = sheet(self._course, self._label, now)
            view = self._sheet(shown.kind)
            view.show(shown, looking=self._looking)
            self._bring_forward(view)
        self._draw_footer()

    def _sheet(self, kind: Kind) -> SheetView:
        made = next((view for view in self.query(SheetView) if view.id == f"purchase-{kind}"), None)
        if made is None:
            made = SheetView(kind)
            self.mount(made, before=self.query_one(KeyFooter))
        return made

    def _draw_review(self, now: float) -> None:
        reasons = self._reasons if self.phase is Phase.REVIEW else ()
        self._set_arming(now, allowed=self.phase is Phase.REVIEW and not reasons)
        self._review.show_plan(self._course, self.snapshot.identity, self._label, now)
        self._review.show_challenge(self._arming, reasons, self._remark)
        self._review.show_buttons(self._course, self._arming, reasons)

    def _set_arming(self, now: float, *, allowed: bool) -> None:
        """The field begins empty when it appears, also when it comes back."""
        if not allowed:
            self._arming = None
        elif self._arming is None:
            challenge = challenge_for(self.snapshot.customer(self._org_id), self._org_id, self.snapshot.customers)
            then = second_challenge(self._course.shown, self.snapshot.identity.limits)
            self._arming = Arming(challenge, shown_at=now, then=then)
            self._review.field.value = ""

    def _bring_forward(self, view: Dialog) -> None:
        """Show one view alone; the focus goes to its harmless button only when the view is another one."""
        if view is self._shown:
            return
        self._shown, self._shown_at = view, self.host.now()
        for other in (self._review, *self.query(SheetView)):
            other.display = other is view
        harmless = view.shut if isinstance(view, SheetView) else self._review.cancel
        self.call_after_refresh(harmless.focus)

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._draw()

    def _draw_footer(self) -> None:
        keys = [FooterKey("esc", "cancel" if self._course.is_before else "close"), FooterKey("tab", "next field")]
        if self._course.is_before and self._review.buy.has_focus and not self._review.buy.reason:
            keys.insert(0, FooterKey("enter", "buy"))
        if isinstance(self._shown, SheetView) and self._shown.look_now.display:
            keys.append(FooterKey("l", "look now"))
        self.query_one(KeyFooter).show(*keys)
