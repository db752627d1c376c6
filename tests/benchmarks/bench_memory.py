"""What the program holds in memory with 10,000 customers and 2,000 plans, in a real terminal."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_keys import env_of
from benchmarks.canned_server import Canned
from benchmarks.verdict import Amount, told
from support.terminal import Terminal

CUSTOMERS = 10_000
PLANS = 2_000


def resident(pid: int) -> float:
    """Megabytes of a process in memory, by /proc."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def main() -> int:
    """Measure and print; 0 when every budget is held."""
    with tempfile.TemporaryDirectory() as name, Canned(CUSTOMERS, 0.0) as server:
        env = env_of(Path(name), server, 1_000)
        with Terminal("--refresh", "3600", env=env, columns=120, lines=40) as terminal:
            terminal.wait_for(lambda text: _plans(text) >= PLANS, 150)
            # The counter is on the screen; nothing is gained by reading on.
            terminal.press("p")
            terminal.quiet(1, 60)
            held = resident(terminal.pid)
            plans = _plans(terminal.text)
    print(f"{CUSTOMERS:,} customers, {plans:,} plans\n")
    return told((Amount("in memory", [held], 75, "MB"),))


def _plans(text: str) -> int:
    """The counter of the main screen of plans."""
    found = re.search(r"2 Plans\s+([\d,]+)", text)
    return int(found[1].replace(",", "")) if found else 0


if __name__ == "__main__":
    sys.exit(main())
