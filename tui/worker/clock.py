"""The real clock."""

from __future__ import annotations

import asyncio
import time


class SystemClock:
    """Implements `tui.domain.clock.Clock` with the machine's time."""

    def now(self) -> float:
        """Epoch seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment; never goes back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait this many seconds."""
        await asyncio.sleep(seconds)
