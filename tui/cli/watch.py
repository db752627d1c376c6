"""`archera-tui watch`: a line for every change, through the same worker as the dashboard, until it is interrupted."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tui.cli.change_tail import BoardTail, StoredTail, Tail
from tui.cli.output import complain, mark, say
from tui.cli.session import Background, Session, in_loop, session
from tui.cli.setup import Setup, read_setup, scenario_of
from tui.config.problems import ConfigError
from tui.config.profiles import ProfileKind
from tui.domain.activity.feed import gravity
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.filter import Filter, parse
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.formats import clock_seconds, iso
from tui.domain.records import MISSING, WARNING, provider_of
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.text import clean
from tui.worker.clock import SystemClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tui.domain.changes import Change
    from tui.domain.customers.facts import Standing
    from tui.domain.snapshot import Snapshot
    from tui.sandbox.scenario import Scenario

_GLYPHS = {MISSING: ("✕", "x"), WARNING: ("◐", "~")}
_NEWS = ("●", "*")
_DOCTOR = "archera-tui doctor finds out what is in the way"
_ENDED = 128 + signal.SIGTERM


def run(args: argparse.Namespace) -> int:
    """Tell until told to end, which is its usual end: 0."""
    wanted = parse(args.filter)
    if isinstance(wanted, FilterError):
        raise ConfigError(f"--filter: {wanted.message}")
    setup = read_setup(args, os.environ)
    scenario = scenario_of(args.scenario, setup)
    write = write_json if args.json else write_line
    try:
        in_loop(lambda: _watch(setup, scenario, wanted, write, with_plans=args.plans))
    except KeyboardInterrupt:
        return 0
    except SystemExit as end:
        if end.code != _ENDED:
            raise
    return 0


async def _watch(
    setup: Setup, scenario: Scenario | None, wanted: Filter, write: Callable[[Change], None], *, with_plans: bool
) -> None:
    profile = setup.profile
    path = None if profile.kind is ProfileKind.SANDBOX else setup.paths.state_db
    store, _ = StateStore.open(path, Scope(profile.name, profile.host, profile.partner_org_id), SystemClock())
    background = Background(reads_list=True, reads_plans=with_plans)
    try:
        # Made before the worker, which may store a change at once.
        stored = None if path is None else StoredTail(store, wanted.text)
        async with session(setup, os.environ, background=background, scenario=scenario) as running:
            tail = stored or BoardTail(running.snapshot.changes)
            await _follow(running, Teller(tail, wanted, write))
    finally:
        store.close()


async def _follow(running: Session, teller: Teller) -> None:
    """Tell what there is, then what comes, for ever. Raises `BrokenPipeError` when nobody reads any more."""
    teller.tell(running.snapshot)
    fault = await running.list_was_read()
    if fault is not None:
        # A change tells it only where it wasn't away already when the last watch ended.
        complain(f"{fault.what} Asking goes on. {_DOCTOR}")
    while True:
        teller.tell(running.snapshot)
        _notice_a_reader_that_went()
        await running.next_news()


class Teller:
    """Writes every change once: those about the API, and those of customers that match, or are not listed any more."""

    def __init__(self, tail: Tail, wanted: Filter, write: Callable[[Change], None]) -> None:
        self._tail = tail
        self._wanted = wanted
        self._write = write
        self._board = StandingBoard()

    def tell(self, snapshot: Snapshot) -> None:
        """Write what is new, flush it, and remember that it was told."""
        before = {standing.org_id: standing for standing in self._board.standings} if self._wanted.terms else {}
        if self._wanted.terms:
            self._board.update(snapshot)
        for change in self._tail.new(snapshot):
            if self._is_meant(change, before, snapshot.at):
                self._write(change)
        self._tail.told()

    def _is_meant(self, change: Change, before: dict[str, Standing], now: float) -> bool:
        """A customer that went is judged by what it was; one that nothing is known of is told of rather than not."""
        standing = self._board.standing(change.org_id) or before.get(change.org_id)
        return standing is None or self._wanted.matches(standing, Moment(now))


def document(change: Change) -> dict[str, Any]:
    """A change for programs: times in RFC 3339, the server's words as they came, cleaned."""
    about_a_list = change.kind in ("feature", "plan", "purchase")
    return {
        "at": iso(change.at),
        "kind": change.kind,
        "org_id": clean(change.org_id) or None,
        "customer": clean(change.name) if change.org_id else None,
        "host": None if change.org_id else clean(change.name),
        "cloud": (provider_of(change.key) or None) if about_a_list else None,
        "list": clean(change.key) if change.kind == "feature" else None,
        "what": clean(change.subject) or None,
        "before": clean(change.before) or None,
        "after": clean(change.after) or None,
        "is_regression": change.is_regression,
    }


def line(change: Change, encoding: str | None) -> str:
    """A change for people: `02:58:07 ✕ Beta Corp: aws assume_role: available → missing`, the time in UTC."""
    glyph = mark(*_GLYPHS.get(gravity(change), _NEWS), encoding)
    what = f"{change.key} {change.subject}" if change.kind == "feature" else change.subject
    before = "" if change.kind == "api" else change.before
    became = f" {mark('→', '->', encoding)} ".join(part for part in (before, change.after) if part)
    told = ": ".join(part for part in (change.name, what, became) if part)
    return f"{clock_seconds(change.at)} {glyph} {told}"


def write_json(change: Change) -> None:
    """One JSON document on one line, written at once."""
    sys.stdout.write(json.dumps(document(change), separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def write_line(change: Change) -> None:
    """One line for people, written at once."""
    say(line(change, sys.stdout.encoding))
    sys.stdout.flush()


def _notice_a_reader_that_went() -> None:
    """End with the reader of a pipe, as `tail -f` does, rather than with the next change, which may take hours."""
    with suppress(io.UnsupportedOperation):
        poll = select.poll()
        poll.register(sys.stdout.fileno(), 0)
        if any(event & select.POLLERR for _, event in poll.poll(0)):
            raise BrokenPipeError
