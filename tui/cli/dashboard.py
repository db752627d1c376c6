"""`archera-tui`: the dashboard. Before the first paint nothing loads but Textual, the settings and state.db."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from tui.cli.parser import USAGE_ERROR
from tui.cli.run_places import places_of
from tui.cli.setup import Setup, read_setup, scenario_of
from tui.config.profiles import ProfileKind
from tui.store.state import StateStore
from tui.store.state_scope import Scope
from tui.worker.clock import SystemClock
from tui.worker.first import first_snapshot
from tui.worker.schedule import policy_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from screens.host import Dress
    from tui.app import ArcheraApp, Crashed, Publish
    from tui.domain.snapshot import Snapshot
    from tui.sandbox.scenario import Scenario
    from tui.worker.host import Runs, WorkerHost

_NO_CURSOR = frozenset({"", "dumb", "unknown"})


def run(args: argparse.Namespace) -> int:
    """Open the dashboard. Raises `ConfigError`.

    Its exit code is 0, 1 after a crash, 2 where it can't be drawn, 128 and the signal when told to end by one: 130
    by an interrupt, 143 by SIGTERM, 129 by a hangup or when its terminal is gone.
    """
    # Textual draws on stderr.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        sys.stderr.write("The dashboard needs a terminal, and this is none. For scripts: archera-tui status --json\n")
        return USAGE_ERROR
    term = os.environ.get("TERM", "")
    if term in _NO_CURSOR:
        sys.stderr.write(
            f"The dashboard can't be drawn on TERM=\"{term}\": the cursor can't be moved there. "
            "Set TERM to what the terminal is, or use: archera-tui status\n"
        )
        return USAGE_ERROR
    # Until the first paint nearly everything that is made stays; walking it again and again only takes time.
    gc.disable()
    setup = read_setup(args, os.environ)
    if not os.environ.get("NO_COLOR"):
        # Textual takes an empty one for a wish; https://no-color.org does not.
        os.environ.pop("NO_COLOR", None)
    app = prepare(setup, args.theme, os.environ, scenario_of(args.scenario, setup))
    app.run(mouse=setup.settings.mouse and not args.no_mouse)
    if app.refused is not None:
        raise app.refused
    if app.return_code is None:
        # An interrupt from outside; the Ctrl-C of this terminal is a key like any other.
        raise KeyboardInterrupt
    return app.return_code


def prepare(setup: Setup, theme: str | None, env: Mapping[str, str], scenario: Scenario | None = None) -> ArcheraApp:
    """The program over what was known when it ended last, its worker not yet begun."""
    from screens.surroundings import real_surroundings  # noqa: PLC0415 - as below
    from tui.app import ArcheraApp  # noqa: PLC0415 - Textual is loaded when it is known that it can draw

    clock = SystemClock()
    profile, paths = setup.profile, setup.paths
    store, notice = StateStore.open(paths.state_db, Scope(profile.name, profile.host, profile.partner_org_id), clock)
    start = first_snapshot(profile, store.load(), clock.now(), (notice,) if notice else ())
    welcome = None
    if profile.kind is ProfileKind.SANDBOX and not store.marks.welcomed():
        welcome = store.marks.welcome

    def port(publish: Publish, crashed: Crashed) -> WorkerHost:
        from tui.worker.host import WorkerHost  # noqa: PLC0415 - the worker comes after the first paint

        return WorkerHost(partial(_worker, setup, start, env, scenario), publish, crashed)

    dress = _dress(theme, setup, env)
    return ArcheraApp(
        start,
        now=clock.now,
        port=port,
        dress=dress,
        around=real_surroundings(env),
        alerts=setup.settings.alerts.rules,
        welcome=welcome,
        crash_file=paths.crash_file,
    )


def _dress(theme: str | None, setup: Setup, env: Mapping[str, str]) -> Dress:
    from rich.console import Console  # noqa: PLC0415 - as above

    from screens.host import Dress  # noqa: PLC0415
    from widgets.glyphs import glyph_set  # noqa: PLC0415
    from widgets.palette import pick_family  # noqa: PLC0415

    # As Textual asks for it, so that both judge the terminal alike.
    terminal = Console(force_terminal=True, legacy_windows=False, _environ=env)
    family = pick_family(theme or setup.settings.theme, terminal.color_system, no_color=bool(env.get("NO_COLOR")))
    return Dress(family, glyph_set("ascii" if setup.settings.glyphs == "ascii" else "unicode"))


async def _worker(
    setup: Setup, start: Snapshot, env: Mapping[str, str], scenario: Scenario | None, publish: Publish
) -> Runs:
    from tui.worker.assemble import assemble  # noqa: PLC0415 - brings httpx and pydantic, after the first paint
    from tui.worker.memory import return_large_blocks  # noqa: PLC0415 - as above

    return_large_blocks()
    policy = policy_of(setup.profile, setup.settings.background)
    worker = await assemble(setup.profile, policy, places_of(setup), start, publish, env, scenario)
    # Everything is loaded. What is there stays and is never walked again; what comes from here on is collected.
    gc.freeze()
    gc.enable()
    return worker
