"""The frame of every screen: status bar, main screens, footer, from the snapshot and the command registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.host import BAR_MODES
from tui.commands import Command, Where, commands_of
from tui.domain.activity.feed import Waiting
from tui.domain.formats import short_id
from tui.domain.plans.facts import known_brief
from tui.domain.snapshot import Link
from widgets.key_footer import FooterKey
from widgets.nav_bar import NavItem
from widgets.segments import EMPTY
from widgets.status_words import BarFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.domain.snapshot import Connection as Connected
    from tui.domain.snapshot import Identity, Snapshot
    from widgets.status_words import Connection

_CONNECTIONS: dict[Link, Connection] = {
    Link.STARTING: "starting",
    Link.LIVE: "live",
    Link.STALE: "stale",
    Link.OFFLINE: "offline",
    Link.PAUSED: "paused",
}
# Every screen of the program shows the same count.
_WAITING = Waiting()


def _connection(known: Connected, now: float) -> Connection:
    """The word of the connection: an API that answers, and says no or fails, is not away."""
    link, fault = known.link_at(now), known.fault
    if link is Link.OFFLINE and fault is not None and (fault.is_refusal or fault.is_failure):
        return "refused" if fault.is_refusal else "failing"
    return _CONNECTIONS[link]


def _acting(who: Identity) -> str:
    """Whom the bar says we act as: an id, where the profile has no name, is as short as elsewhere."""
    return short_id(who.partner) if who.partner == who.partner_org_id else who.partner


def bar_facts(snapshot: Snapshot, now: float) -> BarFacts:
    """The status bar's facts: never newer than what is shown, and the host as it is really called."""
    who, connection = snapshot.identity, snapshot.connection
    return BarFacts(
        mode=BAR_MODES[who.mode],
        who=_acting(who),
        host=who.host,
        profile=who.profile,
        connection=_connection(connection, now),
        since=snapshot.customers_at,
        retry_at=connection.retry_at,
        in_flight=connection.in_flight,
    )


def nav_items(snapshot: Snapshot) -> tuple[NavItem, ...]:
    """The main screens with their counters: what is known, what nobody has seen to, what nobody knows the end of."""
    plans = sum(known_brief(reading) is not None for reading in snapshot.plans.values())
    waiting = _WAITING.count(snapshot.changes, snapshot.seen)
    unknown = sum(attempt.is_unknown for attempt in snapshot.attempts)
    return (
        NavItem("1", "Customers", f"{len(snapshot.customers):,}" if snapshot.customers_at else ""),
        NavItem("2", "Plans", f"{plans:,}" if plans else ""),
        NavItem("3", "Activity", news=((f"{waiting:,} new", "bold warn"),) if waiting else EMPTY),
        NavItem(
            "4",
            "Purchases",
            news=(("○", "warn"), (f" {unknown:,} unknown", "bold warn")) if unknown else EMPTY,
            short_news=(("○", "warn"), (f" {unknown:,}", "bold warn")) if unknown else None,
        ),
    )


def footer_keys(where: Where, why_not: Callable[[Command], str], *, main: bool) -> tuple[FooterKey, ...]:
    """The footer of a screen: its own keys by rank, refresh and pause, then help, palette, back or quit."""
    absent = "back" if main else "quit"
    keys = [_key(command, why_not(command), "screen") for command in _ranked(commands_of(where))]
    for command in _ranked(commands_of(Where.EVERYWHERE)):
        name = command.id.partition(".")[2]
        if name in ("refresh", "pause"):
            keys.append(_key(command, why_not(command), "common"))
        elif name != absent:
            keys.append(_key(command, why_not(command), "always"))
    return tuple(keys)


def _ranked(commands: Iterable[Command]) -> list[Command]:
    return sorted((command for command in commands if command.footer), key=lambda command: command.footer)


def _key(command: Command, reason: str, group: str) -> FooterKey:
    match group:
        case "common":
            return FooterKey(command.shown, command.verb, not reason, reason, "common")
        case "always":
            return FooterKey(command.shown, command.verb, not reason, reason, "always")
        case _:
            return FooterKey(command.shown, command.verb, not reason, reason, "screen")
