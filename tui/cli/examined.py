"""What `archera-tui doctor` found out about one thing, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a thing is; SKIPPED: it could not be looked at, for a reason that another line tells."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Examined:
    """One line: the thing, how it is, what was found, and what to do, empty when nothing need be done."""

    what: str
    verdict: Verdict
    found: str
    remedy: str = ""


def fine(what: str, found: str) -> Examined:
    """Nothing need be done."""
    return Examined(what, Verdict.OK, found)


def doubtful(what: str, found: str, remedy: str) -> Examined:
    """It works, but not as well as it might."""
    return Examined(what, Verdict.WARN, found, remedy)


def broken(what: str, found: str, remedy: str) -> Examined:
    """It doesn't work."""
    return Examined(what, Verdict.FAIL, found, remedy)


def skipped(what: str, found: str) -> Examined:
    """It was not looked at."""
    return Examined(what, Verdict.SKIPPED, found)
