import sqlite3
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from support.clock import EPOCH, ManualClock
from support.store_values import fleet, reading

from tui.domain.intents import Failed, ReadPlanAt, ReadRawPlan
from tui.domain.snapshot import PlanReading, Reading
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.store.state_sense import unpacked
from tui.worker.plan_archive import PlanArchive

KEY = (fleet(1)[0].org_id, "aws")


@pytest.fixture
def store() -> Iterator[StateStore]:
    store, _ = StateStore.open(None, Scope("prod", "api.example", "6f1c"), ManualClock())
    store.save_customers(fleet(1), at=EPOCH, digest="")
    yield store
    store.close()


def test_the_body_of_a_plan_comes_back_byte_for_byte(store: StateStore) -> None:
    body = b'{"id": "p1", "odd": "\xff\x00"}' * 500
    store.save_plan(KEY, reading(EPOCH), body)
    assert store.raw_plan(KEY) == body
    assert store.raw_plan((KEY[0], "azure")) is None


def test_half_a_character_in_an_id_does_no_harm(store: StateStore) -> None:
    odd = ("id\ud800", "aws")
    store.save_plan(odd, reading(EPOCH), b"{}")
    assert store.raw_plan(odd) == store.raw_plan_at(odd, EPOCH) == b"{}"
    assert [moment.read_at for moment in store.plan_history(odd)] == [EPOCH]


def test_a_plan_that_is_gone_leaves_no_body_behind(store: StateStore) -> None:
    store.save_plan(KEY, reading(EPOCH), b"{}")
    store.save_plan(KEY, PlanReading(Reading.NONE, read_at=EPOCH + 1), None)
    assert store.raw_plan(KEY) is None
    assert store.load().plans[KEY].state is Reading.NONE


def test_a_reading_without_a_body_keeps_the_last_one(store: StateStore) -> None:
    store.save_plan(KEY, reading(EPOCH), b"{}")
    store.save_plan(KEY, PlanReading(Reading.FAILED, tried_at=EPOCH + 1), None)
    assert store.raw_plan(KEY) == b"{}"


def test_history_grows_only_when_the_figures_are_new(store: StateStore) -> None:
    for at, savings, modified in ((1.0, "10.00", 1.0), (2.0, "10.00", 2.0), (3.0, "12.00", 3.0), (4.0, "10.00", 4.0)):
        store.save_plan(KEY, reading(at, savings, last_modified=modified), str(at).encode())
    history = store.plan_history(KEY)
    assert [(moment.read_at, moment.brief.monthly_savings) for moment in history] == [
        (4.0, Decimal("10.00")),
        (3.0, Decimal("12.00")),
        (1.0, Decimal("10.00")),
    ]
    assert store.raw_plan_at(KEY, 3.0) == b"3.0"
    assert store.raw_plan_at(KEY, 2.0) is None
    assert store.plan_history((KEY[0], "azure")) == ()


def test_only_the_last_fourteen_moments_are_kept(store: StateStore) -> None:
    for number in range(20):
        store.save_plan(KEY, reading(float(number), str(number)), b"{}")
    assert [moment.read_at for moment in store.plan_history(KEY)] == [float(n) for n in range(19, 5, -1)]


def test_history_grows_when_anything_in_the_plan_is_new_though_its_brief_is_not(store: StateStore) -> None:
    for at, mark in ((1.0, "a"), (2.0, "a"), (3.0, "b")):
        store.save_plan(KEY, reading(at), str(at).encode(), mark)
    assert [moment.read_at for moment in store.plan_history(KEY)] == [3.0, 1.0]


@pytest.mark.parametrize(
    "body", ["x'00'", "'text'", "x'789c'", "zeroblob(9)"], ids=["no body", "a text", "cut short", "zeros"]
)
def test_a_damaged_body_makes_no_sense_and_breaks_nothing(tmp_path: Path, body: str) -> None:
    path = tmp_path / "state.db"
    store, _ = StateStore.open(path, Scope("prod", "api.example", "6f1c"), ManualClock())
    store.save_plan(KEY, reading(EPOCH), b"{}")
    spoiler = sqlite3.connect(path)
    spoiler.execute(f"UPDATE plan_bodies SET body = {body}")
    spoiler.execute(f"UPDATE plan_history SET body = {body}")
    spoiler.commit()
    spoiler.close()
    with pytest.raises(ValueError, match="body"):
        store.raw_plan(KEY)
    with pytest.raises(ValueError, match="body"):
        store.raw_plan_at(KEY, EPOCH)
    archive = PlanArchive(store)
    for intent in (ReadRawPlan(*KEY), ReadPlanAt(*KEY, EPOCH)):
        assert isinstance(archive.carry_out(intent), Failed)
    store.close()


def test_a_small_body_that_unpacks_to_a_gigabyte_is_not_unpacked() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(65)) + packer.flush()
    with pytest.raises(ValueError, match="too large"):
        unpacked(packed)
