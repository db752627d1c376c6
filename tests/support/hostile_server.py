"""A server nobody can trust: the sandbox's answers with hostile text in every place, and what may not come of it."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App

    from tui.api.transport import AsgiApp, Message

TAIL = (
    " [/] [@click=app.bell]press[/] [bold red]b [link=https://evil.example]l[/link] \x1b]0;owned\x07\x1b]52;c;eA==\x07"
    "\x1b[2J\x9b31m\x90q\x9c \u202egnp.\u2066exe\u2069 a\r\nb\tc\x00\x7f \ud800 \U0001f44d\U0001f3fd \U0001f1e9 漢字 e"
    + "\u0301" * 40
    + " \u3164\u115f <b>@all</b> `x` ![i](https://evil.example/i) =1+1;=2+2 "
    + "x" * 3_000
)
"""What stands behind every text of every answer."""

ID_TAIL = "/../\x1b[2J?q=1#%2f;\u202e&\x00 xid9z1"
"""What stands behind every id; its end can be typed."""

_IDS = frozenset({"org_id", "id", "plan_id"})
# What the program acts on keeps its meaning; hostile forms of these have tests of their own.
_KEPT = frozenset({"url", "onboarding_id", "action_type", "provider", "type"})
_QUOTED = frozenset("/-_.~%0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def hostile(document: Any, *, statuses: bool, key: str = "") -> Any:
    """The document with hostile text behind every text in it, and a hostile key beside the others of every object.

    With `statuses`, those are hostile as well.
    """
    match document:
        case dict():
            made = {name: hostile(value, statuses=statuses, key=name) for name, value in document.items()}
            first = next(iter(made.values()), None)
            return {**made, f"zz{TAIL}": first} if key != "" or "template" not in made else made
        case list():
            return [hostile(value, statuses=statuses, key=key) for value in document]
        case str() if key in _IDS:
            return document + ID_TAIL
        case str() if key in _KEPT or (key == "status" and not statuses) or key.endswith("_at"):
            return document
        case str():
            return document + TAIL
        case _:
            return document


class HostileServer:
    """The application behind hostile answers; it knows its own ids again, if they come whole and quoted."""

    def __init__(self) -> None:
        # Whether statuses are hostile too, which calls are refused and how, which URLs were answered.
        self.statuses = False
        self.refusing: dict[str, int] = {}
        self.urls: set[str] = set()

    def around(self, app: AsgiApp) -> AsgiApp:
        """The application with its answers turned hostile."""

        async def turned(
            scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
        ) -> None:
            raw = bytes(scope.get("raw_path") or b"").decode("ascii")
            # What an id brings along never becomes a path, a query or a fragment of its own.
            assert ".." not in raw.split("/"), raw
            assert set(raw) <= _QUOTED, raw
            path = str(scope["path"]).replace(ID_TAIL, "")
            name = path.rsplit("/", 1)[-1]
            if (status := self.refusing.get(name)) is not None:
                await _answer(send, status, _refusal(status))
                return
            start: Message = {}
            body = b""

            async def hold(message: Message) -> None:
                nonlocal start, body
                if message["type"] == "http.response.start":
                    start = message
                else:
                    body += message.get("body", b"")
                    if not message.get("more_body"):
                        await _answer(send, start["status"], self._turned(body))

            await app({**scope, "path": path, "raw_path": path.encode()}, receive, hold)

        return turned

    def _turned(self, body: bytes) -> bytes:
        if not body:
            return body
        document = json.loads(body)
        if isinstance(document, dict) and "url" in document:
            self.urls.add(document["url"])
        return json.dumps(hostile(document, statuses=self.statuses)).encode()


def _refusal(status: int) -> bytes:
    if status == 422:
        nested = {"json": {"company": [TAIL], "email": [TAIL], f"x{TAIL}": [TAIL]}}
        return json.dumps({"code": 422, "status": TAIL, "errors": nested}).encode()
    return json.dumps({"message": TAIL, "type": TAIL, "timestamp": TAIL, "detail": TAIL, "url": TAIL}).encode()


async def _answer(send: Callable[[Message], Awaitable[None]], status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"retry-after", b"1e308"), (b"date", b"x")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def unsafe(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that may never be printed."""
    return {ch for ch in text if ch not in allowed and unicodedata.category(ch) in _FORBIDDEN}


def faults_of_screen(app: App[Any]) -> list[str]:
    """What is wrong with what reaches the terminal now; empty when all of it is text in its place."""
    width, height = app.size
    found: list[str] = []
    for line, strip in enumerate(app.screen._compositor.render_strips()[:height]):
        text = strip.text
        if unsafe(text, ""):
            found.append(f"{line}: {unsafe(text, '')!r}")
        if cell_len(text) != width or sum(cell_len(ch) for ch in text) != width:
            found.append(f"{line}: {cell_len(text)} cells in {width} columns: {text!r}")
        for segment in strip:
            style = segment.style
            if segment.control or (style is not None and (style.link or "app.bell" in str(style.meta))):
                found.append(f"{line}: {segment!r}")
    return found
