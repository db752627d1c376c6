"""Exporting a list: make a `Listing` of what it shows and hand it to `export_listing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.save_as import Form, SaveAsDialog
from tui.domain.formats import iso
from tui.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from screens.host import Host
    from tui.domain.export.listing import Listing


def export_listing(host: Host, listing: Listing) -> None:
    """Ask for a file and write to it what a list showed when its key was pressed."""
    forms = (
        Form("CSV", ".csv", lambda: listing.csv),
        Form("JSON", ".json", lambda: listing.json),
        Form("Markdown", ".md", lambda: listing.markdown),
    )
    words = next((f"filter {fact.value}" for fact in listing.about if fact.key == "filter" and fact.value), "")
    title = ((f"Export {listing.size}", "strong"), (f"  {clean(words, 80)}", "faint"))

    def told(path: Path | None) -> None:
        if path is not None:
            host.tell(f"{listing.size} exported to {path}")

    host.push_screen(SaveAsDialog(title, forms, f"{listing.name}-{_day(host.now())}"), told)


def _day(at: float) -> str:
    return (iso(at) or "undated").partition("T")[0]
