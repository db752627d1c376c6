import copy
import json
import os
import pickle
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support.homes import program

from tui.config.key_source import KeyFromCommand, KeyFromEnv, KeyFromFile, KeyFromKeyring, KeySource
from tui.config.secrets import Secret, SecretError, fetch_key

KEY = "sk-live-3141592653"


def refused(source: KeySource, env: Mapping[str, str] | None = None, seconds: float = 20.0) -> str:
    with pytest.raises(SecretError) as caught:
        fetch_key(source, env or {}, seconds=seconds)
    said = str(caught.value)
    assert KEY not in said
    return said


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\nsecond line\n")
    path.chmod(0o600)
    return path


def script(*lines: str) -> KeyFromCommand:
    return KeyFromCommand(f"{sys.executable} -c '{'; '.join(lines)}'")


def test_a_secret_shows_itself_to_reveal_alone() -> None:
    secret = Secret(KEY)
    assert secret.reveal() == KEY
    for shown in (
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret:>40}",
        f"{secret!r}",
        repr([secret]),
        "{}".format(secret),  # noqa: UP032 - another way into the same text
    ):
        assert KEY not in shown


def test_a_secret_is_neither_copied_nor_written_down() -> None:
    secret = Secret(KEY)
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            attempt(secret)
    with pytest.raises(TypeError):
        vars(secret)


def test_a_key_comes_from_its_variable() -> None:
    assert fetch_key(KeyFromEnv("A_KEY"), {"A_KEY": f" {KEY}\n"}).reveal() == KEY


@pytest.mark.parametrize("value", ["", "  ", None])
def test_a_variable_without_a_key_says_what_to_do(value: str | None) -> None:
    env = {} if value is None else {"A_KEY": value}
    assert refused(KeyFromEnv("A_KEY"), env) == (
        "No API key from environment variable A_KEY. The variable is not set. Set it: export A_KEY=..."
    )


@pytest.mark.parametrize("value", [f"{KEY} x", f"{KEY}\r\nx", f"{KEY}\x00", f"ä{KEY}", KEY * 300])
def test_what_cannot_be_a_header_is_no_key(value: str) -> None:
    assert "can't be an API key" in refused(KeyFromEnv("A_KEY"), {"A_KEY": value})


def test_a_key_is_the_first_line_a_command_prints() -> None:
    assert fetch_key(script(f'print("{KEY}")', 'print("more")'), {}).reveal() == KEY


def test_a_command_runs_without_a_shell() -> None:
    assert fetch_key(KeyFromCommand("printf %s $HOME;id"), {}).reveal() == "$HOME;id"


def test_a_command_that_prints_nothing_or_fails_is_said_so() -> None:
    assert "It printed nothing" in refused(script("pass"))
    assert "exit code 3" in refused(script(f'print("{KEY}")', "raise SystemExit(3)"))


def test_a_command_that_cannot_run_does_not_repeat_itself() -> None:
    assert "can't be run" in refused(KeyFromCommand(f"/nowhere/{KEY}"))
    assert "a quote is missing" in refused(KeyFromCommand(f"pass '{KEY}"))
    assert "holds no command" in refused(KeyFromCommand(" "))


def test_a_command_that_hangs_is_ended_with_its_children() -> None:
    begun = time.monotonic()
    hanging = script("import subprocess", 'subprocess.run(["sleep", "60"])')
    assert "gave no answer within 0.5s" in refused(hanging, seconds=0.5)
    assert time.monotonic() - begun < 10


def test_a_command_that_never_stops_printing_is_ended() -> None:
    begun = time.monotonic()
    assert "65536 bytes or more" in refused(KeyFromCommand("yes"))
    assert time.monotonic() - begun < 10


def test_a_command_cannot_read_what_is_typed() -> None:
    code = """
from tui.config.key_source import KeyFromCommand
from tui.config.secrets import SecretError, fetch_key
try:
    fetch_key(KeyFromCommand("cat"), {}, seconds=20)
except SecretError as error:
    print(error)
"""
    assert "It printed nothing" in program(code=("-c", code), stdin="typed").out


def test_a_key_is_the_first_line_of_a_private_file(key_file: Path) -> None:
    assert fetch_key(KeyFromFile(key_file), {}).reveal() == KEY


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_key_file_that_others_can_open_is_refused(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    assert f"chmod 600 {key_file}" in refused(KeyFromFile(key_file))


def test_a_link_of_ours_to_a_file_of_ours_is_followed(key_file: Path) -> None:
    link = key_file.with_name("link")
    link.symlink_to(key_file)
    assert fetch_key(KeyFromFile(link), {}).reveal() == KEY


@pytest.mark.parametrize("of_others", ["key", "link"])
def test_a_file_or_a_link_of_somebody_else_is_refused(
    key_file: Path, of_others: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = key_file.with_name("link")
    link.symlink_to(key_file)
    if os.geteuid() == 0:
        os.chown(key_file.with_name(of_others), 12345, -1, follow_symlinks=False)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert "belongs to another user" in refused(KeyFromFile(link))


def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir()
    assert "not a plain file" in refused(KeyFromFile(tmp_path / "pipe"))
    assert "not a plain file" in refused(KeyFromFile(tmp_path / "folder"))
    assert "No such file" in refused(KeyFromFile(tmp_path / "nothing"))


def test_a_large_or_an_empty_key_file_is_refused(key_file: Path) -> None:
    key_file.write_text("")
    assert "Its first line is empty" in refused(KeyFromFile(key_file))
    key_file.write_text(KEY * 2000)
    assert "holds no key" in refused(KeyFromFile(key_file))


def keyring(folder: Path, body: str) -> None:
    package = folder / "keyring"
    package.mkdir()
    (package / "__init__.py").write_text(f"def get_password(service, user):\n    {body}\n")


def forget_keyring() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "keyring"]:
        del sys.modules[name]


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder from which this test alone imports its keyring."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *(path for path in sys.path if "site-packages" not in path)])
    forget_keyring()
    yield folder
    forget_keyring()


@pytest.mark.usefixtures("packages")
def test_a_missing_keyring_extra_is_named() -> None:
    assert "pip install 'archera-tui[keyring]'" in refused(KeyFromKeyring("prod"))


def test_a_key_comes_from_the_keyring(packages: Path) -> None:
    keyring(packages, f'return "{KEY}" if (service, user) == ("archera-tui", "prod") else None')
    assert fetch_key(KeyFromKeyring("prod"), {}).reveal() == KEY


def test_a_keyring_without_the_key_or_locked_is_said_so(packages: Path) -> None:
    keyring(packages, f'if user == "locked": raise ConnectionError("{KEY}")')
    assert "keyring set archera-tui NAME" in refused(KeyFromKeyring("prod"))
    assert "can't be read (ConnectionError)" in refused(KeyFromKeyring("locked"))


def test_where_a_key_comes_from_is_told_without_what_may_be_a_key() -> None:
    assert KEY not in KeyFromCommand(f"echo {KEY}").words
    assert KEY not in KeyFromKeyring(KEY).words
