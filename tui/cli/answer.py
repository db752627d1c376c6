"""What a command about a customer answers: lines for people, one documented shape for programs, an exit code."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.cli.endings import Ending, ending_of_fault
from tui.cli.output import complain, mark, say, say_json
from tui.cli.session import QUIET, Background, in_loop, session
from tui.cli.setup import Setup, read_setup, scenario_of
from tui.domain.faults import Fault, Sent
from tui.domain.formats import iso
from tui.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Iterator

    from tui.cli.session import Session
    from tui.domain.intents import Outcome
    from tui.domain.records import Customer

    Work = Callable[[Session], Awaitable["Answer"]]

_AGAIN = "Run the command again"
_MISSING = "missing"
_LOOK = "archera-tui onboard report ORG tells the present state, archera-tui journal what was bought"
_DOCTOR = "archera-tui doctor finds out what is in the way"
_FOR_THE_DOCTOR = frozenset({"unreachable", "untrusted"})
# A remedy that names a key of the dashboard.
_KEY = "r "
_KEY_THAT_LOOKS = "r reads"
_CALLS: Mapping[str, str] = {
    "StartOnboarding": "the start of onboarding",
    "VerifyAws": "the verification",
    "VerifyAzure": "the verification",
    "ReadConsentUrl": "the request for a consent URL",
    "Register": "the registration",
    "UpdateLinks": "the change of links",
    "Buy": "the purchase",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended.

    `result` is for programs: plain values, money as text, times in RFC 3339. `lines` are for people. `customer` is
    whom it was about, once that is known. `remarks` go to stderr, after the fault.
    """

    ending: Ending
    result: Mapping[str, Any] | None = None
    lines: tuple[str, ...] = ()
    customer: Customer | None = None
    fault: Fault | None = None
    remarks: tuple[str, ...] = ()


class EndedError(Exception):
    """A command is over before it did what it was to do: `answer` says why. Its ending is that of the fault."""

    def __init__(
        self,
        fault: Fault,
        customer: Customer | None = None,
        *,
        result: Mapping[str, Any] | None = None,
        remarks: tuple[str, ...] = (),
    ) -> None:
        super().__init__(fault.sentence)
        self.answer = Answer(ending_of_fault(fault), result, customer=customer, fault=fault, remarks=remarks)


def wrong(what: str, remedy: str = "", customer: Customer | None = None) -> EndedError:
    """The end of a command that was given something that makes no sense, or can't be done here."""
    return EndedError(Fault(what, remedy=remedy, sent=Sent.NOT_SENT, kind="usage"), customer)


@dataclass(frozen=True, slots=True)
class Task:
    """A command to be carried out in a session: its name for programs, what it does, whether it writes."""

    command: str
    work: Work
    writes: bool = False
    buys: bool = False
    background: Background = QUIET


def carry_out(args: argparse.Namespace, task: Task) -> int:
    """Do a task for the profile of the command line, print its answer, and say the exit code. Raises `ConfigError`."""
    setup = read_setup(args, os.environ)
    scenario = scenario_of(args.scenario, setup)
    identity = setup.profile.identity

    async def work() -> Answer:
        async with session(setup, os.environ, background=task.background, buys=task.buys, scenario=scenario) as running:
            try:
                return await task.work(running)
            except EndedError as end:
                return end.answer
            except asyncio.CancelledError:
                _say_what_goes_on(running)
                raise

    if task.writes and not identity.mode.may_write:
        reason = identity.read_only_reason
        answer = EndedError(Fault("Nothing was sent:", remedy=reason, sent=Sent.NOT_SENT, kind="read-only")).answer
    else:
        answer = in_loop(work)
    _give(args, task.command, setup, answer)
    return int(answer.ending)


def value_of(outcome: Outcome, customer: Customer | None = None) -> object:
    """What an intent brought. Raises `EndedError` when it failed, or when nobody knows."""
    from tui.domain.intents import Failed  # noqa: PLC0415

    if isinstance(outcome, Failed):
        raise EndedError(outcome.fault, customer)
    return outcome.value


def fault_lines(fault: Fault) -> Iterator[str]:
    """A fault in lines: what happened with the server's words in quotes, by field, what it means, what to do."""
    quoted = f' "{fault.words}"' if fault.words else ""
    yield f"{fault.what}{quoted}"
    for path, messages in fault.fields:
        where = path.removeprefix("json.")
        for message in messages:
            yield f'  {where}: "{message}"' if where else f'  "{message}"'
    if fault.meaning:
        yield f"  {fault.meaning}"
    if remedy := _remedy(fault):
        yield f"  {remedy}"


def _remedy(fault: Fault) -> str:
    """What to do, where a remedy speaks of a key of the dashboard in the words of the command line."""
    if fault.remedy.startswith(_KEY_THAT_LOOKS):
        return _LOOK
    remedy = _AGAIN if fault.remedy.startswith(_KEY) else fault.remedy
    return "; ".join(part for part in (remedy, _DOCTOR) if part) if fault.kind in _FOR_THE_DOCTOR else remedy


def fault_document(fault: Fault) -> dict[str, Any]:
    """A fault for programs."""
    return {
        "what": clean(fault.what),
        "meaning": clean(fault.meaning),
        "remedy": clean(_remedy(fault)),
        "server_said": clean(fault.words),
        "fields": {clean(path.removeprefix("json.")): [clean(m) for m in messages] for path, messages in fault.fields},
        "status": fault.status,
        "sent": fault.sent.value,
        "kind": fault.kind,
        "retry_after": fault.retry_after,
    }


def _give(args: argparse.Namespace, command: str, setup: Setup, answer: Answer) -> None:
    if args.json:
        say_json(_document(command, setup, answer))
    else:
        for line in answer.lines:
            say(line)
    if answer.fault is not None:
        _complain(answer.fault)
    for remark in answer.remarks:
        sys.stderr.write(f"{clean(remark)}\n")


def _complain(fault: Fault) -> None:
    first, *others = fault_lines(fault)
    if fault.kind == "read-only":
        complain(fault.sentence)
        return
    if ending_of_fault(fault) is Ending.UNKNOWN:
        glyph = mark("○", "?", sys.stderr.encoding)
        sys.stderr.write(f"{glyph} {clean(first)}\n")
    else:
        complain(first)
    for line in others:
        sys.stderr.write(f"{clean(line)}\n")


def _document(command: str, setup: Setup, answer: Answer) -> dict[str, Any]:
    from tui.worker.clock import SystemClock  # noqa: PLC0415

    customer = answer.customer
    return {
        "command": command,
        "profile": setup.profile.name,
        "host": setup.profile.host,
        "at": iso(SystemClock().now()),
        "outcome": _MISSING if answer.ending is Ending.REFUSED and answer.fault is None else answer.ending.word,
        "exit_code": int(answer.ending),
        "customer": None if customer is None else {"org_id": clean(customer.org_id), "name": clean(customer.name)},
        "fault": None if answer.fault is None else fault_document(answer.fault),
        "result": answer.result,
    }


def _say_what_goes_on(running: Session) -> None:
    for intent in running.sent_and_unanswered:
        if call := _CALLS.get(type(intent).__name__):
            complain(f"Interrupted before {call} was answered: the server may still carry it out.")
