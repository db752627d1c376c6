"""Connections kept for the next requests, over transports that answer when they are told."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from support.clock import breathe

from tui.api.lanes import Lanes

REQUEST = httpx.Request("GET", "http://127.0.0.1/")


class Lane(httpx.AsyncBaseTransport):
    """Answers with its number, once it may."""

    def __init__(self, number: int, may: asyncio.Event) -> None:
        self.number = number
        self.may = may
        self.asked = 0
        self.closed = False

    async def handle_async_request(self, _request: httpx.Request) -> httpx.Response:
        self.asked += 1
        await self.may.wait()
        if self.number == 13:
            raise httpx.ReadError("broken")
        return httpx.Response(200, stream=httpx.ByteStream(str(self.number).encode()))

    async def aclose(self) -> None:
        self.closed = True


class Road:
    """Lanes that can be looked at."""

    def __init__(self, most: int, kept: float = 60.0, first: int = 0) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.made: list[Lane] = []
        self._first = first
        self.lanes = Lanes(self._opened, most, kept)

    def _opened(self) -> Lane:
        self.made.append(Lane(self._first + len(self.made), self.may))
        return self.made[-1]

    async def ask(self) -> bytes:
        response = await self.lanes.handle_async_request(REQUEST)
        try:
            return await response.aread()
        finally:
            await response.aclose()


async def test_no_more_requests_than_lanes_are_under_way_and_the_next_waits_for_one() -> None:
    road = Road(3)
    road.may.clear()
    asked = [asyncio.ensure_future(road.ask()) for _ in range(5)]
    await breathe()
    assert sum(lane.asked for lane in road.made) == 3
    road.may.set()
    await asyncio.gather(*asked)
    assert sum(lane.asked for lane in road.made) == 5
    assert len(road.made) == 3


async def test_one_after_the_other_goes_over_the_same_lane() -> None:
    road = Road(3)
    assert [await road.ask() for _ in range(4)] == [b"0"] * 4
    assert len(road.made) == 1


async def test_a_lane_is_not_free_before_its_answer_is_closed() -> None:
    road = Road(2)
    first = await road.lanes.handle_async_request(REQUEST)
    assert await road.ask() == b"1"
    await first.aclose()
    await first.aclose()
    assert await road.ask() == b"0"


async def test_a_lane_nobody_used_for_long_is_closed_with_the_next_request() -> None:
    road = Road(2, kept=-1.0)
    await road.ask()
    assert await road.ask() == b"2"
    assert [lane.closed for lane in road.made] == [True, True, False]


async def test_what_is_given_up_or_breaks_leaves_its_lane_to_others() -> None:
    road = Road(1, first=13)
    road.may.clear()
    under_way, waits = (asyncio.ensure_future(road.ask()) for _ in range(2))
    await breathe()
    waits.cancel()
    await breathe()
    under_way.cancel()
    await breathe()
    road.may.set()
    for _ in range(3):
        with pytest.raises(httpx.ReadError):
            await road.ask()
    assert len(road.made) == 1


async def test_closing_closes_what_is_in_use_too() -> None:
    road = Road(2)
    await road.lanes.handle_async_request(REQUEST)
    await road.ask()
    await road.lanes.aclose()
    assert [lane.closed for lane in road.made] == [True, True]
