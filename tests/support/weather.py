"""Bad weather around the sandbox's application: outages, refusals, answers lost after the work was done."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.api.transport import AsgiApp, Message


@dataclass
class Weather:
    """What happens to requests whose path holds a word, or ends with it where the word ends in `$`.

    Every request is counted by its last path segment, and `heard` is told of it.

    `status` answers in the sandbox's place, `lost` lets the sandbox do the work and then never answers, `late` lets it
    do the work and then a gateway answers 504; `broken` lets it do the work and then the connection breaks. `closed`
    is for the whole server: whoever holds `is_open` refuses connections.
    """

    status: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    closed: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    heard: Callable[[str], object] = lambda _name: None

    def is_open(self) -> bool:
        """Whether connections are taken."""
        return not self.closed

    def around(self, app: AsgiApp) -> AsgiApp:
        """The application under this weather."""

        async def stormy(
            scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
        ) -> None:
            path = str(scope["path"])
            name = path.rsplit("/", 1)[-1]
            self.seen[name] += 1
            self.heard(name)
            for word, (status, body, headers) in self.status.items():
                if _hits(word, path):
                    await _answer(send, status, body, headers)
                    return
            if any(_hits(word, path) for word in self.lost):
                await app(scope, receive, _nowhere)
                await asyncio.get_running_loop().create_future()
            if any(_hits(word, path) for word in self.broken):
                await app(scope, receive, _nowhere)
                raise ConnectionResetError
            if any(_hits(word, path) for word in self.late):
                await app(scope, receive, _nowhere)
                await _answer(send, 504, b"<html>late</html>", {"content-type": "text/html"})
                return
            await app(scope, receive, send)

        return stormy


def _hits(word: str, path: str) -> bool:
    return path.endswith(word[:-1]) if word.endswith("$") else word in path


async def _nowhere(_message: Any) -> None:
    """Where lost answers go."""


async def _answer(
    send: Callable[[Message], Awaitable[None]], status: int, body: bytes, headers: dict[str, str]
) -> None:
    pairs = [(b"content-type", b"application/json"), *((k.encode(), v.encode()) for k, v in headers.items())]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
