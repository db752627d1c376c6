"""Bodies under a cap, however they are packed."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.any_values import CALM

from tui.api.body import BadBodyError, read_body

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MIB = 1024 * 1024


def answer(*pieces: bytes, encoding: str = "gzip") -> httpx.Response:
    """A response whose body comes in pieces."""

    async def body() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return httpx.Response(200, headers={"Content-Encoding": encoding}, content=body())


async def test_a_bomb_is_never_unpacked_beyond_the_cap() -> None:
    packed = gzip.compress(bytes(64 * MIB))
    tracemalloc.start()
    try:
        with pytest.raises(BadBodyError, match="larger"):
            await read_body(answer(packed), MIB)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MIB


async def test_packing_that_never_unpacks_to_anything_is_capped_too() -> None:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    nothing = packer.compress(b"") + b"".join(packer.flush(zlib.Z_FULL_FLUSH) for _ in range(3))
    empty_block = b"\x00\x00\x00\xff\xff" * 100
    with pytest.raises(BadBodyError, match="larger"):
        await read_body(answer(nothing, *[empty_block] * 100), 1000)


@pytest.mark.parametrize("size", [0, 1, 999, 1000])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_a_body_up_to_the_cap_comes_whole(size: int, encoding: str) -> None:
    body = bytes(size)
    sent = gzip.compress(body) if encoding == "gzip" else body
    assert await read_body(answer(sent[:5], sent[5:], encoding=encoding), 1000) == body


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_one_byte_beyond_the_cap_is_too_much(encoding: str) -> None:
    body = bytes(1001)
    with pytest.raises(BadBodyError, match="larger"):
        await read_body(answer(gzip.compress(body) if encoding == "gzip" else body, encoding=encoding), 1000)


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
async def test_a_packing_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(BadBodyError, match="asked"):
        await read_body(answer(b"{}", encoding=encoding), 1000)


async def test_no_body_at_all_is_empty_however_it_is_said_to_be_packed() -> None:
    assert await read_body(answer(), 1000) == b""


@CALM
@given(st.binary(max_size=200), st.binary(max_size=20))
async def test_no_bytes_raise_anything_but_the_one_error(head: bytes, tail: bytes) -> None:
    for pieces in ((head, tail), (gzip.compress(head)[:-4], tail)):
        try:
            await read_body(answer(*pieces), 1000)
        except BadBodyError as bad:
            assert str(bad)  # noqa: PT017 - any other exception fails the test by itself
