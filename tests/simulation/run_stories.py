"""Tell many stories of purchases, or one again: `python tests/simulation/run_stories.py --stories 100000`.

Exits 1 when a rule was broken, and prints each seed with the command that replays it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

if __name__ in ("__main__", "__mp_main__"):
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from simulation.sim_rules import Violation
from simulation.sim_story import Stage, Story

_CHUNK = 500


def broken_in(first: int, count: int) -> list[tuple[int, str]]:
    """The seeds in this range whose stories break a rule, each with the rule."""
    stage = Stage()
    told = ((seed, stage.broken_rule(seed)) for seed in range(first, first + count))
    return [(seed, rule) for seed, rule in told if rule is not None]


def replayed(seed: int) -> tuple[str, str]:
    """The account of one story, and the rule it breaks or nothing."""
    story = Story(seed, Stage().connection())
    try:
        story.tell()
    except Violation as violation:
        return story.account(), str(violation)
    return story.account(), ""


def _chunks(first: int, stories: int) -> Iterator[tuple[int, int]]:
    for start in range(first, first + stories, _CHUNK):
        yield start, min(_CHUNK, first + stories - start)


def _run(first: int, stories: int, jobs: int) -> int:
    began, broken = time.monotonic(), 0
    chunks = list(_chunks(first, stories))
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for found in pool.map(broken_in, *zip(*chunks, strict=True)):
            for seed, rule in found:
                broken += 1
                print(f"seed {seed}: {rule}\n    python tests/simulation/run_stories.py --replay {seed}", flush=True)
    took = time.monotonic() - began
    print(f"{stories} stories from seed {first}, {broken} break a rule; {took:.0f} s, {stories / took:.0f} per second")
    return 1 if broken else 0


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=100_000, help="how many stories to tell")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first; the others follow it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--replay", type=int, metavar="SEED", help="tell this one story and print its account")
    given = parser.parse_args(arguments)
    if given.replay is None:
        return _run(given.seed, max(1, given.stories), max(1, given.jobs))
    account, rule = replayed(given.replay)
    print(account)
    print(f"broken: {rule}" if rule else "no rule is broken")
    return 1 if rule else 0


if __name__ == "__main__":
    sys.exit(main())
