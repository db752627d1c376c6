"""A sample of what `make crash` does at length: real processes, kill -9, a real socket, the server's own log."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from crash.broken_programs import BROKEN
from crash.crash_nursery import house
from crash.crash_story import Story
from crash.crash_trouble import Killing, Part, Way
from crash.run_crashes import broken_in, noticed

_SCRIPT = Path(__file__).with_name("run_crashes.py")

WORST = {
    "after the intent is on disk": Part("buy", point="committed", nth=2),
    "between the word sent and the request": Part("buy", point="sending"),
    "half a request": Part("buy", Way.HALF_ARRIVES, Killing.BEFORE_ARRIVAL),
    "after the request, before it arrives": Part("buy", Way.CLEAR, Killing.BEFORE_ARRIVAL),
    "after the server's commit": Part("buy", Way.CLEAR, Killing.AFTER_COMMIT),
    "half an answer": Part("buy", Way.HALF_ANSWER),
    "before the answer is stored": Part("buy", point="answered"),
}


async def test_killed_or_cut_off_at_the_worst_moments_no_rule_is_broken(tmp_path: Path) -> None:
    async with house(tmp_path) as where:
        stories = [Story(name.replace(" ", "-"), where, where.for_sale[place]) for place, name in enumerate(WORST)]
        await asyncio.gather(*(story.tell(((part,),)) for story, part in zip(stories, WORST.values(), strict=True)))


async def test_no_seeded_run_breaks_a_rule(tmp_path: Path) -> None:
    assert await broken_in(range(100, 105), tmp_path, 5) == {}


async def test_a_program_in_which_a_rule_is_broken_is_noticed(tmp_path: Path) -> None:
    # The one that is left out is waited for in vain, which takes its time; `make crash` does it.
    names = [name for name in BROKEN if name != "never_takes_up_what_was_left"]
    told = await noticed(names, tmp_path)
    assert [name for name in names if not told[name]] == []


def test_the_command_replays_a_seed(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, _SCRIPT, "--replay", "7"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "scene 1: told to" in told.stdout
    assert "no rule is broken" in told.stdout
