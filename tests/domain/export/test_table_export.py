"""Tables for spreadsheets, programs and readers: figures stay figures, words stay words."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.plans import PLAN, many_lines
from support.properties import PROPERTY

from tui.domain.export.tables import Heading, Table, Value, csv_text, json_text, markdown_table, records
from tui.domain.plan.export import commitments_table, line_items_table

D = Decimal
HEADINGS = (Heading("name", "Name"), Heading("save", "Save", "per month", is_figure=True), Heading("ok", "Fine"))


def table(*rows: tuple[Value, ...]) -> Table:
    return Table(HEADINGS, rows)


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_negative_figure_is_a_plain_number_in_every_form() -> None:
    made = table(("Atlas", D("-85.40"), True))
    assert csv_text(made) == "name,save,ok\nAtlas,-85.40,true"
    assert records(made) == [{"name": "Atlas", "save": "-85.40", "ok": True}]
    assert markdown_table(made).splitlines()[-1] == "| Atlas | -85.40 | yes |"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "'=1", '" =1', "＝1", "\u00a0=1", "\u3000@x"]
)
def test_text_that_begins_like_a_formula_is_defused(text: str) -> None:
    assert read_back(csv_text(table((text, None, None))))[1][0].startswith("'")


@pytest.mark.parametrize(
    "text", ["@security https://x.example", "www.x.example", "x.example", "see #12", "<b>", "[a](b)"]
)
def test_no_reader_of_markdown_makes_a_mention_a_link_or_markup_of_a_cell(text: str) -> None:
    made = MarkdownIt("gfm-like").parse(markdown_table(table((text, None, None))))
    found = [token for part in made for token in part.children or () if token.content == text]
    assert [token.type for token in found if token.type in ("text", "code_inline")]
    assert not {token.type for part in made for token in part.children or ()} & {"link_open", "html_inline", "image"}
    assert "`" in markdown_table(table(("@all", None, None)))


def test_columns_are_defused_as_well() -> None:
    assert csv_text(Table((Heading("=x", "x"),), ())) == "'=x"


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    assert read_back(csv_text(table(('a "b", c\nd', 1, False))))[1] == ['a "b", c d', "1", "false"]


def test_what_is_not_known_is_empty_null_and_a_dash() -> None:
    made = table(("x", None, None), ("y", D("NaN"), None))
    assert csv_text(made).splitlines()[1:] == ["x,,", "y,,"]
    assert [row["save"] for row in records(made)] == [None, None]
    assert markdown_table(made).splitlines()[2:] == ["| x | – | – |", "| y | – | – |"]


def test_a_huge_figure_has_no_exponent() -> None:
    assert csv_text(table(("x", D("1E+30"), None))).endswith("x,1" + "0" * 30 + ",")


def test_markdown_has_units_in_its_heading_and_its_figures_at_the_right() -> None:
    lines = markdown_table(table(("a | b *c*", 1_204, None))).splitlines()
    assert lines[0] == "| Name | Save (per month) | Fine |"
    assert lines[1] == "| --- | ---: | --- |"
    assert lines[2] == r"| a \| b \*c\* | 1204 | – |"


def test_json_keeps_what_is_not_ascii_readable() -> None:
    assert json.loads(json_text(records(table(("Zoë", D("1.10"), None))))) == [
        {"name": "Zoë", "save": "1.10", "ok": None}
    ]


def test_a_share_stands_in_a_table_as_the_server_gives_it_under_a_unit_that_says_so() -> None:
    made = commitments_table(PLAN)
    place = next(n for n, heading in enumerate(made.headings) if heading.key == "current_coverage")
    assert (made.rows[0][place], made.headings[place].unit) == (D("0.28"), "0-1")


def test_every_field_of_every_line_is_in_the_table_of_the_lines() -> None:
    made = line_items_table(PLAN)
    assert len(made.headings) == 15
    assert read_back(csv_text(made))[1][:3] == ["Amazon EC2", "aws", "12"]
    assert len(commitments_table(PLAN).headings) == 16
    assert csv_text(line_items_table(many_lines(2_000))).count("\n") == 2_000


@PROPERTY
@given(st.lists(st.tuples(st.text(), st.none() | st.decimals(), st.none() | st.booleans()), max_size=5))
def test_any_table_comes_back_with_its_shape_and_without_formulas(
    rows: list[tuple[str, Decimal | None, bool | None]],
) -> None:
    back = read_back(csv_text(table(*rows)))
    assert [len(row) for row in back] == [3] * (len(rows) + 1)
    assert not any(row[0].lstrip(' "').startswith(("=", "+", "-", "@")) for row in back)
    assert len(markdown_table(table(*rows)).splitlines()) == len(rows) + 2
    json.dumps(records(table(*rows)))
