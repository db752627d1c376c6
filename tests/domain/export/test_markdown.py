"""Text from outside stays text in Markdown: no reader makes a link, a cell, a mention or markup of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.export import markdown
from tui.domain.formats import NOTHING
from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

READER = MarkdownIt("gfm-like")
KNOWN = (
    "<script>", "[a](/x)", "![a](x)", "https://x.example", "a@b.example", "&lt;b&gt;", "www.x.de", "x.de", "a|b",
    "a`b|c", "**a**", "~~a~~", "a_b_", "\\", "a\\|b", "`", "[a](https://x.example)", "see a@b.example `x`", "https://a|b.example",
)  # fmt: skip
WILD = st.one_of(ANY_TEXT, st.text("`|\\*_[]()<>&@:/.wh#!~$^-+ \n", max_size=30))
HARMLESS = {"text", "code_inline", "softbreak", "text_special"}


def _inline(source: str) -> Iterator[Token]:
    for token in READER.parse(source):
        yield from token.children or ()


def _read(source: str) -> str:
    """What a reader sees in a line of Markdown."""
    return "".join(token.content for token in _inline(source))


def _is_only_text(write: Callable[[str], str], wild: str) -> None:
    source = f"Name: {write(wild)} end"
    assert {token.type for token in _inline(source)} <= HARMLESS
    seen = clean(wild).strip() or NOTHING
    assert _read(source).split() == f"Name: {seen} end".split()


@pytest.mark.parametrize("wild", ["@all", "see #12", "!7", "acme/web#3", "gh-9", "www.x.de"])
def test_what_a_tracker_makes_a_mention_or_a_link_of_stands_in_a_code_span(wild: str) -> None:
    assert markdown.text(wild) == f"`{wild}`"


@pytest.mark.parametrize("write", [markdown.text, markdown.code])
@pytest.mark.parametrize("wild", KNOWN)
def test_what_readers_make_something_of_is_read_as_it_is(write: Callable[[str], str], wild: str) -> None:
    _is_only_text(write, wild)


@pytest.mark.parametrize("write", [markdown.text, markdown.code])
@PROPERTY
@given(WILD)
def test_any_text_is_read_as_it_is_and_is_nothing_but_text(write: Callable[[str], str], wild: str) -> None:
    _is_only_text(write, wild)


@PROPERTY
@given(WILD, WILD)
def test_no_text_leaves_its_cell(first: str, second: str) -> None:
    lines = markdown.table(("A", "B"), [(markdown.text(first), markdown.code(second))])
    tokens = READER.parse("\n".join(lines))
    cells = [token for token in tokens if token.type in ("th_open", "td_open")]
    assert len(cells) == 4
    read = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    assert read[2:] == [(clean(wild).strip() or NOTHING) for wild in (first, second)]
    inner = [child.type for token in tokens for child in token.children or ()]
    assert set(inner) <= HARMLESS


def test_what_nobody_would_escape_stays_as_it_is() -> None:
    assert markdown.text("Beta Corp c/o Acme, since 12.5 days (EA)") == "Beta Corp c/o Acme, since 12.5 days (EA)"
    assert markdown.code("assume_role") == "`assume_role`"
    assert markdown.text("see https://x.example") == "`see https://x.example`"
    assert markdown.text("@octocat") == "`@octocat`"
    assert markdown.text("") == markdown.code("\x1b") == "–"
