"""Pictures of a running app: SVG as Textual exports it, PNG by Debian's chromium (fonts-firacode)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.color import Color, ColorSystem

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def in_256_colours(svg: str) -> str:
    """The picture with every colour as a terminal of 256 colours has it: the nearest one, by Rich's own measure."""

    def nearest(found: re.Match[str]) -> str:
        return Color.parse(found.group().lower()).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex

    return _COLOUR.sub(nearest, svg)


def png(
    app: App[Any], path: Path, title: str = "archera-tui", colours: Callable[[str], str] = lambda drawn: drawn
) -> Path:
    """Write what the app shows now as a PNG; `colours` may change the drawing's.

    Raises RuntimeError where chromium is not installed.
    """
    svg = path.with_suffix(".svg")
    svg.write_text(colours(app.export_screenshot(title=title)), encoding="utf-8")
    try:
        return from_svg(svg, path)
    finally:
        svg.unlink()


def from_svg(svg: Path, path: Path) -> Path:
    """Draw an SVG with chromium."""
    chromium = shutil.which("chromium")
    found = _VIEW_BOX.search(svg.read_text(encoding="utf-8"))
    if chromium is None or found is None:
        raise RuntimeError("pictures need Debian's chromium and fonts-firacode")
    size = ",".join(str(round(float(side))) for side in found.groups())
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-sync", f"--user-data-dir={profile}",
                "--hide-scrollbars", f"--window-size={size}", f"--screenshot={path}", svg.resolve().as_uri(),
            ],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
    return path
