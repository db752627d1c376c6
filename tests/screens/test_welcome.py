"""The welcome of the first start on the sandbox: true of what is there, gone by enter or escape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_list import BETA, CHANGES, HALDEN, HOUR, MINUTE, NARROW, WIDE, fleet, lines_of, shown
from support.stage import NOW, live

from screens.welcome import WelcomeScreen
from screens.welcome_text import welcome_lines
from tui.commands import COMMANDS
from tui.domain.changes import Change
from tui.domain.snapshot import Snapshot
from widgets.look import DEFAULT_LOOK
from widgets.prose import lay_prose
from widgets.segments import text_of


def words(snapshot: Snapshot, now: float = NOW) -> str:
    return "\n".join(text_of(line) for line in lay_prose(welcome_lines(snapshot, now), 66, DEFAULT_LOOK))


def test_it_counts_the_real_customers_and_tells_the_newest_regression() -> None:
    found = words(fleet())
    assert "This is a sandbox: 9 invented customers," in found
    assert "open a customer: Beta Corp, role lost 3 minutes ago" in found


def test_before_the_first_answer_it_claims_no_number_and_no_regression() -> None:
    found = words(live())
    assert "This is a sandbox: invented customers," in found
    assert "open a customer\n" in found


def test_a_recovery_a_mended_regression_and_a_customer_gone_are_not_told() -> None:
    assert "open a customer\n" in words(replace(fleet(), changes=CHANGES[1:]))
    mended = replace(BETA, integrations=HALDEN.integrations)
    assert "open a customer\n" in words(replace(fleet(), customers=(mended,)))
    assert "open a customer\n" in words(replace(fleet(), customers=(HALDEN,)))


@pytest.mark.parametrize(
    ("later", "ago"),
    [(-3 * MINUTE, "just now"), (0.0, "3 minutes ago"), (HOUR, "1 hour ago"), (60 * HOUR, "2 days ago")],
)
def test_the_time_is_told_in_whole_words(later: float, ago: str) -> None:
    assert ago in words(fleet(), NOW + later)


def test_a_warning_is_a_regression_too() -> None:
    change = Change(NOW - HOUR, "feature", BETA.org_id, BETA.name, "cur", "available", "warning", "aws")
    assert "Beta Corp, CUR late 1 hour ago" in words(replace(fleet(), changes=(change,)))


def test_of_one_moment_the_worst_is_told_and_what_became_unknown_is_not() -> None:
    at = NOW - 3 * MINUTE
    unknown = Change(at, "feature", BETA.org_id, BETA.name, "savings_plans", "available", "unknown", "aws")
    found = words(replace(fleet(), changes=(unknown, *CHANGES)))
    assert "open a customer: Beta Corp, role lost 3 minutes ago" in found


def test_it_names_only_keys_that_exist() -> None:
    lines = words(fleet()).splitlines()
    tried = lines[lines.index("Try") + 1 : lines.index("With your own account") - 1]
    keys = {key for line in tried for key in line[:9].split()}
    assert keys == {"enter", "/", "P", "b", "?"}
    assert keys <= {command.shown for command in COMMANDS}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_close_it_and_tell_the_program(size: tuple[int, int], key: str) -> None:
    closed: list[None] = []
    async with shown(size=size) as (app, pilot):
        app.push_screen(WelcomeScreen(), closed.append)
        await pilot.pause()
        found = "\n".join(lines_of(app))
        assert "▌ Look around" in found
        assert "enter, not shown again" in found
        assert "SANDBOX" in next(line for line in lines_of(app) if "archera-tui  " in line)
        assert lines_of(app)[-1] == " enter look around"
        await pilot.press(key)
        assert closed == [None]
        assert not isinstance(app.screen, WelcomeScreen)
        assert not app.opened


async def test_a_snapshot_does_not_change_or_close_it() -> None:
    async with shown() as (app, pilot):
        app.push_screen(WelcomeScreen())
        await pilot.pause()
        app.snapshot = replace(live(), version=1)
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        assert any("9 invented customers" in line for line in lines_of(app))


async def test_a_name_with_markup_in_it_is_only_text() -> None:
    evil = replace(BETA, name="[@click=app.quit]x[/] c/o Acme")
    async with shown(replace(fleet(), customers=(evil,))) as (app, pilot):
        app.push_screen(WelcomeScreen())
        await pilot.pause()
        assert any("[@click=app.quit]x[/], role lost" in line for line in lines_of(app))
