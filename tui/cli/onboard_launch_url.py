"""`archera-tui onboard launch-url`: the address that opens the stack in the customer's AWS console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.answer import Answer, EndedError, Task, carry_out, value_of
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.domain.faults import Fault
from tui.domain.formats import iso
from tui.domain.intents import ReadLaunchUrl
from tui.domain.onboarding.launch import host_of, openable, parse_launch_url
from tui.domain.onboarding.steps import Progress
from tui.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tui.cli.session import Session
    from tui.domain.onboarding.launch import LaunchUrl


def run(args: argparse.Namespace) -> int:
    """Print the URL alone on the first line, what it fills in, and what the customer does with it."""

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        progress = value_of(await session.ask(ReadLaunchUrl(customer.org_id)), customer)
        if not isinstance(progress, Progress):
            raise TypeError("reading a launch URL brings the progress")
        url = offered(progress.url)
        launch = parse_launch_url(url)
        lines = (url, "", *_lines(launch), f"Next: archera-tui onboard verify {customer.org_id}")
        return Answer(Ending.DONE, _result(url, launch, progress), lines, customer)

    return carry_out(args, Task("onboard launch-url", work))


def offered(url: str | None) -> str:
    """A URL that may be handed on. Raises `EndedError` for any other."""
    if url is None or not openable(url):
        raise EndedError(Fault("The address that came is no https address.", "It is not offered.", kind="unreadable"))
    return url


def _lines(launch: LaunchUrl) -> Iterator[str]:
    if not launch.is_console:
        yield f"{launch.host} is not known here as an AWS console. Look at it before you send it."
    yield "What it fills in:"
    template = host_of(launch.template_url)
    rows = (("Region", launch.region), ("Stack", launch.stack_name), ("Template", template), *launch.parameters)
    for name, value in rows:
        yield f"  {name:<16}{value or 'not in the URL'}"
    yield "The customer's administrator opens it in the management account (the payer), not in a member account, and"
    yield "needs the right to make CloudFormation stacks and IAM roles there; about 3 minutes until CREATE_COMPLETE."


def _result(url: str, launch: LaunchUrl, progress: Progress) -> dict[str, Any]:
    return {
        "url": clean(url, len(url)),
        "fetched_at": iso(progress.url_at),
        "host": launch.host,
        "is_aws_console": launch.is_console,
        "region": launch.region or None,
        "stack_name": launch.stack_name or None,
        "template_url": launch.template_url or None,
        "parameters": dict(launch.parameters),
    }
