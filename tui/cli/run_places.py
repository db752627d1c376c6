"""Where a run that may buy keeps its state and its journal; the built-in sandbox gets a folder for each run."""

from __future__ import annotations

import atexit
import os
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from tui.config.profiles import ProfileKind
from tui.store.sandbox_runs import begin_run
from tui.worker.places import Places

if TYPE_CHECKING:
    from tui.cli.setup import Setup


def places_of(setup: Setup) -> Places:
    """Where state and journal of this run are."""
    if setup.profile.kind is not ProfileKind.SANDBOX:
        return Places(setup.paths.state_db, setup.paths.journal_db)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
    try:
        folder = begin_run(setup.paths.sandbox_runs, name)
    except OSError:
        from tempfile import mkdtemp  # noqa: PLC0415 - needed only here

        # Where nothing can be kept, invented purchases need not outlive the program.
        folder = Path(mkdtemp(prefix="archera-tui-"))
        atexit.register(rmtree, folder, ignore_errors=True)
    return Places(None, folder / "journal.db")
