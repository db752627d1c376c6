"""The sandbox as a program of its own: on a loopback address, until it is interrupted."""

from __future__ import annotations

import sys
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING

from tui.sandbox.app import DEFAULT_KEY
from tui.sandbox.scenario import CALM, Scenario
from tui.sandbox.scenario_file import load_scenario
from tui.sandbox.scenario_table import ScenarioError
from tui.sandbox.server import DEFAULT_HOST, SandboxServer
from tui.sandbox.staging import staged
from tui.text import clean

if TYPE_CHECKING:
    from tui.sandbox.world import World

DEFAULT_PORT = 8765
_LAST_PORT = 65535


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def banner(address: str, api_key: str, world: World, scenario: Scenario) -> str:
    """What the standalone sandbox prints: where it is, its key, whose partner id to use, what else goes on."""
    played = "" if scenario.name == CALM else f"  scenario {clean(scenario.name)}: {clean(scenario.about)}\n"
    return (
        f"{world.partner_name}: {len(world.orgs)} invented customers, nothing here costs money\n"
        f"  address  {address}\n"
        f"  key      {clean(api_key)}\n"
        f"  partner  {world.partner_id}\n"
        f"{played}"
        "Ctrl-C stops it.\n"
    )


def main_serve(
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    orgs: int | None = None,
    seed: int = 1,
    api_key: str = DEFAULT_KEY,
    scenario: str = CALM,
) -> int:
    """Serve a new world until interrupted; `scenario` is a name or a file and says how many `orgs` unless told.

    Returns the exit code: 0, 1 when the address is taken, 2 for a host that is not loopback, no port at all, no key
    that a header can carry, or a scenario that can't be used.
    """
    if not is_loopback(host):
        return _refused(f"{host} is not a loopback address; use 127.0.0.1, ::1 or localhost")
    if not 0 <= port <= _LAST_PORT:
        return _refused(f"{port} is not a port; use 0 to {_LAST_PORT}")
    if not (api_key.isascii() and api_key.isprintable() and api_key.strip()):
        return _refused("a key is made of printable ASCII characters, and not empty")
    try:
        play = load_scenario(scenario)
    except ScenarioError as error:
        return _refused(*error.problems)
    stage = staged(play, seed=seed, orgs=orgs, clock=time.time, api_key=api_key)
    try:
        server = SandboxServer(stage.app, host, port, is_open=stage.is_open)
    except OSError as error:
        sys.stderr.write(f"sandbox: can't listen on {host} port {port}: {error.strerror}\n")
        return 1
    server.run(ready=lambda: print(banner(server.address, api_key, stage.world, play), end="", flush=True))  # noqa: T201
    return 0


def _refused(*problems: str) -> int:
    sys.stderr.writelines(f"sandbox: {clean(problem)}\n" for problem in problems)
    return 2
