"""How the program ends after an error nobody expected."""

from __future__ import annotations

from datetime import UTC, datetime
from traceback import format_exc
from typing import TYPE_CHECKING, Any

from tui import __version__
from tui.config.paths import ensure_private, write_private
from tui.config.problems import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType
    from textual.app import App


def fatal_error(app: App[Any], crash_file: Path | None) -> None:
    """End the app after an unhandled error: a traceback on the terminal once it is back, and in a private file.

    Neither shows local variables. Textual's own does, and a header or a setting among them may be a secret.
    """
    # Rich's traceback is worth loading for a crash alone.
    import rich  # noqa: PLC0415
    from rich.console import Group  # noqa: PLC0415
    from rich.segment import Segments  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415
    from rich.traceback import Traceback  # noqa: PLC0415

    app.bell()
    told: list[RenderableType] = [Traceback(show_locals=False, width=None, suppress=[rich])]
    # Of several errors Textual prints the first.
    if crash_file is not None and not app._exit_renderables and _written(crash_file):  # noqa: SLF001
        told.append(Text(f"archera-tui fell over. What is above is also in {crash_file}; no keys are in it."))
    app._exit_renderables.append(Segments(app.console.render(Group(*told), app.console.options)))  # noqa: SLF001
    app._close_messages_no_wait()  # noqa: SLF001


def _written(crash_file: Path) -> bool:
    try:
        ensure_private(crash_file.parent)
        write_private(crash_file, f"archera-tui {__version__}, {datetime.now(UTC):%FT%TZ}\n{format_exc()}")
    except (OSError, ConfigError):
        return False
    return True
