"""The commands around buying, declared: `plans`, `plan`, `buy`, and looking for an unknown purchase."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.cli.parser import acting, command

if TYPE_CHECKING:
    from decimal import Decimal

    from tui.cli.parser import Parser

_ORG = "the customer: its id, its name, or a part of a name that no other customer has"
_CLOUDS = ("aws", "azure", "gcp", "kubernetes", "unknown")
_BUYING = """\
Buys only if the plan, read again now, is that plan, saves exactly what is expected, and stays within what is allowed;
the limits of the profile hold too. A missing figure, or two that disagree, is never within anything. The request is
sent once; `archera-tui journal` tells of it ever after. The e-mail may become a member of the customer's organization.
Purchases from other computers or consoles are not seen here.

exit codes:
  0  accepted by the server, or seen to be bought
  2  not sent, or refused by the server; the reason is on stderr
  3  unknown: it was sent, and it may or may not have been bought. Don't buy again: archera-tui journal look ID
  1 and 141 when what it says can't be written or nobody reads it: archera-tui journal tells what became of it
  130 and 143 when interrupted or told to end; what was sent goes on, and the next start looks for it"""
_LOOKING = """\
exit codes:
  0  accepted by the server, or seen to be bought
  2  not sent, refused, or not bought; also an entry that can't be looked for
  3  still unknown: it may or may not have been bought"""


def declare_buying(commands: Any) -> None:
    """Declare every command of this module that stands by itself."""
    _plans(commands)
    _plan(commands)
    _buy(commands)


def declare_look(actions: Any) -> None:
    """`journal look`, among the actions of `journal`."""
    summary = "read the plan now, to see whether an unknown purchase was made"
    look = command(actions, "look", "tui.cli.journal_look", summary, "archera-tui journal look 42", _LOOKING)
    acting(look)
    look.set_defaults(action="look")
    look.add_argument("id", metavar="ID", help="the number or the id of the entry")


def _plans(commands: Any) -> None:
    summary = "read the recommended plans of all customers and rank them by net savings"
    example = "archera-tui plans --filter 'savings>1000 provider:aws term:1y' --csv"
    plans = command(commands, "plans", "tui.cli.plans", summary, example)
    form = acting(plans)
    form.add_argument("--csv", action="store_true", help="a table that a spreadsheet opens safely")
    plans.add_argument("--filter", metavar="EXPR", default="", help="only plans that match, as in the list of plans")


def _plan(commands: Any) -> None:
    summary = "read the recommended plan of a customer now and show every field of it"
    plan = command(commands, "plan", "tui.cli.plan", summary, "archera-tui plan 'Beta Corp' --provider aws --json")
    _about_a_plan(plan)


def _buy(commands: Any) -> None:
    summary = "buy a plan, if it is still what you expect"
    example = (
        "archera-tui buy 'Beta Corp' 0b1c... --provider aws --email purchasing@example.com \\\n"
        "      --expect-monthly-savings 4210.20 --max-cash 1840 --max-commitment 61055.42 --write"
    )
    buy = command(commands, "buy", "tui.cli.buy", summary, example, _BUYING)
    _about_a_plan(buy)
    buy.add_argument("plan", metavar="PLAN", help="the id of the plan")
    buy.add_argument("--email", metavar="E", help="who acts, else purchaser_email of the profile")
    _sum(buy, "--expect-monthly-savings", "what the plan saves a month, to the cent", required=True)
    _sum(buy, "--max-cash", "the most that may be due at signing", required=True)
    _sum(buy, "--max-commitment", "the largest minimum commitment", required=True)
    meaning = "the larger of the two sums, to the cent, where the profile sets confirm_again_above"
    _sum(buy, "--confirm-sum", meaning, required=False)


def _about_a_plan(parser: Parser) -> None:
    acting(parser)
    parser.add_argument("org", metavar="ORG", help=_ORG)
    parser.add_argument("--provider", metavar="P", choices=_CLOUDS, required=True, help=", ".join(_CLOUDS))


def _sum(parser: Parser, option: str, meaning: str, *, required: bool) -> None:
    parser.add_argument(option, metavar="USD", type=_money, required=required, help=meaning)


def _money(text: str) -> Decimal:
    from tui.domain.purchase.terms import money_of  # noqa: PLC0415 - `--version` has no use for it

    found = money_of(text)
    if found is None:
        raise argparse.ArgumentTypeError(f'"{text}" is not a sum of US dollars like 4210.20')
    return found
