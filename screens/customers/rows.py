"""The columns of the customer list and how a customer becomes a line (design/visual.md, "Tables")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.customers.hand import progress_of
from screens.lists.freshness import is_away
from tui.domain.customers.dots import Dots, dots
from tui.domain.customers.feature_texts import ORG
from tui.domain.customers.look import lists_of
from tui.domain.formats import NOTHING, age, at_least, percent, whole
from tui.domain.plan.brief import PlanStanding
from tui.domain.plans.facts import FAILED, NONE, UNKNOWN
from tui.domain.records import AVAILABLE, AWS, AZURE, MISSING, WARNING
from tui.domain.records import UNKNOWN as UNCHECKED
from widgets.table_columns import Column
from widgets.table_lines import Row, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.domain.customers.facts import PlanFacts, Standing, UnderWay
    from tui.domain.customers.standing import StandingBoard
    from tui.domain.records import Feature
    from tui.domain.snapshot import Snapshot
    from widgets.segments import Cell, Piece
    from widgets.table_lines import Line

_DOTS = 8
_OWN_DOTS = 3
HOUR = 3_600.0
_WIDE = 115
_SAVE = 9
_STEP = "▸"
_ABSENT: Cell = ((NOTHING, "faint"),)

BLANK_KEY = "\x00blank"
HIDDEN_KEY = "\x00hidden"
"""Keys of the lines under the customers; no id of a customer may begin like this on its way into the table."""

_GLYPHS: dict[str, Piece] = {
    AVAILABLE: ("●", "ok-quiet"),
    WARNING: ("◐", "warn"),
    MISSING: ("✕", "bold miss"),
    UNCHECKED: ("○", "muted"),
    "": (NOTHING, "faint"),
}


def status_glyph(status: str) -> Piece:
    """The glyph of a status; one that nobody has heard of looks unknown, its word is told elsewhere."""
    return _GLYPHS.get(status, _GLYPHS[UNCHECKED])


def columns(cells: int) -> tuple[Column, ...]:
    """The columns for a table of this width: the same ones, with the gaps of the design where all have room."""
    near, far = (1, 2) if cells >= _WIDE else (2, 2)
    return (
        Column("glyph", "", 1, gap=1),
        Column("name", "Customer", 25, lead=True, grow=2, gap=far),
        Column("stands", "Where it stands", 23, drop=3, grow=1, gap=far),
        Column("aws", "AWS", _DOTS, drop=7, gap=near),
        Column("aws_few", "AWS", 5, instead_of="aws"),
        Column("azure", "Azure", _DOTS, drop=6, gap=near),
        Column("azure_few", "Azure", 5, instead_of="azure"),
        Column("org", "Org", _OWN_DOTS, drop=2, gap=far),
        Column("plan", "Plan", 11, drop=5, gap=near),
        Column("save", "Save $/mo", _SAVE, align="right", drop=8, gap=near),
        Column("coverage", "Coverage", 8, align="right", drop=1, gap=near),
        Column("since", "Since", 5, align="right", drop=4),
    )


def hidden_lines(hidden: int) -> dict[str, Line]:
    """What stands under the customers that are left."""
    if not hidden:
        return {}
    words = f"{hidden:,} hidden by the filter, esc clears it"
    return {BLANK_KEY: Span(BLANK_KEY), HIDDEN_KEY: Span(HIDDEN_KEY, ((words, "faint"),), 2)}


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the line of a customer when it is about to be seen.

    `now` in epoch seconds; a trouble younger than `young` seconds stands out.
    """

    board: StandingBoard
    snapshot: Snapshot
    now: float
    pinned: frozenset[str]
    extra: Mapping[str, Line]
    orders: Mapping[str, tuple[str, ...]]
    young: float = HOUR

    def __call__(self, key: str) -> Line:
        """The line of a key."""
        if key in self.extra:
            return self.extra[key]
        standing = self.board.standing(key)
        if standing is None:
            return Row(key, ("", key))
        return row(
            standing,
            lists_of(standing.customer, progress_of(self.snapshot, key)),
            self.orders,
            self.now,
            pinned=key in self.pinned,
            young=self.young,
        )


def row_maker(
    board: StandingBoard, snapshot: Snapshot, now: float, pinned: frozenset[str], extra: Mapping[str, Line]
) -> RowMaker:
    """A maker of rows for this moment."""
    return RowMaker(
        board=board,
        snapshot=snapshot,
        now=now,
        pinned=pinned,
        extra=extra,
        orders={key: board.order(key) for key in (AWS, AZURE, ORG)},
        # While the API is away no trouble is news.
        young=0.0 if is_away(snapshot, now) else HOUR,
    )


def row(
    standing: Standing,
    lists: Mapping[str, tuple[Feature, ...]],
    orders: Mapping[str, tuple[str, ...]],
    now: float,
    *,
    pinned: bool = False,
    young: float = HOUR,
) -> Row:
    """The line of a customer, a cell for every column; a trouble younger than `young` seconds stands out."""
    plan = standing.plan
    star: Cell = (("★ ", "key"),) if pinned else ()
    suffix: Cell = ((f" {standing.suffix}", "faint"),) if standing.suffix else ()

    def cloud(provider: str) -> Cell:
        step = standing.step(provider)
        return step_cell(step, now) if step else dot_cell(lists.get(provider, ()), orders.get(provider, ()), _DOTS)

    return Row(
        standing.org_id,
        (
            (status_glyph(standing.status),),
            (*star, (standing.name, ""), *suffix),
            ((standing.health.stands, "" if standing.needs_attention else "muted"),),
            cloud(AWS),
            _few(standing, AWS),
            cloud(AZURE),
            _few(standing, AZURE),
            dot_cell(lists.get(ORG, ()), orders.get(ORG, ()), _OWN_DOTS),
            (_plan_word(plan.word),),
            (_savings(plan),),
            (_coverage(plan),),
            (since_piece(standing, now, young),),
        ),
    )


def step_cell(step: UnderWay, now: float) -> Cell:
    """`▸2/4 26h`: the step in hand, and since when."""
    waited = "" if step.since is None else age(now - step.since)
    words = f"{_STEP}{step.text}"
    return ((f"{words}{waited:>{_DOTS - len(words)}}", "info"),)


def dot_cell(features: Sequence[Feature], order: Sequence[str], cells: int) -> Cell:
    """A dot per feature in the fleet's order; what has no room is counted, in the colour of the worst of it."""
    if not features:
        return _ABSENT
    shown, room = dots(features, order, cells), cells
    while shown.more and room > 1 and len(shown.statuses) + len(_more(shown)) > cells:
        room -= 1
        shown = dots(features, order, room)
    pieces = [status_glyph(status) for status in shown.statuses]
    if shown.more:
        pieces.append((_more(shown), status_glyph(shown.hidden)[1] if shown.hidden in (MISSING, WARNING) else "faint"))
    return tuple(pieces)


def _more(shown: Dots) -> str:
    return f"+{shown.more}"


def _few(standing: Standing, provider: str) -> Cell:
    """`✕ 4/8`: all that is left of the dots where there is no room for them."""
    step = standing.step(provider)
    if step:
        return ((f"{_STEP}{step.text}", "info"),)
    cloud = standing.cloud(provider)
    if not cloud.features:
        return _ABSENT
    return (status_glyph(cloud.status), (f"{cloud.available}/{cloud.features}", "muted"))


def _plan_word(word: str) -> Piece:
    match word:
        case "" | "unknown":
            return NOTHING, "faint"
        case PlanStanding.READY:
            return word, ""
        case PlanStanding.BOUGHT:
            return word, "ok"
        case "failed":
            return word, "warn"
        case "none":
            return word, "faint"
        case _:
            return word, "muted"


def _savings(plan: PlanFacts) -> Piece:
    if plan.savings is None:
        return NOTHING, "faint"
    text = whole(plan.savings, _SAVE)
    if plan.savings < 0:
        return text, "warn"
    if text == "0":
        return text, "faint"
    return text, "muted" if plan.word == PlanStanding.BOUGHT else ""


def _coverage(plan: PlanFacts) -> Piece:
    now, then = percent(plan.current_coverage), percent(plan.potential_coverage)
    if plan.word in ("", NONE, FAILED, UNKNOWN) or (now, then) == (NOTHING, NOTHING):
        return NOTHING, "faint"
    if plan.word == PlanStanding.BOUGHT:
        return f"{then} %", "muted"
    wide = f"{now}→{then} %"
    return (wide if len(wide) <= _DOTS else f"{now}→{then}%"), "muted"


def since_piece(standing: Standing, now: float, young: float = HOUR) -> Piece:
    """Since when the row is what it is; `>2m` where that is only when it was first seen."""
    at = standing.times.since
    if at is None:
        return NOTHING, "faint"
    if not standing.times.since_exact:
        return at_least(now - at) or NOTHING, "faint"
    return age(now - at), "warn" if standing.needs_attention and now - at < young else "muted"
