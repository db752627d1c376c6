"""TOML that a person wrote: whatever keeps it from being read is one error with one clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# What TOML promises for whole numbers; Python takes larger ones, which no float holds and no message can show.
_WHOLE_NUMBERS = range(-(2**63), 2**63)


class TomlTextError(ValueError):
    """A text is no TOML that can be used; the message goes on after the file's name and has no full stop."""


def read_toml(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The document in a text; `parse_float` makes a value of a number with a point. Raises `TomlTextError`.

    The error repeats nothing of the text but what `tomllib` quotes in its message.
    """
    import tomllib  # noqa: PLC0415 - not needed where there is no file

    try:
        document = tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        # The error may keep the whole text beside its message, a key included: only the message goes on.
        why = f"is not TOML: {error}"
    except RecursionError:
        why = "can't be read: it is nested too deeply"
    except (ValueError, ArithmeticError):
        why = "can't be read: it holds a number with too many digits"
    else:
        if not _is_beyond(document):
            return document
        why = "can't be read: it holds a whole number of more than 64 bits"
    raise TomlTextError(why)


def _is_beyond(found: object) -> bool:
    """Whether a whole number somewhere in it is larger than TOML has them."""
    match found:
        case dict():
            return any(map(_is_beyond, found.values()))
        case list():
            return any(map(_is_beyond, found))
        case int():
            return found not in _WHOLE_NUMBERS
        case _:
            return False
