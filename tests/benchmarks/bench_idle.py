"""A minute in which nobody does anything, live, 10,000 customers: what the program sends and how it uses the processor.

The list is read once in that minute, as it is usual, and says what it said before. It is the dearest hour, the first of
a first start: all customers were first seen just now, so that every age in the list moves each minute.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.bench_keys import env_of
from benchmarks.canned_server import Canned
from benchmarks.verdict import Amount, told
from support.terminal import Terminal
from support.terminal_state import cpu_seconds

CUSTOMERS = 10_000
SECONDS = 60.0


def main() -> int:
    """Measure and print; 0 when every budget is held."""
    with (
        tempfile.TemporaryDirectory() as name,
        Canned(CUSTOMERS) as server,
        # So few plans are read that it is as good as none.
        Terminal(env=env_of(Path(name), server, 0.1), columns=120, lines=40) as terminal,
    ):
        terminal.wait_for(lambda text: "live" in text, 120)
        terminal.quiet(2, 120)
        sent, used = len(terminal.received), cpu_seconds(terminal.pid)
        terminal.linger(SECONDS)
        sent, used = len(terminal.received) - sent, cpu_seconds(terminal.pid) - used
    print(f"{CUSTOMERS:,} customers, {SECONDS:g} s\n")
    return told(
        (
            Amount("sent in a minute", [sent * 60 / SECONDS], 6_000, "bytes"),
            Amount("processor", [used / SECONDS * 100], 0.5, "%"),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
