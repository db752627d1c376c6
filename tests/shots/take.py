"""`make shots`: a picture of every screen, by the real program on the sandbox with its clock standing still.

Usage: take.py FOLDER [NAME ...]; without names every picture is taken. A picture has the name of its counterpart in
the design, so that the two can be laid side by side. Those of the README go to docs/ as well. Needs chromium and
fonts-firacode.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from support import walks
from support.picture import in_256_colours, png
from support.program import Program, running
from support.rig import with_past
from support.walks import Walk
from support.weather import Weather

from screens.host import Dress
from tui.domain.intents import Refresh
from tui.domain.snapshot import Mode
from widgets.glyphs import ASCII

DOCS = Path(__file__).parents[2] / "docs"
NARROW, WIDE, WIDEST = (80, 24), (120, 40), (160, 50)
BOTH = (NARROW, WIDE)
# As many customers as in the pictures of the design.
FLEET = 142
# Somebody looked at the activity so long ago, seconds.
LOOKED_AGO = 3_600.0


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: how to get there, at which sizes, in which mode and dress; `coarse`: in 256 colours."""

    name: str
    walk: Walk
    sizes: tuple[tuple[int, int], ...] = BOTH
    mode: Mode = Mode.SANDBOX
    dress: Dress | None = None
    coarse: bool = False


SHOTS = (
    Shot("customers", walks.customers, (NARROW, WIDE, WIDEST)),
    Shot("read-only", walks.customers, (WIDE,), Mode.READ_ONLY),
    Shot("write-customers", walks.filtered, (WIDE,), Mode.WRITE),
    Shot("customers-round", walks.checked_round, mode=Mode.WRITE),
    Shot("register", walks.register, mode=Mode.WRITE),
    Shot("offline", walks.offline),
    Shot("welcome", walks.welcome),
    Shot("help", walks.help_),
    Shot("plans", walks.plans),
    Shot("activity", walks.activity),
    Shot("purchases", walks.purchases, mode=Mode.WRITE),
    Shot("aws-1-start", walks.start),
    Shot("aws-2-template", walks.template, mode=Mode.WRITE),
    Shot("aws-3-launch", walks.launch),
    Shot("aws-4-verify", walks.verify, mode=Mode.WRITE),
    Shot("aws-watch", walks.watch, mode=Mode.WRITE),
    Shot("aws-report", walks.report, mode=Mode.WRITE),
    Shot("history", walks.history),
    Shot("links", walks.links, mode=Mode.WRITE),
    Shot("azure-1-form", walks.azure_form),
    Shot("azure-2-consent", walks.azure_consent),
    Shot("azure-2-qr", walks.azure_qr, (WIDE,)),
    Shot("azure-3-verify", walks.azure_verify),
    Shot("plan", walks.plan),
    Shot("plan-negative", walks.plan_negative, (NARROW,)),
    Shot("plan-calculating", walks.plan_calculating, (NARROW,)),
    Shot("plan-lines", walks.plan_lines, (NARROW, WIDEST)),
    Shot("plan-details", walks.plan_details),
    Shot("plan-line", walks.plan_line, (NARROW,)),
    Shot("plan-diff", walks.plan_diff),
    Shot("plan-export", walks.plan_export),
    Shot("purchase-1-disarmed", walks.disarmed, mode=Mode.WRITE),
    Shot("purchase-2-armed", walks.armed, mode=Mode.WRITE),
    Shot("purchase-3-unknown", walks.unknown, mode=Mode.WRITE),
    Shot("theme-day-customers", walks.customers, (WIDE,), Mode.READ_ONLY, Dress("day")),
    Shot("theme-day-plan", walks.plan, (NARROW,), Mode.READ_ONLY, Dress("day")),
    Shot("theme-contrast-customers", walks.customers, (WIDE,), Mode.READ_ONLY, Dress("contrast")),
    Shot("term-16-customers", walks.customers, (NARROW,), Mode.READ_ONLY, Dress("ansi")),
    Shot("term-256-customers", walks.customers, (NARROW,), Mode.READ_ONLY, coarse=True),
    Shot("term-ascii-customers", walks.customers, (NARROW,), Mode.READ_ONLY, Dress("night", ASCII)),
    Shot("term-nocolor-customers", walks.customers, (NARROW,), Mode.READ_ONLY, Dress("mono")),
    Shot("term-nocolor-purchase", walks.disarmed, (NARROW,), Mode.WRITE, Dress("mono")),
)
# The pictures the README shows; the others are for whoever works on the screens.
KEPT = (
    "customers-120x40", "aws-2-template-120x40", "aws-4-verify-120x40", "plan-120x40", "purchase-2-armed-120x40",
)  # fmt: skip


async def _look_back(program: Program) -> None:
    """As the sandbox of the program begins: all but the last hour was looked at."""
    marks, then = program.rig.store.marks, program.rig.clock.now() - LOOKED_AGO
    marks.acknowledge(change for change in program.rig.snapshot.changes if change.at <= then)
    marks.look(then)
    program.rig.worker.submit(Refresh())
    await program.settled()


async def take(folder: Path, shot: Shot, size: tuple[int, int]) -> None:
    """Walk to a screen and write its picture."""
    weather = Weather()
    with tempfile.TemporaryDirectory() as home:
        async with running(
            Path(home),
            size,
            mode=shot.mode,
            orgs=FLEET,
            around=weather.around,
            is_open=weather.is_open,
            begin=with_past,
            dress=shot.dress,
        ) as program:
            await _look_back(program)
            await shot.walk(program, weather)
            name = f"{shot.name}-{size[0]}x{size[1]}"
            path = png(program.app, folder / f"{name}.png", colours=in_256_colours if shot.coarse else str)
            if name in KEPT:
                shutil.copy(path, DOCS)
            print(path)


async def main() -> int:
    """Take the pictures asked for."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    for shot in SHOTS:
        for size in shot.sizes:
            if not names or shot.name in names or f"{shot.name}-{size[0]}x{size[1]}" in names:
                await take(folder, shot, size)
    return 0


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    sys.exit(asyncio.run(main()))
