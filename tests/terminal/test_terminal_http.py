"""The same dashboard against the standalone sandbox, over HTTP: with a key, a state and a server that goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.standalone import Standalone
from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sandbox-key-that-nobody-may-see-5d20e7"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Standalone]:
    serving = tmp_path / "serving"
    serving.mkdir()
    with Standalone(homes(serving), KEY) as standalone:
        yield standalone


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def with_profile(server: Standalone, home: Path) -> dict[str, str]:
    """A home with a profile that can buy; the key comes from the environment all the same."""
    config = home / "config/archera-tui/config.toml"
    config.parent.mkdir(mode=0o700, parents=True)
    config.touch(mode=0o600)
    config.write_text(
        f'[profiles.local]\nbase_url = "{server.address}"\npartner_org_id = "{server.partner}"\n'
        'api_key_env = "ARCHERA_API_KEY"\npurchaser_email = "buyer@partner.example"\n'
    )
    return homes(home) | {"ARCHERA_API_KEY": KEY}


@pytest.mark.parametrize(("flags", "mode"), [((), "READ-ONLY"), (("--write",), "WRITE")], ids=["read-only", "write"])
def test_it_is_the_same_dashboard_and_the_key_is_nowhere(
    server: Standalone, home: Path, flags: tuple[str, ...], mode: str
) -> None:
    env = with_profile(server, home) if flags else server.env(homes(home))
    with Terminal(*flags, env=env, columns=120, lines=40) as terminal:
        terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
        assert mode in terminal.text.splitlines()[0]
        terminal.press("?")
        terminal.wait_for("Help: the customer list")
        terminal.leave("Help: the customer list")
        terminal.press("/", "plan:ready")
        terminal.wait_for(lambda text: "of 24" in text and "ready" in text)
        terminal.press("enter", "P")
        terminal.wait_for("Net savings")
        terminal.press("b")
        terminal.wait_for("read-only profile" if mode == "READ-ONLY" else "can't be undone")
        if mode == "WRITE":
            terminal.leave("can't be undone")
        terminal.press("escape")
        terminal.wait_for("24 customers")
        terminal.press("enter")
        terminal.wait_for("Feature")
        terminal.press("V")
        terminal.wait_for("read-only profile" if mode == "READ-ONLY" else ", took ")
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert terminal.burdens() == []
    written = [path for path in home.rglob("*") if path.is_file()]
    assert home / "state/archera-tui/state.db" in written
    assert KEY.encode() not in terminal.received
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


def test_what_was_known_is_on_screen_at_once_and_the_server_coming_back_is_noticed(
    server: Standalone, home: Path
) -> None:
    env = server.env(homes(home))
    with Terminal(env=env, columns=120) as terminal:
        terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
        terminal.press("q")
        assert terminal.ended() == 0
    server.stop()
    with Terminal(env=env, columns=120) as terminal:
        shown = terminal.wait_for(lambda text: "offline" in text and " old" in text)
        assert " c/o Sandbox" in shown
        assert "24 customers" in shown
        server.start()
        terminal.wait_for("live", 60)
        terminal.press("q")
        assert terminal.ended() == 0


def test_two_programs_of_one_person_run_beside_each_other(server: Standalone, home: Path) -> None:
    env = server.env(homes(home))
    with Terminal(env=env, columns=120) as one, Terminal(env=env, columns=120) as other:
        for terminal in (one, other):
            terminal.wait_for(lambda text: "24 customers" in text and "live" in text)
        for terminal in (one, other):
            terminal.press("P")
            terminal.wait_for("AWS")
            terminal.press("\x11")
            assert terminal.ended() == 0
            assert terminal.burdens() == []
