"""`archera-tui onboard verify`: checks the AWS integration of a customer (verifyAws)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, Task, carry_out
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.cli.output import complain
from tui.cli.verification import manner_of, verify
from tui.domain.intents import VerifyAws
from tui.domain.onboarding.steps import Progress
from tui.domain.onboarding.verify_options import LABELS, TypedOptions, VerifyOptions, options_from, problems
from tui.domain.records import AWS

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session

_OPTIONS = {
    "account_id": "--account-id",
    "region": "--cur-region",
    "bucket": "--cur-bucket",
    "prefix": "--cur-prefix",
    "report_name": "--cur-report-name",
}


def run(args: argparse.Namespace) -> int:
    """Verify with what the options say, else with what was kept for this customer."""
    typed = TypedOptions(*(getattr(args, option.lstrip("-").replace("-", "_")) or "" for option in _OPTIONS.values()))
    if wrong := problems(typed):
        complain(*(f"{_OPTIONS[name]}: {problem}" for name, problem in wrong.items()))
        return int(Ending.REFUSED)
    try:
        options = options_from(typed)
    except ValueError as error:
        complain(_as_options(f"{error}."))
        return int(Ending.REFUSED)

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        known = session.snapshot.progress.get((customer.org_id, AWS), Progress(customer.org_id, AWS))
        asked = VerifyOptions() if args.forget else _kept(options, known)
        intent = VerifyAws(customer.org_id, asked.account_id, asked.existing_cur)
        return await verify(session, customer, intent, manner_of(args))

    return carry_out(args, Task("onboard verify", work, writes=True))


def _kept(options: VerifyOptions, known: Progress) -> VerifyOptions:
    """The options, what they leave out as it was kept: a report that exists is not made a second time."""
    return VerifyOptions(options.account_id or known.account_id, options.existing_cur or known.existing_cur)


def _as_options(words: str) -> str:
    """A sentence about the form on screen, in the names of the options."""
    for name, label in LABELS.items():
        words = words.replace(label.lower(), _OPTIONS[name])
    return words[0].upper() + words[1:]
