"""What step 4 and the Azure tab say about features: counts, what is wrong and what to do, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.customers.features import explain, moment
from tui.domain.formats import age, clock, count, duration, since
from tui.domain.records import AVAILABLE, MISSING, UNKNOWN, WARNING, severity
from tui.text import width
from widgets.prose import BLANK, Pair, Para
from widgets.segments import EMPTY, Cell, cell, filled, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.domain.onboarding.steps import Verification
    from tui.domain.records import Feature

_MINUTE = 60.0
_DAY = 86_400.0
_NAME_CELLS = range(20, 33)
_STATUS_CELLS = 11
_MOST_CHANGES = 12
MARKS: dict[str, tuple[str, str]] = {
    MISSING: ("✕", "miss"),
    WARNING: ("◐", "warn"),
    UNKNOWN: ("○", "muted"),
    AVAILABLE: ("●", "ok-quiet"),
}
_STRANGE = ("·", "muted")
# More of one kind than anybody reads; a server that sends thousands must not hold up the drawing.
_MOST = 200


@dataclass(frozen=True, slots=True)
class FeatureList:
    """Features of one cloud to be told about: worst first, of this provider, as of `now`; `source` says whence."""

    features: tuple[Feature, ...]
    provider: str
    now: float
    source: str
    wide: bool

    @property
    def name_cells(self) -> int:
        """The width of the column of names."""
        longest = max((width(feature.name) for feature in self.features[:_MOST]), default=0)
        return min(max(longest, _NAME_CELLS.start), _NAME_CELLS.stop - 1)


def mark_of(status: str) -> tuple[str, str]:
    """Glyph and style token of a status."""
    return MARKS.get(status, _STRANGE)


def source_words(
    verified: Verification | None, list_at: float | None, now: float, *, from_list: bool, wide: bool
) -> str:
    """Where the statuses come from: a verification made here, or the list, "as last reported"."""
    if verified is not None and not from_list:
        words = f"{age(now - verified.at)} ago, took {duration(verified.took)}"
        return f"verified {words}" if wide else words
    return "as last reported" + (f", {age(now - list_at)} ago" if list_at is not None and wide else "")


def since_words(feature: Feature, now: float, *, exact: bool) -> str:
    """`02:58, 3m ago`, `3m ago`; where only the first sight is known, `over 3m`."""
    if feature.since is None:
        return ""
    if feature.was is None:
        words = since(feature.since, now)
        return words if " " in words else "" if now - feature.since < _MINUTE else f"over {words}"
    ago = _ago(feature.since, now)
    return f"{clock(feature.since)}, {ago}" if exact and abs(now - feature.since) < _DAY else ago


def _ago(at: float, now: float) -> str:
    words = since(at, now)
    return words if " " in words else f"{words} ago"


def counts_line(shown: FeatureList) -> Pair:
    """`✕ 1 missing  ◐ 1 warning  ○ 2 unknown  ● 4 available`, and whence it is known."""
    counts: dict[str, int] = {}
    for feature in shown.features:
        counts[feature.status] = counts.get(feature.status, 0) + 1
    parts: list[Cell] = []
    for status in sorted(counts, key=severity):
        glyph, token = mark_of(status)
        loud = status in (MISSING, WARNING)
        words = f"{counts[status]} {status}"
        parts.append(((f"{glyph} ", token), (words, f"bold {token}" if loud else "muted")))
    return Pair(joined(parts, 3), ((shown.source, "faint"),))


def feature_lines(shown: FeatureList) -> Iterator[Pair | Para]:
    """The features: those that are not well with meaning and remedy, the rest in a line each."""
    if not shown.features:
        return
    if not shown.wide and all(feature.status == AVAILABLE for feature in shown.features):
        names = ", ".join(feature.name for feature in shown.features)
        yield Pair((("  ", ""), (names, "faint")), EMPTY)
        return
    name = filled((("Feature", "faint"),), shown.name_cells + 2)
    yield Pair((("  ", ""), *name, ("Status", "faint")), (("Since", "faint"),))
    troubled = [feature for feature in shown.features if feature.status not in (AVAILABLE, UNKNOWN)]
    for feature in troubled[:_MOST]:
        yield from _troubled(shown, feature)
    yield from _left_out(troubled, "not well")
    unknown = [feature for feature in shown.features if feature.status == UNKNOWN]
    for feature in unknown[:_MOST]:
        yield _one_line(shown, feature)
    yield from _left_out(unknown, "unknown")
    yield from _available(shown)


def _left_out(features: Sequence[Feature], words: str) -> Iterator[Para]:
    if len(features) > _MOST:
        yield Para(((f"and {len(features) - _MOST:,} more that are {words}; v shows all of them", "muted"),), indent=2)


def _head(shown: FeatureList, feature: Feature, name: str, status: str) -> Cell:
    return (
        (f"{mark_of(feature.status)[0]} ", mark_of(feature.status)[1]),
        *filled(((feature.name, name),), shown.name_cells),
        ("  ", ""),
        (feature.status, status),
    )


def _troubled(shown: FeatureList, feature: Feature) -> Iterator[Pair | Para]:
    told = explain(feature, shown.features, shown.provider, shown.now)
    token = mark_of(feature.status)[1]
    ages = since_words(feature, shown.now, exact=True)
    yield Pair(_head(shown, feature, "strong", f"bold {token}"), ((ages, "ink"),))
    yield Para(((told.meaning, "muted"),), indent=2)
    if told.remedy:
        yield Para((("→ ", "key"), (told.remedy, "ink")), indent=2, hang=2)
    yield BLANK


def _one_line(shown: FeatureList, feature: Feature) -> Pair:
    told = explain(feature, shown.features, shown.provider, shown.now)
    note = f"waits for {told.waits_for}" if told.waits_for else "not checked, or could not be"
    left = filled(_head(shown, feature, "muted", "muted"), shown.name_cells + 4 + _STATUS_CELLS)
    right = since_words(feature, shown.now, exact=False)
    return Pair((*left, ("  ", ""), (note, "faint")), ((right, "faint"),))


def _available(shown: FeatureList) -> Iterator[Pair]:
    """What is well: a line each where there is room, else one for all."""
    well = [feature for feature in shown.features if feature.status == AVAILABLE]
    if shown.wide:
        for feature in well[:_MOST]:
            right = since_words(feature, shown.now, exact=False)
            yield Pair(_head(shown, feature, "muted", "faint"), ((right, "faint"),))
    elif well:
        glyph, token = MARKS[AVAILABLE]
        names = ", ".join(feature.name for feature in well)
        yield Pair(((f"{glyph} ", token), (f"{len(well)} available", "muted"), (f"   {names}", "faint")), EMPTY)


def changed_lines(
    verified: Verification | None, before: Verification | None, now: float, *, wide: bool
) -> Iterator[Pair | Para]:
    """What is different between the last two verifications made here."""
    if verified is None or before is None:
        return
    changes = _changes(before, verified)
    ago = age(now - before.at)
    if not changes:
        yield Para(((f"Nothing changed since the check before, {ago} ago.", "muted"),))
    elif wide:
        yield Para(((f"Changed since the check before, {ago} ago", "strong"),))
        cells = min(max(*(width(name) for name, _was, _is in changes), _NAME_CELLS.start), _NAME_CELLS.stop - 1)
        for name, was, status in changes[:_MOST_CHANGES]:
            yield Para((("  ", ""), *filled(((name, "ink"),), cells + 2), *_became(was, status)))
        if len(changes) > _MOST_CHANGES:
            yield Para(((f"  and {len(changes) - _MOST_CHANGES} more", "muted"),))
    else:
        name, was, status = changes[0]
        more = f", {len(changes) - 1} more" if len(changes) > 1 else ""
        yield Para(
            (
                ("Changed", "strong"), (f" since the check {ago} ago  ", "muted"), (f"{name} ", "ink"),
                *_became(was, status), (more, "muted"),
            )
        )  # fmt: skip


def _became(was: str, status: str) -> Cell:
    token = mark_of(status)[1]
    loud = f"bold {token}" if status in (MISSING, WARNING) else "ok" if status == AVAILABLE else "muted"
    return ((was, "muted"), (" → ", "muted"), (status, loud))


def _changes(before: Verification, after: Verification) -> list[tuple[str, str, str]]:
    """Name, status before, status now, worst first; a feature that was not checked before "was not listed"."""
    old = {feature.name: feature.status for feature in before.features}
    new = {feature.name: feature.status for feature in after.features}
    changed = [(name, old.get(name, "not listed"), status) for name, status in new.items() if old.get(name) != status]
    changed += [(name, status, "not listed") for name, status in old.items() if name not in new]
    return sorted(changed, key=lambda change: severity(change[2]))


def moment_ago(at: float, now: float) -> str:
    """`03:01 UTC, 12m ago`, `14 Nov, 3w ago`."""
    words = moment(at, now)
    return f"{words} UTC, {age(now - at)} ago" if ":" in words else f"{words}, {age(now - at)} ago"


def connected_line(features: Sequence[Feature]) -> Para:
    """That everything works."""
    what = f"  {count(len(features), 'feature')}, all available"
    return Para((("● ", "ok"), ("Connected", "strong"), *cell(what, "muted")))
