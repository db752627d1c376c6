"""Verifying many customers from the list: who would be asked, the line that follows it, the dialog that sums it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.host import host_of
from screens.lists.words import Ends
from tui.domain.customers.look import has_begun
from tui.domain.formats import age, clock, count
from tui.domain.intents import StopRound
from tui.domain.names import safe_name
from tui.domain.onboarding.rounds import Found
from tui.domain.records import AWS, AZURE, CLOUD_NAMES
from widgets.backdrop import BackdropScreen
from widgets.buttons import Action
from widgets.dialog import Dialog
from widgets.prose import BLANK, Para, Prose
from widgets.text_line import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from screens.host import Host
    from tui.domain.onboarding.rounds import Round
    from tui.domain.snapshot import PlanKey, Snapshot
    from widgets.segments import Cell

_MOST = 200
# What is left out of the line first to last where there is no room; failures stay.
_DROPS = {Found.UNTOLD: 0, Found.MISSING: 4, Found.WARNING: 3, Found.UNKNOWN: 1, Found.AVAILABLE: 2}
_MARKS = {
    Found.UNTOLD: ("○", "warn", "could not be told"),
    Found.MISSING: ("✕", "miss", "missing"),
    Found.WARNING: ("◐", "warn", "warning"),
    Found.UNKNOWN: ("○", "muted", "not known yet"),
    Found.AVAILABLE: ("●", "ok", "all available"),
}


@dataclass(frozen=True, slots=True)
class Targets:
    """Who would be verified, with which cloud; `left_out` are customers whose onboarding was never begun."""

    keys: tuple[PlanKey, ...]
    left_out: int = 0
    report_made: int = 0

    def count(self, cloud: str) -> int:
        """How many of a cloud."""
        return sum(key[1] == cloud for key in self.keys)


def targets(snapshot: Snapshot, org_ids: Iterable[str]) -> Targets:
    """The clouds of these customers that are connected or begun; `report_made` counts those that name no report."""
    keys: list[PlanKey] = []
    left_out = made = 0
    for org_id in org_ids:
        customer = snapshot.customer(org_id)
        clouds = [cloud for cloud in (AWS, AZURE) if customer and customer.checklist(cloud)]
        clouds = clouds or [c for c in (AWS, AZURE) if (p := snapshot.progress.get((org_id, c))) and has_begun(p)]
        keys += [(org_id, cloud) for cloud in clouds]
        left_out += not clouds
        if AWS in clouds:
            progress = snapshot.progress.get((org_id, AWS))
            made += progress is None or progress.existing_cur is None
    return Targets(tuple(keys), left_out, made)


def question_lines(wanted: Targets) -> tuple[Para, ...]:
    """What is asked before many are verified."""
    clouds = [f"{wanted.count(cloud)} of {CLOUD_NAMES[cloud]}" for cloud in (AWS, AZURE) if wanted.count(cloud)]
    number = count(len(wanted.keys), "verification")
    lines = [
        Para(((number, "strong"), (f": {' and '.join(clouds)}, four at a time.", "ink"))),
        Para(
            (("Each may take a minute or two. You can go on working; V shows how far it is, and stops it.", "muted"),)
        ),
    ]
    if wanted.report_made:
        whose = "that customer has" if wanted.report_made == 1 else f"{wanted.report_made} of them have"
        told = f"A cost report (CUR) is made in the account of a customer that has none: {whose} none named here."
        lines.append(Para((("◐ ", "warn"), (told, "warn")), hang=2))
    if wanted.left_out:
        lines.append(Para(((f"{count(wanted.left_out, 'customer')} never begun: left out.", "muted"),)))
    return tuple(lines)


def round_line(state: Round, now: float) -> Ends:
    """The line over the list while many are verified, and until the summary was looked at."""
    done, number = len(state.results), len(state.targets)
    keys = Part((("V", "key"), (" shows, and stops", "muted") if state.goes_on else (" shows who", "muted")))
    if not state.goes_on:
        head: Cell = (("● ", "ok"), (f"Verified {done} of {number}", "strong"))
        return Ends((Part(head), *_counted(state)), (keys,))
    head = (("▸ ", "key"), (f"Verifying {done} of {number}", "strong"))
    parts = [Part(head)]
    if state.stopped:
        parts.append(Part(((f"stopping, {len(state.under_way)} under way", "warn"),)))
    elif state.held_until is not None and state.held_until > now:
        parts.append(Part(((f"asked to slow down, goes on in {age(state.held_until - now)}", "warn"),)))
    if state.untold:
        parts.append(Part(((f"○ {state.untold} could not be told", "warn"),)))
    return Ends(tuple(parts), (keys,))


def _counted(state: Round) -> Iterator[Part]:
    for found, (glyph, token, words) in _MARKS.items():
        if number := state.count(found):
            yield Part(((f"{glyph} ", token), (f"{number} {words}", "muted")), drop=_DROPS[found])
    if state.not_begun:
        yield Part(((f"{len(state.not_begun)} not begun", "muted"),), drop=5)


def told_at_end(state: Round) -> str:
    """The end of a round in a sentence."""
    parts = [f"{number} {_MARKS[found][2]}" for found in reversed(Found) if (number := state.count(found))]
    if state.not_begun:
        parts.append(f"{len(state.not_begun)} not begun, {state.stopped}")
    return f"verified {len(state.results)} of {len(state.targets)}: {', '.join(parts) or 'nothing'}"


def round_lines(state: Round, snapshot: Snapshot, now: float) -> Iterator[Para]:
    """Everybody of a round, worst first, with reasons."""
    asked = f"Begun {clock(state.begun_at)} UTC"
    how = f"{asked}, {age(now - state.begun_at)} ago" if state.goes_on else f"{asked}, ended {_end(state)}"
    yield Para(((f"{how}.", "muted"),))
    if state.stopped:
        yield Para((("◐ ", "warn"), (f"No more were begun: {state.stopped}.", "warn")), hang=2)
    yield BLANK
    for found, (glyph, token, words) in _MARKS.items():
        keys = [key for key, result in state.results.items() if result.found is found]
        if not keys:
            continue
        yield Para(((f"{glyph} ", token), (f"{len(keys)} {words}", "strong")))
        for key in keys[:_MOST]:
            reason = state.results[key].words
            told = (f"  {reason}", "muted") if reason else ("", "")
            yield Para((*_who(snapshot, key), told), indent=2, hang=2)
        if len(keys) > _MOST:
            yield Para(((f"and {len(keys) - _MOST} more", "muted"),), indent=2)
        yield BLANK
    for words, rest in (("under way", tuple(state.under_way)), ("not begun", state.not_begun)):
        if rest and (state.goes_on or words == "not begun"):
            names = ", ".join(_name(snapshot, key, state.targets) for key in rest[:_MOST])
            yield Para(((f"· {len(rest)} {words}", "muted"), (f"  {names}", "faint")), hang=2)


def _name(snapshot: Snapshot, key: PlanKey, among: tuple[PlanKey, ...]) -> str:
    """The customer's name; with the cloud where both of its clouds are in the round."""
    name = safe_name(_label(snapshot, key))
    both = sum(org_id == key[0] for org_id, _cloud in among) > 1
    return f"{name} ({CLOUD_NAMES.get(key[1], key[1])})" if both else name


def _end(state: Round) -> str:
    return "" if state.ended_at is None else f"{clock(state.ended_at)} UTC"


def _label(snapshot: Snapshot, key: PlanKey) -> str:
    customer = snapshot.customer(key[0])
    return customer.label if customer else key[0]


def _who(snapshot: Snapshot, key: PlanKey) -> Cell:
    return ((safe_name(_label(snapshot, key)), "ink"), (f"  {CLOUD_NAMES.get(key[1], key[1])}", "faint"))


class RoundDialog(BackdropScreen[None]):
    """How far a round is, and what became of each; it follows the round while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close", show=False)]

    def compose(self) -> ComposeResult:
        """Everybody, and the buttons below."""
        with Dialog(title="", right="esc"):
            yield Prose(id="round")
            with Vertical(classes="dialog-foot"), Horizontal(classes="buttons"):
                yield Action("Close", id="close")
                yield Action("Begin no more", id="stop")

    @property
    def host(self) -> Host:
        """The program around this dialog."""
        return host_of(self)

    def on_mount(self) -> None:
        """Follow the snapshots."""
        self.query_one("#close", Action).focus()
        self.watch(self.host, "snapshot", self._draw, init=False)
        self._draw()

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Close, or begin no more."""
        if event.id == "stop":
            self.host.submit(StopRound())
        else:
            self.action_close()

    def action_close(self) -> None:
        """Back to the list; the round goes on."""
        self.dismiss(None)

    def _draw(self) -> None:
        snapshot, state = self.host.snapshot, self.host.snapshot.round
        if state is None:
            return
        verb = "Verifying" if state.goes_on else "Verified"
        title = f"{verb} {len(state.results)} of {len(state.targets)}"
        self.query_one(Dialog).show_title(((title, "strong"),), "esc")
        self.query_one("#round", Prose).show(*round_lines(state, snapshot, self.host.now()))
        reason = "" if state.goes_on and not state.stopped and state.not_begun else "nothing is left to begin"
        self.query_one("#stop", Action).show("Begin no more", reason)
