"""What may happen to the one request of a purchase on its way, and where a program may be found dead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Way(Enum):
    """What becomes of the purchase request between the program and the server."""

    CLEAR = "it gets through, and so does the answer"
    REFUSED = "nobody listens any more when it would leave"
    CUT_AT_HEAD = "the connection breaks after its first line, nothing arrives"
    HALF_ARRIVES = "half of it arrives, then both sides are cut off"
    LOST = "it is taken and lost, the connection breaks"
    LOST_SILENTLY = "it is taken and lost, and nobody says a word"
    LATE = "the connection breaks, and it arrives all the same a little later"
    CUT_AFTER_COMMIT = "the server carries it out, the connection breaks before the answer"
    SILENT_AFTER_COMMIT = "the server carries it out, and no answer comes"
    HALF_ANSWER = "the server carries it out, half the answer comes"
    PAGE_502 = "the server carries it out, a gateway answers 502 with a page"
    PAGE_403 = "the server carries it out, a gateway answers 403 with a page"
    LOST_502 = "it is lost, a gateway answers 502 with a page"
    CONFLICT = "the server carries it out, 409 is answered in the API's own words"
    REDIRECT = "it is lost, a redirect is answered"
    OTHER_PLAN = "it is lost, 200 with another plan is answered"
    FORBIDDEN = "it is refused with 403 in the API's own words"
    TOO_MANY = "it is refused with 429"


class Killing(Enum):
    """Where the proxy kills the program while its request is under way."""

    NEVER = "never"
    AT_HEAD = "after the first part of the request has left"
    BEFORE_ARRIVAL = "after the request has left, before it arrives"
    AFTER_COMMIT = "after the server's commit, before the answer"
    HALF_ANSWER = "in the middle of the answer"


POINTS = (
    # What the journal is told: a transaction begins, its statements, its end, and what makes the end durable.
    ("begin", 4), ("insert", 1), ("update", 4), ("commit", 5), ("committed", 5),
    # What the program asks of the server: figures, and the one request.
    ("reading", 3), ("read", 3), ("sending", 1), ("first byte", 1), ("answered", 1),
)  # fmt: skip
"""Where a program can kill itself, each with how often it may come by there."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one program does in a story.

    `does` is buy, look or settle. It dies at the `nth` time it comes to a `point`, or `seconds` after its start, or
    where `killing` says. A program that bought lingers for so long; `reads_fail` is the share of readings that fail.
    """

    does: str
    way: Way = Way.CLEAR
    killing: Killing = Killing.NEVER
    point: str = ""
    nth: int = 1
    seconds: float = 0.0
    lingers: float = 0.0
    reads_fail: float = 0.0

    @property
    def words(self) -> str:
        """The part in a line."""
        death = f", dies at {self.point} {self.nth}" if self.point else ""
        death += f", dies after {self.seconds:.2f} s" if self.seconds else ""
        death += f", killed {self.killing.value}" if self.killing is not Killing.NEVER else ""
        way = f": {self.way.value}" if self.does == "buy" else ""
        return f"told to {self.does}{way}{death}"
