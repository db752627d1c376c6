"""Saving in one of several forms: the form follows the end of the name, nothing is written over unasked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from screens.dialogs.save import CannotSaveError, SaveDialog
from widgets.buttons import Action
from widgets.field import Field
from widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from widgets.segments import CellLike


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write something down: its name, the end of the file's name, and what makes the text."""

    name: str
    suffix: str
    make: Callable[[], str]


class SaveAsDialog(SaveDialog):
    """Asks for a file as `SaveDialog` does; a button for each form puts its ending into the name."""

    AUTO_FOCUS = "#path"

    def __init__(self, title: CellLike, forms: Sequence[Form], stem: str) -> None:
        super().__init__(title, "", Path(f"{stem}{forms[0].suffix}"))
        self._forms = tuple(forms)

    def choices(self) -> ComposeResult:
        """The forms."""
        with Horizontal(classes="buttons"):
            for form in self._forms:
                yield Action(f"{form.name} {form.suffix}", id=f"form-{form.suffix.removeprefix('.')}")
        yield Prose("")

    def text_for(self, path: Path) -> str:
        """The text in the form the name asks for."""
        form = next((form for form in self._forms if path.suffix.lower() == form.suffix), None)
        if form is None:
            known = ", ".join(form.suffix for form in self._forms)
            raise CannotSaveError(f"the end of the name says what to write: one of {known}")
        return form.make()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """A form changes the end of the name; the other buttons are those of every save."""
        if not event.id.startswith("form-"):
            return
        # Else the handler of every save would take it for its other buttons.
        event.prevent_default()
        field = self.query_one("#path", Field)
        path = Path(field.value)
        suffix = f".{event.id.removeprefix('form-')}"
        known = any(path.suffix.lower() == form.suffix for form in self._forms)
        field.value = str(path.with_suffix(suffix)) if known and path.name else f"{field.value}{suffix}"
        field.focus()
        field.cursor_position = len(field.value)
