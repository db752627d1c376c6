"""What the status bar says at which width."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.segments import text_of, width_of
from widgets.status_words import BarFacts, Connection, bar_words, middle_cut, shown_age, wait_words

NOW = 1_000_000.0
LIVE = BarFacts("read-only", "Acme Partners", "api.archera.ai", "prod", "live", NOW - 12, None, 3)


def said(facts: BarFacts, cells: int, now: float = NOW) -> tuple[str, str]:
    words = bar_words(facts, now, cells)
    return text_of(words.left), text_of(words.right)


@pytest.mark.parametrize(
    ("age", "shown"),
    [(0, "0s"), (4.9, "0s"), (5, "5s"), (12, "10s"), (59, "55s"), (61, "1m"), (299, "4m"), (-3, "0s"), (7_200, "2h")],
)
def test_ages_move_in_steps_of_five_seconds(age: float, shown: str) -> None:
    assert shown_age(NOW - age, NOW) == shown


@pytest.mark.parametrize(("left", "shown"), [(0, "0s"), (0.1, "5s"), (9, "10s"), (10, "10s"), (61, "1m"), (-5, "0s")])
def test_a_wait_never_says_less_than_it_takes(left: float, shown: str) -> None:
    assert wait_words(NOW + left, NOW) == shown


@pytest.mark.parametrize(
    ("connection", "since", "retry_at", "words"),
    [
        ("live", NOW - 12, None, "● live 10s ago"),
        ("stale", NOW - 250, None, "◐ stale 4m"),
        ("offline", NOW - 840, NOW + 9, "✕ offline, retry in 10s · 14m old"),
        ("offline", None, NOW + 9, "✕ offline, retry in 10s"),
        ("offline", NOW - 840, NOW - 1, "✕ offline, retrying · 14m old"),
        ("offline", NOW - 840, None, "✕ offline · 14m old"),
        ("refused", NOW - 840, NOW + 290, "✕ refused, retry in 4m · 14m old"),
        ("failing", NOW - 840, NOW + 9, "✕ failing, retry in 10s · 14m old"),
        ("paused", NOW - 130, None, "⏸ paused 2m ago"),
        ("paused", None, None, "⏸ paused"),
        ("starting", None, None, "· starting"),
        ("starting", NOW - 840, None, "· starting · 14m old"),
    ],
)
def test_the_connection_is_a_glyph_words_and_the_age(
    connection: Connection, since: float | None, retry_at: float | None, words: str
) -> None:
    facts = replace(LIVE, connection=connection, since=since, retry_at=retry_at)
    assert said(facts, 80)[1] == words


def test_with_room_everything_is_said() -> None:
    assert said(LIVE, 120) == (
        " READ-ONLY  Acme Partners  api.archera.ai (prod)",
        "● live 10s ago   3 in flight",
    )
    assert said(replace(LIVE, waiting_text="slowed down, 40s"), 120)[1] == "● live 10s ago   slowed down, 40s"


def test_parts_are_dropped_in_their_order_as_room_shrinks() -> None:
    lefts = {cells: said(LIVE, cells)[0].removeprefix(" READ-ONLY  ") for cells in range(119, 24, -1)}
    assert "in flight" not in said(LIVE, 119)[1]
    assert lefts[80] == "Acme Partners  api.archera.ai (prod)"
    assert lefts[62] == "Acme Partners  api.a…ra.ai (prod)"
    assert lefts[58] == "Acme Partners  api….ai (prod)"
    assert lefts[54] == "Acme Partners  api.…ra.ai"
    assert lefts[45] == "Acme Partners"
    assert lefts[40] == "Acme Partn…"
    for cells in range(119, 24, -1):
        left, right = said(LIVE, cells)
        assert left.startswith(" READ-ONLY ")
        assert right.startswith("● ")
        assert "10s" in right


@given(
    st.sampled_from(["sandbox", "read-only", "write"]),
    st.text(max_size=30),
    st.text(max_size=40),
    st.text(max_size=20),
    st.sampled_from(["starting", "live", "stale", "offline", "refused", "failing", "paused"]),
    st.one_of(st.none(), st.floats(NOW - 1e7, NOW)),
    st.one_of(st.none(), st.floats(NOW - 10, NOW + 1e5)),
    st.integers(30, 200),
)
def test_chip_glyph_and_age_are_never_dropped_and_nothing_overflows(
    mode: str,
    who: str,
    host: str,
    profile: str,
    connection: str,
    since: float | None,
    retry_at: float | None,
    cells: int,
) -> None:
    facts = BarFacts(mode, who, host, profile, connection, since, retry_at)  # type: ignore[arg-type]
    words = bar_words(facts, NOW, cells)
    left, right = text_of(words.left), text_of(words.right)
    assert left.startswith(f" {mode.upper()} ")
    assert right[0] in "·●◐✕⏸"
    if since is not None:
        assert shown_age(since, NOW) in right
    assert width_of(words.left) + words.right_cells <= cells
    assert width_of(words.right) + 1 <= words.right_cells


def test_nothing_moves_when_an_age_grows_a_digit() -> None:
    for cells in (60, 66, 80, 120):
        bars = [bar_words(LIVE, NOW - 12 + seconds, cells) for seconds in range(0, 60, 5)]
        assert len({bar.left for bar in bars}) == 1
        assert len({bar.right_cells for bar in bars}) == 1


def test_a_long_host_loses_its_middle() -> None:
    assert middle_cut("api.archera.ai", 14) == "api.archera.ai"
    assert middle_cut("api.archera.ai", 9) == "api.…a.ai"
    assert middle_cut("日本語日本語日本語", 9) == "日本…本語"
