"""Style sheets of the dashboard; the App loads all of them, in this order (architecture.md, "Style")."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
# What everything stands on comes first; the sheets of screens follow by name and so may refine it.
_FIRST = ("base.tcss", "widgets.tcss")

SHEETS: tuple[Path, ...] = (
    *(_HERE / name for name in _FIRST),
    *sorted(path for path in _HERE.glob("*.tcss") if path.name not in _FIRST),
)
