"""How a command about a customer ends: one meaning of its exit code for all of them. Light: the help shows it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.domain.faults import Fault
    from tui.domain.records import Feature

EXIT_CODES = """\
exit codes:
  0  done; of a verification: every feature is available
  1  a verification with warnings: it works in part
  2  refused, or a feature is missing; also a command line or a setting that makes no sense
  3  could not be told: no answer, an outage, or sent without knowing what became of it; of a verification that some
     features are not checked yet and no other is wrong: verify again later
  130 and 143 when interrupted or told to end"""


class Ending(IntEnum):
    """The exit code of a command; its name in lower case is the word of `--json`."""

    DONE = 0
    WARNINGS = 1
    REFUSED = 2
    UNKNOWN = 3

    @property
    def word(self) -> str:
        """The word for programs."""
        return self.name.lower()


_SERVER_FAILED = 500
_THROTTLED = 429
# Answers that say neither yes nor no, and a name whose registration is still being waited for.
_NOT_TOLD = frozenset({"unreadable", "redirected", "unexpected status", "claimed", "unknown", "program"})
_DECIDED_HERE = frozenset({"unsendable", "read-only", "usage", "twin", "purchase declined"})


def ending_of_fault(fault: Fault) -> Ending:
    """How a command ends that failed with this."""
    from tui.domain.faults import Sent  # noqa: PLC0415 - the help has no use for it

    if fault.kind in _DECIDED_HERE:
        return Ending.REFUSED
    if fault.sent is Sent.MAYBE or fault.kind in _NOT_TOLD:
        return Ending.UNKNOWN
    if fault.status is None:
        return Ending.UNKNOWN if fault.kind else Ending.REFUSED
    return Ending.UNKNOWN if fault.status >= _SERVER_FAILED or fault.status == _THROTTLED else Ending.REFUSED


def ending_of_features(features: Iterable[Feature]) -> Ending:
    """How a verification ends that brought these: by the worst that is known of a feature.

    Where nothing is wrong but some are unknown, or no feature is listed at all, it could not be told yet.
    """
    from tui.domain.records import AVAILABLE, MISSING, UNKNOWN  # noqa: PLC0415 - as above

    statuses = {feature.status for feature in features}
    if MISSING in statuses:
        return Ending.REFUSED
    if statuses - {AVAILABLE, UNKNOWN}:
        return Ending.WARNINGS
    return Ending.DONE if statuses == {AVAILABLE} else Ending.UNKNOWN
