"""What a feature's status means for a person, and what to do (product.md, "Customer"; domain.md, "Checklists").

Feature names are opaque to the contract: those the field uses are explained, any other is spoken of in neutral
words. `unknown` is never a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.customers.feature_texts import FIRST, MEMBER_ACCOUNT, SECOND, TEXTS, FeatureText
from tui.domain.formats import clock, coming, date
from tui.domain.records import AVAILABLE, MISSING, UNKNOWN, WARNING, Feature, severity
from tui.text import clean, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_DAY = 86_400.0
_SHORT_CELLS = 23
FIRST_DELIVERY = _DAY
"""A cost and usage report may take this long to be delivered for the first time, seconds."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A status in words: what it means, what to do (without the arrow; empty: nothing), and a word for a column.

    `waits_for` names the feature that has to be there first; `calm` says that nobody needs to act.
    """

    meaning: str
    remedy: str
    short: str
    waits_for: str = ""
    calm: bool = False


def label(name: str) -> str:
    """A feature's opaque name as a person reads it in prose: `savings_plans` -> `savings plans`."""
    return clean(name, 40).replace("_", " ").strip() or "a feature without a name"


def text_of(name: str, provider: str | None) -> FeatureText | None:
    """What is known of a feature of this provider (or `org`), None when nothing is."""
    return TEXTS.get(provider or "", {}).get(name)


def _status_of(name: str, features: Sequence[Feature]) -> str:
    found = [feature.status for feature in features if feature.name == name]
    return min(found, key=severity, default="")


def waits_for(feature: Feature, features: Sequence[Feature], provider: str | None) -> str:
    """The feature this unknown one has to wait for, empty when it waits for none that is listed and not there."""
    if feature.status != UNKNOWN:
        return ""
    for name in (FIRST.get(provider or "", ""), SECOND.get(feature.name, "")):
        if name and name != feature.name and _status_of(name, features) in (MISSING, UNKNOWN):
            return name
    return ""


def moment(at: float, now: float) -> str:
    """When something was or is to be, for a sentence: `02:58` (UTC) within a day, else `14 Nov`."""
    return clock(at) if abs(now - at) < _DAY else date(at, now)


def _until(feature: Feature, now: float) -> str:
    """When a feature stopped working, as far as this program saw it happen."""
    if feature.was != AVAILABLE or feature.since is None:
        return ""
    return f"It worked until {moment(feature.since, now)}."


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _cur_warning(feature: Feature, text: FeatureText, now: float) -> Explanation:
    """A report that is new waits for its first delivery; one that worked before is late."""
    if feature.was == AVAILABLE:
        return Explanation(_joined(text.partly, _until(feature, now)), text.mend_partly, text.short_partly)
    if feature.was is None or feature.since is None:
        return Explanation(
            "The report exists; its first delivery may take 24 h.",
            "If it takes longer, look at the report and its bucket in the customer's account.",
            "CUR, first delivery",
            calm=True,
        )
    due = feature.since + FIRST_DELIVERY
    if now <= due:
        return Explanation(
            f"The report exists; its first delivery is due by {coming(due, now)}.",
            "Nothing to do until then.",
            "CUR, first delivery",
            calm=True,
        )
    return Explanation(
        f"The report exists; its first delivery was due by {moment(due, now)}.", text.mend_partly, text.short_partly
    )


def _warning(feature: Feature, text: FeatureText, features: Sequence[Feature], now: float) -> Explanation:
    if feature.name == "cur":
        return _cur_warning(feature, text, now)
    if feature.name in MEMBER_ACCOUNT and _status_of("purchase_permissions", features) == WARNING:
        short = "role in member account"
        remedy = TEXTS["aws"]["purchase_permissions"].mend_partly
    else:
        short, remedy = text.short_partly, text.mend_partly or text.mend
    return Explanation(_joined(text.partly, _until(feature, now)), remedy, short)


def _is_lost(feature: Feature, features: Sequence[Feature], provider: str | None) -> bool:
    """Whether a missing feature was there before: seen here, or plain from others that only work behind it."""
    if feature.was is not None:
        return feature.was in (AVAILABLE, WARNING)
    return feature.name == FIRST.get(provider or "") and any(other.status == AVAILABLE for other in features)


def _known(
    feature: Feature, text: FeatureText, features: Sequence[Feature], provider: str | None, now: float
) -> Explanation:
    match feature.status:
        case "available":
            return Explanation(text.works, "", text.label, calm=True)
        case "warning":
            return _warning(feature, text, features, now)
        case "missing" if _is_lost(feature, features, provider):
            return Explanation(_joined(text.lost, _until(feature, now)), text.mend_lost or text.mend, text.short_lost)
        case "missing":
            return Explanation(text.absent, text.mend, text.short_absent)
        case _:
            return _other(feature, text.label, now)


def _other(feature: Feature, name: str, now: float) -> Explanation:
    """Words for an unknown status of any feature, and for any status of an unknown feature."""
    match feature.status:
        case "available":
            return Explanation("Reported as available.", "", name, calm=True)
        case "warning":
            meaning = "Reported as a warning: it works in part."
            return Explanation(_joined(meaning, _until(feature, now)), "Ask Archera what it needs.", name)
        case "missing":
            meaning = "Reported as missing: it is absent, and somebody must act."
            return Explanation(_joined(meaning, _until(feature, now)), "Ask Archera what it needs.", name)
        case "unknown":
            meaning = "Not checked yet, or it could not be checked."
            return Explanation(_joined(meaning, _until(feature, now)), "", f"{name} unknown", calm=True)
        case _:
            words = clean(feature.status, 40)
            return Explanation(f'Reported as "{words}", a word this program does not know.', "", name, calm=True)


def explain(feature: Feature, checklist_features: Sequence[Feature], provider: str | None, now: float) -> Explanation:
    """What a feature's status means and what to do.

    `checklist_features` are all features of its list, `provider` is the cloud of the list, or `org` for the
    customer's own list, None for an opaque one; `now` in epoch seconds.
    """
    waited = waits_for(feature, checklist_features, provider)
    text = text_of(feature.name, provider)
    if waited:
        short = fit(f"{text.label if text else label(feature.name)} unknown", _SHORT_CELLS)
        return Explanation(f"Waits for {waited}.", "", short, waits_for=waited, calm=True)
    found = (
        _known(feature, text, checklist_features, provider, now) if text else _other(feature, label(feature.name), now)
    )
    short = fit(found.short, _SHORT_CELLS)
    return found if short == found.short else Explanation(found.meaning, found.remedy, short, calm=found.calm)


def troubles(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """The features that are missing or a warning, missing ones first, else in the server's order."""
    found = [feature for feature in features if feature.status in (MISSING, WARNING)]
    return tuple(sorted(found, key=lambda feature: severity(feature.status)))


def short_words(
    spoken_of: Iterable[Feature], features: Sequence[Feature], provider: str | None, now: float
) -> tuple[str, ...]:
    """The distinct short words for what is wrong among some features of a list, worst first."""
    shorts = [explain(feature, features, provider, now).short for feature in troubles(spoken_of)]
    return tuple(dict.fromkeys(shorts))


def _first_deliveries(features: Iterable[Feature]) -> Iterator[Feature]:
    """Reports whose first delivery was seen to begin, so that it is known when it is due."""
    for feature in features:
        if feature.name == "cur" and feature.status == WARNING and feature.was not in (None, AVAILABLE):
            yield feature


def depends_on_time(lists: Mapping[str, Sequence[Feature]]) -> bool:
    """Whether the short words for these lists change by themselves."""
    return any(True for features in lists.values() for _ in _first_deliveries(features))


def words_change_at(features: Iterable[Feature], now: float) -> float | None:
    """When the short words will change by themselves, epoch seconds: a first delivery becomes late when it is due."""
    due = [feature.since + FIRST_DELIVERY for feature in _first_deliveries(features) if feature.since is not None]
    return min((at for at in due if at >= now), default=None)
