"""A small program that draws the customer list of design/customers-120x40.png with the drawing kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from styles import SHEETS
from widgets.glyphs import UNICODE, GlyphSet
from widgets.key_footer import FooterKey, KeyFooter
from widgets.look import css_variables, theme_name, themes
from widgets.nav_bar import NavBar, NavItem
from widgets.palette import Family, Mode, palette
from widgets.prose import BLANK, Pair, Para, Prose
from widgets.status_bar import StatusBar
from widgets.status_words import BarFacts
from widgets.table_columns import Column
from widgets.table_lines import Row
from widgets.text_line import Part, TextLine
from widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from widgets.segments import Cell

NOW = 1_795_000_000.0

COLUMNS = (
    Column("glyph", "", 1, gap=1),
    Column("name", "Customer", 25, lead=True),
    Column("aws", "AWS", 8, drop=3),
    Column("azure", "Azure", 8, drop=3),
    Column("worst", "AWS Az.", 7, instead_of="aws"),
    Column("plan", "Plan", 11, drop=2),
    Column("save", "Save $/mo", 9, align="right", drop=4),
    Column("since", "Since", 5, align="right", drop=1),
)

_DOTS = {"x": ("✕", "bold miss"), "*": ("●", "ok-quiet"), "~": ("◐", "warn"), "o": ("○", "muted")}
# name, AWS, Azure, plan, savings, since: as in the picture.
_CUSTOMERS = """
Beta Corp|x**~oo**|-|ready|4,480|3m
Halden Foods|********|x*******|ready|2,875|41m
Juniper Rail|xooooooo|-|-|-|12h
Orbis Clinics|-|****x***|ready|640|2d
Marlow Energy|*******~|-|ready|6,918|10h
Cyan Ltd|***~****|********|calculating|-|2h
Tern Logistics|-|******~~|ready|1,204|1d
Vantor Media|*****~*~|********|ready|388|2d
Pike & Sons|***~****|-|calculating|-|9h
Northwind Steel|********|********|ready|12,640|2d
Kestrel Air|********|-|ready|9,415|6d
Ostrava Glas|********|********|ready|8,102|1d
Lumen Grid|********|-|locked|7,733|12h
Foxglove Retail|********|********|ready|5,990|2d
Atlas Print|********|-|ready|4,210|8d
Quarry Bank|********|********|ready|3,905|10h
Sable Hotels|-|********|ready|3,312|5d
Rowan Health|********|-|ready|2,760|3h
Ibex Motors|********|********|ready|2,118|9d
Wren Software|********|-|ready|1,870|2d
Corvid Labs|********|-|ready|1,455|7d
Delta GmbH|********|-|bought|1,120|4d
Elm Street Kitchens|********|-|ready|980|3d
Zephyr Travel|********|********|ready|872|11d
Granite Toys|********|-|ready|655|6d
Harbor Union|-|********|ready|512|10d
Pallas Optics|********|-|ready|431|2w
Onyx Freight|********|-|ready|390|5d
Yarrow Farms|********|-|ready|268|3w
Birch Dental|********|-|ready|140|2w
Umber Textiles|********|-|ready|−85|6d
Indigo Ferries|▸2/4 26h|-|-|-|26h
Moss & Lane|3/4   4h|-|-|-|4h
"""


def _dots(text: str) -> Cell:
    if text == "-":
        return (("–", "faint"),)
    if "/" in text:
        return ((text, "info"),)
    return tuple(_DOTS[mark] for mark in text)


def customer_row(line: str) -> Row:
    """A row of the list from a line of the table above."""
    name, aws, azure, plan, save, since = line.split("|")
    marks = aws + azure
    glyph = _DOTS["x" if "x" in marks else "~" if "~" in marks else "o" if "/" in marks else "*"]
    words = {"-": "faint", "calculating": "muted", "locked": "muted", "bought": "ok"}
    money = "faint" if save == "-" else "warn" if save.startswith("−") else "muted" if plan == "bought" else ""
    return Row(
        name,
        (
            (glyph,),
            ((name, ""), (" c/o Acme", "faint")),
            _dots(aws),
            _dots(azure),
            (glyph, (f" {aws.count('*')}/8", "muted")),
            ((plan.replace("-", "–"), words.get(plan, "")),),
            ((save.replace("-", "–"), money),),
            ((since, "warn" if since.endswith("m") else "muted"),),
        ),
    )


CUSTOMERS = tuple(customer_row(line) for line in _CUSTOMERS.strip().splitlines())

FACTS = BarFacts(
    mode="read-only",
    who="Acme Partners",
    host="api.archera.ai",
    profile="prod",
    connection="live",
    since=NOW - 12,
)
SCREENS = (
    NavItem("1", "Customers", "142"),
    NavItem("2", "Plans", "88"),
    NavItem("3", "Activity", news=(("7 new", "bold warn"),)),
    NavItem("4", "Purchases", news=(("○ 1 unknown", "bold warn"),), short_news=(("○ 1", "bold warn"),)),
)
KEYS = (
    FooterKey("enter", "open"),
    FooterKey("/", "filter"),
    FooterKey("s", "sort"),
    FooterKey("space", "select"),
    FooterKey("V", "verify", enabled=False, reason="read-only profile: restart with --write"),
    FooterKey("n", "register", enabled=False, reason="read-only profile: restart with --write"),
    FooterKey("r", "refresh", group="common"),
    FooterKey("p", "pause", group="common"),
    FooterKey("?", "help", group="always"),
    FooterKey(":", "palette", group="always"),
    FooterKey("q", "quit", group="always"),
)
_PANEL = (
    (("Beta Corp c/o Acme", "strong"),),
    Pair((("7f3e9c10-52d4-4b1e", "faint"),), (("customer since 14 Mar", "muted"),)),
    BLANK,
    Pair((("AWS", "strong"), ("  4 of 8 available", "muted")), (("checked 12s ago", "faint"),)),
    Pair((("✕ ", "miss"), ("assume_role", "strong")), (("missing", "bold miss"), ("       3m", "ink"))),
    Pair((("● ", "ok-quiet"), ("organizations", "muted")), (("available     12d", "faint"),)),
    Pair((("◐ ", "warn"), ("cur", "strong")), (("warning", "warn"), ("       5h", "ink"))),
    BLANK,
    (("What to do", "strong"),),
    Para(
        (
            ("✕ ", "miss"),
            (
                (
                    "The role can't be assumed; it worked until 02:58. Re-deploy the stack in the management "
                    "account: enter, step 3."
                ),
                "",
            ),
        ),
        hang=2,
    ),
    Para((("◐ ", "warn"), ("cur: the first report is due by 22:10. Nothing to do until then.", "muted")), hang=2),
    BLANK,
    Pair("Net savings/mo", (("$4,480.90", "strong"),)),
)


class KitApp(App[None]):
    """Loads the sheets and themes as the program does; shows what it is given."""

    CSS_PATH: ClassVar = list(SHEETS)
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        *children: Widget,
        family: Family = "night",
        mode: Mode = "read-only",
        glyphs: GlyphSet = UNICODE,
    ) -> None:
        super().__init__()
        self._shown = children
        self.animation_level = "none"
        for theme in themes(glyphs):
            self.register_theme(theme)
        self.theme = theme_name(family, mode)
        self.set_class(glyphs.name == "ascii", "-ascii")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return css_variables(palette("night", "read-only"))

    def compose(self) -> ComposeResult:
        yield from self._shown


class CustomersApp(KitApp):
    """The customer list of the pictures."""

    def __init__(
        self, *, family: Family = "night", mode: Mode = "read-only", glyphs: GlyphSet = UNICODE, facts: BarFacts = FACTS
    ) -> None:
        super().__init__(family=family, mode=mode, glyphs=glyphs)
        self._facts = facts

    def compose(self) -> ComposeResult:
        yield StatusBar(self._facts, lambda: NOW)
        yield NavBar(SCREENS, "1")
        yield TextLine(
            Part((("142", "strong"), (" customers", "muted")), drop=2),
            Part((("96", "strong"), (" connected", "muted")), drop=1),
            Part((("31", "strong"), (" onboarding", "muted")), drop=4),
            (("✕ 4", "bold miss"), ("  ◐ 5", "bold warn"), (" need attention", "muted")),
            right=(
                (("waiting ", "muted"), ("$103,400/mo", "strong")),
                Part((("88/142 plans", "muted"),), gap=2, drop=3),
            ),
        )
        yield TextLine(
            (("/", "key"), (" name, needs:attention, savings>1000 …", "faint")),
            right=(
                (("142 of 142", "muted"),),
                Part((("sorted by ", "faint"), ("needs attention, then savings", "muted")), drop=1),
            ),
        )
        yield TextLine()
        with Horizontal(classes="body"):
            yield VirtualTable(*COLUMNS, selecting=True, classes="list")
            if self.size.width >= 120:
                with VerticalScroll(classes="panel", can_focus=False):
                    yield Prose(*_PANEL)
        yield KeyFooter(*KEYS)

    def on_mount(self) -> None:
        self.table.set_rows(CUSTOMERS)
        self.table.focus()

    @property
    def table(self) -> VirtualTable:
        return self.query_one(VirtualTable)


def screen_lines(app: App[None]) -> list[str]:
    """What stands on the screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def widths(lines: Iterable[str]) -> set[int]:
    """The widths of lines in terminal cells."""
    return {cell_len(line) for line in lines}
