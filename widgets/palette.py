"""The design tokens of every theme and the styles made of them (design/visual.md, "Palette").

A style token is the name of a colour, of a pair (`chip`, `danger`), or either with attributes before it:
`"miss"`, `"bold miss"`, `"italic muted"`, `"underline strong"`. Rows and texts carry tokens, never colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rich.style import Style
from textual.color import Color
from textual.style import Style as ContentStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor

Mode = Literal["sandbox", "read-only", "write"]
Family = Literal["night", "day", "contrast", "ansi", "mono", "plain"]

MODES: tuple[Mode, ...] = ("sandbox", "read-only", "write")
FAMILIES: tuple[Family, ...] = ("night", "day", "contrast", "ansi", "mono", "plain")

GROUNDS = ("ground", "surface", "raised", "cursor")
INKS = ("rule", "ink", "strong", "muted", "faint", "ok", "ok-quiet", "warn", "miss", "info")
ATTRIBUTES = frozenset({"bold", "italic", "underline", "reverse"})

_D, _BLACK, _WHITE, _GREY = "ansi_default", "ansi_black", "ansi_white", "ansi_bright_black"

# fmt: off
# One line per theme: the four grounds, then the ten inks.
_COLOURS: dict[Family, tuple[str, ...]] = {
    "night": ("#14171a", "#1b1f23", "#23282d", "#2f353b",
              "#3a4148", "#d6dbe0", "#f4f6f8", "#98a1aa", "#7a838c",
              "#7fbf8e", "#4e7359", "#e0b05c", "#e5726c", "#7ba7d6"),
    "day": ("#fafaf8", "#f0f0ed", "#ffffff", "#dfe3e6",
            "#c4c8cb", "#24292e", "#0b0d0f", "#555d65", "#6b737b",
            "#2a7340", "#689676", "#8a5a00", "#b3261e", "#1d5fa8"),
    "contrast": ("#000000", "#000000", "#000000", "#00408a",
                 "#8a8a8a", "#ffffff", "#ffffff", "#d0d0d0", "#b2b2b2",
                 "#5fff87", "#5faf5f", "#ffd75f", "#ff8787", "#87d7ff"),
    "ansi": (_D, _D, _D, _GREY,
             _GREY, _D, _D, _D, _GREY,
             "ansi_green", _GREY, "ansi_yellow", "ansi_bright_red", "ansi_bright_blue"),
    # NO_COLOR: a grey ramp of its own, so that a fault is white and bold instead of a middling grey.
    "mono": ("#121212", "#1c1c1c", "#262626", "#3a3a3a",
             "#4e4e4e", "#d0d0d0", "#ffffff", "#a8a8a8", "#808080",
             "#d0d0d0", "#6c6c6c", "#ffffff", "#ffffff", "#d0d0d0"),
    # A terminal without colour: bold and reverse are all there is.
    "plain": (_D,) * 14,
}
# accent, chip, chip-ink; the chip of the write profile is the whole bar.
_ACCENTS: dict[Family, dict[Mode, tuple[str, str, str]]] = {
    "night": {"sandbox": ("#4fb3a5", "#1f5f57", "#eafaf7"), "read-only": ("#8fa9c4", "#3d4f63", "#eef3f8"),
              "write": ("#e8895a", "#b33a24", "#ffffff")},
    "day": {"sandbox": ("#0b6b60", "#0f7a6d", "#ffffff"), "read-only": ("#3f5f80", "#54708d", "#ffffff"),
            "write": ("#a83a16", "#b33a24", "#ffffff")},
    "contrast": {"sandbox": ("#5fffd7", "#5fffd7", "#000000"), "read-only": ("#afd7ff", "#afd7ff", "#000000"),
                 "write": ("#ffaf5f", "#ff5f00", "#000000")},
    "ansi": {"sandbox": ("ansi_cyan", "ansi_cyan", _BLACK), "read-only": ("ansi_bright_blue", _WHITE, _BLACK),
             "write": ("ansi_red", "ansi_red", "ansi_bright_white")},
    "mono": dict.fromkeys(MODES, ("#ffffff", "#e4e4e4", "#000000")),
    "plain": dict.fromkeys(MODES, (_D, _D, _D)),
}
# fmt: on

# Text that brings its own ground: ink, ground.
_PAIRS = {
    "chip": ("chip-ink", "chip"),
    "keycap": ("keycap-ink", "keycap"),
    "danger": ("danger-ink", "danger"),
    "alert": ("alert-ink", "alert"),
    "keycap-off": ("faint", "surface"),
    "button": ("ink", "surface"),
    "button-focus": ("strong", "cursor"),
    "button-off": ("faint", "surface"),
    "button-off-focus": ("muted", "cursor"),
}
PAIRS = frozenset(_PAIRS)
_BOLD = frozenset({"strong", "key", "chip", "keycap", "danger", "alert", "button-focus"})
# What has no hue of its own among 16 colours.
_PALE = frozenset({"ink", "strong", "muted", "faint", "ok-quiet", "rule"})
# Where there is no colour, these stand out by being reversed.
_REVERSED = frozenset({"chip", "keycap", "danger", "alert", "button-focus", "button-off-focus"})


@dataclass(frozen=True, eq=False, slots=True)
class Palette:
    """One theme in one profile mode: colours by token, in Textual's spelling (hex or `ansi_*`)."""

    family: Family
    mode: Mode
    colours: Mapping[str, str]
    bold: frozenset[str]
    reverses: bool

    @property
    def name(self) -> str:
        """The name its theme is registered under, `night-write`."""
        return f"{self.family}-{self.mode}"

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.family != "day"

    def colour(self, token: str) -> Color:
        """The colour of a token; an unknown token is ink, never an error on the way to the screen."""
        return Color.parse(self.colours.get(token, self.colours["ink"]))

    def rich_colour(self, token: str) -> RichColor:
        """The colour of a token as Rich has it, for strips."""
        return self.colour(token).rich_color

    def style(self, token: str, ground: RichColor | None = None) -> Style:
        """The style of a token on a ground, for the segments of a strip."""
        return _style(self, token, ground)

    def content_style(self, token: str) -> ContentStyle:
        """The style of a token for `Content`; the ground stays the widget's unless the token brings one."""
        name, attributes = _parts(self, token)
        ink, ground = _PAIRS.get(name, ("accent" if name == "key" else name, ""))
        return ContentStyle(
            foreground=self.colour(ink),
            background=self.colour(ground) if ground else None,
            bold="bold" in attributes or None,
            italic="italic" in attributes or None,
            underline="underline" in attributes or None,
            reverse="reverse" in attributes or None,
        )


def _parts(palette: Palette, token: str) -> tuple[str, frozenset[str]]:
    words = token.split()
    attributes = {word for word in words if word in ATTRIBUTES}
    name = next((word for word in words if word not in ATTRIBUTES), "ink")
    if name in palette.bold:
        attributes.add("bold")
    if palette.reverses and name in _REVERSED:
        attributes.add("reverse")
    return name, frozenset(attributes)


@lru_cache(maxsize=2_048)
def _style(palette: Palette, token: str, ground: RichColor | None) -> Style:
    name, attributes = _parts(palette, token)
    if name in _PAIRS:
        ink, own = _PAIRS[name]
        colour, ground = palette.rich_colour(ink), palette.rich_colour(own)
    else:
        colour = palette.rich_colour("accent" if name == "key" else name)
        # On the bright black of a 16-colour cursor, bright black vanishes and the default may be too close.
        if palette.family == "ansi" and ground == palette.rich_colour("cursor") and name in _PALE:
            colour = Color.parse("ansi_bright_white").rich_color
    return Style(
        color=colour,
        bgcolor=ground,
        bold="bold" in attributes,
        italic="italic" in attributes,
        underline="underline" in attributes,
        reverse="reverse" in attributes,
    )


def _bar(family: Family, mode: Mode) -> dict[str, str]:
    """The status bar: the whole line speaks in write mode, and its chip is turned inside out."""
    accent, chip, chip_ink = _ACCENTS[family][mode]
    colours = {"accent": accent, "keycap": chip, "keycap-ink": chip_ink, "chip": chip, "chip-ink": chip_ink}
    grounds = dict(zip(GROUNDS, _COLOURS[family], strict=False))
    if mode != "write":
        return colours | {"bar": grounds["surface"]}
    return colours | {"bar": chip, "bar-ink": chip_ink, "chip": chip_ink, "chip-ink": chip}


def _strips(family: Family) -> dict[str, str]:
    """The title strips of dialogs: danger for money, alert for an unknown outcome."""
    _accent, danger, danger_ink = _ACCENTS[family]["write"]
    warn = _COLOURS[family][len(GROUNDS) + INKS.index("warn")]
    match family:
        case "ansi":
            on_warn = _BLACK
        case "plain":
            on_warn = _D
        case "day":
            on_warn = "#ffffff"
        case _:
            on_warn = _COLOURS["night" if family == "night" else "contrast"][0]
    return {"danger": danger, "danger-ink": danger_ink, "alert": warn, "alert-ink": on_warn}


@lru_cache(maxsize=32)
def palette(family: Family, mode: Mode) -> Palette:
    """The palette of a theme in a profile mode; the same object each time."""
    colours = dict(zip(GROUNDS + INKS, _COLOURS[family], strict=True))
    colours |= _bar(family, mode) | _strips(family)
    colours.setdefault("bar-ink", colours["ink"])
    quiet = family in {"mono", "plain"}
    return Palette(
        family=family,
        mode=mode,
        colours=colours,
        bold=_BOLD | {"warn", "miss"} if quiet else _BOLD,
        reverses=family == "plain",
    )


def pick_family(wanted: str, color_system: str | None, *, no_color: bool) -> Family:
    """The theme a terminal can show: what was asked for where there are 256 colours or more.

    `color_system` is Rich's name of what the terminal can do (`None` for no colour at all, "standard" for 16);
    `no_color` says whether NO_COLOR was set. An unknown name falls back to night.
    """
    if color_system is None:
        return "plain"
    if no_color:
        return "mono"
    if color_system in {"standard", "windows"}:
        return "ansi"
    return next((family for family in FAMILIES if family == wanted), "night")
