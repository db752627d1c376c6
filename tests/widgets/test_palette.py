"""The colours are those of design/visual.md and can be read."""

from __future__ import annotations

import colorsys

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from widgets.palette import FAMILIES, MODES, Family, Mode, palette, pick_family

RGB_FAMILIES: tuple[Family, ...] = ("night", "day", "contrast", "mono")
TEXT = ("ink", "strong", "muted", "faint", "ok", "warn", "miss", "info", "accent")
# The indexes of the table in visual.md, "Palette".
NIGHT_256 = {
    "ground": 233,
    "surface": 234,
    "raised": 235,
    "cursor": 236,
    "rule": 237,
    "ink": 252,
    "strong": 231,
    "muted": 247,
    "faint": 244,
    "ok": 108,
    "ok-quiet": 65,
    "warn": 179,
    "miss": 167,
    "info": 110,
}


def contrast(ink: Color, ground: Color) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""

    def luminance(colour: Color) -> float:
        channels = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.r / 255, colour.g / 255, colour.b / 255)
        ]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("family", RGB_FAMILIES)
@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_the_ground_and_a_quiet_glyph_be_seen(family: Family, mode: Mode) -> None:
    tokens = palette(family, mode)
    ground = tokens.colour("ground")
    assert {
        token: contrast(tokens.colour(token), ground) for token in TEXT if contrast(tokens.colour(token), ground) < 4.5
    } == {}
    assert contrast(tokens.colour("ok-quiet"), ground) >= 3.0


@pytest.mark.parametrize("family", RGB_FAMILIES)
@pytest.mark.parametrize("mode", MODES)
def test_chips_strips_and_the_bar_can_be_read(family: Family, mode: Mode) -> None:
    tokens = palette(family, mode)
    for ink, ground in (
        ("chip-ink", "chip"),
        ("keycap-ink", "keycap"),
        ("danger-ink", "danger"),
        ("alert-ink", "alert"),
        ("bar-ink", "bar"),
        ("ink", "surface"),
        ("ink", "raised"),
        ("ink", "cursor"),
    ):
        assert contrast(tokens.colour(ink), tokens.colour(ground)) >= 4.5, (ink, ground)


def test_night_has_the_256_colours_of_the_table_and_they_stay_distinct() -> None:
    tokens = palette("night", "read-only")
    nearest = {
        token: RichColor.parse(tokens.colours[token]).downgrade(ColorSystem.EIGHT_BIT).number for token in NIGHT_256
    }
    assert nearest == NIGHT_256
    assert len(set(nearest.values())) == len(nearest)


def test_dark_greys_keep_little_saturation() -> None:
    tokens = palette("night", "read-only")
    for token in ("ground", "surface", "raised", "cursor", "rule"):
        colour = tokens.colour(token)
        assert colorsys.rgb_to_hls(colour.r / 255, colour.g / 255, colour.b / 255)[2] < 0.15, token


def test_no_color_has_a_grey_ramp_with_bold_white_faults() -> None:
    for mode in MODES:
        tokens = palette("mono", mode)
        for token in tokens.colours:
            colour = tokens.colour(token)
            assert colour.r == colour.g == colour.b, token
        for token in ("miss", "warn"):
            style = tokens.style(token)
            assert style.bold
            assert style.color is not None
            assert style.color.name == "#ffffff"
        assert tokens.colours["ok-quiet"] == "#6c6c6c"


def test_without_any_colour_bold_and_reverse_are_left() -> None:
    for mode in MODES:
        tokens = palette("plain", mode)
        for token in (*TEXT, "chip", "danger", "alert", "keycap"):
            style = tokens.style(token, tokens.rich_colour("ground"))
            assert style.color is not None
            assert style.color.is_default
            assert bool(style.reverse) == (token not in TEXT)


def test_accents_follow_the_mode_of_the_profile() -> None:
    assert [palette("night", mode).colours["accent"] for mode in MODES] == ["#4fb3a5", "#8fa9c4", "#e8895a"]
    assert [palette("contrast", mode).colours["accent"] for mode in MODES] == ["#5fffd7", "#afd7ff", "#ffaf5f"]
    assert [palette("ansi", mode).colours["accent"] for mode in MODES] == [
        "ansi_cyan",
        "ansi_bright_blue",
        "ansi_red",
    ]


def test_in_write_mode_the_whole_bar_speaks_and_its_chip_is_turned_inside_out() -> None:
    for family in FAMILIES[:4]:
        write, reads = palette(family, "write").colours, palette(family, "read-only").colours
        assert write["bar"] == write["danger"] == write["chip-ink"] == write["keycap"]
        assert write["chip"] == write["bar-ink"] == write["danger-ink"]
        assert reads["bar"] == reads["surface"]
    assert palette("contrast", "write").colours["bar"] == "#ff5f00"


def test_a_token_may_carry_attributes_and_an_unknown_one_is_ink() -> None:
    tokens = palette("night", "read-only")
    style = tokens.style("italic underline miss")
    assert style.italic
    assert style.underline
    assert not style.bold
    assert tokens.style("strong").bold
    assert tokens.style("key").bold
    assert tokens.style("no-such-token") == tokens.style("ink")
    assert tokens.content_style("bold miss").bold
    assert tokens.content_style("chip").background == tokens.colour("chip")


def test_no_token_dims() -> None:
    for family in FAMILIES:
        tokens = palette(family, "write")
        for token in (*TEXT, "chip", "danger", "button-off", "key"):
            assert not tokens.style(token).dim


def test_on_a_sixteen_colour_cursor_nothing_vanishes() -> None:
    tokens = palette("ansi", "read-only")
    cursor = tokens.rich_colour("cursor")
    for token in (*TEXT, "ok-quiet"):
        style = tokens.style(token, cursor)
        assert style.color != cursor, token
        assert style.color is not None
        assert not style.color.is_default, token


@pytest.mark.parametrize(
    ("wanted", "colours", "family"),
    [
        ("night", "truecolor", "night"),
        ("day", "256", "day"),
        ("contrast", "standard", "ansi"),
        ("day", None, "plain"),
        ("sunset", "truecolor", "night"),
        ("ansi", "truecolor", "ansi"),
    ],
)
def test_the_theme_is_one_the_terminal_can_show(wanted: str, colours: str | None, family: str) -> None:
    assert pick_family(wanted, colours, no_color=False) == family


def test_no_color_asks_for_the_grey_ramp_where_there_are_greys() -> None:
    assert pick_family("day", "truecolor", no_color=True) == "mono"
    assert pick_family("day", None, no_color=True) == "plain"
