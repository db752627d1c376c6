"""Names are split, folded and made safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.names import folded, safe_name, split_name
from tui.text import clean


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Beta Corp c/o Acme", ("Beta Corp", "c/o Acme")),
        ("Beta c/o One c/o Acme", ("Beta c/o One", "c/o Acme")),
        ("Beta C/O Acme", ("Beta", "C/O Acme")),
        ("Beta Corp", ("Beta Corp", "")),
        (" c/o Acme", (" c/o Acme", "")),
        ("c/o Acme", ("c/o Acme", "")),
        ("", ("", "")),
    ],
)
def test_the_partners_suffix_is_told_from_the_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ångström  GmbH", "angstrom gmbh"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("İstanbul", "istanbul"),
        ("ＡＢＣ", "abc"), ("日本", "日本"), ("  a\tb ", "a b"),
    ],
)  # fmt: skip
def test_a_search_looks_past_case_accents_and_spaces(text: str, found: str) -> None:
    assert folded(text) == found


@PROPERTY
@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@PROPERTY
@given(ANY_TEXT)
def test_a_safe_name_is_never_empty_and_its_parts_make_it_up(text: str) -> None:
    name = safe_name(text)
    assert name.strip()
    assert clean(name) == name
    head, tail = split_name(name)
    assert (f"{head} {tail}".split() if tail else head.split()) == name.split()


def test_a_name_of_nothing_printable_says_so() -> None:
    assert safe_name("\u202e\u200b") == "(unprintable name)"
