"""`archera-tui buy`: the same purchase as the dialog's, bound to figures in place of a person's eyes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.cli.answer import Answer, EndedError, Task, carry_out, value_of, wrong
from tui.cli.attempt_lines import attempt_lines, ending_of_attempt
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.cli.plan import no_plan, plan_now
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Buy
from tui.domain.onboarding.entries import email as read_email
from tui.domain.purchase.attempt import Attempt, AttemptState
from tui.domain.purchase.document import attempt_document
from tui.domain.purchase.terms import Terms, reasons_in_terms

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session
    from tui.domain.records import Customer


_DECLINED = "purchase declined"


def run(args: argparse.Namespace) -> int:
    """Buy, if the plan read now is what was expected and allowed."""

    async def work(session: Session) -> Answer:
        try:
            customer, buy = await _prepared(args, session)
        except EndedError as end:
            raise _nothing_was_sent(end.answer) from end
        return _answer(await _bought(session, buy, customer), customer)

    return carry_out(args, Task("buy", work, writes=True, buys=True))


async def _prepared(args: argparse.Namespace, session: Session) -> tuple[Customer, Buy]:
    """Whom to buy what for, read just now. Raises `EndedError`: nothing was sent."""
    acting = _acting(args, session)
    customer = await customer_meant(session, args.org)
    plan = await plan_now(session, customer, args.provider)
    if plan is None:
        raise _not_as_expected(customer, no_plan(customer, args.provider))
    terms = Terms(args.plan, args.expect_monthly_savings, args.max_cash, args.max_commitment)
    reasons = reasons_in_terms(plan, terms)
    if reasons:
        raise _not_as_expected(customer, *reasons)
    return customer, Buy(customer.org_id, customer.label, args.provider, plan, acting, args.confirm_sum)


async def _bought(session: Session, buy: Buy, customer: Customer) -> Attempt:
    """What became of the one request. Raises `EndedError`; whatever breaks from here on, it may have been sent."""
    try:
        found = value_of(await session.ask(buy), customer)
    except EndedError as end:
        fault = end.answer.fault
        raise _nothing_was_sent(end.answer) if fault is not None and fault.sent is Sent.NOT_SENT else end from end
    except Exception as error:
        told = f"The program fell over while it was buying ({type(error).__name__}): it may have been bought."
        fault = Fault(told, remedy="archera-tui journal tells of it", sent=Sent.MAYBE, kind="unknown")
        raise EndedError(fault, customer) from error
    if not isinstance(found, Attempt):
        raise TypeError("a purchase answers with its attempt")
    return found


def _acting(args: argparse.Namespace, session: Session) -> str:
    """Whose e-mail the purchase is made with."""
    found = read_email(args.email if args.email is not None else session.snapshot.identity.purchaser_email)
    if not found.ok:
        raise wrong(f"No purchase without an e-mail: {found.error}", "Give --email, or set purchaser_email")
    return found.value


def _not_as_expected(customer: Customer, *reasons: str) -> EndedError:
    first, *others = reasons
    fault = Fault(first, meaning=". ".join(others), sent=Sent.NOT_SENT)
    return EndedError(fault, customer, result={"reasons": list(reasons)})


def _nothing_was_sent(answer: Answer) -> EndedError:
    """The end of a purchase that did not begin: whatever kept it from that, it was not sent, which is not unknown."""
    fault = answer.fault or Fault("")
    told = replace(fault, what=f"Not sent: {fault.what}", sent=Sent.NOT_SENT, kind=_DECLINED)
    return EndedError(told, answer.customer, result=answer.result, remarks=answer.remarks)


def _answer(attempt: Attempt, customer: Customer) -> Answer:
    """What became of it; on stderr unless it was bought."""
    ending, (first, *others) = ending_of_attempt(attempt), attempt_lines(attempt)
    document = {"attempt": attempt_document(attempt)}
    match ending:
        case Ending.DONE:
            return Answer(ending, document, (first, *others), customer)
        case Ending.REFUSED:
            sent = Sent.NOT_SENT if attempt.state is AttemptState.NOT_SENT else Sent.ANSWERED
            return Answer(ending, document, tuple(others), customer, Fault(first, sent=sent, kind=_DECLINED))
        case _:
            return Answer(ending, document, tuple(others), customer, Fault(first, sent=Sent.MAYBE, kind="unknown"))
