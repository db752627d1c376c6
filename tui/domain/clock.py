"""Time as an argument: whoever waits or stamps asks a clock that was handed in, so that tests own time."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """A source of time: `now` in epoch seconds, `monotonic` in seconds that never go back, and waiting."""

    def now(self) -> float:
        """Epoch seconds."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment; never goes back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait this many seconds."""
        ...
