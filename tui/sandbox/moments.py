"""Lengths of time in seconds, and moments as the API writes them."""

from __future__ import annotations

from datetime import UTC, datetime

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ALWAYS = float("-inf")
NEVER = float("inf")


def stamp(at: float) -> str:
    """Epoch seconds as the contract's date-time: ISO 8601, whole seconds, UTC."""
    return datetime.fromtimestamp(int(at), UTC).isoformat()
