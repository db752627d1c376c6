"""Saving a text to a file the person names: nothing is written over unasked, and a failure is told at the field."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tui.store.text_file import problem_words, write_text
from tui.text import clean
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import Para, Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from widgets.segments import CellLike


class CannotSaveError(Exception):
    """Why there is nothing to write to this file; the message is for the person."""


class SaveDialog(BackdropScreen[Path | None]):
    """Dismisses with the whole path that was written, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]

    def __init__(self, title: CellLike, text: str, suggested: Path) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._suggested = str(suggested)
        self._replacing = ""

    def compose(self) -> ComposeResult:
        """The path, what is wrong with it, the buttons."""
        with Dialog(title=self._title, right="esc"):
            yield from self.choices()
            yield Prose((("To this file; a path may begin with ~", "muted"),))
            yield Field(self._suggested, id="path")
            yield Prose(id="save-problem")
            with Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action("Save", id="save")

    def choices(self) -> ComposeResult:
        """What stands over the path, if anything."""
        yield from ()

    def text_for(self, path: Path) -> str:
        """What is to be written to this file. Raises `CannotSaveError`."""
        del path
        return self._text

    def on_mount(self) -> None:
        """Start in the field, at its end."""
        self.query_one("#path", Field).focus()
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path: a file there has not been asked about."""
        if event.value != self._replacing:
            self._replacing = ""
            self._tell("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field saves a new file; one that is there is replaced by its button alone."""
        event.stop()
        if self._replacing:
            self.query_one("#cancel", Action).focus()
        else:
            self._save()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Save, or leave it."""
        if event.id == "save":
            self._save()
        else:
            self.dismiss(None)

    def action_cancel(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def _save(self) -> None:
        typed = self.query_one("#path", Field).value
        if not typed.strip():
            self._tell("a file's name is missing")
            return
        path = Path(os.path.expandvars(typed.strip()))
        try:
            path = path.expanduser()
            write_text(path, self.text_for(path), replace=typed == self._replacing)
        except CannotSaveError as error:
            self._tell(str(error))
        except FileExistsError:
            self._exists(typed, path)
        except OSError as error:
            self._tell(problem_words(error, path))
        except (RuntimeError, ValueError):
            self._tell("that is no path a file can have")
        else:
            self.dismiss(path.absolute())

    def _exists(self, typed: str, path: Path) -> None:
        """A file is there: ask, with the focus on the harmless answer."""
        if path.is_dir():
            self._tell("that is a folder, a file's name is missing")
            return
        self._replacing = typed
        self._tell("there is a file of that name already", "Replace it")
        self.query_one("#cancel", Action).focus()

    def _tell(self, words: str, save: str = "Save") -> None:
        line = Para((("✕ ", "miss"), (clean(words, 300), "miss")) if words else (), hang=2)
        self.query_one("#save-problem", Prose).show(line)
        self.query_one("#save", Action).show(save)
