"""The form for what a verification is asked with; every field is checked while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from screens.customer_facts import VerifyOptions
from screens.customer_options import (
    EXAMPLES,
    LABELS,
    NAMES,
    options_from,
    problems,
    reason_against,
    typed,
)
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import Para, Prose
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

_ABOUT = Para((("All of it optional. The account is the management account.", "muted"),))
_REPORT = Para((("An existing cost report", "strong"), ("  without one, a report is made", "muted")))


class OptionsDialog(BackdropScreen[VerifyOptions | None]):
    """Dismisses with the options typed, or with None when nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]

    def __init__(self, options: VerifyOptions, who: str) -> None:
        super().__init__()
        self._form = typed(options)
        self._who = who

    def compose(self) -> ComposeResult:
        """A field per line, what is wrong with it underneath."""
        with Dialog(title=(("For the next check", "strong"), (f"  {self._who}", "faint")), right="esc"):
            yield Prose(_ABOUT)
            for name in NAMES:
                if name == "region":
                    yield Prose(_REPORT)
                with Vertical(classes="option"):
                    with Horizontal():
                        yield TextLine(((LABELS[name], "muted"),), classes="option-label")
                        yield Field(getattr(self._form, name), EXAMPLES[name], id=name.replace("_", "-"))
                    yield TextLine(id=f"{name.replace('_', '-')}-problem")
            with Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action("Use these", id="use")

    def on_mount(self) -> None:
        """Start in the first field."""
        self.query_one("#account-id", Field).focus()
        self._check()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check what was typed."""
        name = (event.input.id or "").replace("-", "_")
        if name in NAMES:
            self._form = replace(self._form, **{name: event.value})
            self._check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the next."""
        event.stop()
        self.focus_next()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Take the form, or leave everything as it was."""
        self.dismiss(options_from(self._form) if event.id == "use" else None)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _check(self) -> None:
        wrong = problems(self._form)
        for name in NAMES:
            words = wrong.get(name, "")
            line = self.query_one(f"#{name.replace('_', '-')}-problem", TextLine)
            line.show(*((((f"✕ {words}", "miss"),),) if words else ()))
        self.query_one("#use", Action).show("Use these", reason_against(self._form))
