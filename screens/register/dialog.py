"""The dialog that registers a customer; it stays until the answer is there, and says what is known of a lost one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from screens.host import Host, host_of
from screens.register.form import (
    EXAMPLES,
    LABELS,
    NAMES,
    TypedCustomer,
    button_label,
    open_claims,
    outcome_lines,
    problem_words,
    reason_against,
    register_from,
    suffix_label,
    warnings,
    with_suffix,
)
from tui.domain.intents import Done, Failed, Register
from tui.domain.onboarding.registration import Registered, care_of
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import Prose
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.domain.faults import Fault
    from tui.domain.intents import Outcome


def _id(name: str) -> str:
    return f"register-{name.replace('_', '-')}"


class RegisterDialog(BackdropScreen[Registered | None]):
    """Dismisses with the customer that was registered or found, or with None when the person leaves."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", show=False, id="register.cancel"),
        Binding("f2", "suffix", "the partner's suffix", show=False, id="register.suffix"),
    ]

    def __init__(self, form: TypedCustomer | None = None) -> None:
        super().__init__()
        self._form = form or TypedCustomer()
        self._asked: Register | None = None
        self._fault: Fault | None = None
        # The name whose end is not known, as the fault on view says.
        self._lost = ""

    @property
    def typed(self) -> TypedCustomer:
        """What stands in the fields."""
        return self._form

    @property
    def host(self) -> Host:
        """The program around this dialog."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """A field per line, what is wrong with it underneath, what became of it above the buttons."""
        with Dialog(title="Register a customer", right="esc"):
            for name in NAMES:
                with Vertical(classes="option"):
                    with Horizontal():
                        yield TextLine(((LABELS[name], "muted"),), classes="option-label")
                        yield Field(getattr(self._form, name), EXAMPLES[name], id=_id(name))
                    yield TextLine(id=f"{_id(name)}-problem")
                if name == "company":
                    with Horizontal(classes="buttons", id="register-suffix"):
                        yield Action(suffix_label(self._form.company, self._suffix), id="care-of")
                        yield TextLine((("f2", "key"),), id="care-of-key")
                    yield Prose(id="register-warnings")
            others = open_claims(self.host.snapshot, self._form.company)
            yield Prose(*outcome_lines(None, others, self.host.now()), id="register-outcome")
            with Vertical(classes="dialog-foot"), Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action("Register", id="register", reason="a customer needs a name")

    @property
    def _suffix(self) -> str:
        return care_of(self.host.snapshot.customers, self.host.snapshot.identity.partner)

    @property
    def _company(self) -> Field:
        return self.query_one(f"#{_id('company')}", Field)

    def on_mount(self) -> None:
        """Start with the name."""
        self._company.focus()
        self._draw()

    def answered(self, outcome: Outcome) -> None:
        """The answer to what was sent from here."""
        if self._asked is None or outcome.intent != self._asked:
            return
        name, self._asked = self._asked.company, None
        match outcome:
            case Done(value=Registered() as registered):
                self.dismiss(registered)
            case Failed(fault=fault):
                self._fault = fault
                self._lost = name if fault.kind == "unknown" else ""
                self._draw()
                body = self.query(".dialog-body").first(VerticalScroll)
                self.call_after_refresh(body.scroll_end, animate=False, immediate=True)
            case _:
                self._draw()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        for name in NAMES:
            if event.input.id == _id(name):
                self._form = replace(self._form, **{name: event.value})
        self._draw()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the next."""
        event.stop()
        self.focus_next()

    @on(Action.Pressed)
    def _pressed(self, event: Action.Pressed) -> None:
        match event.id:
            case "cancel":
                self.action_cancel()
            case "care-of":
                self.action_suffix()
            case _:
                self._send()

    @on(Action.Refused)
    def _refused(self, event: Action.Refused) -> None:
        self.host.tell(event.reason, "warning")

    def _send(self) -> None:
        if self._asked is not None:
            return
        self._fault, self._lost = None, ""
        self._asked = register_from(self.host.snapshot, self._form)
        self.host.submit(self._asked)
        self._draw()

    def action_suffix(self) -> None:
        """Add the partner's suffix to the name, or take it off."""
        if self._asked is None:
            self._company.value = with_suffix(self._form.company, self._suffix)
            self._company.focus()

    def action_cancel(self) -> None:
        """Leave; what was sent goes on."""
        if self._asked is not None:
            self.host.tell("the registration goes on; its outcome will be told")
        self.dismiss(None)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        snapshot = self.host.snapshot
        for name in NAMES:
            words = problem_words(self._form, self._fault, name)
            line = self.query_one(f"#{_id(name)}-problem", TextLine)
            line.show(*((((f"✕ {words}", "miss"),),) if words else ()))
        self.query_one("#register-warnings", Prose).show(*warnings(snapshot, self._form, self.host.now(), self._lost))
        self.query_one("#care-of", Action).show(suffix_label(self._form.company, self._suffix))
        others = open_claims(snapshot, self._form.company)
        self.query_one("#register-outcome", Prose).show(*outcome_lines(self._fault, others, self.host.now()))
        reason = "being registered" if self._asked is not None else reason_against(self._form)
        self.query_one("#register", Action).show(button_label(snapshot, self._form), reason)
