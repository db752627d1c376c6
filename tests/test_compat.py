"""What reaches into Textual's private parts does what it is there for, with the version that is pinned."""

from __future__ import annotations

import subprocess
import sys

from textual.css.stylesheet import Stylesheet

from tui.compat import SteadyStylesheet

RULE = "Screen { background: $ground; }"


def colours(sheet: Stylesheet) -> list[object]:
    return [rule.styles.background for rule in sheet.rules]


def test_a_sheet_is_parsed_again_only_for_other_variables() -> None:
    sheet = SteadyStylesheet(variables={"ground": "#101010"})
    sheet.add_source(RULE)
    first = sheet.rules
    sheet.set_variables({"ground": "#101010"})
    sheet.reparse()
    assert sheet.rules is first
    sheet.set_variables({"ground": "#fafaf8"})
    sheet.reparse()
    expected = Stylesheet(variables={"ground": "#fafaf8"})
    expected.add_source(RULE)
    assert colours(sheet) == colours(expected)
    assert sheet.rules is not first


def test_a_source_that_comes_later_is_parsed_too() -> None:
    sheet = SteadyStylesheet(variables={"ground": "#101010"})
    sheet.add_source(RULE)
    assert len(sheet.rules) == 1
    sheet.add_source("Label { color: $ground; }", read_from=("later", ""))
    sheet.reparse()
    assert len(sheet.rules) == 2


# Screens and dialogs but the customer list, what is asked of the worker, whole plans and how they are read.
LATER = (
    "screens.plan.screen", "screens.plans.screen", "screens.activity.screen", "screens.purchase.dialog",
    "screens.purchases.screen", "screens.customer.screen", "screens.help", "screens.palette", "screens.register.dialog",
    "screens.customers.round", "screens.welcome",
    "tui.domain.intents", "tui.domain.purchase.attempt", "tui.domain.plan.records", "tui.domain.plan.diff",
    "tui.domain.purchase.gate", "tui.domain.export.listing", "tui.domain.customers.table", "tui.worker.worker",
    "tomllib", "rich.traceback", "httpx", "pydantic", "starlette",
)  # fmt: skip


def test_the_first_paint_waits_for_no_other_screen_and_nothing_heavy() -> None:
    code = f"import sys; import tui.cli.dashboard, tui.app; print([name for name in {LATER} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout == "[]\n"
