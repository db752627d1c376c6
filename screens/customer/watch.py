"""A verification that is repeated: what is said of it on the step, and the dialog that asks how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui.domain.formats import age, clock, count
from tui.domain.onboarding.watch import USUAL, minutes_in
from tui.domain.records import AWS, CLOUD_NAMES
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.field import Field
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from screens.customer.facts import CustomerFacts
    from tui.domain.onboarding.entries import Entry
    from tui.domain.onboarding.watch import Watch

_DAY_LONG = "A cost report (CUR) takes up to a day to arrive."


def watch_lines(facts: CustomerFacts, cloud: str) -> Iterator[Pair | Para]:
    """That a verification is repeated, and when next; or why it no longer is."""
    watch = facts.watch(cloud)
    if watch is None:
        return
    if not watch.goes_on:
        if watch.ended_at is not None:
            yield Para((("· ", "muted"), (f"The watch ended {clock(watch.ended_at)} UTC: {watch.ended}.", "muted")))
            yield BLANK
        return
    left = (("▸ ", "key"), (f"Verifying again every {count(watch.minutes, 'minute')}", "strong"))
    yield Pair(left, ((next_words(watch, facts.now), "muted"),))
    ends = "It ends when all is available, and with this program; "
    yield Para(((ends, "muted"), ("W", "key"), (" ends it now.", "muted")), indent=2)
    if cloud == AWS:
        yield Para(((_DAY_LONG, "muted"),), indent=2)
    yield BLANK


def next_words(watch: Watch, now: float) -> str:
    """When it verifies next: `next 14:35 UTC, in 12m`."""
    wait = watch.next_at - now
    return f"next {clock(watch.next_at)} UTC, in {age(wait)}" if wait > 0 else "now"


def watch_hint(facts: CustomerFacts, cloud: str) -> Iterator[Para]:
    """The key that begins a watch, where none goes on."""
    watch = facts.watch(cloud)
    if watch is None or not watch.goes_on:
        words = " verifies again every so many minutes"
        label = "  Watch         " if cloud == AWS else "Watch  "
        yield Para(((label, "muted"), ("off, ", "faint"), ("W", "key"), (words, "faint")), hang=len(label))


class WatchDialog(BackdropScreen[int | None]):
    """Dismisses with the minutes between two verifications, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]

    def __init__(self, who: str, cloud: str, minutes: int = USUAL) -> None:
        super().__init__()
        self._who = who
        self._cloud = cloud
        self._minutes = minutes

    def compose(self) -> ComposeResult:
        """What a watch does, how often, the buttons."""
        name = CLOUD_NAMES.get(self._cloud, self._cloud)
        with Dialog(title=((f"Watch {name}", "strong"), (f"  {self._who}", "faint")), right="esc"):
            yield Prose(*_about(self._cloud), BLANK)
            with Vertical(classes="option"):
                with Horizontal():
                    yield TextLine((("Minutes", "muted"),), classes="option-label")
                    yield Field(str(self._minutes), str(USUAL), id="minutes")
                yield TextLine(id="minutes-problem")
            with Horizontal(classes="buttons"):
                yield Action("Cancel", id="cancel")
                yield Action("Watch", id="watch")

    def on_mount(self) -> None:
        """Start in the field, with its minutes selected: what is typed takes their place."""
        field = self.query_one("#minutes", Field)
        field.focus()
        field.select_all()
        self._check()

    def on_input_changed(self) -> None:
        """Check what was typed."""
        self._check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter begins the watch when the minutes can be used."""
        event.stop()
        self.query_one("#watch", Action).press()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Begin, or leave everything as it is."""
        self.dismiss(int(self._entry.value) if event.id == "watch" else None)

    def action_cancel(self) -> None:
        """Begin nothing."""
        self.dismiss(None)

    @property
    def _entry(self) -> Entry:
        return minutes_in(self.query_one("#minutes", Field).value)

    def _check(self) -> None:
        words = self._entry.error
        self.query_one("#minutes-problem", TextLine).show(*((((f"✕ {words}", "miss"),),) if words else ()))
        self.query_one("#watch", Action).show("Watch", "see above" if words else "")


def _about(cloud: str) -> Iterator[Para]:
    yield Para((("Verifies again with what is chosen for the next check.", "ink"),))
    yield Para(
        (("It ends when all is available, when the server refuses, after two days, and with p (pause).", "muted"),)
    )
    yield Para((("It lives in this program and ends with it.", "muted"),))
    if cloud == AWS:
        yield Para(((f"{_DAY_LONG} A verification makes one where none is there or named.", "muted"),))
