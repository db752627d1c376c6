import gc
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.clock import EPOCH, ManualClock
from support.store_values import customer, fleet, reading

from tui.domain.changes import Change
from tui.domain.onboarding.steps import Progress
from tui.domain.records import Customer
from tui.domain.snapshot import PlanReading, Reading
from tui.store.state import StateStore, Stored
from tui.store.state_scope import Scope

SCOPE = Scope("prod", "api.example", "6f1c")


def opened(path: Path | None, scope: Scope = SCOPE) -> StateStore:
    store, notice = StateStore.open(path, scope, ManualClock())
    assert notice == ""
    return store


def reloaded(path: Path, scope: Scope = SCOPE) -> Stored:
    store = opened(path, scope)
    stored = store.load()
    store.close()
    return stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state/state.db"


def test_everything_saved_is_there_at_the_next_start(path: Path) -> None:
    store = opened(path)
    customers = fleet(30)
    key = (customers[0].org_id, "aws")
    progress = Progress(key[0], "aws", onboarding_id="o1", started_at=EPOCH)
    change = Change(EPOCH, "feature", key[0], "Customer 0", "cur", "available", "missing", "aws")
    store.save_customers(customers, at=EPOCH, digest="d1")
    store.save_plan(key, reading(EPOCH), b"{}")
    store.save_progress(progress)
    store.add_changes([change])
    store.close()
    assert reloaded(path) == Stored(
        customers=customers,
        customers_at=EPOCH,
        digest="d1",
        plans={key: reading(EPOCH)},
        progress={key: progress},
        changes=(change,),
    )


def test_a_new_store_knows_nothing(path: Path) -> None:
    assert reloaded(path) == Stored()


def test_the_order_of_the_server_is_kept_through_every_kind_of_change(path: Path) -> None:
    a, b, c, d = (customer(n) for n in range(4))
    for order in ((a, b, c), (c, a, b), (d, a, c), (a, d, b, c), (d,), (), (b, a)):
        store = opened(path)
        store.load()
        store.save_customers(order, at=EPOCH, digest="")
        store.close()
        assert reloaded(path).customers == order


def test_a_changed_customer_replaces_what_was_stored(path: Path) -> None:
    store = opened(path)
    store.save_customers(fleet(3), at=EPOCH, digest="d1")
    changed = (*fleet(2), customer(2, since=200.0, assume_role="warning"))
    store.save_customers(changed, at=EPOCH + 60, digest="d2")
    store.close()
    stored = reloaded(path)
    assert (stored.customers, stored.customers_at, stored.digest) == (changed, EPOCH + 60, "d2")


def test_a_store_that_was_never_loaded_still_forgets_who_is_gone(path: Path) -> None:
    first = opened(path)
    first.save_customers(fleet(3), at=EPOCH, digest="")
    first.close()
    second = opened(path)
    second.save_customers(fleet(1), at=EPOCH, digest="")
    second.close()
    assert reloaded(path).customers == fleet(1)


def test_a_confirmed_list_keeps_its_contents(path: Path) -> None:
    store = opened(path)
    store.save_customers(fleet(2), at=EPOCH, digest="d1")
    store.confirm_customers(EPOCH + 60)
    store.close()
    stored = reloaded(path)
    assert (stored.customers, stored.customers_at, stored.digest) == (fleet(2), EPOCH + 60, "d1")


def test_unchanged_customers_are_not_written_again(path: Path) -> None:
    store = opened(path)
    customers = fleet(500)
    store.save_customers(customers, at=EPOCH, digest="")
    log = path.with_name("state.db-wal")
    before = log.stat().st_size
    store.save_customers([*customers[:-1], replace(customers[-1], name="new")], at=EPOCH, digest="")
    assert log.stat().st_size - before < 20_000
    store.close()


def test_profiles_hosts_and_partners_are_never_mixed(path: Path) -> None:
    scopes = [SCOPE, replace(SCOPE, profile="p"), replace(SCOPE, host="h"), replace(SCOPE, partner_org_id="x")]
    for number, scope in enumerate(scopes):
        store = opened(path, scope)
        store.save_customers([customer(number)], at=EPOCH, digest=str(number))
        store.save_progress(Progress("o", "aws", account_id=str(number)))
        store.add_changes([Change(EPOCH, "api", "", "", "", "live", str(number))])
        store.marks.pin(str(number))
        store.close()
    for number, scope in enumerate(scopes):
        store = opened(path, scope)
        stored = store.load()
        assert stored.customers == (customer(number),)
        assert stored.digest == str(number)
        assert stored.progress["o", "aws"].account_id == str(number)
        assert [change.after for change in stored.changes] == [str(number)]
        assert store.marks.pinned() == {str(number)}
        store.close()


def test_plans_of_customers_no_longer_listed_are_not_loaded(path: Path) -> None:
    store = opened(path)
    store.save_customers(fleet(2), at=EPOCH, digest="")
    for listed in fleet(2):
        store.save_plan((listed.org_id, "aws"), reading(EPOCH), None)
    store.save_customers(fleet(1), at=EPOCH, digest="")
    assert set(store.load().plans) == {(fleet(1)[0].org_id, "aws")}
    store.close()


def test_half_a_character_in_a_name_or_an_id_does_no_harm(path: Path) -> None:
    store = opened(path)
    odd = Customer("id\ud800", "name\udfff")
    for _ in range(2):
        store.save_customers([odd], at=EPOCH, digest="")
    store.save_plan(("id\ud800", "aws"), PlanReading(Reading.NONE, read_at=EPOCH), None)
    store.save_progress(Progress("id\ud800", "aws", url="u\ud800"))
    store.add_changes([Change(EPOCH, "added", "id\ud800", "n\ud800", "", "", "added")])
    store.close()
    assert [c.name for c in reloaded(path).customers] == ["name?"]


def test_only_the_latest_changes_are_loaded_newest_first(path: Path) -> None:
    store = opened(path)
    store.add_changes(Change(float(n), "api", "", "", "", str(n), str(n + 1)) for n in range(600))
    changes = store.load().changes
    assert len(changes) == 500
    assert (changes[0].at, changes[-1].at) == (599.0, 100.0)
    store.close()


def test_two_programs_share_one_file_and_the_last_writer_wins(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.save_customers(fleet(3), at=EPOCH, digest="one")
    second.load()
    second.save_customers([customer(0, since=9.0), customer(7)], at=EPOCH + 1, digest="two")
    first.save_customers([*fleet(2), customer(8)], at=EPOCH + 2, digest="three")
    assert first.notice == second.notice == ""
    first.close()
    second.close()
    stored = reloaded(path)
    assert [c.org_id[:8] for c in stored.customers] == ["00000000", "00000001", "00000008"]
    assert stored.digest == "three"


def test_a_row_another_program_stored_meanwhile_does_not_pass_for_one_of_the_newest_list(path: Path) -> None:
    mine, other = opened(path), opened(path)
    well, broken = customer(0), customer(0, cur="missing")
    mine.save_customers([well, customer(1)], at=EPOCH, digest="one")
    other.load()
    other.save_customers([broken, customer(1)], at=EPOCH + 30, digest="two")
    newest = (well, customer(1, cur="missing"))
    mine.save_customers(newest, at=EPOCH + 60, digest="three")
    mine.close()
    other.close()
    stored = reloaded(path)
    assert (stored.customers, stored.digest) == (newest, "three")


def test_the_file_and_what_sqlite_puts_beside_it_are_private(path: Path) -> None:
    store = opened(path)
    store.save_customers(fleet(1), at=EPOCH, digest="")
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["state.db", "state.db-shm", "state.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    store.close()


def test_without_a_path_everything_works_and_nothing_is_left(tmp_path: Path) -> None:
    store = opened(None)
    store.save_customers(fleet(2), at=EPOCH, digest="d")
    assert store.load().customers == fleet(2)
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_loading_leaves_the_garbage_collector_as_it_was(path: Path) -> None:
    store = opened(path)
    store.load()
    assert gc.isenabled()
    gc.disable()
    try:
        store.load()
        assert not gc.isenabled()
    finally:
        gc.enable()
    store.close()


def test_the_store_brings_nothing_that_must_wait_for_the_first_paint() -> None:
    heavy = "'pydantic', 'httpx', 'textual', 'rich', 'starlette', 'uvicorn', 'asyncio'"
    code = f"import sys, tui.store.state; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
