"""The API key, wrapped so that it cannot be printed by accident."""

from __future__ import annotations

import re
from urllib.parse import quote

HIDDEN = "[key]"

_VISIBLE_ASCII = re.compile(r"[\x21-\x7e]+")
# Replacing every occurrence of a very short key would garble ordinary words.
_SHORTEST_SCRUBBED = 4


class BadApiKeyError(ValueError):
    """The key cannot be a header value; the message never holds the key."""


class ApiKey:
    """A key that shows itself only to `reveal`, which the request headers alone may call."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if not value:
            raise BadApiKeyError("the API key is empty")
        if not _VISIBLE_ASCII.fullmatch(value):
            raise BadApiKeyError("the API key holds a space, a line break or a character outside ASCII")
        self._value = value

    def __repr__(self) -> str:
        return "ApiKey(hidden)"

    def reveal(self) -> str:
        """Give the key itself."""
        return self._value

    def scrub(self, text: str) -> str:
        """Take the key out of a text: a server may echo it in its error message, or quoted in the URL of a redirect."""
        if len(self._value) < _SHORTEST_SCRUBBED:
            return text
        forms = (self._value, quote(self._value, safe=""))
        return re.sub("|".join(map(re.escape, forms)), HIDDEN, text, flags=re.IGNORECASE)
