"""What stands on the screen of a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.stage import Stage


def stage_lines(app: Stage) -> list[str]:
    """The screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def stage_text(app: Stage) -> str:
    """The screen in one piece."""
    return "\n".join(stage_lines(app))
