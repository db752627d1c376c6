"""Onboarding progress as rows of state.db, one for each customer and cloud."""

from __future__ import annotations

from sqlite3 import Connection

from tui.domain.onboarding.steps import Progress
from tui.domain.snapshot import PlanKey
from tui.store.state_customers import storable
from tui.store.state_rows import progress_of, progress_text
from tui.store.trouble import SENSELESS


def load_progress(connection: Connection, scope: int) -> dict[PlanKey, Progress]:
    """Every row. Raises as `progress_of` does when one makes no sense."""
    rows = connection.execute("SELECT org_id, cloud, body FROM progress WHERE scope = ?", (scope,))
    return {(org_id, cloud): progress_of(body) for org_id, cloud, body in rows}


def readable_progress(connection: Connection, scope: int) -> dict[PlanKey, Progress]:
    """Every row that makes sense: what another program wrote never stops this one."""
    found: dict[PlanKey, Progress] = {}
    for (body,) in connection.execute("SELECT body FROM progress WHERE scope = ?", (scope,)):
        if (progress := _read(body)) is not None:
            found[progress.org_id, progress.cloud] = progress
    return found


def one_progress(connection: Connection, scope: int, org_id: str, cloud: str) -> Progress | None:
    """One row, None when it is not there or makes no sense."""
    place = (scope, storable(org_id), storable(cloud))
    row = connection.execute("SELECT body FROM progress WHERE scope = ? AND org_id = ? AND cloud = ?", place).fetchone()
    return None if row is None else _read(row[0])


def write_progress(connection: Connection, scope: int, progress: Progress) -> None:
    """Put a row in place of what is there."""
    place = (scope, storable(progress.org_id), storable(progress.cloud))
    connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", (*place, progress_text(progress)))


def _read(body: str) -> Progress | None:
    try:
        return progress_of(body)
    except SENSELESS:
        return None
