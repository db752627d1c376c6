"""Every command against a hostile server: what it prints and writes is text, and nothing else.

Whoever adds a command adds it here; a test below fails until then.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from support.command_words import leaves
from support.headless import BORN, Headless
from support.hostile_server import ID_TAIL, HostileServer, unsafe
from support.play import served

from tui.cli.declare import build_parser
from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.homes import Home, Said

GUID = "9d7e0000-0000-4000-8000-00000000000a"
OFFER = "https://aws.amazon.com/marketplace/pp/offer-1"
SUMS = ("--expect-monthly-savings", "1", "--max-cash", "1", "--max-commitment", "1")
WHO = "alder yoga"
# Commands with the words each is tried with; the forms they have besides sentences are tried too.
SWEPT: dict[str, tuple[str, ...]] = {
    "status": ("status", "--plans"),
    "check": ("check", "--timeout", "60"),
    "doctor": ("doctor",),
    "metrics": ("metrics", "--plans"),
    "onboard start": ("onboard", "start", WHO, "--write"),
    "onboard template": ("onboard", "template", WHO, "--review"),
    "onboard launch-url": ("onboard", "launch-url", WHO),
    "onboard verify": ("onboard", "verify", WHO, "--write"),
    "onboard azure-url": ("onboard", "azure-url", WHO, "--tenant", GUID, "--subscription", GUID, "--write"),
    "onboard azure-verify": ("onboard", "azure-verify", WHO, "--write"),
    "onboard report": ("onboard", "report", WHO),
    "register": ("register", "Nimbus Tea", "--write"),
    "links": ("links", WHO, "--aws", OFFER, "--write"),
    "plans": ("plans",),
    "plan": ("plan", "atlas", "--provider", "aws"),
    "buy": ("buy", "atlas", "x", "--provider", "aws", "--email", "b@acme.example", *SUMS, "--write"),
    "journal": ("journal",),
    "journal look": ("journal", "look", "1"),
    "journal settle": ("journal", "settle", "1", "--bought", "--note", "seen"),
    "config check": ("config", "check"),
    "config show": ("config", "show"),
    "config path": ("config", "path"),
    "info": ("info",),
}
UNTOUCHED = {
    "sandbox": "serves, and reads no answer",
    "config init": "writes what was typed",
    "config schema": "prints what is fixed",
    "watch": "never ends; its lines with hostile names are in test_cli_watch.py",
}
FORMS = ("--json", "--csv", "--markdown")


LEAVES = leaves(build_parser())


@pytest.fixture
def hostile(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Headless, HostileServer]]:
    world, server = World(1, 24, born=BORN), HostileServer()

    async def at_once(_seconds: float) -> None:
        """An answer that takes no time."""

    with served(server.around(create_app(world, clock=lambda: BORN, delay=at_once))) as address:
        monkeypatch.setenv("ARCHERA_API_KEY", DEFAULT_KEY)
        monkeypatch.setenv("ARCHERA_BASE_URL", address)
        monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", world.partner_id)
        # A terminal's own variables come from another computer over SSH.
        monkeypatch.setenv("TERM", "xterm\x1b[2J")
        monkeypatch.setenv("PAGER", "less\x1b]0;x\x07\u202e")
        monkeypatch.setenv("TMUX", "/run/x\n\x9b2J,1,0")
        yield Headless(home, world), server


def harmless(said: Said) -> None:
    assert unsafe(said.everything) == set()
    assert DEFAULT_KEY not in said.everything
    assert "Traceback" not in said.err


def forms_of(command: str) -> list[tuple[str, ...]]:
    known = LEAVES[command]._option_string_actions
    return [(), *((form,) for form in FORMS if form in known)]


def test_every_command_is_swept() -> None:
    assert LEAVES.keys() == SWEPT.keys() | UNTOUCHED.keys()


@pytest.mark.parametrize("statuses", [False, True], ids=["", "with statuses"])
def test_what_a_hostile_server_says_is_printed_as_text(
    hostile: tuple[Headless, HostileServer], *, statuses: bool
) -> None:
    stage, server = hostile
    server.statuses = statuses
    for command, words in SWEPT.items():
        for form in forms_of(command):
            said = stage.read(*words, *form)
            harmless(said)
            assert said.everything, (words, form)
            if form == ("--json",) and said.out:
                json.loads(said.out)
            if form == ("--csv",):
                rows = list(csv.reader(io.StringIO(said.out)))
                assert len({len(row) for row in rows}) == 1


def test_what_a_hostile_server_refuses_with_is_printed_as_text(hostile: tuple[Headless, HostileServer]) -> None:
    stage, server = hostile
    for status in (403, 422):
        names = ("start", "verify", "auth-url", "register_child", "partners", "launch-stack-url", "recommended")
        server.refusing = dict.fromkeys((*names, "cloudformation_template", "purchase"), status)
        for command, words in SWEPT.items():
            if not command.startswith(
                ("config", "info", "status", "check", "doctor", "metrics", "journal", "plans", "onboard report")
            ):
                harmless(stage.read(*words))
    server.refusing = {"child-orgs": 403}
    for command in ("status", "check", "doctor", "metrics"):
        harmless(stage.read(command))


def test_a_customer_is_found_by_a_hostile_id_and_written_to_a_file_as_text(
    hostile: tuple[Headless, HostileServer], tmp_path: Path
) -> None:
    stage, _ = hostile
    org_id = stage.id_of("Alder Yoga") + ID_TAIL
    harmless(stage.read("links", org_id))
    for words in (("onboard", "template", "alder"), ("onboard", "report", "alder")):
        target = tmp_path / f"{words[1]}.json"
        said = stage.read(*words, "--output", str(target)) if words[1] == "template" else stage.read(*words)
        harmless(said)
        if target.exists():
            assert unsafe(target.read_text()) == set()
