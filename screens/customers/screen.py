"""The home screen: every customer in one list, worst first, and all that is known of the one in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from screens.customers.copy import copied, customers_listing
from screens.customers.list import View
from screens.customers.sort import KEYS, LETTERS
from screens.customers.view import CustomersView
from screens.lists.bar import ListBar
from tui.commands import Command, Where, bindings_of
from tui.domain.formats import count
from tui.messages import OpenCustomer, OpenPlan
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.binding import BindingType

    from screens.register.form import TypedCustomer
    from tui.domain.customers.ordering import SortKey
    from tui.domain.filters.filter import Filter
    from tui.domain.intents import Outcome
    from tui.domain.onboarding.registration import Registered

_NEEDS_ROW = frozenset(
    f"customers.{name}" for name in ("open", "plan", "verify", "select", "pin", "copy", "sort", "export")
)
_INTRO = (
    "One line per customer, worst first. Dots are features, in the same order on every line, so a column of ✕ is one "
    "fault for many."
)


# Dialogs are loaded when they are asked for, so that the first paint does not wait for them; hence the imports inside
# functions.


class CustomersScreen(CustomersView):
    """What a person can do with the list; every `do_` method is a command of the registry."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.CUSTOMERS)]
    # What was typed of a customer that is not registered.
    _draft: TypedCustomer | None = None

    def why_not(self, command: Command) -> str:
        """Commands about a customer need one."""
        if command.id in _NEEDS_ROW and self.table.cursor_key is None:
            return "there is no customer in the list"
        return super().why_not(command)

    @on(VirtualTable.Selected)
    def _selected(self) -> None:
        self.draw_words()

    @on(VirtualTable.Opened)
    def _opened(self, event: VirtualTable.Opened) -> None:
        self.post_message(OpenCustomer(event.key, self._list.shown, self.bar.text))

    @on(VirtualTable.SortAsked)
    def _sort_asked(self, event: VirtualTable.SortAsked) -> None:
        key = KEYS.get(event.column)
        if key is not None:
            self._sort_by(key)

    def do_open(self) -> None:
        """Open the customer in hand."""
        self.table.action_open()

    def do_plan(self) -> None:
        """Open the plan of the customer in hand."""
        key = self.table.cursor_key
        if key is not None:
            self.post_message(OpenPlan(key, "", self._list.shown, self.bar.text))

    def do_select(self) -> None:
        """Select the customer in hand, or take it back."""
        self.table.action_select()

    def do_pin(self) -> None:
        """Pin the customer in hand to the top, or unpin it."""
        from tui.domain.intents import Pin  # noqa: PLC0415

        key, view = self.table.cursor_key, self._list.view
        if key is not None:
            self._ask(replace(view, pinned=view.pinned ^ {key}))
            self.host.submit(Pin(key, pinned=key not in view.pinned))

    def do_copy(self) -> None:
        """Send name and id to the terminal's clipboard: of the selected customers, else of the one in hand."""
        board = self._list.board
        copy = copied([standing for key in self._chosen if (standing := board.standing(key))])
        self.host.copy_told(copy.text, copy.what, copy.instead)

    def do_export(self) -> None:
        """Write to a file what the list shows; of selected customers only those."""
        from screens.lists.export import export_listing  # noqa: PLC0415
        from tui.domain.export.listing import about_list  # noqa: PLC0415

        listed, selected = self._list, self.table.selected
        keys = [key for key in listed.shown if key in selected] or listed.shown
        about = about_list(self.snapshot, self.now, self.bar.text, listed.view.sort.words)
        export_listing(self.host, customers_listing(self.snapshot, listed.board, keys, about))

    @property
    def _chosen(self) -> list[str]:
        """The selected customers in the list's order, else the one in hand."""
        table = self.table
        return [key for key in self._list.shown if key in table.selected] or [table.cursor_key or ""]

    def do_verify(self) -> None:
        """Verify the selected customers, else the one in hand, after asking; or show how far that is."""
        from screens.customers.round import RoundDialog, question_lines, targets  # noqa: PLC0415
        from screens.dialogs.confirm import ConfirmDialog  # noqa: PLC0415
        from tui.domain.intents import VerifyMany  # noqa: PLC0415

        state = self.snapshot.round
        if state is not None and (state.goes_on or state.begun_at != self._round_seen):
            self.app.push_screen(RoundDialog(), lambda _: self._saw_round())
            return
        wanted = targets(self.snapshot, self._chosen)
        if not wanted.keys:
            self.host.tell("V verify: onboarding was never begun there; enter opens the customer", "warning")
            return

        def go_on(answer: bool | None) -> None:  # noqa: FBT001 - the dialog's answer
            if answer:
                self.host.submit(VerifyMany(wanted.keys))

        title = f"Verify {count(len({org_id for org_id, _ in wanted.keys}), 'customer')}?"
        self.app.push_screen(ConfirmDialog(title, question_lines(wanted), "Verify"), go_on)

    def _saw_round(self) -> None:
        """The summary of a round that has ended was looked at: the list has its own line again."""
        state = self.snapshot.round
        if state is not None and not state.goes_on:
            self._round_seen = state.begun_at
        self.redraw()

    def do_register(self) -> None:
        """Register a customer, then open it; what was typed and not registered is there the next time."""
        from screens.customers.news import registered_words  # noqa: PLC0415
        from screens.register.dialog import RegisterDialog  # noqa: PLC0415

        dialog = RegisterDialog(self._draft)

        def go_on(registered: Registered | None) -> None:
            self._draft = dialog.typed if registered is None else None
            if registered is not None:
                self.host.tell(registered_words(registered))
                if self.snapshot.customer(registered.org_id) is not None:
                    self.post_message(OpenCustomer(registered.org_id))

        self.app.push_screen(dialog, go_on)

    def answered(self, outcome: Outcome) -> None:
        """What a person waits for is told on whatever screen; a registration by its own dialog while that is open."""
        from screens.customers.news import news  # noqa: PLC0415
        from screens.register.dialog import RegisterDialog  # noqa: PLC0415
        from tui.domain.intents import Done, Register  # noqa: PLC0415

        registers = isinstance(outcome.intent, Register)
        if registers and isinstance(outcome, Done):
            self._draft = None
        told = news(outcome, self.snapshot)
        if told and not (registers and isinstance(self.app.screen, RegisterDialog)):
            self.host.tell(*told)

    def do_help(self) -> None:
        """Tell about the list."""
        from screens.help import HelpScreen  # noqa: PLC0415

        self.app.push_screen(HelpScreen(Where.CUSTOMERS, "the customer list", _INTRO, self.why_not))

    # Sort and filter

    def do_back(self) -> None:
        """Leave the field, clear the filter, else the selection."""
        if not self.clear_filter():
            self.table.clear_selection()

    @on(ListBar.Picked)
    def _picked(self, event: ListBar.Picked) -> None:
        self._sort_by(LETTERS[event.letter])

    def _sort_by(self, key: SortKey) -> None:
        view = self._list.view
        self._ask(replace(view, sort=view.sort.chosen(key)))

    def narrow(self, wanted: Filter) -> None:
        """Show the customers a filter leaves."""
        self._ask(replace(self._list.view, filter=wanted))

    def _ask(self, view: View) -> None:
        self._list.ask(view, self.now)
        self._draw_list(changed=False)
        self.draw_words()
