"""What holds for every command about a customer: read-only, outages, the shape of its answer, how it is asked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import answer_schema
from support.headless import Headless
from support.homes import Home

from tui.sandbox.app import DEFAULT_KEY
from tui.text import clean

GUID = "9d7e0000-0000-4000-8000-00000000000a"
OFFER = "https://aws.amazon.com/marketplace/pp/offer-1"
READS = (
    ("onboard", "template", "beta", "--review"),
    ("onboard", "launch-url", "beta"),
    ("onboard", "report", "beta"),
    ("links", "beta"),
)
WRITES = (
    ("onboard", "start", "alder yoga"),
    ("onboard", "verify", "alder yoga"),
    ("onboard", "azure-url", "alder yoga", "--tenant", GUID, "--subscription", GUID),
    ("onboard", "azure-verify", "alder yoga"),
    ("register", "Nimbus Tea"),
    ("links", "alder yoga", "--aws", OFFER),
)
PURCHASE = (
    *("buy", "alder yoga", "plan-1", "--provider", "aws", "--email", "buyer@acme.example"),
    *("--expect-monthly-savings", "1", "--max-cash", "1", "--max-commitment", "1"),
)
# What the last part of each call's path is.
CALLS = ("start", "verify", "auth-url", "register_child", "partners", "launch-stack-url", "cloudformation_template")


def _name(words: tuple[str, ...]) -> str:
    return " ".join(word for word in words if word in answer_schema.RESULTS or word.islower())


def _purchase(headless: Headless) -> Iterator[tuple[str, ...]]:
    """The words that buy a plan as it reads now, and look at what became of it."""
    about = ("atlas print", "--provider", "aws")
    yield ("plans",)
    yield ("plan", *about)
    plan = headless.data("plan", *about)["result"]["plan"]
    commitment = f"{float(plan['minimum_commitment_cost']):.2f}"
    bounds = ("--expect-monthly-savings", plan["monthly_savings"], "--max-cash", "1840", "--max-commitment", commitment)
    yield ("buy", about[0], plan["id"], *about[1:], "--email", "buyer@acme.example", *bounds)
    yield ("journal", "look", "1")


@pytest.mark.parametrize("words", [*WRITES, PURCHASE], ids=_name)
@pytest.mark.parametrize("how", ["profile", "flag"])
def test_no_write_leaves_in_read_only_mode_and_the_reason_is_told(
    headless: Headless, words: tuple[str, ...], how: str
) -> None:
    said = headless.read(*words, *(("--read-only",) if how == "flag" else ()))
    assert (said.code, said.out) == (2, "")
    reason = "started with --read-only" if how == "flag" else "read-only profile. Restart with --write"
    assert reason in said.err
    assert dict(headless.weather.seen) == {}


def test_programs_are_told_why_a_write_did_not_leave(headless: Headless) -> None:
    for words in WRITES:
        document = json.loads(headless.read(*words, "--json").out)
        answer_schema.check(document)
        assert (document["outcome"], document["fault"]["kind"]) == ("refused", "read-only"), words
        assert document["fault"]["sent"] == "not sent"


def test_a_read_needs_no_right_to_write(headless: Headless) -> None:
    for words in READS:
        assert headless.read(*words).code == 0, words


def test_the_answer_for_programs_has_its_documented_shape_and_holds_no_key(headless: Headless) -> None:
    told = {}
    for words in (*READS, *WRITES, *_purchase(headless)):
        said = headless.run(*words, "--json")
        document = json.loads(said.out)
        answer_schema.check(document)
        assert document["exit_code"] == said.code, words
        assert DEFAULT_KEY not in said.everything
        told[document["command"]] = document["fault"]
    assert told.keys() == answer_schema.RESULTS.keys()
    assert set(told.values()) == {None}
    written = b"".join(path.read_bytes() for path in headless.home.root.rglob("*") if path.is_file())
    assert DEFAULT_KEY.encode() not in written


@pytest.mark.parametrize("words", [*READS[:2], *WRITES], ids=_name)
def test_a_server_that_fails_leaves_the_outcome_untold(headless: Headless, words: tuple[str, ...]) -> None:
    for call in CALLS:
        headless.weather.status[f"/{call}$"] = (503, b"<html>busy</html>", {"retry-after": "0"})
    said = headless.run(*words, "--json")
    document = json.loads(said.out)
    answer_schema.check(document)
    assert (said.code, document["outcome"]) == (3, "unknown")
    assert said.err.startswith("○ ")


def test_what_the_server_says_can_t_drive_the_terminal(headless: Headless) -> None:
    hostile = "Evil \x1b]52;c;x\x07" + chr(0x202E) + " Co"
    listed = [{"org_id": "o\x1b[2J1", "org_name": hostile, "created_at": "2026-01-01T00:00:00Z"}]
    refusal = {"message": hostile, "type": "Forbidden", "timestamp": hostile}
    features = [{"feature": hostile, "status": hostile}]
    headless.weather.status["child-orgs"] = (200, json.dumps(listed).encode(), {})
    headless.weather.status["/start"] = (403, json.dumps(refusal).encode(), {})
    headless.weather.status["/aws/verify"] = (200, json.dumps(features).encode(), {})
    for words in (*READS, *WRITES, ("status",), ("status", "--csv")):
        asked = tuple("evil" if word in ("beta", "alder yoga") else word for word in words)
        said = headless.run(*asked) if words[0] != "status" else headless.read(*asked)
        told = said.everything.replace("\n", "")
        assert told, words
        assert clean(told, len(told)) == told, words
    assert "Evil" in headless.run("links", "evil").out


def test_no_answer_at_all_is_told_after_nothing_was_sent(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHERA_API_KEY", "k")
    monkeypatch.setenv("ARCHERA_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "6f1c")
    said = home.run("register", "Nimbus Tea", "--write")
    assert said.code == 3
    assert "Nothing was sent: the list has to be read before. No connection" in said.err


def test_the_built_in_sandbox_answers_within_one_process(home: Home, tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    said = home.run("--sandbox", "onboard", "start", "wren software", "--json")
    assert said.code == 0
    document = json.loads(said.out)
    answer_schema.check(document)
    assert document["profile"] == "sandbox"
    assert home.run("onboard", "start", "wren software", "--sandbox", "--read-only").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("onboard", "strat"), 'argument ACTION: "strat" is not known. Did you mean start?'),
        (("onboard", "start", "b", "--swich-to-aws"), "Did you mean --switch-to-aws?"),
        (("onboard", "verify", "b", "--cur-buket", "x"), "Did you mean --cur-bucket?"),
        (("onboard", "verify", "b", "--timeout", "soon"), '"soon" is not a number of seconds'),
        (("onboard", "azure-url", "b", "--tenant", "6f1c"), "4 characters, a GUID has 36 (8-4-4-4-12)"),
        (("register", " "), "argument COMPANY: empty, a customer needs a name"),
        (("register", "x", "--email", "nobody"), "argument --email: no @, an e-mail address is name@domain"),
        (("--refresh", "9", "links", "b"), "--refresh means nothing to this command"),
        (("links",), "the following arguments are required: ORG"),
    ],
)
def test_a_wrong_word_names_what_is_right(home: Home, words: tuple[str, ...], told: str) -> None:
    said = home.run(*words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize("words", [*READS, *WRITES], ids=_name)
def test_the_help_tells_the_exit_codes(home: Home, words: tuple[str, ...]) -> None:
    command = words[:2] if words[0] == "onboard" else words[:1]
    assert "exit codes:" in home.run(*command, "--help").out
