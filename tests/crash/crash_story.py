"""A story of programs that are killed and connections that are cut while one plan is to be bought."""

from __future__ import annotations

import asyncio
import time
from random import Random
from typing import TYPE_CHECKING, Any

from crash.crash_program import Orders, journal_in
from crash.crash_proxy import Proxy
from crash.crash_rules import OPEN, BrokenRuleError, after_looking, as_a_request_leaves, rows_of, verdicts
from crash.crash_trouble import POINTS, Killing, Part, Way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crash.crash_nursery import Born, House

Scene = tuple[Part, ...]
"""The programs that are there at the same time."""

_PATIENCE = 15.0
_LOOK_EVERY = 0.05
# What a reading takes: one asked for in time has come by then.
_ROUND_TRIP = 0.5
_WAYS = (*Way, *(Way.CLEAR,) * 6)
# The longest a program lives that is not told how long; it is killed then.
_LIFE = 20.0


def written(seed: int) -> tuple[Scene, ...]:
    """The scenes of a seed: one to three, each with one program or two."""
    chance = Random(seed)
    scenes = [(_buyer(chance),) if chance.random() < 0.7 else (_buyer(chance), _another(chance))]
    scenes += [(_another(chance),) for _ in range(chance.randint(0, 2))]
    return tuple(scenes)


def _buyer(chance: Random) -> Part:
    way = chance.choice(_WAYS)
    lingers = chance.choice((0.0, 0.0, 0.0, 1.0, 4.5))
    fails = chance.choice((0.0, 0.0, 0.0, 0.3))
    match chance.choice(("lives", "killed on the way", "killed", "dies", "dies", "dies in time")):
        case "killed on the way" | "killed":
            return Part("buy", way, chance.choice(list(Killing)), lingers=lingers)
        case "dies":
            point, most = chance.choice(POINTS)
            return Part("buy", way, point=point, nth=chance.randint(1, most), lingers=lingers)
        case "dies in time":
            return Part("buy", way, seconds=chance.uniform(0.02, 1.0))
        case _:
            return Part("buy", way, lingers=lingers, reads_fail=fails)


def _another(chance: Random) -> Part:
    match chance.choice(("buy", "buy", "look", "look", "settle")):
        case "buy":
            return _buyer(chance)
        case "look":
            if chance.random() < 0.5:
                point, most = chance.choice(POINTS[:7])
                return Part("look", point=point, nth=chance.randint(1, most), lingers=4.5)
            return Part("look", seconds=chance.uniform(0.02, 4.5), reads_fail=chance.choice((0.0, 0.5)))
        case _:
            point, most = chance.choice(POINTS[:5])
            return Part("settle", point=point, nth=chance.randint(1, most))


class Story:
    """Tells scenes in a house. `tell` raises `BrokenRuleError` when a rule was broken; `told` is what happened."""

    def __init__(self, name: str, house: House, sale: dict[str, str], *, broken: str = "") -> None:
        self._house = house
        self._sale = sale
        self._broken = broken
        self._chance = Random(name)
        self._folder: Path = house.folder / name
        self._journal = journal_in(self._folder)
        self._proxies: dict[str, Proxy] = {}
        self._began = time.time()
        self._wrong: BrokenRuleError | None = None
        self.told: list[tuple[float, str]] = []

    async def tell(self, scenes: Sequence[Scene]) -> None:
        """Scene after scene, then a last look, a person's word on what stays unknown, and one more purchase."""
        self._journal.parent.mkdir(mode=0o700, parents=True)
        self._began = time.time()
        for scene in scenes:
            await asyncio.gather(*(self._play(part) for part in scene))
            self._check()
        await self._last_look()
        await self._last_word()
        await self._one_more()

    def account(self) -> str:
        """What happened, in order, told by everybody."""
        lines = list(self.told)
        for path in sorted(self._folder.glob("*.log")):
            for line in path.read_text().splitlines():
                at, _, text = line.partition(" ")
                stamped = at.replace(".", "").isdecimal()
                lines.append((float(at) if stamped else time.time(), f"  {path.stem}: {text if stamped else line}"))
        lines += [
            (entry["at"], f"  the server's log: {entry['what']}, for {entry['email']}") for entry in self._server()
        ]
        told = [f"{max(0.0, at - self._began):7.3f}  {text}" for at, text in sorted(lines, key=lambda line: line[0])]
        stands = [f"entry {row['number']} of {row['email']}: {row['state']}, {row['how']}" for row in self._rows()]
        return "\n".join((*told, *stands))

    # One program

    async def _play(self, part: Part) -> None:
        if part.does == "settle":
            await self._settle(part)
            return
        email, born = await self._start(part)
        try:
            if part.seconds:
                await asyncio.wait({born.died}, timeout=part.seconds)
                await born.kill()
            elif part.does == "look":
                await asyncio.wait({born.died}, timeout=part.lingers)
                await born.end()
            else:
                await asyncio.wait({born.died}, timeout=_LIFE)
                await born.kill()
        finally:
            await self._proxies[email].close()
        self._tell(f"{email} is gone ({born.died.result()})")

    async def _start(self, part: Part, argv: tuple[str, ...] = ()) -> tuple[str, Born]:
        email = f"buyer{len(self._proxies) + 1}@crash.example"
        self._tell(f"{email} starts, {part.words}")
        born: list[Born] = []

        async def kill() -> None:
            self._tell(f"{email} is killed")
            await born[0].kill()

        def leaving() -> None:
            try:
                as_a_request_leaves(self._journal, email, self._proxies[email].purchases)
            except BrokenRuleError as violation:
                self._wrong = self._wrong or violation

        proxy = Proxy(
            self._house.at, part, self._chance, kill=kill, leaving=leaving, tell=lambda t: self._tell(f"{email}: {t}")
        )
        self._proxies[email] = proxy
        orders = Orders(
            part.does,
            str(self._folder),
            f"http://127.0.0.1:{await proxy.open()}",
            self._house.key,
            self._house.partner,
            self._sale["org_id"],
            self._sale["provider"],
            email,
            part.point,
            part.nth,
            part.lingers,
            self._broken,
            argv,
        )
        born.append(await self._house.start(orders))
        return email, born[0]

    async def _settle(self, part: Part) -> None:
        """A person who asked the vendor says what is so; the command line takes the word or refuses it."""
        number = next((row["number"] for row in self._rows() if row["state"] in OPEN), 1)
        was_bought = any(entry["what"] == "bought" for entry in self._server())
        word = "--bought" if was_bought else "--not-bought"
        argv = ("journal", "settle", str(number), word, "--note", "asked the vendor")
        email, born = await self._start(part, argv)
        self._tell(f"{email} gave its word {word} on entry {number}, exit code {await born.gone()}")
        await self._proxies[email].close()

    # The end

    async def _last_look(self) -> None:
        """A program that lives as long as it takes: everything open is known, or was looked at once it could be."""
        email, born = await self._start(Part("look"))
        before = {row["id"]: row["looks"] for row in self._rows()}
        deadline = time.monotonic() + _PATIENCE
        while any(self._waits(row, before) for row in self._rows()):
            if time.monotonic() > deadline or born.died.done():
                break
            await asyncio.sleep(_LOOK_EVERY)
        await born.end()
        await self._proxies[email].close()
        self._check()
        after_looking(self._journal, self._server(), self._proxies)

    def _waits(self, row: dict[str, Any], before: dict[str, int]) -> bool:
        """Whether the last program still has something to find out about an attempt."""
        if row["state"] in ("intended", "sent"):
            return True
        over = row["judge_after"] is not None and time.time() > row["judge_after"] + _ROUND_TRIP
        return row["state"] == "unknown" and not (over and row["looks"] > before.get(row["id"], 0))

    async def _last_word(self) -> None:
        """What nobody could find out, a person ends."""
        if any(row["state"] == "unknown" for row in self._rows()):
            await self._settle(Part("settle"))
            self._check()
            for row in self._rows():
                if row["state"] == "unknown":
                    raise BrokenRuleError(f"entry {row['number']} could not be settled")

    async def _one_more(self) -> None:
        """With everything ended, the plan may be bought exactly if nothing that was accepted or bought holds it."""
        held = any(row["state"] in ("accepted", "bought") for row in self._rows())
        bought = any(entry["what"] == "bought" for entry in self._server())
        await self._play(Part("buy"))
        self._check()
        sent = bool(list(self._proxies.values())[-1].purchases)
        if sent and held:
            raise BrokenRuleError("a plan that was bought is bought again")
        if not sent and not held and not bought:
            raise BrokenRuleError("nothing holds the claim, and the plan can't be bought")

    def _check(self) -> None:
        if self._wrong is not None:
            raise self._wrong
        verdicts(self._journal, self._server(), self._proxies)

    def _rows(self) -> list[dict[str, Any]]:
        return [dict(row) for row in rows_of(self._journal)]

    def _server(self) -> list[dict[str, Any]]:
        return self._house.arrived(self._sale["plan_id"])

    def _tell(self, text: str) -> None:
        self.told.append((time.time(), text))
