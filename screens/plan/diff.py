"""What changed in a plan since an earlier reading: a list of moments, under it what differs from the one in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from screens.host import host_of
from screens.plan.diff_words import COLUMNS, diff_lines, moment_row, nothing_changed
from tui.domain.intents import Done, Failed, ReadPlanAt, ReadPlanHistory
from tui.domain.plan.compare import plan_diff
from tui.domain.plan.diff import PlanMoment
from tui.domain.snapshot import PlanDetail
from tui.text import clean
from widgets.backdrop import BackdropScreen
from widgets.dialog import Dialog
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import PlanKey


class PlanDiffDialog(BackdropScreen[None]):
    """Compares the reading in view with the last one that differed, or with the one a person moves to.

    What it shows stands still while it is open, whatever is read meanwhile.
    """

    AUTO_FOCUS = "#diff-moments"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,d", "dismiss", "close", show=False),
        Binding("ctrl+d,space", "scroll_body(8)", "down", show=False),
        Binding("ctrl+u", "scroll_body(-8)", "up", show=False),
    ]

    def __init__(self, who: str, key: PlanKey, detail: PlanDetail) -> None:
        super().__init__()
        self._who = clean(who, 120)
        self._key = key
        self._detail = detail
        self._moments: dict[str, PlanMoment] = {}
        self._read: dict[float, PlanDetail] = {}

    def compose(self) -> ComposeResult:
        """The moments, then what differs."""
        with Dialog(title=(("What changed", "strong"), (f"  {self._who}", "faint")), right="esc", classes="-wide"):
            yield VirtualTable(*COLUMNS, id="diff-moments")
            yield Prose(id="diff-told")

    def on_mount(self) -> None:
        """Ask what is kept."""
        self.query_one(VirtualTable).display = False
        host_of(self).submit(ReadPlanHistory(*self._key))

    def answered(self, outcome: Outcome) -> None:
        """What is kept, or the plan of a moment."""
        match outcome:
            case Done(ReadPlanHistory(org_id, provider), tuple(moments)) if (org_id, provider) == self._key:
                self._take(tuple(moment for moment in moments if isinstance(moment, PlanMoment)))
            case Done(ReadPlanAt(org_id, provider), PlanDetail() as detail) if (org_id, provider) == self._key:
                self._read[detail.read_at] = detail
                self._show()
            case Failed(ReadPlanHistory() | ReadPlanAt(), fault) if outcome.intent in self._asked():
                self._tell(Para((("✕ ", "miss"), (fault.sentence, "ink")), hang=2))
            case _:
                pass

    def _asked(self) -> tuple[object, ...]:
        moment = self._in_hand
        return (
            ReadPlanHistory(*self._key),
            ReadPlanAt(*self._key, moment.read_at) if moment is not None else None,
        )

    @property
    def _in_hand(self) -> PlanMoment | None:
        return self._moments.get(self.query_one(VirtualTable).cursor_key or "")

    def _take(self, kept: tuple[PlanMoment, ...]) -> None:
        """The first of them is the reading in view, since it said something new."""
        earlier = kept[1:]
        if not earlier:
            self._tell(*nothing_changed(kept[0].read_at if kept else None))
            return
        now = host_of(self).now()
        self._moments = {str(moment.read_at): moment for moment in earlier}
        table = self.query_one(VirtualTable)
        table.display = True
        table.set_rows([moment_row(moment, now) for moment in earlier])
        table.focus()
        self._ask()

    @on(VirtualTable.Moved)
    def _moved(self) -> None:
        self._ask()

    def _ask(self) -> None:
        moment = self._in_hand
        if moment is None:
            return
        if moment.read_at in self._read:
            self._show()
        else:
            host_of(self).submit(ReadPlanAt(*self._key, moment.read_at))

    def _show(self) -> None:
        moment = self._in_hand
        before = self._read.get(moment.read_at) if moment is not None else None
        if before is not None:
            found = plan_diff(before.plan, self._detail.plan)
            self._tell(BLANK, *diff_lines(found, before.read_at, host_of(self).now()))

    def _tell(self, *lines: Para | Pair) -> None:
        self.query_one("#diff-told", Prose).show(*lines)
