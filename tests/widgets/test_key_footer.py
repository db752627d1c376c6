"""The last line: which keys stay when room is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kit_app import KEYS, KitApp, screen_lines

from widgets.key_footer import FooterKey, Group, KeyFooter, place_keys

if TYPE_CHECKING:
    from textual.message import Message


class HeardFooter(KeyFooter):
    """Notes which keys were clicked."""

    heard: tuple[FooterKey, ...] = ()

    def post_message(self, message: Message) -> bool:
        if isinstance(message, KeyFooter.Pressed):
            self.heard = (*self.heard, message.key)
        return super().post_message(message)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (120, "enter / s space V n r p ? : q"),
        (115, "enter / s space V n r p ? : q"),
        (114, "enter / s space V n r ? : q"),
        (104, "enter / s space V n ? : q"),
        (81, "enter / s space V ? : q"),
        (80, "enter / s space ? : q"),
        (50, "enter / ? : q"),
        (30, "? : q"),
        (20, ": q"),
    ],
)
def test_keys_of_the_middle_group_go_first_then_those_from_the_right_of_the_first(cells: int, shown: str) -> None:
    placed, wall = place_keys(KEYS, cells)
    assert " ".join(key.key for _x, key in placed) == shown
    assert (wall is not None) == (" r " in shown)


KEY = st.builds(
    FooterKey,
    st.sampled_from(["a", "enter", "ctrl+e"]),
    st.sampled_from(["", "open", "acknowledge all"]),
    st.booleans(),
    st.just(""),
    st.sampled_from(["screen", "common", "always"]),
)


@given(st.lists(KEY, max_size=12), st.integers(10, 160))
def test_keys_never_overlap_nor_pass_the_edge(keys: list[FooterKey], cells: int) -> None:
    order: dict[Group, int] = {"screen": 0, "common": 1, "always": 2}
    placed, wall = place_keys(keys, cells)
    edge = 1
    for x, key in placed:
        assert x >= edge
        edge = x + len(key.key) + (1 + len(key.verb) if key.verb else 0) + 2
    assert edge - 2 <= cells - 1 or not placed
    groups = [order[key.group] for _x, key in placed]
    assert groups == sorted(groups)
    if wall is not None:
        assert all(not x <= wall < x + len(key.key) for x, key in placed)


async def test_keys_are_bold_in_the_accent_and_what_is_not_allowed_is_faint() -> None:
    footer = HeardFooter(*KEYS)
    async with KitApp(footer).run_test(size=(120, 5), notifications=True) as pilot:
        await pilot.pause()
        assert screen_lines(footer.app)[4].rstrip() == (
            " enter open  / filter  s sort  space select  V verify  n register  │ r refresh  p pause"
            "       ? help  : palette  q quit"
        )
        styles = {piece.text.strip(): str(piece.style) for piece in footer.render_lines(footer.size.region)[0]}
        assert styles["enter"].startswith("bold")
        assert "#8fa9c4" in styles["enter"]
        assert "#98a1aa" in styles["open"]
        assert "#7a838c" in styles["V verify  n register"]
        footer.show(FooterKey("esc", "close"))
        await pilot.pause()
        assert screen_lines(footer.app)[4].strip() == "esc close"


async def test_a_click_names_the_key_also_one_that_may_not_be_pressed() -> None:
    footer = HeardFooter(*KEYS)
    async with KitApp(footer).run_test(size=(120, 5), notifications=True) as pilot:
        await pilot.pause()
        line = screen_lines(footer.app)[4]
        for word in ("filter", "verify", "quit", "│"):
            await pilot.click(footer, offset=(line.index(word), 0))
        assert [key.verb for key in footer.heard] == ["filter", "verify", "quit"]
        assert footer.heard[1].reason == "read-only profile: restart with --write"
