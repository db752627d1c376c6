"""The footer of the customer list: what the keys do depends on who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame import footer_keys
from tui.commands import Where
from widgets.key_footer import FooterKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.commands import Command

_TYPING = (FooterKey("enter", "keep"), FooterKey("esc", "clear"))
_PICKING = (FooterKey("a letter", "sorts; again: reverses"), FooterKey("esc", "leave"))


def customer_keys(state: str, why_not: Callable[[Command], str], *, away: bool) -> tuple[FooterKey, ...]:
    """The keys while the list has them (`state` empty), the field ("filter") or the picker ("sort").

    While the API is away, trying now comes right after opening.
    """
    match state:
        case "filter":
            return _TYPING
        case "sort":
            return _PICKING
        case _:
            keys = footer_keys(Where.CUSTOMERS, why_not, main=True)
            return _with_try(keys) if away else keys


def _with_try(keys: tuple[FooterKey, ...]) -> tuple[FooterKey, ...]:
    rest = [key for key in keys if key.key != "r"]
    return (*rest[:1], FooterKey("r", "try now"), *rest[1:])
