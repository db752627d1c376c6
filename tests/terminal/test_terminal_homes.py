"""Homes that are shared, or that nothing can be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.terminal import Terminal, homes

if TYPE_CHECKING:
    from pathlib import Path


def test_two_sandboxes_in_one_home_do_not_disturb_each_other(tmp_path: Path) -> None:
    env = homes(tmp_path)
    with Terminal(env=env) as one, Terminal(env=env) as other:
        one.open_customers()
        other.open_customers()
        for terminal in (one, other):
            terminal.press("q")
            assert terminal.ended() == 0
            assert terminal.burdens() == []
    assert len(list((tmp_path / "state/archera-tui/sandbox").iterdir())) == 2


def test_where_nothing_can_be_kept_the_sandbox_works_all_the_same(tmp_path: Path) -> None:
    # Also the superuser, whom permissions don't hold, can make no folder below a file.
    file = tmp_path / "file"
    file.touch()
    env = homes(tmp_path) | {"XDG_STATE_HOME": str(file), "XDG_CACHE_HOME": str(file), "TMPDIR": str(tmp_path)}
    with Terminal(env=env) as terminal:
        terminal.open_customers()
        terminal.press("P")
        terminal.wait_for(lambda text: "GCP" in text)
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert terminal.burdens() == []
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
