"""`archera-tui journal`: the purchases made from this computer, and a person's word on an unknown one."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
import time
from pathlib import Path

from tui.cli.output import complain, mark, say, say_json, say_table
from tui.config.load import ENVIRONMENT, SANDBOX, load_settings
from tui.config.paths import find_paths
from tui.config.problems import ConfigError
from tui.domain.formats import cents, count, iso
from tui.domain.hints import hint, printable
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.document import attempt_document, listed_attempts
from tui.domain.purchase.events import Settled, Timing, Woke
from tui.domain.purchase.machine import step, why_not_settle
from tui.domain.records import CLOUD_NAMES
from tui.store.alive import is_alive
from tui.store.journal import Journal
from tui.store.journal_errors import JournalError
from tui.store.sandbox_runs import latest_run

_HEADER = ("No", "Outcome", "Customer", "Cloud", "Save $/mo", "Sign $", "Sent (UTC)", "Host", "How")
_RIGHT = frozenset({0, 4, 5})
_GLYPHS = {
    AttemptState.BOUGHT: ("●", "*"),
    AttemptState.ACCEPTED: ("●", "*"),
    AttemptState.REFUSED: ("✕", "x"),
    AttemptState.NOT_BOUGHT: ("✕", "x"),
    AttemptState.NOT_SENT: ("–", "-"),
}
_OPEN_GLYPH = ("○", "?")
_DIGITS = 15


def run(args: argparse.Namespace) -> int:
    """List or settle. 0: done, 1: not done, or the journal can't be used."""
    path = _journal_of(args)
    try:
        if args.action == "settle":
            return _settle(args, path)
        return _list(args, path)
    except JournalError as error:
        complain(str(error))
        return 1


def _journal_of(args: argparse.Namespace) -> Path:
    """The one file of every profile, else that of the sandbox's last run."""
    if args.sandbox and args.profile not in (None, SANDBOX):
        raise ConfigError("--sandbox and --profile can't both hold. Give one of them.")
    paths = find_paths(os.environ)
    if not args.sandbox and args.profile != SANDBOX:
        return paths.journal_db
    return (latest_run(paths.sandbox_runs) or paths.sandbox_runs) / paths.journal_db.name


def _attempts(path: Path) -> tuple[Attempt, ...]:
    """Open ones on top, else newest first; none, and no file made, where there is no journal."""
    if not path.exists():
        return ()
    journal = Journal.open(path)
    try:
        return listed_attempts(journal.attempts())
    finally:
        journal.close()


def _list(args: argparse.Namespace, path: Path) -> int:
    attempts = _of_profile(args.profile, _attempts(path))
    if args.json:
        say_json([attempt_document(attempt) for attempt in attempts])
    elif attempts:
        say_table(_HEADER, map(_row, attempts), _RIGHT)
        unknown = sum(attempt.state.is_open for attempt in attempts)
        if unknown:
            say()
            say(
                f"{count(unknown, 'purchase')} not known to have ended. It may have been bought: archera-tui journal "
                "look NO reads the plan. Or ask Archera, then archera-tui journal settle NO --bought or --not-bought, "
                "with --note"
            )
    else:
        say(_none(args))
    return 0


def _none(args: argparse.Namespace) -> str:
    if args.sandbox or args.profile == SANDBOX:
        return "No purchases in the sandbox yet."
    if args.profile:
        return f"No purchases from this computer as profile {args.profile} yet. All of them: archera-tui journal"
    return "No purchases from this computer yet."


def _of_profile(name: str | None, attempts: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    """The attempts made as this profile, all of them without one. Raises `ConfigError` for a name nobody has."""
    if name is None or name == SANDBOX:
        return attempts
    found = tuple(attempt for attempt in attempts if attempt.profile == name)
    if not found:
        # A profile that is not in the configuration any more still has its entries.
        known = {ENVIRONMENT, *(attempt.profile for attempt in attempts)}
        if name not in known and name not in (profiles := load_settings(find_paths(os.environ).config_file).profiles):
            raise ConfigError(f"There is no profile {printable(name)}. {hint(name, {*known, *profiles})}")
    return found


def _row(attempt: Attempt) -> tuple[str, ...]:
    glyph = mark(*_GLYPHS.get(attempt.state, _OPEN_GLYPH), sys.stdout.encoding)
    sent = iso(attempt.sent_at)
    return (
        str(attempt.number),
        f"{glyph} {attempt.state.value}",
        attempt.org_name or attempt.org_id,
        CLOUD_NAMES.get(attempt.provider, attempt.provider),
        cents(attempt.reviewed.monthly_savings),
        cents(attempt.reviewed.cash_due),
        "–" if sent is None else sent[:16].replace("T", " "),
        f"{attempt.host} ({attempt.profile})",
        attempt.how,
    )


def _settle(args: argparse.Namespace, path: Path) -> int:
    if not path.exists():
        complain("There are no purchases yet, so there is none to settle.")
        return 1
    journal = Journal.open(path)
    try:
        attempt = journal.get(entry_of(args.id))
        if attempt is None:
            complain(f'The journal has no entry "{args.id}". Nothing was settled. archera-tui journal lists them')
            return 1
        if args.profile not in (None, SANDBOX, attempt.profile):
            complain(f"Entry {attempt.number} was made as {attempt.profile}, not {args.profile}. Nothing was settled.")
            return 1
        return _settle_one(journal, _looked_after(journal, attempt, path), args)
    finally:
        journal.close()


def entry_of(word: str) -> int | str:
    """What a word names an entry by: its number, or its id; a number too large for any journal is taken for an id."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _DIGITS else word


def _looked_after(journal: Journal, attempt: Attempt, path: Path) -> Attempt:
    """The attempt as it is once a program that died with it is taken into account: sent becomes unknown."""
    sender_alive = attempt.sender is not None and is_alive(path, attempt.sender)
    woken = step(attempt, Woke(sender_alive), time.time(), Timing()).attempt
    return attempt if woken == attempt else journal.record(woken)


def _settle_one(journal: Journal, attempt: Attempt, args: argparse.Namespace) -> int:
    who, now = _who(), time.time()
    reason = why_not_settle(attempt, now, args.note, who)
    if reason:
        complain(f"{reason} Nothing was settled.")
        return 1
    settled = journal.record(step(attempt, Settled(args.bought, args.note, who), now, Timing()).attempt)
    say(f"Entry {settled.number} is settled: {settled.state.value}. {settled.org_name}, {settled.reviewed.plan_name}.")
    say(f"The journal keeps your reason, and that it was {who} who gave it.")
    return 0


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = f"user {os.getuid()}"
    return f"{user}@{socket.gethostname()}"
