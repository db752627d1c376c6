"""Tell many stories of killed programs and cut connections, or one again: `python tests/crash/run_crashes.py`.

Exits 1 when a rule was broken, and prints each seed with the command that replays it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from crash.broken_programs import BROKEN
from crash.crash_nursery import House, house
from crash.crash_rules import BrokenRuleError
from crash.crash_story import Story, written

if TYPE_CHECKING:
    from collections.abc import Iterable


async def broken_in(seeds: Iterable[int], folder: Path, at_once: int) -> dict[int, tuple[str, str]]:
    """What goes wrong in the stories of these seeds, by seed: the rule that is broken, and the account."""
    found: dict[int, tuple[str, str]] = {}
    room = asyncio.Semaphore(at_once)

    async def tell(place: int, seed: int, where: House) -> None:
        async with room:
            wrong, account = await _told(Story(f"seed-{seed}", where, where.for_sale[place]), seed)
        print(f"seed {seed}: {wrong or 'no rule is broken'}", flush=True)
        if wrong:
            found[seed] = wrong, account

    async with house(folder) as where:
        await asyncio.gather(*(tell(place, seed, where) for place, seed in enumerate(seeds)))
    return found


async def _told(story: Story, seed: int) -> tuple[str, str]:
    try:
        await story.tell(written(seed))
    except BrokenRuleError as violation:
        return str(violation), story.account()
    return "", story.account()


async def noticed(names: Iterable[str], folder: Path) -> dict[str, str]:
    """What is noticed of programs in which a rule is broken, by the rule's name; empty: nothing."""
    async with house(folder) as where:

        async def tell(place: int, name: str) -> tuple[str, str]:
            story = Story(name, where, where.for_sale[place], broken=name)
            try:
                await story.tell(BROKEN[name].scenes)
            except BrokenRuleError as violation:
                return name, str(violation)
            return name, ""

        return dict(await asyncio.gather(*(tell(place, name) for place, name in enumerate(names))))


async def _replay(seed: int, folder: Path) -> int:
    async with house(folder) as where:
        wrong, account = await _told(Story(f"seed-{seed}", where, where.for_sale[0]), seed)
    for place, scene in enumerate(written(seed), 1):
        print(f"scene {place}: {'; and '.join(part.words for part in scene)}")
    print(account)
    print(f"broken: {wrong}" if wrong else "no rule is broken")
    return 1 if wrong else 0


async def _run(first: int, runs: int, at_once: int, folder: Path) -> int:
    began = time.monotonic()
    found = await broken_in(range(first, first + runs), folder, at_once)
    for seed, (wrong, account) in sorted(found.items()):
        print(f"\nseed {seed}: {wrong}\n    make crash ARGS='--replay {seed}'\n{account}")
    print(f"{runs} runs from seed {first}, {len(found)} break a rule; {time.monotonic() - began:.0f} s")
    told = await noticed(BROKEN, folder / "broken")
    for name, what in told.items():
        print(f"a program that {name.replace('_', ' ')}: {what or 'NOT NOTICED'}")
    return 1 if found or not all(told.values()) else 0


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100, help="how many stories to tell")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first; the others follow it")
    parser.add_argument("--at-once", type=int, default=3 * (os.cpu_count() or 1), help="stories at the same time")
    parser.add_argument("--replay", type=int, metavar="SEED", help="tell this one story and print its account")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "broken").mkdir()
        if given.replay is not None:
            return asyncio.run(_replay(given.replay, Path(folder)))
        return asyncio.run(_run(given.seed, given.runs, given.at_once, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
