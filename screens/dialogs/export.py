"""Exporting a text in one of several forms: it is looked at first, then copied or saved to a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.dialogs.save_as import Form, SaveAsDialog
from screens.host import Host, host_of
from tui.domain.onboarding.report_json import report_json
from tui.domain.onboarding.report_markdown import report_markdown
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.code_view import CodeView
from widgets.dialog import Dialog
from widgets.key_footer import FooterKey, KeyFooter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from tui.domain.onboarding.report import OnboardingReport

_KEYS = (
    FooterKey("y", "copy"),
    FooterKey("w", "save"),
    FooterKey("f", "other form"),
    FooterKey("j k", "scroll"),
    FooterKey("esc", "close"),
)


def report_forms(report: OnboardingReport) -> tuple[Form, Form]:
    """An onboarding report for a ticket and for a program."""
    return (
        Form("Markdown", ".md", lambda: report_markdown(report).rstrip()),
        Form("JSON", ".json", lambda: json.dumps(report_json(report), indent=2, ensure_ascii=False)),
    )


class ExportDialog(BackdropScreen[None]):
    """Shows what would be exported and exports it; it stays until the person leaves.

    A snapshot that arrives meanwhile changes nothing in it. `stem` is the name of a file for it, without its ending.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", show=False, id="export.close"),
        Binding("f", "turn", "the other form", show=False, id="export.turn"),
        Binding("y", "copy", "copy", show=False, id="export.copy"),
        Binding("w", "save", "save", show=False, id="export.save"),
    ]

    def __init__(self, title: str, who: str, forms: Sequence[Form], stem: str) -> None:
        super().__init__()
        self._title = title
        self._who = who
        self._forms = tuple(forms)
        self._stem = stem
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
        self._preview.show(f"{self._stem}{self.form.suffix}", self.form.make())
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
        self.host.copy_told(self.form.make(), f"{self._title} as {self.form.name}", "w saves it to a file")

    def action_save(self) -> None:
        """Ask for a file, in the form in view unless another is chosen."""

        def told(path: Path | None) -> None:
            if path is not None:
                self.host.tell(f"saved to {path}")

        title = ((f"Save the {self._title.lower()}", "strong"), (f"  {self._who}", "faint"))
        in_view_first = (*self._forms[self._place :], *self._forms[: self._place])
        self.app.push_screen(SaveAsDialog(title, in_view_first, self._stem), told)

    def action_close(self) -> None:
        """Leave."""
        self.dismiss(None)
