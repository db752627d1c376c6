"""Step 1 of Azure on the screen: the two fields, what is wrong with them underneath, what is needed beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from screens.customer.azure_texts import below_lines, beside_lines
from screens.customer.azure_visit import SUBSCRIPTION, TENANT, is_good, problem
from screens.customer.field import WalkField
from screens.faults import messages_of
from tui.domain.onboarding.azure_ids import mended_words, taken_from
from tui.domain.onboarding.entries import guid
from tui.text import clean
from widgets.plain_line import PlainLine
from widgets.prose import Para, Prose
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from screens.customer.azure_visit import AzureVisit
    from widgets.segments import Cell

_LABELS = {TENANT: "Tenant ID", SUBSCRIPTION: "Subscription ID"}
_NAMES = tuple(_LABELS)


def _id(name: str) -> str:
    return name.replace("_", "-")


class GuidField(WalkField):
    """A field for a GUID: what is pasted is mended where that is safe, what was typed when the field is left."""

    _mended: tuple[str, str] = ("", "")

    @property
    def note(self) -> str:
        """How what stands here was made of what was typed or pasted, "" where it is as it came."""
        value, words = self._mended
        return words if words and value == self.value else ""

    def _on_paste(self, event: events.Paste) -> None:
        """A whole GUID takes the place of what was there; anything else is pasted as it is."""
        value, words = taken_from(event.text)
        if not value:
            super()._on_paste(event)
            return
        event.prevent_default()
        event.stop()
        self._put(value, words)

    def on_blur(self) -> None:
        """Show what would be sent."""
        entry = guid(self.value)
        if entry.ok and entry.value != self.value:
            self._put(entry.value, mended_words(self.value))

    def _put(self, value: str, words: str) -> None:
        self._mended = (value, words)
        self.value = value
        self.cursor_position = len(value)


class FormPane(TextPane):
    """Two fields and the words around them."""

    def __init__(self) -> None:
        super().__init__(id="azure-1")
        self._beside = Prose(id="azure-beside")
        self._below = Prose(id="azure-below")
        self.fields = {name: GuidField(id=_id(name)) for name in _NAMES}
        self._marks = {name: PlainLine(classes="azure-mark") for name in _NAMES}
        self._labels = {name: PlainLine() for name in _NAMES}
        self._problems = {name: Prose(classes="azure-problem") for name in _NAMES}

    def compose(self) -> ComposeResult:
        """The fields at the left, what is needed at the right, the rest below."""
        with Horizontal(id="azure-halves"):
            with Vertical(id="azure-fields"):
                yield Prose((("Which Azure subscription?", "strong"),), id="azure-title")
                for name in _NAMES:
                    yield self._labels[name]
                    with Horizontal(classes="azure-field"):
                        yield self.fields[name]
                        yield self._marks[name]
                    yield self._problems[name]
            yield self._beside
        yield self._below

    @property
    def typing(self) -> bool:
        """Whether a field has the keys."""
        return any(field.has_focus for field in self.fields.values())

    def draw(self, visit: AzureVisit, warnings: Sequence[str], *, wide: bool) -> None:
        """Draw the marks and words; what stands in the fields is the person's."""
        for name in _NAMES:
            wrong = problem(visit, name)
            said = messages_of(visit.consent_fault, name)
            self._labels[name].show(((_LABELS[name], "strong" if self.fields[name].has_focus else "muted"),))
            self._marks[name].show(_mark(wrong or "".join(said), good=is_good(visit, name)))
            self._problems[name].show(*_under(wrong or " ".join(said), self.fields[name].note))
        self._beside.show(*beside_lines(wide=wide))
        self._below.show(*below_lines(visit, warnings, wide=wide))

    def fill(self, visit: AzureVisit) -> None:
        """Put into the fields what the visit holds."""
        for name, typed in ((TENANT, visit.tenant), (SUBSCRIPTION, visit.subscription)):
            if self.fields[name].value != clean(typed):
                self.fields[name].value = clean(typed)

    def type_in(self, visit: AzureVisit) -> None:
        """Give the keys to the first field that holds no id yet, else to the first."""
        name = next((name for name in _NAMES if not is_good(visit, name)), TENANT)
        self.fields[name].focus(scroll_visible=False)


def _under(wrong: str, note: str) -> tuple[Para, ...]:
    """What stands under a field: what is wrong with it, else how it was mended."""
    if wrong:
        return (Para((("✕ ", "miss"), (wrong, "miss")), hang=2),)
    return (Para((("mended: ", "faint"), (note, "muted"))),) if note else ()


def _mark(wrong: str, *, good: bool) -> Cell:
    if wrong:
        return (("✕", "miss"),)
    return (("●", "ok"),) if good else ()
