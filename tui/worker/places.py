"""Where a run keeps what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Where this run keeps its state (None: in memory) and its journal (None: it never buys)."""

    state: Path | None
    journal: Path | None
