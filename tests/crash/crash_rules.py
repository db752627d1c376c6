"""What must be true of every story, told from the server's log and the wire, never from the program's own rules."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

from crash.crash_program import HOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from crash.crash_proxy import Proxy

OPEN = ("intended", "sent", "unknown")
_HOLDING = (*OPEN, "accepted", "bought")

Row = sqlite3.Row


class BrokenRuleError(Exception):
    """A rule was broken."""


def rows_of(journal: Path) -> list[Row]:
    """Every attempt on disk, by SQL: past the code under test."""
    if not journal.exists():
        return []
    try:
        return _rows(f"file:{journal}?mode=ro")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
    # A program died in the middle of a transaction. Rolling it back is left to the next program; here a copy will do.
    with tempfile.TemporaryDirectory() as folder:
        for path in journal.parent.glob(f"{journal.name}*"):
            if path.is_file():
                shutil.copy(path, folder)
        return _rows(f"file:{folder}/{journal.name}")


def _rows(uri: str) -> list[Row]:
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            return connection.execute("SELECT * FROM attempts ORDER BY number").fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def as_a_request_leaves(journal: Path, email: str, requests: int) -> None:
    """The first bytes of a purchase request have just left the program that acts as `email`."""
    if requests != 1:
        raise BrokenRuleError(f"{email} sends request number {requests}")
    holding = [row for row in rows_of(journal) if row["state"] in _HOLDING]
    mine = [row for row in holding if row["email"] == email]
    if [row["state"] for row in mine] != ["sent"]:
        raise BrokenRuleError(f"{email} sends, and on disk stands {[row['state'] for row in mine]}")
    if len(holding) != 1:
        raise BrokenRuleError(f"{email} sends, and others hold the claim: {[row['email'] for row in holding]}")


def verdicts(journal: Path, server: Sequence[Mapping[str, Any]], proxies: Mapping[str, Proxy]) -> None:
    """Nothing that stands in the journal may be false, at any moment."""
    rows = rows_of(journal)
    known = {row["email"] for row in rows if row["sent_at"] is not None}
    for email, proxy in proxies.items():
        if proxy.purchases and email not in known:
            raise BrokenRuleError(f"{email} sent a request that the journal does not know")
    bought_by = [entry["email"] for entry in server if entry["what"] == "bought"]
    if len(bought_by) > 1:
        raise BrokenRuleError(f"bought {len(bought_by)} times, by {bought_by}")
    for row in rows:
        _is_true(row, bought_by, proxies[row["email"]].purchases)


def _is_true(row: Row, bought_by: Sequence[str], requests: int) -> None:
    entry = f"entry {row['number']} of {row['email']}"
    match row["state"]:
        case "not sent" if requests:
            raise BrokenRuleError(f"{entry} is called not sent, and it left")
        case "refused" if row["email"] in bought_by:
            raise BrokenRuleError(f"{entry} is called refused, and it bought")
        case "accepted" if row["email"] not in bought_by:
            raise BrokenRuleError(f"{entry} is called accepted, and it bought nothing")
        case "bought" if not bought_by:
            raise BrokenRuleError(f"{entry} is called bought, and nobody bought")
        case "not bought" if not row["settled_by"] or not row["note"]:
            raise BrokenRuleError(f"{entry} is called not bought, and no person said so")
        case "not bought" if row["email"] in bought_by:
            raise BrokenRuleError(f"{entry} is called not bought, and it bought")
        case _:
            if row["host"] != HOST:
                raise BrokenRuleError(f"{entry} is said to be at {row['host']}")


def after_looking(journal: Path, server: Sequence[Mapping[str, Any]], proxies: Mapping[str, Proxy]) -> None:
    """Every program has had its time, and a last one has looked."""
    bought = any(entry["what"] == "bought" for entry in server)
    for row in rows_of(journal):
        entry = f"entry {row['number']} of {row['email']}"
        if row["state"] in ("intended", "sent"):
            raise BrokenRuleError(f"{entry} was left {row['state']}")
        if row["state"] == "unknown" and bought:
            raise BrokenRuleError(f"{entry} is unknown, and its purchase is there to be seen")
        sent = row["sent_at"] is not None and row["state"] not in ("not sent", "refused")
        if sent and not bought and row["state"] != "unknown" and not row["settled_by"]:
            raise BrokenRuleError(f"{entry} is {row['state']} without evidence")
        if row["state"] == "unknown" and row["sent_at"] is None and not proxies[row["email"]].purchases:
            raise BrokenRuleError(f"{entry} is unknown, and it was never sent")
    emails = [row["email"] for row in rows_of(journal)]
    if len(emails) != len(set(emails)):
        raise BrokenRuleError(f"one program, two entries: {emails}")
