"""A layer round an ASGI application that alters its answers, so that a judge of answers can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Altered:
    """The application with one text replaced by another in the bodies of its answers; counts the altered ones."""

    def __init__(self, app: ASGIApp, old: bytes, new: bytes) -> None:
        self._app = app
        self._old = old
        self._new = new
        self.answers = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await self._pass_on(start, body, send)

        await self._app(scope, receive, send if scope["type"] != "http" else hold)

    async def _pass_on(self, start: Message, body: bytes, send: Send) -> None:
        altered = body.replace(self._old, self._new)
        self.answers += altered != body
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        if altered:
            headers.append((b"content-length", b"%d" % len(altered)))
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": altered})
