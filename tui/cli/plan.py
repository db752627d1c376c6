"""`archera-tui plan`: the recommended plan of a customer as the server has it now, every field of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.answer import Answer, Task, carry_out, value_of
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.domain.export.tables import csv_text
from tui.domain.formats import count
from tui.domain.intents import PreparePurchase
from tui.domain.plan.document import plan_document
from tui.domain.plan.export import line_items_table
from tui.domain.plan.records import Plan
from tui.domain.plan.sections import plan_sections
from tui.domain.records import CLOUD_NAMES
from tui.text import clean, pad, width

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tui.cli.session import Session
    from tui.domain.records import Customer


def run(args: argparse.Namespace) -> int:
    """Read the plan and show it. No plan is an answer too."""

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        plan = await plan_now(session, customer, args.provider)
        if plan is None:
            return Answer(Ending.DONE, {"plan": None}, (no_plan(customer, args.provider),), customer)
        read_at = session.snapshot.plan(customer.org_id, args.provider).read_at
        return Answer(Ending.DONE, plan_document(plan, read_at), tuple(_lines(customer, plan)), customer)

    return carry_out(args, Task("plan", work))


async def plan_now(session: Session, customer: Customer, provider: str) -> Plan | None:
    """The plan recommended now, None when there is none. Raises `EndedError` when that can't be told."""
    # The same reading as the one the dialog makes when it opens.
    found = value_of(await session.ask(PreparePurchase(customer.org_id, provider)), customer)
    return found if isinstance(found, Plan) else None


def no_plan(customer: Customer, provider: str) -> str:
    """That there is nothing to show or to buy."""
    return f"No {CLOUD_NAMES.get(provider, provider)} plan is recommended for {customer.label} now."


def _lines(customer: Customer, plan: Plan) -> Iterator[str]:
    cloud = CLOUD_NAMES.get(plan.provider, plan.provider)
    yield f"{customer.label}, {cloud}: {clean(plan.name, 200) or 'a plan without a name'}"
    yield f"plan {clean(plan.id, 200)}"
    sections = plan_sections(plan)
    widest = max((width(entry.label) for section in sections for entry in section.entries), default=0)
    for section in sections:
        yield ""
        yield section.title
        for entry in section.entries:
            yield f"  {pad(entry.label, widest)}  {entry.value}{f' {entry.unit}' if entry.unit else ''}"
    yield ""
    yield count(len(plan.line_items), "line item") + (", as comma-separated values:" if plan.line_items else "")
    if plan.line_items:
        yield from csv_text(line_items_table(plan)).splitlines()
