import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from support.homes import Home, program

import tui
from tui.cli.command_line import run
from tui.cli.declare import build_parser

COMMANDS = (
    (),
    ("status",),
    ("check",),
    ("doctor",),
    ("metrics",),
    ("watch",),
    ("onboard",),
    ("onboard", "start"),
    ("onboard", "template"),
    ("onboard", "launch-url"),
    ("onboard", "verify"),
    ("onboard", "azure-url"),
    ("onboard", "azure-verify"),
    ("onboard", "report"),
    ("register",),
    ("links",),
    ("journal",),
    ("journal", "settle"),
    ("sandbox",),
    ("config",),
    ("config", "init"),
    ("config", "check"),
    ("config", "show"),
    ("config", "path"),
    ("config", "schema"),
    ("info",),
    ("plans",),
    ("plan",),
    ("buy",),
    ("journal", "look"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(home: Home, words: tuple[str, ...]) -> None:
    said = home.run(*words, "--help")
    assert said.code == 0
    assert said.err == ""
    assert "example" in said.out
    assert f"archera-tui {' '.join(words)}".rstrip() in said.out


@pytest.mark.parametrize(
    "words", ["status", "check", "watch", "metrics", "doctor", "journal look", "journal settle", "buy"]
)
def test_a_command_with_exit_codes_of_its_own_tells_them_in_its_help(home: Home, words: str) -> None:
    assert "exit codes" in home.run(*words.split(), "--help").out


def test_the_version_is_one_line(home: Home) -> None:
    said = home.run("--version")
    assert (said.code, said.out, said.err) == (0, f"archera-tui {tui.__version__}\n", "")


def test_the_version_loads_nothing_it_does_not_need() -> None:
    heavy = "'textual', 'httpx', 'pydantic', 'rich', 'starlette', 'sqlite3', 'dataclasses', 'platformdirs', 'asyncio'"
    code = (
        "import sys; from tui.__main__ import main; sys.argv[1:] = ['--version']; main(); "
        f"print([name for name in ({heavy}) if name in sys.modules])"
    )
    assert program(code=("-c", code)).out.splitlines()[1] == "[]"


@pytest.mark.parametrize(
    "words", [("journal",), ("config", "check"), ("config", "show"), ("info",), ("config", "schema")], ids=" ".join
)
def test_no_command_of_this_kind_loads_textual_or_the_api(home: Home, words: tuple[str, ...]) -> None:
    assert home.root.is_dir()
    code = (
        f"import sys; from tui.cli.command_line import run; run({list(words)!r}); "
        "sys.stderr.write(str([n for n in ('textual', 'httpx', 'pydantic', 'starlette') if n in sys.modules]))"
    )
    assert program(code=("-c", code)).err == "[]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("statsu",), 'archera-tui: argument COMMAND: "statsu" is not known. Did you mean status?'),
        (("--sandbx",), "archera-tui: --sandbx is not an option here. Did you mean --sandbox?"),
        (("--sand",), "archera-tui: --sand is not an option here. Did you mean --sandbox?"),
        (("status", "--jsn"), "archera-tui status: --jsn is not an option here. Did you mean --json?"),
        (("status", "--jsn=secret"), "archera-tui status: --jsn is not an option here. Did you mean --json?"),
        (("status", "extra"), 'archera-tui status: "extra" is not expected here'),
        (("config", "chek"), 'archera-tui config: argument ACTION: "chek" is not known. Did you mean check?'),
        (("config",), "archera-tui config: the following arguments are required: ACTION"),
        (("--theme", "nite"), 'archera-tui: argument --theme: "nite" is not a theme. Did you mean night?'),
        (("--refresh", "soon"), 'archera-tui: argument --refresh: "soon" is not a number of seconds'),
        (("--refresh", "nan"), 'archera-tui: argument --refresh: "nan" is not a number of seconds'),
        (("--refresh", "-1"), 'archera-tui: argument --refresh: "-1" is not a number of seconds'),
        (("--read-only", "--write"), "archera-tui: argument --write: not allowed with argument --read-only"),
        (("sandbox", "--port", "70000"), 'argument --port: "70000" is not a whole number from 0 to 65535'),
        (("sandbox", "--orgs", "²"), 'argument --orgs: "²" is not a whole number from 1 to 20000'),
        (("--write", "journal"), "archera-tui journal: --write means nothing to this command"),
        (("--refresh", "9", "status"), "archera-tui status: --refresh means nothing to this command"),
        (("--profile", "p", "config", "path"), "archera-tui config path: --profile means nothing to this command"),
        (("journal", "settle", "3", "--note", "x"), "one of the arguments --bought --not-bought is required"),
        (("journal", "settle", "3", "--bought"), "the following arguments are required: --note"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_a_usage_error_that_names_the_right_one(home: Home, words: tuple[str, ...], said: str) -> None:
    answer = home.run(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert "--help shows what there is" in answer.err
    assert "secret" not in answer.err


def test_a_number_of_thousands_of_digits_is_refused_like_any_other_and_told_in_short(home: Home) -> None:
    said = home.run("sandbox", "--port", "9" * 5_000)
    assert said.code == 2
    assert f'"{"9" * 20}…" is not a whole number from 0 to 65535' in said.err


def test_control_characters_of_the_command_line_do_not_reach_the_terminal(home: Home) -> None:
    assert "\x1b" not in home.run("\x1b[2J").err


def test_whom_to_act_as_may_stand_before_or_behind_a_command() -> None:
    parser = build_parser()
    for words in (["--profile", "prod", "status"], ["status", "--profile", "prod"]):
        assert parser.parse_args(words).profile == "prod"
    assert parser.parse_args(["--profile", "a", "status", "--profile", "b"]).profile == "b"
    assert parser.parse_args(["--sandbox", "info"]).sandbox
    assert not parser.parse_args(["info"]).sandbox


def test_without_a_command_it_is_the_dashboard_with_its_flags() -> None:
    words = ["--profile", "p", "--read-only", "--refresh", "7.5", "--no-mouse", "--theme", "day"]
    args = build_parser().parse_args(words)
    assert args.module == "tui.cli.dashboard"
    assert (args.profile, args.read_only, args.write, args.refresh) == ("p", True, False, 7.5)
    assert (args.no_mouse, args.theme, args.sandbox) == (True, "day", False)
    plain = build_parser().parse_args([])
    assert (plain.profile, plain.refresh, plain.theme, plain.sandbox) == (None, None, None, False)


def test_status_is_handed_on_with_its_options() -> None:
    args = build_parser().parse_args(["status", "--json", "--filter", "needs:attention", "--plans"])
    assert (args.module, args.json, args.filter, args.plans) == ("tui.cli.status", True, "needs:attention", True)


def test_every_command_is_carried_out_by_a_module_that_is_there() -> None:
    parser = build_parser()
    lines: list[list[str]] = [
        [],
        ["status"],
        ["check"],
        ["doctor"],
        ["metrics"],
        ["watch"],
        ["journal"],
        ["sandbox"],
        ["config", "path"],
        ["info"],
    ]
    lines += [
        ["onboard", "start", "beta"],
        ["onboard", "template", "beta"],
        ["onboard", "launch-url", "beta"],
        ["onboard", "verify", "b"],
        ["onboard", "azure-url", "b"],
        ["onboard", "report", "b"],
        ["register", "x"],
        ["links", "beta"],
    ]
    for module in {parser.parse_args(line).module for line in lines}:
        assert callable(import_module(module).run)


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "config", "schema"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_traceback(home: Home, closed: str) -> None:
    def ended(command: str) -> tuple[int, str]:
        line = f"{sys.executable} -m tui {command} {closed}"
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout + done.stderr

    assert home.root.exists()
    for command, code in (("", 2), ("status --sandbox --json", 0)):
        found, said = ended(command)
        assert found == code, said
        assert "Traceback" not in said


def test_output_that_finds_no_room_is_an_exit_code_and_plain_words(home: Home) -> None:
    assert home.root.exists()
    for command in ("info", "status --sandbox"):
        line = f"{sys.executable} -m tui {command} > /dev/full"
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1
        assert done.stderr == "The output could not be written: No space left on device.\n"


def test_ctrl_c_ends_with_130_and_takes_the_key_command_along(home: Home, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = tmp_path / "key"
    script.write_text(f"#!/bin/sh\necho $$ > {pipe}\nexec sleep 60\n")
    script.chmod(0o700)
    home.configure(f'[profiles.p]\npartner_org_id = "x"\napi_key_command = "{script}"\n')
    command = [sys.executable, "-m", "tui", "config", "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        # Reading waits until the command has begun; the second thread of the program is the one that watches it.
        child = int(pipe.read_text())
        while len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 1:
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == ""
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_terminal_without_our_glyphs_gets_plain_ones(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.configure('[profiles.p]\npartner_org_id = "x"\npartner_name = "Société"\napi_key_env = "NOT_SET"\n')
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    said = program("config", "check")
    assert said.code == 1
    assert said.err.startswith("x p: No API key from environment variable NOT_SET.")
    shown = program("config", "show")
    assert shown.code == 0
    assert "Soci?t?" in shown.out


def test_a_broken_configuration_is_an_exit_code_and_plain_words(home: Home) -> None:
    path = home.configure("them = 1\nmouse = 3\n")
    said = home.run("config", "show")
    assert said.code == 2
    assert said.err.splitlines() == [
        f"✕ {path}: them is not a setting. Did you mean theme?",
        f"✕ {path}: mouse must be true or false, found the number 3.",
    ]


def test_the_module_and_the_script_are_one_front_door() -> None:
    assert program("--version").out == f"archera-tui {tui.__version__}\n"
    script = Path(sys.executable).with_name("archera-tui")
    done = subprocess.run([script, "statsu"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert run(["--version"]) == 0
