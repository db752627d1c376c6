"""Reading a body piece by piece under a cap that counts what it unpacks to, so that no answer fills the memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_GZIP = zlib.MAX_WBITS | 16


class BadBodyError(ValueError):
    """A body that came whole but cannot be used."""


async def read_body(response: httpx.Response, cap: int) -> bytes:
    """The body, unpacked. Raises `BadBodyError` beyond `cap` bytes, for broken packing, or a packing unknown here.

    Raises what the HTTP library raises when the connection breaks.
    """
    gathered = _gatherer(response.headers.get("content-encoding", ""), cap)
    async for piece in response.aiter_raw():
        gathered.take(piece)
    return gathered.finish()


class _Plain:
    """Gathers a body as it comes."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data = bytearray()

    def take(self, piece: bytes) -> None:
        if len(self._data) + len(piece) > self._cap:
            raise BadBodyError(f"larger than {self._cap} bytes")
        self._data += piece

    def finish(self) -> bytes:
        return bytes(self._data)


class _Gzip:
    """Gathers a gzip body, unpacking at most one byte beyond the cap."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data = bytearray()
        self._packed = 0
        self._unpacker = zlib.decompressobj(_GZIP)

    def take(self, piece: bytes) -> None:
        self._packed += len(piece)
        waiting = piece
        while waiting and not self._unpacker.eof:
            try:
                self._data += self._unpacker.decompress(waiting, self._cap - len(self._data) + 1)
            except zlib.error:
                break
            if max(len(self._data), self._packed) > self._cap:
                raise BadBodyError(f"larger than {self._cap} bytes unpacked")
            waiting = self._unpacker.unconsumed_tail
        else:
            return
        raise BadBodyError("badly packed")

    def finish(self) -> bytes:
        if self._packed and not self._unpacker.eof:
            raise BadBodyError("packed data that ends too early")
        return bytes(self._data)


def _gatherer(encoding: str, cap: int) -> _Plain | _Gzip:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain(cap)
        case "gzip" | "x-gzip":
            return _Gzip(cap)
    raise BadBodyError("packed in a way nobody asked for")
