"""Style sheets that are parsed no more often than they change."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """A style sheet that is parsed once for each set of variables.

    Textual's own parses every source again whenever a theme is set or a mode begins, three times before the first
    paint, although nothing about it is different.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; what was parsed with the same is kept."""
        if variables != self._variables:
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Parse what was not parsed yet. Raises as Textual's own does."""
        if self._require_parse:
            self.parse()
