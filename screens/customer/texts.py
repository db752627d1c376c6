"""What `y` copies and `v` shows on the customer screen, as plain text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.customer.facts import LAUNCH, TEMPLATE, VERIFY
from screens.customer.launch import url_in_hand
from screens.customer.tabs import AWS_TAB
from tui.domain.formats import iso
from tui.domain.records import AWS
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.customer.facts import CustomerFacts, Visit
    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Feature


@dataclass(frozen=True, slots=True)
class Shown:
    """A text in hand: what it is in a word or two, the text to copy, the text for a pager and its file's ending.

    `url` is the address that may be opened or drawn, where the text is one.
    """

    what: str
    text: str
    paged: str
    suffix: str
    url: str = ""


def url_shown(what: str, url: str) -> Shown:
    """A URL in hand."""
    return Shown(what, url, url, ".txt", url)


def text_in_hand(facts: CustomerFacts, visit: Visit, tab: str) -> Shown | None:
    """What the view in front holds that can be copied; None when it holds nothing of the kind."""
    if tab != AWS_TAB:
        return None
    match visit.step:
        case step if step == TEMPLATE and visit.text:
            return Shown("the template", visit.text, visit.text, visit.template_suffix)
        case step if step == LAUNCH and (url := url_in_hand(facts)):
            return url_shown("the launch URL", url)
        case step if step == VERIFY:
            return statuses(facts, facts.aws, facts.features, AWS)
        case _:
            return None


def statuses(facts: CustomerFacts, progress: Progress, features: Sequence[Feature], cloud: str) -> Shown | None:
    """The features of a cloud as lines and as JSON, None when none is known."""
    if not features:
        return None
    name = clean(facts.customer.label)
    lines = [f"{name} ({clean(facts.customer.org_id)}), {cloud}"]
    lines += [f"{clean(feature.name)}: {clean(feature.status)}" for feature in features]
    document = {
        "customer": name,
        "org_id": facts.customer.org_id,
        "cloud": cloud,
        "verified_at": iso(progress.verified.at) if progress.verified else None,
        "listed_at": iso(facts.list_at),
        "features": [
            {"feature": feature.name, "status": feature.status, "since": iso(feature.since), "was": feature.was}
            for feature in features
        ],
    }
    return Shown("the statuses", "\n".join(lines), json.dumps(document, indent=2), ".json")
