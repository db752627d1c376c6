"""Exporting a text in one of several forms: it is looked at first, then copied or saved to a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.dialogs.save import SaveDialog
from screens.host import Host, host_of
from tui.domain.onboarding.report_json import report_json
from tui.domain.onboarding.report_markdown import report_markdown
from tui.text import file_stem
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.code_view import CodeView
from widgets.dialog import Dialog
from widgets.key_footer import FooterKey, KeyFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.domain.onboarding.report import OnboardingReport

_KEYS = (
    FooterKey("y", "copy"),
    FooterKey("w", "save"),
    FooterKey("f", "other form"),
    FooterKey("j k", "scroll"),
    FooterKey("esc", "close"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A text in one form: what the form is called, the text, and the name of a file for it."""

    name: str
    text: str
    suggested: str


def forms_of(report: OnboardingReport, who: str) -> tuple[Form, Form]:
    """An onboarding report for a ticket and for a program."""
    stem = f"{file_stem(who)}-onboarding"
    values = json.dumps(report_json(report), indent=2, ensure_ascii=False)
    return (
        Form("Markdown", report_markdown(report).rstrip(), f"{stem}.md"),
        Form("JSON", values, f"{stem}.json"),
    )


class ExportDialog(BackdropScreen[None]):
    """Shows what would be exported and exports it; it stays until the person leaves.

    What it shows is made when it opens; a snapshot that arrives meanwhile changes nothing in it.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", show=False, id="export.close"),
        Binding("f", "turn", "the other form", show=False, id="export.turn"),
        Binding("y", "copy", "copy", show=False, id="export.copy"),
        Binding("w", "save", "save", show=False, id="export.save"),
    ]

    def __init__(self, title: str, who: str, forms: tuple[Form, ...]) -> None:
        super().__init__()
        self._title = title
        self._who = who
        self._forms = forms
        self._place = 0
        self._preview = CodeView("", id="export-text")

    @property
    def host(self) -> Host:
        """The program around this dialog."""
        return host_of(self)

    @property
    def form(self) -> Form:
        """The form in view."""
        return self._forms[self._place]

    def compose(self) -> ComposeResult:
        """The text, and what can be done with it."""
        title = ((self._title, "strong"), (f"  {self._who}", "faint"))
        with Dialog(title=title, right="esc", classes="-wide"):
            yield self._preview
            with Vertical(classes="dialog-foot"), Horizontal(classes="buttons"):
                yield Action("Close", id="close")
                yield Action("Copy", id="copy")
                yield Action("Save to a file", id="save")
                yield Action("", id="turn")
        yield KeyFooter(*_KEYS)

    def on_mount(self) -> None:
        """Start where the text scrolls."""
        self._show()
        self._preview.focus(scroll_visible=False)

    def _show(self) -> None:
        self._preview.show(self.form.suggested, self.form.text)
        following = self._forms[(self._place + 1) % len(self._forms)]
        self.query_one("#turn", Action).show(f"As {following.name}")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """What the button says."""
        event.stop()
        match event.id:
            case "copy":
                self.action_copy()
            case "save":
                self.action_save()
            case "turn":
                self.action_turn()
            case _:
                self.action_close()

    def action_turn(self) -> None:
        """Show the next form."""
        self._place = (self._place + 1) % len(self._forms)
        self._show()

    def action_copy(self) -> None:
        """Send the form in view to the terminal's clipboard."""
        self.host.copy_told(self.form.text, f"{self._title} as {self.form.name}", "w saves it to a file")

    def action_save(self) -> None:
        """Ask for a file."""
        form = self.form

        def told(path: Path | None) -> None:
            if path is not None:
                self.host.tell(f"saved to {path}")

        title = ((f"Save as {form.name}", "strong"), (f"  {self._who}", "faint"))
        self.app.push_screen(SaveDialog(title, form.text, Path(form.suggested)), told)

    def action_close(self) -> None:
        """Leave."""
        self.dismiss(None)
