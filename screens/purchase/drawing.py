"""The purchase dialog as it is drawn: which view is in front, and what it says; what the keys do is `dialog.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.host import Host, host_of
from screens.plan.states import reasons_against_plan
from screens.purchase.arming import Arming, challenge_for, second_challenge
from screens.purchase.course import Course, Phase
from screens.purchase.outcome import sheet
from screens.purchase.views import ReviewView, SheetView
from widgets.backdrop import BackdropScreen
from widgets.key_footer import FooterKey, KeyFooter

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from tui.domain.plan.records import Plan
    from tui.domain.snapshot import Snapshot
    from widgets.dialog import Dialog, Kind

# From so many lines on there is room for blank lines and a word about the keys.
_TALL = 30


class PurchaseDrawing(BackdropScreen[None]):
    """Draws where the purchase of `reviewed`, the plan as a person saw it, stands."""

    AUTO_FOCUS = ""

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

    def on_resize(self, event: events.Resize) -> None:
        """Blank lines where there is room for them."""
        self.set_class(event.size.height >= _TALL, "-tall")
        self.call_after_refresh(self._draw)

    def _name_customer(self) -> None:
        customer = self.snapshot.customer(self._org_id)
        if customer is not None:
            self._label = customer.label

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
