"""`archera-tui check`: one look at every customer for Nagios, Icinga and their kin, through the dashboard's worker."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from tui.cli.plugin_line import Figure, Level, plugin_line
from tui.cli.session import Background, Session, in_loop, session
from tui.cli.setup import Setup, read_setup
from tui.config.problems import ConfigError
from tui.domain.customers.facts import totals
from tui.domain.customers.ordering import order
from tui.domain.customers.standing import StandingBoard
from tui.domain.filters.filter import Filter, parse
from tui.domain.filters.syntax import FilterError
from tui.domain.filters.terms import Moment
from tui.domain.formats import count

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from tui.domain.customers.facts import Standing, Totals
    from tui.domain.faults import Fault
    from tui.domain.snapshot import Snapshot

_NAMED = 4
_NAME_LETTERS = 48
_DOCTOR = "archera-tui doctor finds out why."
# Words of the language that say something of plans, which are read only for them.
_OF_PLANS = ("plan:", "savings<", "savings>", "savings=")


@dataclass(frozen=True, slots=True)
class _Watched:
    """What raises which level: a customer of whom every word is true. None raises nothing."""

    warning: Filter | None
    critical: Filter | None

    @property
    def needs_plans(self) -> bool:
        """Whether an expression speaks of plans."""
        terms = [term for wanted in (self.warning, self.critical) if wanted for term in wanted.terms]
        return any(term.text.lstrip("!").startswith(_OF_PLANS) for term in terms)


@dataclass(frozen=True, slots=True)
class _Verdict:
    level: Level
    text: str
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _Look:
    """How far a look has come: the session once there is one, why the list could not be read, whether all is done."""

    session: Session | None = None
    fault: Fault | None = None


def run(args: argparse.Namespace) -> int:
    """Print one line. 0: nothing matches, 1 and 2: somebody does, 2: no answer, 3: can't be told from here."""
    began = time.monotonic()
    try:
        watched = _Watched(_expression("--warning", args.warning), _expression("--critical", args.critical))
        setup = read_setup(args, os.environ)
        verdict = in_loop(lambda: _judge(setup, watched, args.timeout, began))
    except ConfigError as error:
        verdict = _Verdict(Level.UNKNOWN, " ".join(error.problems))
    except Exception as error:  # noqa: BLE001 - whoever watches would take a traceback's exit code for a warning
        verdict = _Verdict(Level.UNKNOWN, f"The program failed ({type(error).__name__}). Please report it.")
    return _say(verdict)


def _say(verdict: _Verdict) -> int:
    sys.stdout.write(plugin_line(verdict.level, verdict.text, verdict.figures) + "\n")
    return int(verdict.level)


def _expression(option: str, text: str) -> Filter | None:
    """An expression as given; one without words watches nothing."""
    found = parse(text)
    if isinstance(found, FilterError):
        raise ConfigError(f"{option}: {found.message}.")
    return found if found.terms else None


async def _judge(setup: Setup, watched: _Watched, limit: float, began: float) -> _Verdict:
    """Look and judge; once the time is up, say what is known then and end at once."""
    look = _Look()
    work = asyncio.ensure_future(_look(setup, look, with_plans=watched.needs_plans))
    done, _ = await asyncio.wait({work}, timeout=limit)
    if done:
        return _verdict(work.result(), look.fault, watched, began)
    if look.session is None:
        source = setup.profile.key_source.words if setup.profile.key_source else "nowhere"
        _end_now(_Verdict(Level.UNKNOWN, f"No API key within {limit:g} s from {source}. {_DOCTOR}"))
    known = look.session.snapshot
    if known.stored or known.customers_at is None:
        _end_now(_Verdict(Level.CRITICAL, f"No answer within {limit:g} s: the customer list. {_DOCTOR}"))
    return _end_now(_verdict(known, None, watched, began))


async def _look(setup: Setup, look: _Look, *, with_plans: bool) -> Snapshot:
    background = Background(reads_list=True, reads_plans=with_plans)
    async with session(setup, os.environ, background=background) as running:
        look.session = running
        look.fault = await running.list_was_read()
        if with_plans and look.fault is None:
            await running.settled()
        return running.snapshot


def _end_now(verdict: _Verdict) -> NoReturn:
    """Say it and end without waiting for a name server or for the program that knows the key."""
    from tui.config.command import end_what_runs  # noqa: PLC0415 - only a late end has a use for it

    code = _say(verdict)
    sys.stdout.flush()
    end_what_runs()
    os._exit(code)


def _verdict(snapshot: Snapshot, fault: Fault | None, watched: _Watched, began: float) -> _Verdict:
    took = Figure("time", time.monotonic() - began, "s")
    if fault is not None:
        # What the server decides about this key is a matter of the set-up here; that it doesn't serve is its own.
        refused = fault.is_refusal or fault.kind == "throttled"
        said = f' "{fault.words}"' if fault.words else ""
        return _Verdict(Level.UNKNOWN if refused else Level.CRITICAL, f"{fault.what}{said} {_DOCTOR}", (took,))
    board = StandingBoard()
    board.update(snapshot)
    sums = totals(board.standings)
    moment = Moment(snapshot.at, snapshot.pinned)
    critical = _matching(watched.critical, board.standings, moment)
    warning = _matching(watched.warning, board.standings, moment)
    level, text = _told(sums.customers, warning, critical)
    missing = sums.plans_expected - sums.plans_known if watched.needs_plans else 0
    figures = _figures(sums, len(warning), len(critical), snapshot.flawed)
    return _Verdict(level, text + _remarks(snapshot.flawed, missing), (*figures, took))


def _matching(wanted: Filter | None, everyone: Sequence[Standing], moment: Moment) -> list[Standing]:
    return order(wanted.select(everyone, moment)) if wanted else []


def _told(customers: int, warning: Sequence[Standing], critical: Sequence[Standing]) -> tuple[Level, str]:
    if not customers:
        return Level.UNKNOWN, "The server lists no customer, so nothing was checked."
    fleet = count(customers, "customer")
    worse = {standing.org_id for standing in critical}
    others = [standing for standing in warning if standing.org_id not in worse]
    parts = [f"{len(critical)} critical: {_names(critical)}"] if critical else []
    if others:
        parts.append(f"{len(others)} warning: {_names(others)}")
    if not parts:
        return Level.OK, f"none of {fleet} matches."
    return Level.CRITICAL if critical else Level.WARNING, f"{'; '.join(parts)}; of {fleet}."


def _names(standings: Sequence[Standing]) -> str:
    """The first few with where they stand, and how many more there are."""
    named = [f"{_short(standing.name)} ({standing.health.stands})" for standing in standings[:_NAMED]]
    more = len(standings) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LETTERS else f"{name[: _NAME_LETTERS - 1]}…"


def _remarks(flawed: int, plans_missing: int) -> str:
    """What the verdict leaves out: customers that could not be read, plans that an expression means."""
    unread = f" {count(flawed, 'customer')} could not be read in full." if flawed else ""
    return unread + (f" {count(plans_missing, 'plan')} not known yet." if plans_missing else "")


def _figures(sums: Totals, warning: int, critical: int, flawed: int) -> tuple[Figure, ...]:
    return (
        Figure("customers", sums.customers),
        Figure("connected", sums.connected),
        Figure("onboarding", sums.onboarding),
        Figure("attention", sums.attention),
        Figure("unknown", sums.unknown),
        Figure("not_started", sums.never),
        Figure("matching_warning", warning, warning=0),
        Figure("matching_critical", critical, critical=0),
        Figure("not_readable", flawed),
    )
