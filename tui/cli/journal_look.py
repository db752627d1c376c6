"""`archera-tui journal look`: read the plan of an unknown purchase now, and hold it against what was seen before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.cli.answer import Answer, EndedError, Task, carry_out
from tui.cli.attempt_lines import attempt_lines, ending_of_attempt
from tui.cli.journal import entry_of
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Failed, LookAgain
from tui.domain.purchase.attempt import Attempt
from tui.domain.purchase.document import attempt_document

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session


def run(args: argparse.Namespace) -> int:
    """Look once, and say how the entry stands then."""

    async def work(session: Session) -> Answer:
        snapshot, wanted = session.snapshot, entry_of(args.id)
        attempt = next((a for a in snapshot.attempts if wanted in (a.number, a.id)), None)
        if attempt is None:
            raise _declined(f'The journal has no entry "{args.id}".', "archera-tui journal lists them")
        if attempt.host != snapshot.identity.host:
            made = (
                f"Entry {attempt.number} was made at {attempt.host}, and this profile calls {snapshot.identity.host}."
            )
            raise _declined(made, f"Use --profile {attempt.profile}")
        outcome = await session.ask(LookAgain(attempt.id))
        if isinstance(outcome, Failed):
            # Not looked at, so that how it stands is not known better than before.
            raise EndedError(replace(outcome.fault, kind="unknown"))
        found = outcome.value
        if not isinstance(found, Attempt):
            raise TypeError("a look answers with its attempt")
        lines = (*attempt_lines(found), f"  {found.events[-1].text}")
        return Answer(ending_of_attempt(found), {"attempt": attempt_document(found)}, lines)

    return carry_out(args, Task("journal look", work, buys=True))


def _declined(what: str, remedy: str) -> EndedError:
    return EndedError(Fault(what, remedy=remedy, sent=Sent.NOT_SENT, kind="usage"))
