"""`archera-tui onboard start`: creates or finds a customer's onboarding record (startOnboarding)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, EndedError, Task, carry_out, value_of
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.domain.faults import Fault, Sent
from tui.domain.formats import iso
from tui.domain.intents import StartOnboarding
from tui.domain.onboarding.steps import Progress, azure_under_way
from tui.domain.records import AZURE
from tui.text import clean

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session


def run(args: argparse.Namespace) -> int:
    """Start, unless that would take an Azure onboarding away unasked."""

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        azure = session.snapshot.progress.get((customer.org_id, AZURE), Progress(customer.org_id, AZURE))
        if azure_under_way(customer, azure) and not args.switch_to_aws:
            raise EndedError(_would_switch(customer.label), customer)
        progress = value_of(await session.ask(StartOnboarding(customer.org_id)), customer)
        if not isinstance(progress, Progress):
            raise TypeError("starting brings the progress")
        result = {
            "onboarding_id": clean(progress.onboarding_id) or None,
            "cloud": "aws",
            "started_at": iso(progress.started_at),
        }
        since = iso(progress.started_at) or "now"
        lines = (
            f"Onboarding to AWS is started for {customer.label}, as known here since {since}.",
            f"Next: archera-tui onboard template {customer.org_id}",
        )
        return Answer(Ending.DONE, result, lines, customer)

    return carry_out(args, Task("onboard start", work, writes=True))


def _would_switch(name: str) -> Fault:
    return Fault(
        f"Nothing was sent: Azure is under way for {name}, as known here.",
        "Starting sets the cloud of the onboarding record to AWS; what was done for Azure may be lost.",
        "If that is wanted: --switch-to-aws",
        sent=Sent.NOT_SENT,
        kind="usage",
    )
