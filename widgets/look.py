"""Palette and glyphs together, as a Textual theme: whoever draws asks `look_of(app)` and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.theme import Theme

from widgets.glyphs import UNICODE, GlyphSet
from widgets.palette import FAMILIES, MODES, Family, Mode, Palette, palette

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """How everything is drawn now."""

    palette: Palette
    glyphs: GlyphSet


DEFAULT_LOOK = Look(palette("night", "read-only"), UNICODE)


@dataclass
class LookTheme(Theme):
    """A Textual theme that carries the tokens it was made from."""

    look: Look = field(default=DEFAULT_LOOK)


def theme_name(family: Family, mode: Mode) -> str:
    """The name a theme is registered under: `night-write`."""
    return palette(family, mode).name


def css_variables(tokens: Palette) -> dict[str, str]:
    """The tokens as variables of the style sheets, and Textual's own where its widgets would stand out."""
    colours = tokens.colours
    named = {name: colours[name] for name in colours if name not in {"surface", "accent", "cursor"}}
    return named | {
        "cursor-bg": colours["cursor"],
        "surface-bar": colours["surface"],
        "ansi-background": colours["ground"],
        "ansi-foreground": colours["ink"],
        "text": colours["ink"],
        "text-muted": colours["muted"],
        "text-disabled": colours["faint"],
        "border": colours["accent"],
        "border-blurred": colours["faint"],
        "block-cursor-background": colours["cursor"],
        "block-cursor-foreground": colours["strong"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": colours["cursor"],
        "block-cursor-blurred-foreground": colours["ink"],
        "input-cursor-background": colours["ink"],
        "input-cursor-foreground": colours["ground"],
        "input-cursor-text-style": "reverse" if colours["ink"] == colours["ground"] else "none",
        "input-selection-background": colours["cursor"],
        "input-selection-foreground": colours["strong"],
        "screen-selection-background": colours["accent"],
        "screen-selection-foreground": "ansi_black" if tokens.family in {"ansi", "plain"} else colours["ground"],
        "scrollbar": colours["rule"],
        "scrollbar-hover": colours["faint"],
        "scrollbar-active": colours["accent"],
        "scrollbar-background": colours["ground"],
        "scrollbar-background-hover": colours["ground"],
        "scrollbar-background-active": colours["ground"],
        "scrollbar-corner-color": colours["ground"],
        "link-color": colours["ink"],
        "footer-background": colours["surface"],
    }


def theme(tokens: Palette, glyphs: GlyphSet = UNICODE) -> LookTheme:
    """The Textual theme of a palette, drawn with a glyph set."""
    colours = tokens.colours
    return LookTheme(
        name=tokens.name,
        primary=colours["accent"],
        secondary=colours["info"],
        accent=colours["accent"],
        warning=colours["warn"],
        error=colours["miss"],
        success=colours["ok"],
        foreground=colours["ink"],
        background=colours["ground"],
        surface=colours["surface"],
        panel=colours["raised"],
        dark=tokens.dark,
        ansi=tokens.family in {"ansi", "plain"},
        variables=css_variables(tokens),
        look=Look(tokens, glyphs),
    )


def themes(glyphs: GlyphSet = UNICODE) -> tuple[LookTheme, ...]:
    """Every theme in every profile mode, for `App.register_theme`."""
    return tuple(theme(palette(family, mode), glyphs) for family in FAMILIES for mode in MODES)


def look_of(app: App[Any]) -> Look:
    """How this program draws now; with a theme of somebody else's it is the night theme, read-only."""
    current = app.current_theme
    return current.look if isinstance(current, LookTheme) else DEFAULT_LOOK
