"""A field that takes typed keys only, and only when it is told to."""

from __future__ import annotations

from support.kit_app import KitApp
from textual import events

from widgets.challenge_field import ChallengeField


class Typing(KitApp):
    """A challenge field and what it ignored."""

    def __init__(self) -> None:
        self.accepts = False
        self.ignored: list[str] = []
        self.submitted = 0
        self.field = ChallengeField(lambda: self.accepts)
        super().__init__(self.field)

    def on_challenge_field_ignored(self, event: ChallengeField.Ignored) -> None:
        self.ignored.append(event.why)

    def on_input_submitted(self) -> None:
        self.submitted += 1


async def test_keys_count_only_while_they_are_accepted() -> None:
    app = Typing()
    async with app.run_test(size=(40, 3)) as pilot:
        app.field.focus()
        await pilot.press("a", "space")
        assert app.field.value == ""
        assert len(app.ignored) == 2
        app.accepts = True
        await pilot.press("a", "b", "backspace", "space")
        assert app.field.value == "a "


async def test_pastes_of_any_kind_are_ignored_and_enter_does_nothing() -> None:
    app = Typing()
    async with app.run_test(size=(40, 3)) as pilot:
        app.accepts = True
        app.field.focus()
        await pilot.pause()
        app.field.post_message(events.Paste("pasted"))
        await pilot.pause()
        app.copy_to_clipboard("pasted")
        await pilot.press("ctrl+v", "enter")
        assert app.field.value == ""
        assert app.ignored == ["a paste doesn't count: type it"] * 2
        assert app.submitted == 0
