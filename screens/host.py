"""What a screen may ask of the program it runs in; `tui.app` implements it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.reactive import reactive

from screens.drafts import Drafts
from screens.surroundings import Surroundings
from styles import SHEETS
from tui.domain.alerts import AlertRules
from tui.domain.clipboard import Copied, between, refusal, sent, sequence
from tui.domain.snapshot import Mode, Snapshot
from tui.text import clean, clean_copy, width
from widgets.glyphs import UNICODE, GlyphSet
from widgets.look import css_variables, theme_name, themes
from widgets.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from textual.message_pump import MessagePump

    from tui.domain.intents import Intent
    from widgets.palette import Family
    from widgets.palette import Mode as BarMode

BAR_MODES: dict[Mode, BarMode] = {Mode.SANDBOX: "sandbox", Mode.READ_ONLY: "read-only", Mode.WRITE: "write"}

# The cells beside the words of a notice.
_AROUND_NOTICE = 3


@dataclass(frozen=True, slots=True)
class Dress:
    """How the program is drawn: the family of its theme, its glyphs."""

    family: Family = "night"
    glyphs: GlyphSet = UNICODE


def _unset() -> Snapshot:
    raise LookupError("the program was made without a snapshot")


class Host(App[int]):
    """The program as screens know it: the latest snapshot, the clock, and where intents go."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012 - as Textual types it

    # Screens draw what is different of it; Textual would send the whole screen again for every snapshot.
    snapshot: reactive[Snapshot] = reactive(_unset, init=False, repaint=False)

    def __init__(
        self,
        start: Snapshot,
        now: Callable[[], float],
        submit: Callable[[Intent], None],
        dress: Dress | None = None,
        around: Surroundings | None = None,
        alerts: AlertRules | None = None,
    ) -> None:
        super().__init__(css_path=list(SHEETS))
        dress = dress or Dress()
        self.around = around or Surroundings()
        self.drafts = Drafts(lambda: self.snapshot.drafts, submit)
        self.alert_rules = alerts or AlertRules()
        self._last_copied = ""
        self.now = now
        self._submit = submit
        self.set_reactive(Host.snapshot, start)
        self.animation_level = "none"
        for theme in themes(dress.glyphs):
            self.register_theme(theme)
        self.theme = theme_name(dress.family, BAR_MODES[start.identity.mode])
        self.set_class(dress.glyphs.name == "ascii", "-ascii")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of the sheets, also under a theme that knows nothing of them."""
        return css_variables(palette("night", "read-only"))

    @property
    def holds_back(self) -> bool:
        """Whether nothing is sent to the terminal now, whatever is drawn."""
        return self._batch_count > 0

    def submit(self, intent: Intent) -> None:
        """Hand an intent to the worker; its outcome comes back as `Answered` to every open screen."""
        self._submit(intent)

    def look_at(self, *plans: tuple[str, str]) -> None:
        """Say which plans, by customer and provider, are on view now: they are read first."""
        from tui.domain.intents import LookAt  # noqa: PLC0415 - the first paint asks for nothing

        self._submit(LookAt(plans))

    def copy(self, text: str) -> Copied:
        """Hand a text to the terminal's clipboard; the one way out for every copy in the program."""
        text = clean_copy(text)
        way = between(self.around.environ)
        if reason := refusal(text, way):
            return Copied(sent=False, words=reason)
        in_buffer = self.around.into_tmux(text)
        self._last_copied = text
        self.to_terminal(sequence(text, way, in_buffer=in_buffer))
        return sent(text, in_buffer=in_buffer)

    def copy_told(self, text: str, what: str, instead: str = "") -> bool:
        """Copy, and say so: what it was, or why not and what to do instead. Whether it was sent."""
        copied = self.copy(text)
        if copied.sent:
            told = f"{what}: {copied.words}"
            self.tell(told if width(told) <= self.size.width - _AROUND_NOTICE else f"{what}: {copied.short}")
        else:
            self.tell("; ".join(part for part in (f"y copy: {copied.words}", instead) if part), "warning")
        return copied.sent

    def copy_to_clipboard(self, text: str) -> None:
        """Textual's own copies (selected text, a field's) go the same way."""
        copied = self.copy(text)
        if not copied.sent:
            self.tell(f"copy: {copied.words}", "warning")

    @property
    def clipboard(self) -> str:
        """What was copied last in the program; a field pastes it."""
        return self._last_copied

    def action_draw_anew(self) -> None:
        """Send the whole screen, whatever is known to stand there."""
        self.refresh()

    def to_terminal(self, data: str) -> None:
        """Write to the terminal what is no drawing."""
        if self._driver is not None:
            self._driver.write(data)

    def tell(self, text: str, severity: Literal["information", "warning", "error"] = "information") -> None:
        """A short notice at the edge of the screen, in place of the one before; any text is safe in it."""
        self.clear_notifications()
        self.notify(clean(text), severity=severity, markup=False, timeout=6)


def host_of(node: MessagePump) -> Host:
    """The program a screen or widget runs in. Raises TypeError outside of it."""
    app: App[Any] = node.app
    if not isinstance(app, Host):
        raise TypeError(f"this screen needs the dashboard around it, not {type(app).__name__}")
    return app
