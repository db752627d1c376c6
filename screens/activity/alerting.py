"""What is told beyond the screen: by the bell, a notification of the terminal, a command (product.md, "3 Activity")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.activity.words import became, what
from tui.domain.activity.feed import Part, fold
from tui.domain.alerts import OCCASIONS, occasion
from tui.domain.clipboard import between
from tui.domain.names import safe_name
from tui.domain.notification import BELL, notification
from tui.text import clean
from widgets.segments import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.host import Host
    from tui.domain.activity.feed import Entry
    from tui.domain.alerts import AlertRules
    from tui.domain.changes import Change
    from widgets.segments import Cell

_MOST = 3
_LONGEST = 300
_SIGNS = {"missing": "✕", "warning": "◐", "recovered": "●", "api": "the API", "purchase": "purchases"}


def alert_text(changes: Sequence[Change]) -> str:
    """`archera-tui: Beta Corp: AWS assume_role available → missing; and 4 more`, the gravest first.

    It never begins with a customer's name: a program that is started with it could take a hyphen for an option.
    """
    entries = sorted(fold(changes, Part.NEW), key=lambda entry: OCCASIONS.index(occasion(entry.latest)))
    told = [_told(entry) for entry in entries[:_MOST]]
    more = [f"and {len(entries) - _MOST} more"] if len(entries) > _MOST else []
    return clean(f"archera-tui: {'; '.join((*told, *more))}", _LONGEST)


def _told(entry: Entry) -> str:
    return f"{safe_name(entry.latest.name)}: {what(entry)} {text_of(became(entry))}".strip()


def raise_alert(host: Host, changes: Sequence[Change]) -> None:
    """Tell these changes in every way the rules name; a command that can't be started is said on the screen."""
    rules, text = host.alert_rules, alert_text(changes)
    if rules.bell:
        host.to_terminal(BELL)
    if rules.notification:
        host.to_terminal(notification(text, between(host.around.environ)))
    if rules.command and (problem := host.around.start((*rules.command, text))):
        host.tell(f"alert: {problem}", "warning")


def rule_words(rules: AlertRules) -> Cell:
    """`alerts: bell, OSC 9 on ✕, the API`; empty when nothing is told."""
    if not rules.is_on:
        return ()
    ways = (("bell", rules.bell), ("OSC 9", rules.notification), ("command", bool(rules.command)))
    how = ", ".join(way for way, used in ways if used)
    about = ", ".join(_SIGNS[each] for each in OCCASIONS if each in rules.on)
    return ((f"alerts: {how} on {about}", "faint"),)
