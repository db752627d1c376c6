"""A fault in the program itself: it is told once the terminal is back, with no secret in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from pathlib import Path

KEY = "key-of-the-profile-b7e1"
LOCAL = "token-in-a-variable-c9f2"
# The whole program, with one function that falls over; what it holds in its variables is not to be seen.
PROGRAM = f"""
import sys
from {{module}} import {{owner}}
from tui.cli.command_line import run

def fall(self, *_):
    headers = {{{{"x-api-key": "-".join(({LOCAL.split("-")!r}))}}}}
    raise ValueError("the part that fell" if headers else "")

{{owner}}.{{method}} = fall
sys.exit(run([]))
"""


@pytest.mark.parametrize(
    ("module", "owner", "method", "keys"),
    [
        ("screens.base", "DashboardScreen", "do_pause", "p"),
        ("screens.customers.screen", "CustomersScreen", "body", ""),
        ("widgets.status_bar", "BarEnd", "pieces", ""),
        ("tui.worker.worker", "Worker", "_take_up_purchases", ""),
        ("tui.worker.background", "Background", "go_on", ""),
    ],
    ids=["a key", "composing", "drawing", "the worker begins", "the worker runs"],
)
def test_a_crash_is_told_without_secrets_and_the_terminal_is_as_it_was(
    tmp_path: Path, module: str, owner: str, method: str, keys: str
) -> None:
    # Nobody listens there: the screen stays without customers.
    env = homes(tmp_path) | {
        "ARCHERA_BASE_URL": "http://127.0.0.1:9",
        "ARCHERA_API_KEY": KEY,
        "ARCHERA_PARTNER_ORG_ID": "partner",
    }
    program = PROGRAM.format(module=module, owner=owner, method=method)
    with Terminal(env=env, columns=100, lines=40, command=(sys.executable, "-c", program)) as terminal:
        if keys:
            terminal.wait_for("offline")
            terminal.press(keys)
        assert terminal.ended() == 1
        assert terminal.burdens() == []
    told = terminal.received.rpartition(b"\x1b[?1049l")[2]
    assert b"the part that fell" in told
    assert b"crash.txt" in told
    crash = tmp_path / "state/archera-tui/crash.txt"
    assert "ValueError: the part that fell" in crash.read_text()
    assert crash.stat().st_mode & 0o777 == 0o600
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert crash in written
    for secret in (KEY.encode(), LOCAL.encode()):
        assert secret not in terminal.received
        assert [path for path in written if secret in path.read_bytes()] == []
