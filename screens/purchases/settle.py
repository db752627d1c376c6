"""The dialog in which a person ends an unknown purchase by their word (quality.md, "Buying", point 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui.domain.formats import dollars, short_id
from tui.domain.purchase.machine import why_not_settle
from tui.domain.records import CLOUD_NAMES
from tui.text import clean
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import BLANK, Para, Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tui.domain.purchase.attempt import Attempt

_LABEL = 11
_NO_NOTE = "say first how you know"
_TICK = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word on an unknown."""

    bought: bool
    note: str


class SettleDialog(BackdropScreen[Word | None]):
    """Dismisses with a person's word, or with None. The focus starts on Cancel; without a reason nothing is ended.

    `who` is whose word the journal will name, `now` tells the time: what may still be at work can't be judged yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]

    def __init__(self, attempt: Attempt, who: str, now: Callable[[], float]) -> None:
        super().__init__()
        self._attempt = attempt
        self._who = who
        self._now = now

    def compose(self) -> ComposeResult:
        """Which purchase, what the answer means, the reason, the answers."""
        attempt = self._attempt
        title = (("Record an answer", ""), (f"  entry {attempt.number}", ""))
        with Dialog(title=title, right="esc", kind="alert"):
            yield Prose(*_facts(attempt), BLANK, *_meanings(), BLANK)
            yield Prose(Para((("How do you know? Kept in the journal with your name", "muted"),)))
            yield Field(placeholder="who at Archera said so, or where it can be seen", id="note")
            with Vertical(classes="dialog-foot"):
                yield Prose(id="settle-who")
                with Horizontal(classes="buttons"):
                    yield Action("Cancel", id="cancel")
                    yield Action("It was bought", id="bought", reason=_NO_NOTE)
                    yield Action("It was not bought", id="not-bought", reason=" ")

    def on_mount(self) -> None:
        """Start on the harmless answer."""
        self.query_one("#cancel", Action).focus()
        self._check()
        self.set_interval(_TICK, self._check)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._check()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter in the field answers nothing: it goes on to Cancel."""
        self.query_one("#cancel", Action).focus()

    @on(Action.Pressed)
    def _pressed(self, event: Action.Pressed) -> None:
        if event.id == "cancel":
            self.dismiss(None)
        elif not self._reason():
            self.dismiss(Word(event.id == "bought", self._note))

    def action_cancel(self) -> None:
        """End nothing."""
        self.dismiss(None)

    @property
    def _note(self) -> str:
        return clean(self.query_one("#note", Field).value).strip()

    def _reason(self) -> str:
        """Why nothing can be answered now."""
        reason = why_not_settle(self._attempt, self._now(), "any", self._who)
        return reason or ("" if self._note else _NO_NOTE)

    def _check(self) -> None:
        reason = self._reason()
        told = (reason, "warn") if reason else (f"recorded as the word of {self._who}", "faint")
        self.query_one("#settle-who", Prose).show(Para((told,)))
        # One sentence says why for both.
        for name, label in (("bought", "It was bought"), ("not-bought", "It was not bought")):
            self.query_one(f"#{name}", Action).show(label, " " if reason else "")


def _facts(attempt: Attempt) -> tuple[Para, ...]:
    cloud = CLOUD_NAMES.get(attempt.provider, clean(attempt.provider, 20))
    reviewed = attempt.reviewed
    sums = f"net {dollars(reviewed.monthly_savings)}/mo, {dollars(reviewed.cash_due)} at signing"
    return (
        _labelled("Customer", clean(attempt.org_name, 300), "strong"),
        _labelled("Plan", f"{cloud}, {short_id(clean(attempt.plan_id, 80))}, {sums}", "ink"),
        _labelled("Known", clean(attempt.how, 200) or "nothing", "ink"),
    )


def _labelled(label: str, value: str, token: str) -> Para:
    return Para(((f"{label:<{_LABEL}}", "muted"), (value, token)), hang=_LABEL)


def _meanings() -> tuple[Para, ...]:
    return (
        Para((("It was bought: ", "strong"), ("this plan can never be bought again from here.", "ink")), hang=2),
        Para(
            (
                ("It was not bought: ", "strong"),
                ("the plan may be bought again. If that is wrong, the customer pays twice.", "warn"),
            ),
            hang=2,
        ),
        Para((("Nothing is sent. The answer can't be taken back.", "muted"),)),
    )
