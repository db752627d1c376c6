"""The main job in a real pseudo-terminal, with the sandbox in the program and the clock on the wall."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from pathlib import Path


# The same world with shorter waits, so that the whole story fits into seconds.
QUICK = """
about = "Everything happens soon."

[pace]
verify_latency = [0.1, 0.2]
role_deploys = 1
features_arrive = 2
cur_delivers = 2
plan_appears = 1
plan_calculates = 1
"""


def _journal(env: dict[str, str]) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "journal", "--sandbox", "--json"], env=env, capture_output=True, check=True
    )
    entries: list[dict[str, object]] = json.loads(done.stdout)
    return entries


@pytest.mark.timeout(300)
def test_from_a_customer_on_the_list_to_a_plan_bought(tmp_path: Path) -> None:
    env = homes(tmp_path)
    scenario = tmp_path / "quick.toml"
    scenario.write_text(QUICK)
    with Terminal("--sandbox", "--scenario", str(scenario), env=env, columns=120, lines=40) as terminal:
        terminal.wait_for("Look around")
        terminal.press("enter")
        terminal.wait_for("142 customers")
        terminal.press("/")
        terminal.type("stage:never")
        terminal.wait_for("6 of 142")
        terminal.press("enter", "enter")
        terminal.wait_for("Start onboarding to AWS")
        terminal.press("enter")
        terminal.wait_for("template.json")
        terminal.press("enter")
        terminal.wait_for("Send this to the customer")
        terminal.press("enter")
        terminal.wait_for("For the next check")
        for _ in range(30):
            terminal.press("V")
            terminal.wait_for(lambda text: "took" in text and "under way" not in text, 60)
            terminal.linger(1)
            if "Connected  8 features, all available" in terminal.text:
                break
        terminal.press("P")
        for _ in range(60):
            if "Net savings/mo" in terminal.text and "calculating" not in terminal.text:
                break
            terminal.press("r")
            terminal.linger(1)
        name = terminal.text.splitlines()[1].split("›")[1].split("c/o")[0].strip()
        terminal.press("b")
        terminal.wait_for("can't be undone")
        terminal.wait_for("not typed")
        terminal.linger(2)
        terminal.press("tab")
        terminal.type(f"{name} c/o Sandbox")
        terminal.wait_for("● armed")
        terminal.linger(2)
        terminal.press("tab")
        terminal.wait_for("▌ Buy")
        terminal.press("enter")
        terminal.wait_for("● Bought", 120)
        terminal.press("escape")
        terminal.press("escape", "escape")
        terminal.wait_for("142 customers")
        terminal.press("q")
        assert terminal.ended() == 0
    entries = _journal(env)
    assert [(entry["state"], entry["org_name"]) for entry in entries] == [("bought", f"{name} c/o Sandbox")]
