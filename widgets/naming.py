"""The names a widget can be given when it is made."""

from __future__ import annotations

from typing import TypedDict


class Naming(TypedDict, total=False):
    """Keyword arguments every widget of the kit passes on to Textual."""

    id: str | None
    classes: str | None
