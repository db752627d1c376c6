"""A flat button of one line: `▌ Cancel`, `Buy: $1,840.00 now`. It says why when it may not be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Unpack

from textual.binding import Binding, BindingType
from textual.message import Message

from widgets.measuring import measure_again
from widgets.one_line import OneLine
from widgets.segments import Cell, cleaned, text_of, width_of

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

    from widgets.naming import Naming

# `enter` is pressed by Enter and by a click; `click` by a click or by the program alone.
Activation = Literal["enter", "click"]
# `danger` is the one that spends money.
Weight = Literal["plain", "danger"]


class Action(OneLine, can_focus=True):
    """A button; one that may not be pressed says why beside it, and tab passes it by.

    Left and right go to the neighbours, like tab.
    """

    DEFAULT_CSS = """
    Action { width: auto; height: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "press", show=False, id="button.press"),
        Binding("left", "neighbour(-1)", "previous", show=False, id="button.left"),
        Binding("right", "neighbour(1)", "next", show=False, id="button.right"),
    ]

    class Pressed(Message):
        """The button was pressed, and may be."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action
            self.id = action.id or ""

        @property
        def control(self) -> Action:
            """The button, so that `@on` can name it."""
            return self.action

    class Refused(Message):
        """The button was pressed while it may not be; `reason` says why."""

        def __init__(self, action: Action, reason: str) -> None:
            super().__init__()
            self.action = action
            self.id = action.id or ""
            self.reason = reason

        @property
        def control(self) -> Action:
            """The button, so that `@on` can name it."""
            return self.action

    def __init__(
        self,
        label: str,
        *,
        weight: Weight = "plain",
        activation: Activation = "enter",
        reason: str = "",
        **naming: Unpack[Naming],
    ) -> None:
        super().__init__(**naming)
        self._label = text_of(cleaned(label))
        self._reason = text_of(cleaned(reason))
        self._weight = weight
        self._activation = activation
        self.can_focus = not self._reason

    @property
    def label(self) -> str:
        """What the button says."""
        return self._label

    @property
    def reason(self) -> str:
        """Why it may not be pressed, "" when it may."""
        return self._reason

    def show(self, label: str, reason: str = "") -> None:
        """Another label, and why it may not be pressed ("" when it may)."""
        label, reason = text_of(cleaned(label)), text_of(cleaned(reason))
        if (label, reason) != (self._label, self._reason):
            self._label, self._reason = label, reason
            self.can_focus = not reason
            measure_again(self)

    def press(self) -> None:
        """Press it: it says so, or says why not."""
        if self._reason:
            self.post_message(self.Refused(self, self._reason))
        else:
            self.post_message(self.Pressed(self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter passes by a button that only a click presses."""
        if action == "press":
            return self._activation == "enter"
        return super().check_action(action, parameters)

    def action_press(self) -> None:
        """Enter."""
        self.press()

    def action_neighbour(self, step: int) -> None:
        """The next or the previous thing that takes the focus."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def on_click(self, event: events.Click) -> None:
        """A click presses, wherever the focus is."""
        event.prevent_default()
        self.press()

    def on_focus(self) -> None:
        """The bar at its left appears."""
        self.repaint()

    def on_blur(self) -> None:
        """The bar goes."""
        self.repaint()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Label and reason, as wide as they are."""
        del container, viewport
        return width_of(self._drawn())

    def pieces(self, width: int) -> Cell:
        """The button, and its reason beside it."""
        del width
        return self._drawn()

    def _drawn(self) -> Cell:
        bar = "▌" if self.has_focus else " "
        face: Cell = ((f"{bar} {self._label}  ", self._token()),)
        return (*face, ("  " + self._reason, "faint")) if self._reason else face

    def _token(self) -> str:
        if self._reason:
            return "button-off-focus" if self.has_focus else "button-off"
        if self._weight == "danger":
            return "danger"
        return "button-focus" if self.has_focus else "button"
