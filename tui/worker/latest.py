"""Answers to the same question may overtake each other: the one that was asked for last counts."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Latest:
    """Numbers requests as they are made, and says of an answer whether a later request was answered before it."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._taken: dict[Hashable, int] = {}

    def ask(self) -> int:
        """The number of a request that is made now."""
        return next(self._numbers)

    def is_overtaken(self, subject: Hashable, number: int) -> bool:
        """Whether the answer to a later request about this subject was taken already."""
        return self._taken.get(subject, 0) > number

    def take(self, subject: Hashable, number: int) -> None:
        """Note that the answer to this request is taken; it was not overtaken."""
        self._taken[subject] = number
