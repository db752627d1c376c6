"""The form for what a verification is asked with; every field is checked while it is typed, nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui.domain.onboarding.verify_options import (
    EXAMPLES,
    LABELS,
    NAMES,
    REPORT,
    TypedOptions,
    VerifyOptions,
    options_from,
    placed,
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
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tui.domain.faults import Fault

_ABOUT = Para((("All of it optional. The account is the management account.", "muted"),))
_DRAFT = Para((("As typed before; it is not used yet.", "warn"),))
_REPORT = (("An existing cost report", "strong"), ("  without one, a report is made", "muted"))


@dataclass(frozen=True, slots=True)
class Options:
    """How the form was left: what is to be used (None: nothing new), and what was typed and is not used."""

    used: VerifyOptions | None = None
    draft: TypedOptions | None = None


class OptionsDialog(BackdropScreen[Options]):
    """Dismisses with how it was left. `draft` is what was typed before, `fault` why the server refused what is used.

    Whatever is typed is handed to `keep` at once (None: nothing that is not used already), so that it outlives the
    program as well.

    The server's words about a field stand under it until the field is changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    def __init__(
        self,
        draft: TypedOptions | None,
        options: VerifyOptions,
        who: str,
        keep: Callable[[TypedOptions | None], None],
        fault: Fault | None = None,
    ) -> None:
        super().__init__()
        self._keep = keep
        self._known = typed(options)
        self._form = draft or self._known
        self._is_draft = draft is not None
        self._who = who
        self._said = {name: " ".join(messages) for name, messages in placed(fault).items()}

    def compose(self) -> ComposeResult:
        """A field per line, what is wrong with it underneath."""
        with Dialog(title=(("For the next check", "strong"), (f"  {self._who}", "faint")), right="esc"):
            yield Prose(_DRAFT if self._is_draft else _ABOUT)
            for name in NAMES:
                if name == "region":
                    about = (("✕ ", "miss"), (self._said[REPORT], "miss")) if REPORT in self._said else _REPORT
                    yield Prose(Para(about, hang=2))
                with Vertical(classes="option"):
                    with Horizontal():
                        yield TextLine(((LABELS[name], "muted"),), classes="option-label")
                        yield Field(getattr(self._form, name), EXAMPLES[name], id=name.replace("_", "-"))
                    yield TextLine(id=f"{name.replace('_', '-')}-problem")
            with Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action("Use these", id="use")

    def on_mount(self) -> None:
        """Start in the first field that the server complained of, else in the first."""
        first = next((name for name in NAMES if name in self._said), NAMES[0])
        self.query_one(f"#{first.replace('_', '-')}", Field).focus()
        self._check()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check what was typed."""
        name = (event.input.id or "").replace("-", "_")
        if name in NAMES and getattr(self._form, name) != event.value:
            self._form = replace(self._form, **{name: event.value})
            self._said.pop(name, None)
            self._keep(self._unused)
            self._check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the next."""
        event.stop()
        self.focus_next()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Take the form, or leave everything as it was."""
        if event.id == "use":
            self.dismiss(Options(options_from(self._form)))
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Use nothing new; what was typed is there when the form is opened again."""
        self.dismiss(Options(draft=self._unused))

    @property
    def _unused(self) -> TypedOptions | None:
        return self._form if self._form != self._known else None

    def _check(self) -> None:
        wrong = problems(self._form)
        for name in NAMES:
            words = wrong.get(name) or self._said.get(name, "")
            line = self.query_one(f"#{name.replace('_', '-')}-problem", TextLine)
            line.show(*((((f"✕ {words}", "miss"),),) if words else ()))
        self.query_one("#use", Action).show("Use these", reason_against(self._form))
