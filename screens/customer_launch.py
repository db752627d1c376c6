"""Step 3: the launch URL, whole and readable, what it fills in, and what the customer does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer_facts import LAUNCH
from screens.customer_faults import fault_lines
from tui.domain.formats import age
from tui.domain.launch import LaunchUrl, host_of, openable, parse_launch_url
from tui.text import fit, pad
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from screens.customer_facts import CustomerFacts, Visit
    from widgets.segments import Cell

_MOST_PARAMETERS = 12
# Cells of the column of names.
_NAME = 16
_DOES = (
    "sign in to the management account (the payer), not to a member account",
    "check the parameters and tick that the stack may make IAM resources",
    "Create stack; about 3 minutes until it says CREATE_COMPLETE",
)


def url_in_hand(facts: CustomerFacts) -> str:
    """The launch URL that may be offered; empty when there is none, or when it is no https address."""
    url = facts.aws.url or ""
    return url if openable(url) else ""


def url_cell(url: str) -> Cell:
    """The URL with its host in bold, which is the part to read before opening it."""
    host = host_of(url)
    at = url.lower().find(host) if host else -1
    if at < 0:
        return ((url, "muted"),)
    end = at + len(host)
    return ((url[:at], "muted"), (url[at:end], "strong"), (url[end:], "muted"))


def head_lines(facts: CustomerFacts, visit: Visit) -> Iterator[Pair | Para]:
    """What stands above the URL."""
    if fault := visit.faults.get(LAUNCH):
        yield from fault_lines(fault, "u tries again")
        yield BLANK
    url, at = facts.aws.url, facts.aws.url_at
    if url_in_hand(facts):
        fetched = () if at is None else ((f"fetched {age(facts.now - at)} ago", "faint"),)
        yield Pair((("Send this to the customer's AWS administrator", "strong"),), fetched)
        yield BLANK
    elif url:
        yield Para((("✕ ", "miss"), ("The address that came is no https address. It is not offered.", "ink")), hang=2)
        yield Para((("→ ", "key"), ("u asks for another", "ink")), indent=2)
        yield BLANK
    else:
        yield Para((("The launch URL", "strong"),))
        yield Para(
            (("One address that opens the stack in the AWS console, filled in. Asking for it is a read.", "muted"),)
        )
        yield BLANK


def _keys(visit: Visit) -> Iterator[Para]:
    yield BLANK
    yield Para(
        (("y", "key"), (" copy   ", "ink"), ("v", "key"), (" pager   ", "ink"), ("u", "key"), (" fetch again", "ink"))
    )
    if visit.copied:
        yield Para((("● ", "ok"), (visit.copied, "muted")))


def _filled_in(launch: LaunchUrl) -> Iterator[Pair | Para]:
    if not launch.is_console:
        yield Para(
            (
                ("◐ ", "warn"),
                (f"{launch.host} is not known here as an AWS console. Look at it before you send it.", "warn"),
            ),
            hang=2,
        )
        yield BLANK
    rows = [("Region", launch.region), ("Stack", launch.stack_name), ("Template", host_of(launch.template_url))]
    rows += launch.parameters[:_MOST_PARAMETERS]
    yield Para((("What it fills in", "strong"),))
    for name, value in rows:
        shown = (value, "ink") if value else ("not in the URL", "faint")
        yield Para(((pad(fit(name, _NAME - 1), _NAME), "muted"), shown), hang=_NAME)
    if len(launch.parameters) > _MOST_PARAMETERS:
        yield Para(((f"and {len(launch.parameters) - _MOST_PARAMETERS} more parameters", "muted"),))
    yield BLANK


def tail_lines(facts: CustomerFacts, visit: Visit) -> Iterator[Pair | Para]:
    """What stands under the URL."""
    url = url_in_hand(facts)
    if url:
        yield from _keys(visit)
        yield BLANK
        yield from _filled_in(parse_launch_url(url))
    yield Para((("What the customer does", "strong"),))
    for number, words in enumerate(_DOES, 1):
        yield Para(((f"{number}  ", "key"), (words, "ink")), hang=3)
    yield BLANK
    yield Para(
        (
            ("Needed  ", "muted"),
            ("the right to make CloudFormation stacks and IAM roles in the management account", "ink"),
        ),
        hang=8,
    )
    yield Para(
        (
            ("Valid   ", "muted"),
            (
                "for how long is not published; asking again is harmless. The trust ends when the role is deleted.",
                "ink",
            ),
        ),
        hang=8,
    )


class LaunchPane(TextPane):
    """Step 3 on the screen."""

    def __init__(self) -> None:
        super().__init__(id="step-3")
        self._head = Prose()
        self._url = Prose(classes="-quote")
        self._tail = Prose()

    def compose(self) -> ComposeResult:
        """Above, the URL, below."""
        yield self._head
        yield self._url
        yield self._tail

    def draw(self, facts: CustomerFacts, visit: Visit) -> None:
        """Draw what is known."""
        url = url_in_hand(facts)
        self._head.show(*head_lines(facts, visit))
        self._url.set_class(not url, "hidden")
        self._url.show(Para(url_cell(url)))
        self._tail.show(*tail_lines(facts, visit))
