"""The words of the welcome, true of the snapshot they are shown over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.customers.features import explain
from tui.domain.customers.look import provider_key
from tui.domain.formats import count
from tui.domain.names import safe_name, split_name
from tui.domain.records import UNKNOWN, Feature, severity
from tui.text import fit
from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from tui.domain.snapshot import Snapshot

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_KEY = 8
_NAME = 24


def welcome_lines(snapshot: Snapshot, now: float) -> list[Para | Pair]:
    """What this is, what to try with keys that exist, how to use one's own account."""
    customers = count(len(snapshot.customers), "invented customer") if snapshot.customers else "invented customers"
    return [
        Para(
            f"This is a sandbox: {customers}, and the whole partner API behind them. It changes while you watch. "
            "Nothing here costs money."
        ),
        BLANK,
        Para((("Try", "strong"),)),
        _try("enter", f"open a customer{_newest_regression(snapshot, now)}"),
        _try("/", "type stage:never, enter: the ones to start with"),
        _try("P  b", "look at a customer's plan, and buy it"),
        _try("?", "every key, and what the glyphs mean"),
        BLANK,
        Para((("With your own account", "strong"),)),
        Pair("archera-tui config init", (("writes a profile, read-only", "faint"),), indent=2),
        Pair("archera-tui --profile NAME", (("starts with it", "faint"),), indent=2),
        BLANK,
    ]


def _try(keys: str, text: str) -> Para:
    return Para(((f"{keys:<{_KEY}}", "key"), (text, "")), indent=2, hang=_KEY)


def _newest_regression(snapshot: Snapshot, now: float) -> str:
    """`: Beta Corp, role lost 3 minutes ago`, empty when nothing that still is so got worse.

    Of what happened in the same moment the worst is told; what became unknown is no fault.
    """
    for change in sorted(snapshot.changes, key=lambda change: (-change.at, severity(change.after))):
        customer = snapshot.customer(change.org_id) if change.is_regression and change.after != UNKNOWN else None
        if customer is None:
            continue
        features = [feature for c in customer.integrations if c.key == change.key for feature in c.features]
        if not any(feature.name == change.subject and feature.status == change.after for feature in features):
            continue
        feature = Feature(change.subject, change.after, since=change.at, was=change.before)
        words = explain(feature, features, provider_key(change.key), now).short
        name = fit(split_name(safe_name(customer.label))[0], _NAME)
        return f": {name}, {words} {_ago(now - change.at)}"
    return ""


def _ago(seconds: float) -> str:
    """`3 minutes ago`."""
    if seconds < _MINUTE:
        return "just now"
    for size, noun in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            return f"{count(int(seconds // size), noun)} ago"
    return "just now"
