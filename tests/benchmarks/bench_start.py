"""From spawn to the customer list with 10,000 stored customers, against a bare Textual app (performance.md).

Both run in a pseudo-terminal of 120x40; the figure is the time until their text is on the screen. So is that of the
first start of all: until the customers of the sandbox are there. Run as a script: prints a table and exits 1 when a
budget is missed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import pexpect  # noqa: E402
from benchmarks.canned_server import Canned  # noqa: E402
from benchmarks.verdict import Ratio, told  # noqa: E402
from support.terminal import homes  # noqa: E402

from tui.domain.records import Checklist, Customer, Feature  # noqa: E402
from tui.store.state import StateStore  # noqa: E402
from tui.store.state_scope import Scope  # noqa: E402
from tui.worker.clock import SystemClock  # noqa: E402

PAIRS = 7
CUSTOMERS = 10_000
FEW = 142
PARTNER = "00000000-0000-4000-8000-000000000000"
# Nothing listens there: what is drawn comes from the disk.
NOWHERE = "http://127.0.0.1:9"
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("bare")

Bare().run()
"""
PYTHON = [sys.executable, "-c", "pass"]


def stored(folder: Path) -> dict[str, str]:
    """An environment in which the program knows its customers from the last time."""
    env = homes(folder) | {
        "ARCHERA_BASE_URL": NOWHERE,
        "ARCHERA_API_KEY": "no-key",
        "ARCHERA_PARTNER_ORG_ID": PARTNER,
    }
    features = tuple(Feature(f"feature_{number}", "available", 1.0) for number in range(8))
    customers = [
        Customer(f"org-{number:05}", f"Customer {number:05} c/o Acme", 1.0, features[:3], (Checklist("aws", features),))
        for number in range(CUSTOMERS)
    ]
    clock = SystemClock()
    store, notice = StateStore.open(
        folder / "state" / "archera-tui" / "state.db", Scope("env", "127.0.0.1:9", PARTNER), clock
    )
    if notice:
        raise RuntimeError(notice)
    store.save_customers(customers, at=clock.now() - 60, digest="x")
    store.close()
    return env


def until(command: list[str], env: dict[str, str], text: str) -> float:
    """Milliseconds from spawn until a text is written."""
    began = perf_counter()
    process = pexpect.spawn(command[0], command[1:], env=env, dimensions=(40, 120), timeout=30)
    process.expect_exact(text)
    took = perf_counter() - began
    process.close(force=True)
    return took * 1000


def whole(command: list[str], env: dict[str, str]) -> float:
    """Milliseconds until a command has ended."""
    began = perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return (perf_counter() - began) * 1000


def main() -> int:
    """Measure in pairs and print; 0 when every budget is held."""
    with tempfile.TemporaryDirectory() as name, Canned(FEW) as server:
        env, fast = stored(Path(name) / "stored"), server.env(homes(Path(name) / "fast"))
        ours = [sys.executable, "-m", "tui"]
        list_pairs = [
            (until(ours, env, "Customer 00000"), until([sys.executable, "-c", BARE], env, "bare"))
            for _ in range(PAIRS + 1)
        ][1:]
        version_pairs = [(whole([*ours, "--version"], env), whole(PYTHON, env)) for _ in range(PAIRS + 1)][1:]
        # Nothing is watched, so that whatever the fleet is like it ends with 0.
        check = [*ours, "check", "--warning", "", "--critical", ""]
        check_pairs = [(whole(check, fast), whole(PYTHON, fast)) for _ in range(PAIRS + 1)][1:]
        first_pairs = [
            (
                until(ours, homes(Path(name) / f"{turn}"), "c/o Sandbox"),
                until([sys.executable, "-c", BARE], env, "bare"),
            )
            for turn in range(PAIRS + 1)
        ][1:]
    return told(
        (
            Ratio("spawn to list, 10,000 stored", "bare Textual app", list_pairs, 1.4),
            Ratio("--version", "python -c pass", version_pairs, 5.0),
            Ratio("check, fast server", "python -c pass", check_pairs, 40.0),
            Ratio("the first start, to the sandbox's customers", "bare Textual app", first_pairs, 5.0),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
