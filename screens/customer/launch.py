"""Step 3: the launch URL, whole and readable, what it fills in, and what the customer does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customer.facts import LAUNCH
from screens.faults import fault_lines
from screens.url_pane import UrlPane, key_lines
from tui.domain.formats import age
from tui.domain.onboarding.launch import LaunchUrl, openable, parse_launch_url, split_host
from tui.text import fit, pad
from widgets.prose import BLANK, Pair, Para

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.customer.facts import CustomerFacts, Visit
    from widgets.segments import Cell

_MOST_PARAMETERS = 12
# Cells of the column of names.
_NAME = 16
_ABSENT: Cell = (("not in the URL", "faint"),)
_DOES = (
    "sign in to the management account (the payer), not to a member account",
    "leave the parameters as they are; tick that the stack may make IAM resources",
    "Create stack; about 3 minutes until it says CREATE_COMPLETE",
)
_NEEDED = "an administrator of the management account: CloudFormation stacks and IAM roles are made there"
_VALID = "for how long is not published; fetching again is harmless"
_TRUST = "has no end date: it lasts until the customer deletes the stack, and verify tells when it is gone"
_TROUBLES = (
    ("“not authorized”", "the person may not make IAM roles; ask for an administrator"),
    ("another account", "the console names it at the top right; sign out there, open the URL again"),
    ("the stack exists", "it was made before: verify first; delete it only if that fails"),
)
_TROUBLE = 18


def url_in_hand(facts: CustomerFacts) -> str:
    """The launch URL that may be offered; empty when there is none, or when it is no https address."""
    url = facts.aws.url or ""
    return url if openable(url) else ""


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


def _oddities(launch: LaunchUrl) -> Iterator[Para]:
    """What should be looked at before the URL is sent on."""
    odd: list[str] = []
    if not launch.is_console:
        odd.append(f"{launch.host} is not known here as an AWS console. Look at it before you send it.")
    if not launch.external_id:
        odd.append("It fills in no external id. Without one the role can be used in others' names.")
    for words in odd:
        yield Para((("◐ ", "warn"), (words, "warn")), hang=2)
        yield BLANK


def _filled_in(launch: LaunchUrl) -> Iterator[Para]:
    yield Para((("What it fills in", "strong"),))
    for name, value in (("Region", launch.region), ("Stack", launch.stack_name)):
        yield _row(name, ((value, "ink"),) if value else _ABSENT)
    host, rest = split_host(launch.template_url)
    yield _row("Template", ((host, "strong"), (rest, "muted")) if host else _ABSENT)
    for name, value in launch.parameters[:_MOST_PARAMETERS]:
        yield _row(name, ((value, "ink"),) if value else _ABSENT)
    if len(launch.parameters) > _MOST_PARAMETERS:
        yield Para(((f"and {len(launch.parameters) - _MOST_PARAMETERS} more parameters", "muted"),))
    yield BLANK


def _done_there() -> Iterator[Para]:
    yield Para((("What the customer does", "strong"),))
    for number, words in enumerate(_DOES, 1):
        yield Para(((f"{number}  ", "key"), (words, "ink")), hang=3)
    yield BLANK


def _row(name: str, value: Cell) -> Para:
    return Para(((pad(fit(name, _NAME - 1), _NAME), "muted"), *value), hang=_NAME)


def tail_lines(facts: CustomerFacts, visit: Visit, off: frozenset[str], *, wide: bool) -> Iterator[Pair | Para]:
    """What stands under the URL; `off` are the commands that do nothing here."""
    url = url_in_hand(facts)
    if url:
        yield BLANK
        yield from key_lines(visit.copied, off)
        yield BLANK
    launch = parse_launch_url(url)
    if url:
        yield from _oddities(launch)
    # Where there is little room the call comes first: what the customer is to press.
    if not wide:
        yield from _done_there()
    if url:
        yield from _filled_in(launch)
    if wide:
        yield from _done_there()
    for label, words in (("Needed", _NEEDED), ("Valid", _VALID), ("The trust", _TRUST)):
        yield Para(((f"{label:<11}", "muted"), (words, "ink")), hang=11)
    yield BLANK
    if wide:
        yield Para((("If it does not work", "strong"),))
    for what, words in _TROUBLES:
        yield Para(((f"{what:<{_TROUBLE}}", "ink"), (words, "muted")), hang=_TROUBLE)


class LaunchPane(UrlPane):
    """Step 3 on the screen."""

    def __init__(self) -> None:
        super().__init__("step-3")

    def draw(self, facts: CustomerFacts, visit: Visit, *, wide: bool) -> None:
        """Draw what is known."""
        self.show_url(head_lines(facts, visit), url_in_hand(facts), tail_lines(facts, visit, self.off, wide=wide))
