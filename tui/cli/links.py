"""`archera-tui links`: the marketplace offer links of a customer, as last answered here, and their change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.answer import Answer, Task, carry_out, value_of
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.domain.formats import iso
from tui.domain.intents import UpdateLinks
from tui.domain.onboarding.links import LINK_FIELDS, Links
from tui.domain.records import CLOUD_NAMES
from tui.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tui.cli.session import Session


def run(args: argparse.Namespace) -> int:
    """Show what is known, or send what the options name and nothing else."""
    changes = _changes(args)

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        links: Links | None = session.snapshot.links.get(customer.org_id)
        if changes:
            answered = value_of(await session.ask(UpdateLinks(customer.org_id, changes)), customer)
            links = answered if isinstance(answered, Links) else links
        result = _result(links, changes)
        return Answer(Ending.DONE, result, tuple(_lines(customer.label, links, changes)), customer)

    return carry_out(args, Task("links", work, writes=bool(changes)))


def _changes(args: argparse.Namespace) -> tuple[tuple[str, str | None], ...]:
    """The fields the options name, None where a link is cleared."""
    found: list[tuple[str, str | None]] = []
    for cloud, name in LINK_FIELDS.items():
        url: str | None = getattr(args, cloud)
        if url is not None or getattr(args, f"clear_{cloud}"):
            found.append((name, url))
    return tuple(found)


def _result(links: Links | None, changes: tuple[tuple[str, str | None], ...]) -> dict[str, Any]:
    values = links.values if links else {}
    sent = dict(changes)
    return {
        "as_last_answered_at": iso(links.at) if links else None,
        "links": {
            cloud: {"known": name in values, "url": _text(values.get(name)), "sent": name in sent}
            for cloud, name in LINK_FIELDS.items()
        },
    }


def _text(value: str | None) -> str | None:
    return None if value is None else clean(value)


def _lines(who: str, links: Links | None, changes: tuple[tuple[str, str | None], ...]) -> Iterator[str]:
    if changes:
        for name, value in changes:
            yield f"Sent for {who}: {name} {'set to ' + value if value else 'cleared'}"
    elif links is None:
        yield f"The links of {who} are not known: nothing reads them but the answer to a change made from here."
        return
    yield f"The links of {who}, as last answered here at {iso(links.at) if links else 'an unknown time'}:"
    for cloud, name in LINK_FIELDS.items():
        known = links is not None and name in links.values
        value = links.values[name] if links is not None and known else None
        yield f"  {CLOUD_NAMES[cloud]:<6} {value or 'no link' if known else 'not known'}"
