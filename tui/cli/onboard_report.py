"""`archera-tui onboard report`: a customer's onboarding as Markdown or JSON, to be pasted into a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, Task, carry_out, wrong
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.domain.onboarding.report import onboarding_report
from tui.domain.onboarding.report_json import report_json
from tui.domain.onboarding.report_markdown import report_markdown

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session


def run(args: argparse.Namespace) -> int:
    """Read the list, so that the report tells what is so now; without it, what was known, and exit code 3."""

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        read_now = session.snapshot.connection.last_ok is not None
        fault = None if read_now else await session.read_list()
        report = onboarding_report(session.snapshot, customer.org_id, session.snapshot.at, customer)
        if report is None:
            raise wrong("Nothing is known of this customer.", customer=customer)
        lines = tuple(report_markdown(report).splitlines())
        ending = Ending.DONE if fault is None else Ending.UNKNOWN
        return Answer(ending, report_json(report), lines, customer, fault)

    return carry_out(args, Task("onboard report", work))
