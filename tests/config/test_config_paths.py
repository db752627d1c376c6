import os
import stat
from pathlib import Path

import pytest

from tui.config.paths import ensure_private, find_paths, open_to_others, write_private
from tui.config.problems import ConfigError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_folder_follows_its_xdg_variable(tmp_path: Path) -> None:
    paths = find_paths(
        {
            "XDG_CONFIG_HOME": f"{tmp_path}/c",
            "XDG_STATE_HOME": f"{tmp_path}/s",
            "XDG_CACHE_HOME": f"{tmp_path}/h",
            "XDG_RUNTIME_DIR": f"{tmp_path}/r",
        }
    )
    assert paths.config_file == tmp_path / "c/archera-tui/config.toml"
    assert paths.state_db == tmp_path / "s/archera-tui/state.db"
    assert paths.journal_db == tmp_path / "s/archera-tui/journal.db"
    assert paths.log_file.parent == paths.sandbox_runs.parent == tmp_path / "s/archera-tui"
    assert paths.cache == tmp_path / "h/archera-tui"
    assert paths.runtime == tmp_path / "r/archera-tui"


def test_without_xdg_variables_everything_is_under_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = find_paths(os.environ)
    for folder in (paths.config, paths.state, paths.cache, paths.runtime):
        assert folder.is_relative_to(tmp_path)
        assert "archera-tui" in folder.parts


def test_a_relative_xdg_path_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert find_paths({"XDG_CONFIG_HOME": "here"}).config.is_absolute()


def test_a_private_folder_is_made_with_its_parents_and_closed(tmp_path: Path) -> None:
    folder = tmp_path / "a/b/c"
    assert ensure_private(folder) == folder
    assert mode(folder) == 0o700


def test_a_folder_that_stood_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    ensure_private(folder)
    assert mode(folder) == 0o700


def test_a_folder_that_cannot_be_made_is_said_so_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="file/inside can't be made private"):
        ensure_private(tmp_path / "file/inside")


def test_a_private_file_is_closed_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "new", "text")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_text() == "text"
    assert mode(tmp_path / "new") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_private_file_replaces_what_a_link_leads_to_and_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "dotfiles/real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "dotfiles/real")
    write_private(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "dotfiles/real").read_text() == "new"


def test_only_a_file_open_to_others_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("")
    path.chmod(0o600)
    assert not open_to_others(path)
    path.chmod(0o640)
    assert open_to_others(path)
    assert not open_to_others(tmp_path / "nothing")
