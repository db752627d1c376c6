"""Reads scenarios: those that come with the sandbox by name, others from TOML files. Strict: all that is wrong is said.

The keys are told in `scenarios/flaky.toml` and its neighbours, which use every one of them.
"""

from __future__ import annotations

import os
from dataclasses import fields, replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from tui.domain.hints import hint
from tui.domain.toml_text import TomlTextError, read_toml
from tui.sandbox.checklist import Status
from tui.sandbox.moments import NEVER
from tui.sandbox.operation_ids import OPERATION_IDS
from tui.sandbox.pace import Pace
from tui.sandbox.scenario import (
    CALM,
    USUAL_ORGS,
    Absence,
    Body,
    Casting,
    Cue,
    Ending,
    Even,
    Failure,
    HeavyTail,
    Latency,
    Loss,
    Occasion,
    Outage,
    Scenario,
    Storm,
    Window,
)
from tui.sandbox.scenario_table import ScenarioError, Table, shown
from tui.sandbox.situations import CAST, CLOUD_OF, SITUATIONS, played

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.sandbox.parts import Part

_FOLDER = Path(__file__).parent / "scenarios"
_LARGEST_FILE = 1_000_000
_MOST_ORGS = 20_000
# Some thirty years: beyond it there may be no date to write.
_LONGEST = 1e9
_OTHERS = "default"
# A moment that comes back at once would never let time pass.
_AT_LEAST_A_SECOND = frozenset({"life_every", "plan_refreshes"})


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the sandbox."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def load_scenario(name_or_file: str = CALM) -> Scenario:
    """A scenario by its name, or from a file, which is what has a slash in it or ends in .toml.

    Raises `ScenarioError` with everything that is wrong.
    """
    if "/" in name_or_file or name_or_file.endswith(".toml"):
        path = Path(os.path.expanduser(name_or_file))  # noqa: PTH111 - a home nobody has is left as it is, not raised
        return parse_scenario(_text(path), str(path), path.stem)
    if name_or_file not in shipped():
        raise ScenarioError(
            f"{shown(name_or_file)} is no scenario that comes with the sandbox. {hint(name_or_file, shipped())} "
            "A file of your own is named with its folder, like ./mine.toml."
        )
    path = _FOLDER / f"{name_or_file}.toml"
    return parse_scenario(_text(path), path.name, name_or_file)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise ScenarioError(f"{path} can't be read ({error.strerror}).") from None
    if len(body) > _LARGEST_FILE:
        raise ScenarioError(f"{path} is larger than 1 MB, so it is no scenario.")
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise ScenarioError(f"{path} is not UTF-8 text.") from None


def parse_scenario(text: str, where: str, name: str) -> Scenario:
    """The scenario in a TOML text; `where` is the file's name for messages. Raises `ScenarioError`."""
    try:
        document = read_toml(text)
    except TomlTextError as error:
        raise ScenarioError(f"{where} {error}.") from None
    problems: list[str] = []
    table = Table(document, f"{where}: ", problems)
    scenario = Scenario(
        name=name,
        about=table.text("about"),
        orgs=table.count("orgs", USUAL_ORGS, 1, _MOST_ORGS),
        still=table.switch("still"),
        pace=_pace(table.table("pace")),
        latencies=_latencies(table.table("latency")),
        failures=tuple(_failure(inner) for inner in table.tables("errors")),
        losses=tuple(_loss(inner) for inner in table.tables("lost")),
        storms=tuple(_storm(inner) for inner in table.tables("throttling")),
        outages=tuple(_outage(inner) for inner in table.tables("outages")),
        castings=tuple(_casting(inner) for inner in table.tables("customers")),
    )
    parts = {**CAST, **{c.name: played(c.name, c.situation, c.since) for c in scenario.castings if c.situation}}
    cues = tuple(chain.from_iterable(map(partial(_cues, parts=parts), table.tables("turns"))))
    table.done()
    if problems:
        raise ScenarioError(*problems)
    return replace(scenario, cues=cues)


def _pace(table: Table) -> Pace:
    usual = Pace()
    values: dict[str, Any] = {}
    for field in fields(Pace):
        default = getattr(usual, field.name)
        least = 1.0 if field.name in _AT_LEAST_A_SECOND else 0.0
        if isinstance(default, tuple):
            values[field.name] = table.span(field.name, default, least)
        else:
            values[field.name] = table.number(field.name, default, least=least)
    table.done()
    return Pace(**values)


def _latencies(table: Table) -> Mapping[str, Latency]:
    found: dict[str, Latency] = {}
    for name in (_OTHERS, *OPERATION_IDS):
        if name in table:
            found["" if name == _OTHERS else name] = _latency(table, name)
    table.done((_OTHERS, *OPERATION_IDS))
    return MappingProxyType(found)


def _latency(table: Table, name: str) -> Latency:
    """A number (fixed), two (anything between), or a table with `median`, `p99` and `most` (a heavy tail)."""
    if not table.holds_table(name):
        return Even(*table.span(name, (0.0, 0.0)))
    tail = table.table(name)
    median = tail.number("median", 0.1, least=0.001)
    p99 = tail.number("p99", 10 * median, least=median)
    most = tail.number("most", NEVER, least=p99)
    tail.done()
    return HeavyTail(median, p99, most)


def _window(table: Table) -> Window:
    begins = table.number("from", 0.0)
    ends = table.number("until", NEVER, least=begins)
    return Window(begins, ends, table.optional("every", least=1.0))


def _occasion(table: Table) -> Occasion:
    operations = table.words("operations", OPERATION_IDS)
    return Occasion(operations, table.number("share", 1.0, most=1.0), _window(table))


def _failure(table: Table) -> Failure:
    status = table.count("status", 500, 400, 599)
    failure = Failure(_occasion(table), status, Body(table.word("body", list(Body), Body.CONTRACT)))
    table.done()
    return failure


def _loss(table: Table) -> Loss:
    loss = Loss(_occasion(table), Ending(table.word("how", list(Ending), Ending.DROPPED)))
    table.done()
    return loss


def _storm(table: Table) -> Storm:
    storm = Storm(_occasion(table), table.optional("retry_after", most=_LONGEST), table.switch("as_date"))
    table.done()
    return storm


def _outage(table: Table) -> Outage:
    outage = Outage(_window(table), Absence(table.word("how", list(Absence), Absence.UNAVAILABLE)))
    table.done()
    return outage


def _casting(table: Table) -> Casting:
    name = table.needed("name")
    casting = Casting(name, table.word("situation", SITUATIONS), table.number("since", 0.0, most=_LONGEST))
    table.done()
    return casting


def _cues(table: Table, parts: Mapping[str, Part]) -> tuple[Cue, ...]:
    """The cue a table gives; nothing when it is wrong."""
    customer = table.word("customer", parts)
    feature = table.word("feature", CLOUD_OF)
    status: Any = table.word("status", get_args(Status))
    at = table.number("at", 0.0)
    every = table.optional("every", least=1.0)
    table.done()
    if not (customer and feature and status):
        return ()
    key = CLOUD_OF[feature]
    if getattr(parts[customer], key) is None:
        has = [cloud for cloud in ("aws", "azure") if getattr(parts[customer], cloud) is not None]
        table.note("feature", f"can't be {feature}: {customer} has {' and '.join(has) or 'nothing'} connected.")
    return (Cue(at, customer, key, feature, status, every),)
