"""A sample of what `make simulate` does at length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from simulation.broken_rules import BROKEN
from simulation.run_stories import broken_in, main, replayed
from simulation.sim_story import Stage

_SCRIPT = Path(__file__).with_name("run_stories.py")


@pytest.mark.parametrize("first", range(0, 3000, 500))
def test_no_story_breaks_a_rule(first: int) -> None:
    assert broken_in(first, 500) == []


def test_a_seed_tells_the_same_story_again() -> None:
    for seed in range(40):
        assert replayed(seed) == replayed(seed)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_noticed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BROKEN[rule](monkeypatch)
    stage = Stage()
    assert any(stage.broken_rule(seed) for seed in range(2500))


def test_the_command_tells_stories_and_replays_one() -> None:
    told = subprocess.run(
        [sys.executable, _SCRIPT, "--stories", "20", "--jobs", "1"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0
    assert "20 stories from seed 0, 0 break a rule" in told.stdout
    again = subprocess.run([sys.executable, _SCRIPT, "--replay", "3"], capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert "no rule is broken" in again.stdout


def test_a_broken_story_is_replayed_by_its_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    BROKEN["calls_accepted_bought"](monkeypatch)
    seed, rule = broken_in(0, 60)[0]
    assert main(["--replay", str(seed)]) == 1
    assert f"broken: {rule}" in capsys.readouterr().out
