"""A URL is shown whole, and selected it is one line."""

from __future__ import annotations

import pytest
from support.kit_app import KitApp
from textual.geometry import Offset
from textual.selection import Selection

from widgets.url_text import UrlText, url_cell

URL = "https://eu-central-1.console.aws.amazon.com/cloudformation/home?" + "".join(f"p{n}={n}&" for n in range(400))


@pytest.mark.parametrize("width", [30, 80, 120])
async def test_however_long_all_of_it_is_drawn_and_selected_without_breaks(width: int) -> None:
    block = UrlText()
    async with KitApp(block).run_test(size=(width, 24), notifications=True) as pilot:
        block.show_url(URL)
        await pilot.pause()
        assert block.size.height >= len(URL) // width
        assert block.get_selection(Selection(None, None)) == (URL, "\n")
        part = block.get_selection(Selection(Offset(0, 0), Offset(5, 1)))
        assert part is not None
        assert URL.startswith(part[0])


async def test_without_a_url_it_takes_no_room() -> None:
    block = UrlText()
    async with KitApp(block).run_test(size=(80, 24), notifications=True) as pilot:
        block.show_url("")
        await pilot.pause()
        assert block.has_class("hidden")


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://t/x", "t"), ("https://a.example/?https://a.example", "a.example"), ("https://evil@evil/evil", "evil")],
)
def test_the_host_in_bold_is_the_one_that_is_called(url: str, host: str) -> None:
    before, bold, *_ = url_cell(url)
    assert bold == (host, "strong")
    assert before[0].endswith(("//", "@"))


def test_nothing_is_bold_in_what_has_no_host() -> None:
    assert url_cell("no url") == (("no url", "muted"),)
