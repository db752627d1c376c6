"""How fast the program may ask: a token bucket, and the pause the server asked for, which holds for the whole host."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.clock import Clock


class Pace:
    """Permits requests: at most `per_second` on average with a burst of two seconds' worth, none during a pause."""

    def __init__(self, clock: Clock, per_second: float) -> None:
        self._clock = clock
        self._rate = per_second
        self._burst = max(1.0, per_second * 2)
        self._tokens = self._burst
        self._filled_at = clock.monotonic()
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Send nothing in the background for so long (a 429's Retry-After); a longer pause wins."""
        self._paused_until = max(self._paused_until, self._clock.monotonic() + seconds)

    @property
    def paused_for(self) -> float:
        """Seconds until the server's pause ends, 0 when there is none."""
        return max(0.0, self._paused_until - self._clock.monotonic())

    async def permit(self) -> None:
        """Wait until one more request may be sent."""
        while (wait := self._wait()) > 0:
            await self._clock.sleep(wait)
        self._tokens -= 1

    def _wait(self) -> float:
        now = self._clock.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._rate)
        self._filled_at = now
        shortage = (1 - self._tokens) / self._rate if self._tokens < 1 else 0.0
        return max(shortage, self._paused_until - now)
