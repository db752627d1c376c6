"""The home screen: every customer in one list, worst first, and all that is known of the one in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from screens.base import DashboardScreen
from screens.customers_bar import CustomersBar
from screens.customers_below import below
from screens.customers_copy import copied, customers_listing
from screens.customers_footer import customer_keys
from screens.customers_hand import InHand, in_hand, is_away, plans_to_look_at
from screens.customers_list import CustomerList, Sort, View
from screens.customers_panel import panel
from screens.customers_rows import columns, hidden_lines, row_maker
from screens.customers_sort import COLUMNS, KEYS
from screens.customers_summary import (
    FilterFacts,
    filter_words,
    matching,
    nothing_to_show,
    notice,
    summary,
)
from tui.commands import Command, Where, bindings_of
from tui.domain.formats import age, count
from tui.domain.ordering import SortKey
from tui.messages import OpenCustomer, OpenPlan
from widgets.key_footer import KeyFooter
from widgets.plain_line import PlainLine
from widgets.side_panel import SidePanel
from widgets.text_line import TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from screens.customers_summary import Ends
    from screens.register_form import TypedCustomer
    from tui.domain.intents import Outcome
    from tui.domain.registration import Registered
    from tui.domain.snapshot import Snapshot

# The cursor has to rest so long before the plans of its customer are asked for, seconds.
_REST = 0.3
# The ages in the rows are made anew when they are so old, seconds.
_AGED = 20.0
_PANEL = 45
_PANEL_FROM = 120
# The lines of the screen around the panel.
_AROUND = 6
_LEAST_LINES = 16
_NEEDS_ROW = frozenset(
    f"customers.{name}" for name in ("open", "plan", "verify", "select", "pin", "copy", "sort", "export")
)
_INTRO = (
    "One line per customer, worst first. Dots are features, in the same order on every line, so a column of ✕ is one "
    "fault for many."
)


class CustomersScreen(DashboardScreen):
    """Shows the list; `rest` is how long the cursor rests before plans are asked for, seconds."""

    WHERE = Where.CUSTOMERS
    MAIN = "1"
    AUTO_FOCUS = "#customers"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.EVERYWHERE), *bindings_of(Where.CUSTOMERS)]

    def __init__(self, rest: float = _REST) -> None:
        super().__init__()
        self._list = CustomerList()
        self._anchor: str | None = None
        self._rest_seconds = rest
        self._resting: Timer | None = None
        self._looked: tuple[tuple[str, str], ...] | None = None
        self._drawn: tuple[object, ...] = ()
        self._drawn_at = float("-inf")
        self._round_seen = float("-inf")
        self._typed: TypedCustomer | None = None

    def body(self) -> ComposeResult:
        """Summary, filter line, the list with its panel, the lines under it."""
        yield TextLine(id="summary")
        yield CustomersBar()
        yield TextLine(classes="gap")
        with Horizontal(classes="body"):
            yield VirtualTable(*columns(0), selecting=True, classes="list", id="customers")
            yield SidePanel(id="panel")
        # The margins of the block would make its neighbours narrower too: it has a place of its own.
        with Vertical(id="below"), Vertical(classes="below"):
            yield from (PlainLine(classes="below-line") for _line in range(3))

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one("#customers", VirtualTable)

    @property
    def bar(self) -> CustomersBar:
        """The line over the list."""
        return self.query_one(CustomersBar)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the panel."""
        return self.size.width >= _PANEL_FROM

    # Drawing

    def show(self, snapshot: Snapshot) -> None:
        """Draw what is different."""
        changed = self._list.update(snapshot, self.now)
        self._draw_list(changed=changed)
        self._draw_words()
        self._draw_hand()

    def _draw_list(self, *, changed: bool) -> None:
        """The rows: made anew when any is different, or when their ages may be."""
        listed, snapshot, now = self._list, self.snapshot, self.now
        table = self.table
        cells = self.size.width - (_PANEL if self.is_wide else 0)
        table.set_columns(columns(cells))
        away = is_away(snapshot, now)
        table.set_tone("muted" if away else "ink")
        sort = listed.view.sort
        table.set_sorted_by("" if sort.key is SortKey.ATTENTION else COLUMNS[sort.key])
        drawn = (listed.shown, listed.hidden, listed.view, away)
        if not changed and drawn == self._drawn and now - self._drawn_at < _AGED:
            return
        self._drawn, self._drawn_at = drawn, now
        extra = hidden_lines(listed.hidden) if listed.shown else {}
        make = row_maker(listed.board, snapshot, now, listed.view.pinned, extra)
        table.set_source((*listed.shown, *extra), make)

    def _facts(self) -> FilterFacts:
        listed = self._list
        return FilterFacts(
            text=self.bar.text,
            shown=len(listed.shown),
            count=listed.count,
            sorted_by=listed.view.sort.words,
            is_usual=listed.view.sort == Sort(),
            selected=len(self.table.selected),
        )

    def _draw_words(self) -> None:
        """Summary, filter line, and what stands in an empty list."""
        snapshot, now, cells = self.snapshot, self.now, self.size.width
        facts = self._facts()
        ends = self._round_line() or summary(snapshot, self._list.totals, cells)
        self.query_one("#summary", TextLine).show(*ends.left, right=ends.right)
        freshness = notice(snapshot, now, cells)
        known = "" if snapshot.customers_at is None else f"{age(now - snapshot.customers_at)} ago"
        ends = filter_words(facts, freshness, known, cells)
        self.bar.show(ends, matching(facts), notice=bool(freshness) and not facts.text)
        self.table.set_empty(*nothing_to_show(snapshot, facts))

    def _round_line(self) -> Ends | None:
        """How far the verification of many is, until its summary was looked at."""
        state = self.snapshot.round
        if state is None or not (state.goes_on or state.begun_at != self._round_seen):
            return None
        from screens.customers_round import round_line  # noqa: PLC0415 - as below

        return round_line(state, self.now)

    def _draw_hand(self) -> None:
        """The panel, or the lines under the list."""
        hand = self._hand()
        if self.is_wide:
            lines = panel(hand, self.size.height - _AROUND) if hand else ()
            self.query_one(SidePanel).tell(*lines)
            return
        told = below(hand, self.size.width - 2) if hand else ((), (), ())
        for line, text in zip(self.query(".below-line").results(PlainLine), told, strict=True):
            line.show(text)

    def _hand(self) -> InHand | None:
        """The customer under the cursor with everything known of it."""
        key = self.table.cursor_key
        standing = None if key is None else self._list.board.standing(key)
        if standing is None:
            return None
        now, snapshot = self.now, self.snapshot
        return in_hand(snapshot, standing, now, snapshot.customers_at if is_away(snapshot, now) else None)

    def refresh_footer(self) -> None:
        """The keys that work now: those of the field or the picker while they have the keys."""
        keys = customer_keys(self.bar.state, self.why_not, away=is_away(self.snapshot, self.now))
        if keys != self._footer_shown:
            self._footer_shown = keys
            self.query_one(KeyFooter).show(*keys)

    def on_resize(self, event: events.Resize) -> None:
        """Other columns, other words, a panel or lines."""
        self.set_class(event.size.height < _LEAST_LINES, "-low")
        self.call_after_refresh(self.redraw)

    # What is done to the list. Dialogs are loaded when they are asked for, so that the first paint does not wait for
    # them; hence the imports inside functions.

    def why_not(self, command: Command) -> str:
        """Commands about a customer need one."""
        if command.id in _NEEDS_ROW and self.table.cursor_key is None:
            return "there is no customer in the list"
        return super().why_not(command)

    @on(VirtualTable.Moved)
    def _moved(self) -> None:
        self._draw_hand()
        self.refresh_footer()
        self._rest()

    @on(VirtualTable.Selected)
    def _selected(self) -> None:
        self._draw_words()

    @on(VirtualTable.Opened)
    def _opened(self, event: VirtualTable.Opened) -> None:
        self.post_message(OpenCustomer(event.key, self._list.shown, self.bar.text))

    @on(VirtualTable.SortAsked)
    def _sort_asked(self, event: VirtualTable.SortAsked) -> None:
        key = KEYS.get(event.column)
        if key is not None:
            self._sorted(CustomersBar.Sorted(key))

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
        key, view = self.table.cursor_key, self._list.view
        if key is not None:
            self._ask(replace(view, pinned=view.pinned ^ {key}))

    def do_copy(self) -> None:
        """Send name and id to the terminal's clipboard: of the selected customers, else of the one in hand."""
        board = self._list.board
        copy = copied([standing for key in self._chosen if (standing := board.standing(key))])
        self.host.copy_told(copy.text, copy.what, copy.instead)

    def do_export(self) -> None:
        """Write to a file what the list shows; of selected customers only those."""
        from screens.export import export_listing  # noqa: PLC0415
        from tui.domain.listing import about_list  # noqa: PLC0415

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
        from screens.customer_confirm import ConfirmDialog  # noqa: PLC0415
        from screens.customers_round import RoundDialog, question_lines, targets  # noqa: PLC0415
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
        from screens.customers_news import registered_words  # noqa: PLC0415
        from screens.register import RegisterDialog  # noqa: PLC0415

        dialog = RegisterDialog(self._typed)

        def go_on(registered: Registered | None) -> None:
            self._typed = dialog.typed if registered is None else None
            if registered is not None:
                self.host.tell(registered_words(registered))
                if self.snapshot.customer(registered.org_id) is not None:
                    self.post_message(OpenCustomer(registered.org_id))

        self.app.push_screen(dialog, go_on)

    def answered(self, outcome: Outcome) -> None:
        """What a person waits for is told on whatever screen; a registration by its own dialog while that is open."""
        from screens.customers_news import news  # noqa: PLC0415
        from screens.register import RegisterDialog  # noqa: PLC0415
        from tui.domain.intents import Done, Register  # noqa: PLC0415

        registers = isinstance(outcome.intent, Register)
        if registers and isinstance(outcome, Done):
            self._typed = None
        told = news(outcome, self.snapshot)
        if told and not (registers and isinstance(self.app.screen, RegisterDialog)):
            self.host.tell(*told)

    def do_help(self) -> None:
        """Tell about the list."""
        from screens.help import HelpScreen  # noqa: PLC0415

        self.app.push_screen(HelpScreen(Where.CUSTOMERS, "the customer list", _INTRO, self.why_not))

    # Sort and filter

    def do_sort(self) -> None:
        """Ask for a column."""
        self.bar.pick()
        self.refresh_footer()

    @on(CustomersBar.Asked)
    def do_filter(self) -> None:
        """Type a filter."""
        self._anchor = self.table.cursor_key
        self.bar.type()
        self._draw_words()
        self.refresh_footer()

    def do_back(self) -> None:
        """Leave the field, clear the filter, else the selection."""
        if not self.bar.state:
            self._anchor = self.table.cursor_key
        if not self.bar.clear():
            self.table.clear_selection()

    @on(CustomersBar.Closed)
    def _bar_closed(self) -> None:
        if not self.bar.state:
            self.table.focus()
        self.refresh_footer()

    @on(CustomersBar.Sorted)
    def _sorted(self, event: CustomersBar.Sorted) -> None:
        view = self._list.view
        self._ask(replace(view, sort=view.sort.chosen(event.key)))

    @on(CustomersBar.Filtered)
    def _filtered(self, event: CustomersBar.Filtered) -> None:
        """Show what is left. While letters come the cursor belongs where it was, else to the first match."""
        self._ask(replace(self._list.view, filter=event.wanted))
        shown, anchor = self._list.shown, self._anchor
        if shown and not (anchor and self.table.move_to_key(anchor)):
            self.table.move_to_key(shown[0])
        self._draw_hand()

    def _ask(self, view: View) -> None:
        self._list.ask(view, self.now)
        self._draw_list(changed=False)
        self._draw_words()

    # The plans of the customer in hand

    def _rest(self) -> None:
        """Begin to wait anew until the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        if self._rest_seconds:
            self._resting = self.set_timer(self._rest_seconds, self._look)
        else:
            self.call_later(self._look)

    def _look(self) -> None:
        """The cursor rests: the plans of its customer are read first. Nothing is drawn."""
        hand = self._hand()
        plans = plans_to_look_at(hand) if hand else ()
        if self.in_view and plans != self._looked:
            self._looked = plans
            self.host.look_at(*plans)

    def on_screen_suspend(self) -> None:
        """Another screen says what it looks at."""
        self._looked = None

    def on_screen_resume(self) -> None:
        """Say again what is looked at."""
        self._rest()
