"""A command that is interrupted ends at once, cleanly, and says what may still be going on."""

import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.headless import Headless
from support.homes import Home

interrupted = pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)


@interrupted
def test_an_interrupted_command_says_what_may_still_happen(headless: Headless, number: int, code: int) -> None:
    asked = threading.Event()
    headless.weather.lost.add("/start")
    headless.weather.heard = lambda name: asked.set() if name == "start" else None
    command = [sys.executable, "-m", "tui", "onboard", "start", "beta", "--write"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert asked.wait(60)
        os.kill(process.pid, number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == ""
    assert "Interrupted before the start of onboarding was answered" in err
    assert "Traceback" not in err


@interrupted
def test_an_interrupted_command_waits_for_no_key_and_ends_what_fetches_it(
    home: Home, tmp_path: Path, number: int, code: int
) -> None:
    pipe, script = tmp_path / "pipe", tmp_path / "key"
    os.mkfifo(pipe)
    script.write_text(f"#!/bin/sh\nexec sleep 60 3> {pipe}\n")
    script.chmod(0o700)
    home.configure(f'[profiles.p]\npartner_org_id = "x"\napi_key_command = "{script}"\n')
    command = [sys.executable, "-m", "tui", "status"]
    # Opening the pipe waits until the script has begun; its end is the end of the pipe.
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        pipe.open("rb") as held,
    ):
        os.kill(process.pid, number)
        _, err = process.communicate(timeout=25)
        assert select.select([held], [], [], 25)[0]
        assert held.read() == b""
    assert (process.returncode, err) == (code, "")


def test_a_command_sends_nothing_by_itself(headless: Headless) -> None:
    assert headless.run("links", "beta").code == 0
    assert dict(headless.weather.seen) == {"child-orgs": 1}
    beta = headless.id_of("Beta Corp")
    headless.run("onboard", "start", beta)
    headless.run("onboard", "verify", beta)
    assert dict(headless.weather.seen) == {"child-orgs": 1, "start": 1, "verify": 1}


def test_an_address_that_can_t_be_used_is_a_wrong_setting(headless: Headless, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHERA_API_KEY", "two\nlines")
    said = headless.run("links", "beta")
    assert said.code == 2
    assert "two" not in said.err
