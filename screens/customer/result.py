"""What a verification says, whatever the cloud: one under way, one whose end is not known, its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.customer.aws_steps import elapsed
from screens.customer.plans import plan_sentence
from screens.customer.verify import (
    FeatureList,
    changed_lines,
    connected_line,
    counts_line,
    feature_lines,
    moment_ago,
    source_words,
)
from tui.domain.faults import Sent
from tui.domain.formats import age, clock
from tui.domain.intents import VerifyAws, VerifyAzure
from tui.domain.onboarding.steps import all_available
from tui.domain.onboarding.verify_options import report_words
from tui.domain.records import AWS, AZURE
from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customer.facts import CustomerFacts
    from tui.domain.faults import Fault
    from tui.domain.onboarding.steps import Progress
    from tui.domain.records import Feature


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one cloud's verification; `since` is when the one under way was asked, epoch seconds."""

    provider: str
    progress: Progress
    features: tuple[Feature, ...]
    from_list: bool
    since: float | None


def aws_checked(facts: CustomerFacts) -> Checked:
    """The verification of AWS."""
    return Checked(AWS, facts.aws, facts.features, facts.from_list, facts.running_since(VerifyAws))


def azure_checked(facts: CustomerFacts) -> Checked:
    """The verification of Azure."""
    since = facts.running_since(VerifyAzure)
    return Checked(AZURE, facts.azure, facts.azure_features, facts.azure_from_list, since)


def running_lines(facts: CustomerFacts, checked: Checked) -> Iterator[Pair | Para]:
    """That a verification is under way."""
    at = checked.since
    words = "just asked" if at is None else elapsed(facts.now - at)
    asked = () if at is None else ((f"asked {clock(at)} UTC", "faint"),)
    yield Pair((("▸ ", "key"), ("Verifying", "strong"), (f"  {words}", "muted")), asked)
    yield muted("It may take a minute or two. You can leave this screen, it goes on.", 2)
    yield Para((("x", "key"), (" stops waiting here; the server may go on all the same.", "muted")), indent=2)
    if checked.features:
        yield muted("Until then, what was known before:", 2)
    yield BLANK


def unknown_lines(facts: CustomerFacts, checked: Checked, fault: Fault | None) -> Iterator[Para]:
    """A verification was asked, and neither its answer nor its end is known here; `fault` says why, where it is known.

    What may have been sent and failed is told here, once; any other fault is its caller's to tell.
    """
    progress, read_at = checked.progress, facts.list_at
    if progress.asked_at is None or not _is_unknown(facts, checked):
        return
    read_since = read_at is not None and read_at > progress.asked_at
    when = moment_ago(progress.asked_at, facts.now)
    first = f"A verification was asked at {when}; its answer was not seen."
    yield Para((("○ ", "warn"), (first, "bold warn")), hang=2)
    if fault is not None and fault.sent is Sent.MAYBE:
        said = f"“{fault.words}”" if fault.words else ""
        yield muted(" ".join(part for part in (fault.what, said, fault.meaning) if part), 2)
    elif fault is None:
        yield muted("The program was ended meanwhile, another waits for it, or it was lost.", 2)
    if checked.provider == AWS:
        account = f"with account {progress.account_id}" if progress.account_id else "without an account id"
        yield muted(f"Asked {account}; existing CUR: {report_words(progress.existing_cur)}.", 2)
    if read_at is not None and read_since:
        yield muted(f"The list was read since, {age(facts.now - read_at)} ago: below is what it says.", 2)
        remedy = "V verifies again, which is harmless"
    else:
        remedy = "r reads what the list says now; V verifies again, which is harmless"
    yield Para((("→ ", "key"), (remedy, "ink")), indent=2, hang=2)
    yield BLANK


def told_as_unknown(facts: CustomerFacts, checked: Checked, fault: Fault) -> bool:
    """Whether a fault is told by `unknown_lines`."""
    return fault.sent is Sent.MAYBE and _is_unknown(facts, checked)


def _is_unknown(facts: CustomerFacts, checked: Checked) -> bool:
    """Whether an answer is missing still: not once the list, read since, says that all is available."""
    asked_at, read_at = checked.progress.asked_at, facts.list_at
    if asked_at is None:
        return False
    read_since = read_at is not None and read_at > asked_at
    return not (read_since and checked.from_list and all_available(checked.features))


def feature_result_lines(facts: CustomerFacts, checked: Checked, *, wide: bool) -> Iterator[Pair | Para]:
    """The features with what they mean and what to do, and what changed; nothing when none is known."""
    if not checked.features:
        return
    source = source_words(checked.progress.verified, facts.list_at, facts.now, from_list=checked.from_list, wide=wide)
    shown = FeatureList(checked.features, checked.provider, facts.now, source, wide)
    if all_available(checked.features):
        yield connected_line(checked.features)
        yield Para(plan_sentence(facts, checked.provider), indent=2)
        yield Para(
            (
                ("Plans usually come 24 to 48 h after the first report. ", "muted"),
                ("P", "key"),
                (" opens the plan.", "muted"),
            ),
            indent=2,
        )
        yield BLANK
    yield counts_line(shown)
    if wide:
        yield BLANK
    yield from feature_lines(shown)
    yield BLANK
    changed = tuple(changed_lines(checked.progress.verified, checked.progress.before, facts.now, wide=wide))
    if changed and not checked.from_list:
        yield from changed
        yield BLANK


def nothing_verified_lines(checked: Checked, access: str) -> Iterator[Para]:
    """No feature is known: a verification answered with none, or there was none; `access` is what is tried."""
    if checked.progress.verified is not None:
        yield Para((("The verification answered without a single feature.", "strong"),))
        yield muted(f"That is a legal answer; it says nothing about the {access}. Verify again later.")
    else:
        yield Para((("Not verified yet", "strong"),))
        yield muted(f"Archera tries the {access} it was given and reports feature by feature.")
        yield muted("An answer is not yet a success: the statuses tell.")


def muted(words: str, indent: int = 0) -> Para:
    """A quiet paragraph."""
    return Para(((words, "muted"),), indent=indent)
