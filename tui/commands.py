"""Everything a person can do, in one registry: it feeds the key bindings, the footer, the help and the palette.

A command that exists but may not be used now stays visible, greyed, and says why when its key is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """The screens a command belongs to.

    `REVIEW` is the plan screen opened from the list of plans: its commands come on top of those of `PLAN`. `MAIN`
    commands work wherever those of `EVERYWHERE` do; the program itself carries them out.
    """

    EVERYWHERE = "everywhere"
    CUSTOMERS = "customers"
    CUSTOMER = "customer"
    PLAN = "plan"
    REVIEW = "review"
    PLANS = "plans"
    ACTIVITY = "activity"
    PURCHASES = "purchases"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    `keys` are Textual key names, `shown` is how the first of them is printed, `verb` stands in the footer, `help`
    in the help. `writes` sends something other than a read; `dangerous` spends money or can't be undone. `footer`
    ranks the item in the footer: 0 is not shown there, lower numbers stay longest when room is short.
    """

    id: str
    where: Where
    keys: str
    shown: str
    verb: str
    help: str
    writes: bool = False
    dangerous: bool = False
    footer: int = 0

    @property
    def method(self) -> str:
        """The name of the screen's method that does it: `do_<name>`."""
        return "do_" + self.id.partition(".")[2].replace("-", "_")


def _everywhere(name: str, keys: str, shown: str, verb: str, text: str, footer: int = 0) -> Command:
    return Command(f"all.{name}", Where.EVERYWHERE, keys, shown, verb, text, footer=footer)


def _main(name: str, key: str, text: str) -> Command:
    return Command(f"all.{name}", Where.MAIN, key, key, name, text)


COMMANDS: tuple[Command, ...] = (
    Command("customers.open", Where.CUSTOMERS, "enter", "enter", "open", "open the customer", footer=1),
    Command("customers.filter", Where.CUSTOMERS, "slash", "/", "filter", "filter the list", footer=2),
    Command("customers.sort", Where.CUSTOMERS, "s", "s", "sort", "sort, then a column", footer=3),
    Command("customers.plan", Where.CUSTOMERS, "P", "P", "plan", "open the customer's plan", footer=4),
    Command("customers.select", Where.CUSTOMERS, "space", "space", "select", "select several", footer=5),
    Command("customers.pin", Where.CUSTOMERS, "asterisk", "*", "pin", "pin to the top, or unpin"),
    Command("customers.copy", Where.CUSTOMERS, "y", "y", "copy", "copy name and id, or the selected rows"),
    Command(
        "customers.verify",
        Where.CUSTOMERS,
        "V",
        "V",
        "verify",
        "verify the selected, or the one in hand",
        writes=True,
        footer=7,
    ),
    Command("customers.register", Where.CUSTOMERS, "n", "n", "register", "register a customer", writes=True, footer=6),
    Command(
        "customers.export",
        Where.CUSTOMERS,
        "ctrl+e",
        "ctrl+e",
        "export",
        "export the list, or the selected: CSV, JSON, Markdown",
        footer=8,
    ),
    Command("customer.proceed", Where.CUSTOMER, "enter", "enter", "go on", "do the one action of the step in view"),
    Command("customer.start", Where.CUSTOMER, "S", "S", "start", "start onboarding to AWS", writes=True),
    Command("customer.template", Where.CUSTOMER, "t", "t", "fetch again", "fetch the template again", footer=5),
    Command("customer.save", Where.CUSTOMER, "w", "w", "save", "save the template to a file", footer=3),
    Command(
        "customer.url", Where.CUSTOMER, "u", "u", "fetch again", "fetch the launch URL, or the consent URL", footer=6
    ),
    Command(
        "customer.browser", Where.CUSTOMER, "o", "o", "open", "open the URL in a browser of this computer", footer=3
    ),
    Command("customer.qr", Where.CUSTOMER, "Q", "Q", "QR", "the URL as a QR code", footer=3),
    Command("customer.search", Where.CUSTOMER, "slash", "/", "find", "find a text in the template", footer=3),
    Command("customer.match-next", Where.CUSTOMER, "n", "n", "next match", "the next place of the text found"),
    Command("customer.match-before", Where.CUSTOMER, "N", "N", "match before", "the place before"),
    Command("customer.copy", Where.CUSTOMER, "y", "y", "copy", "copy the template, the URL or the statuses", footer=2),
    Command(
        "customer.verify",
        Where.CUSTOMER,
        "V",
        "V",
        "verify",
        "verify the integration of the cloud in view",
        writes=True,
    ),
    Command(
        "customer.watch",
        Where.CUSTOMER,
        "W",
        "W",
        "watch",
        "verify again every so many minutes, or end that",
        writes=True,
        footer=3,
    ),
    Command("customer.stop-waiting", Where.CUSTOMER, "x", "x", "stop waiting", "wait no longer for a verification"),
    Command(
        "customer.edit",
        Where.CUSTOMER,
        "e",
        "e",
        "options",
        "options of the next check; Azure, Marketplace: type",
        footer=1,
    ),
    Command("customer.pager", Where.CUSTOMER, "v", "v", "pager", "template, URL or statuses in $PAGER", footer=4),
    Command(
        "customer.export",
        Where.CUSTOMER,
        "ctrl+e",
        "ctrl+e",
        "export",
        "the onboarding as a report: Markdown or JSON, copied or saved",
        footer=10,
    ),
    Command("customer.plan", Where.CUSTOMER, "P", "P", "plan", "open the plan", footer=7),
    Command(
        "customer.tab-on", Where.CUSTOMER, "tab", "tab", "next tab", "AWS, Azure, Plans, Marketplace, History", footer=9
    ),
    Command("customer.tab-back", Where.CUSTOMER, "shift+tab", "shift+tab", "tab before", "the tab before"),
    Command("customer.step-on", Where.CUSTOMER, "right,l", "→", "step", "look at the step after", footer=8),
    Command("customer.step-back", Where.CUSTOMER, "left,h", "←", "step back", "look at the step before", footer=8),
    Command("customer.previous", Where.CUSTOMER, "left_square_bracket", "[", "previous", "the customer before"),
    Command("customer.next", Where.CUSTOMER, "right_square_bracket", "]", "next", "the customer after"),
    Command("plan.next", Where.PLAN, "right_square_bracket", "]", "next", "the customer after", footer=1),
    Command("plan.previous", Where.PLAN, "left_square_bracket", "[", "previous", "the customer before"),
    Command("plan.buy", Where.PLAN, "b", "b", "buy", "buy the plan", writes=True, dangerous=True, footer=2),
    Command("plan.diff", Where.PLAN, "d", "d", "diff", "what changed since an earlier reading", footer=3),
    Command("plan.tables", Where.PLAN, "t", "t", "tables", "line items, by commitment, or all details", footer=4),
    Command("plan.line", Where.PLAN, "enter", "enter", "line", "every field of the line in hand", footer=5),
    Command("plan.sort", Where.PLAN, "s", "s", "sort", "sort the lines, then a column; again: reverses", footer=6),
    Command("plan.filter", Where.PLAN, "slash", "/", "filter", "filter the lines: save>100 term:1y", footer=7),
    Command("plan.pager", Where.PLAN, "v", "v", "raw", "the answer as the server wrote it, in $PAGER", footer=8),
    Command("plan.export", Where.PLAN, "ctrl+e", "ctrl+e", "export", "export: Markdown, JSON, or the lines as CSV"),
    Command("plan.provider-next", Where.PLAN, "right,l", "→", "cloud", "the plan of the next cloud", footer=9),
    Command("plan.provider-previous", Where.PLAN, "left,h", "←", "previous cloud", "the plan of the cloud before"),
    Command("plan.copy", Where.PLAN, "y", "y", "copy", "copy the headline figures", footer=10),
    Command("review.todo-next", Where.REVIEW, "n", "n", "next", "the next plan to review", footer=1),
    Command("review.todo-previous", Where.REVIEW, "N", "N", "previous", "the plan to review before this one"),
    Command("review.mark", Where.REVIEW, "m", "m", "mark", "mark the plan: looked at, to buy, declined", footer=2),
    Command("plans.open", Where.PLANS, "enter", "enter", "open", "open the plan", footer=1),
    Command("plans.todo-next", Where.PLANS, "n", "n", "next to do", "open the next plan to review", footer=2),
    Command("plans.todo-previous", Where.PLANS, "N", "N", "previous", "open the plan to review before this one"),
    Command("plans.mark", Where.PLANS, "m", "m", "mark", "mark the plan: looked at, to buy, declined", footer=3),
    Command("plans.sort", Where.PLANS, "s", "s", "sort", "sort, then a column", footer=4),
    Command("plans.filter", Where.PLANS, "slash", "/", "filter", "filter the list", footer=5),
    Command("plans.load", Where.PLANS, "L", "L", "load", "read now what is not known or could not be read"),
    Command("plans.copy", Where.PLANS, "y", "y", "copy", "copy the plan's figures", footer=6),
    Command(
        "plans.export",
        Where.PLANS,
        "ctrl+e",
        "ctrl+e",
        "export",
        "export the list: CSV, JSON, Markdown",
        footer=7,
    ),
    Command("activity.open", Where.ACTIVITY, "enter", "enter", "open", "open the customer", footer=1),
    Command("activity.acknowledge", Where.ACTIVITY, "a", "a", "acknowledge", "somebody has seen to it", footer=2),
    Command("activity.acknowledge-all", Where.ACTIVITY, "A", "A", "all", "acknowledge everything", footer=3),
    Command("activity.filter", Where.ACTIVITY, "slash", "/", "filter", "filter the list", footer=4),
    Command("activity.copy", Where.ACTIVITY, "y", "y", "copy", "copy the line with its time", footer=5),
    Command(
        "activity.export",
        Where.ACTIVITY,
        "ctrl+e",
        "ctrl+e",
        "export",
        "export the list: CSV, JSON, Markdown",
        footer=6,
    ),
    Command("purchases.open", Where.PURCHASES, "enter", "enter", "plan", "open the plan", footer=1),
    Command("purchases.look", Where.PURCHASES, "l", "l", "look now", "look now whether it was bought", footer=2),
    Command("purchases.settle", Where.PURCHASES, "e", "e", "record an answer", "end an unknown by your word", footer=3),
    Command("purchases.copy", Where.PURCHASES, "y", "y", "copy", "copy the entry", footer=4),
    Command(
        "purchases.export",
        Where.PURCHASES,
        "ctrl+e",
        "ctrl+e",
        "export",
        "export the journal: CSV, JSON, Markdown",
        footer=5,
    ),
    _main("customers", "1", "the customers"),
    _main("plans", "2", "the plans of all customers"),
    _main("activity", "3", "what changed"),
    _main("purchases", "4", "the purchases from this computer"),
    _everywhere("refresh", "r", "r", "refresh", "refresh now", footer=1),
    _everywhere("pause", "p", "p", "pause", "stop or resume refreshing", footer=2),
    _everywhere("help", "question_mark,f1", "?", "help", "this help", footer=1),
    _everywhere("palette", "colon,ctrl+p", ":", "palette", "every action and every customer", footer=2),
    _everywhere("back", "escape", "esc", "back", "back; in a field: leave it", footer=3),
    _everywhere("redraw", "ctrl+l", "ctrl+l", "draw anew", "draw the screen anew"),
    _everywhere("quit", "q", "q", "quit", "quit", footer=4),
)

BY_ID = {command.id: command for command in COMMANDS}


def commands_of(where: Where) -> tuple[Command, ...]:
    """The commands of one screen, in the registry's order."""
    return tuple(command for command in COMMANDS if command.where is where)


def bindings_of(where: Where) -> list[BindingType]:
    """Textual bindings for the commands of one screen; the id makes them remappable.

    Every one leads to `action_do`, the one door that asks whether the command may be used now; but those of the main
    screens, which come with the ones for everywhere, to the program.
    """
    bindings: list[BindingType] = [
        Binding(c.keys, f"do('{c.id}')", c.verb, show=False, key_display=c.shown, id=c.id) for c in commands_of(where)
    ]
    if where is Where.EVERYWHERE:
        bindings += [
            Binding(c.keys, f"app.show_main('{c.shown}')", c.verb, show=False, key_display=c.shown, id=c.id)
            for c in commands_of(Where.MAIN)
        ]
    return bindings
