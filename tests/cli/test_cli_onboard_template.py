"""`onboard template` and `onboard launch-url`: what is handed to a customer."""

import json
import os
from pathlib import Path

import pytest
from support.headless import Headless

from tui.domain.onboarding.launch import parse_launch_url
from tui.domain.template.review import review

NAME = "beta-corp-c-o-sandbox-archera-template.json"
ODD = json.dumps({"template": {"Description": "Zürich " + chr(0x202E) + "x", "Resources": {}}}).encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_the_template_becomes_a_file_named_after_the_customer(headless: Headless, folder: Path) -> None:
    before = os.umask(0o077)
    try:
        said = headless.read("onboard", "template", "beta")
    finally:
        os.umask(before)
    assert said.code == 0
    assert str(folder / NAME) in said.out
    assert (folder / NAME).stat().st_mode & 0o777 == 0o644
    assert "AWS::IAM::Role" in (folder / NAME).read_text()


def test_a_file_that_is_there_stays_unless_forced_and_nothing_is_asked(headless: Headless, folder: Path) -> None:
    (folder / "mine.json").write_text("precious")
    said = headless.read("onboard", "template", "beta", "--output", "mine.json")
    assert said.code == 2
    assert "--force" in said.err
    assert (folder / "mine.json").read_text() == "precious"
    assert headless.sent == {}
    assert headless.read("onboard", "template", "beta", "--output", "mine.json", "--force").code == 0
    assert "Resources" in (folder / "mine.json").read_text()


def test_a_file_that_can_t_be_written_is_told(headless: Headless) -> None:
    said = headless.read("onboard", "template", "beta", "--output", "nowhere/mine.json")
    assert said.code == 2
    assert "there is no folder nowhere" in said.err


def test_a_name_that_no_file_can_have_is_told_before_anything_is_asked(headless: Headless) -> None:
    said = headless.read("onboard", "template", "beta", "--output", "x" * 300)
    assert said.code == 2
    assert "The template was not written: " in said.err
    assert "name too long" in said.err.lower()
    assert headless.sent == {}


@pytest.mark.parametrize("options", [(), ("--force",)], ids=["", "forced"])
@pytest.mark.parametrize("name", ["", ".", "inner"])
def test_a_folder_is_no_file_to_write_over(
    headless: Headless, folder: Path, name: str, options: tuple[str, ...]
) -> None:
    (folder / "inner").mkdir()
    said = headless.read("onboard", "template", "beta", "--output", name, *options)
    assert said.code == 2
    assert "The template was not written: that is a folder, a file's name is missing." in said.err
    assert headless.sent == {}


def test_on_stdout_the_template_stands_alone(headless: Headless, folder: Path) -> None:
    said = headless.read("onboard", "template", "beta", "--output", "-")
    assert said.code == 0
    assert json.loads(said.out)["Resources"]
    assert list(folder.iterdir()) == []
    assert headless.read("onboard", "template", "beta", "--output", "-", "--json").code == 2


def test_the_review_says_what_the_template_says_and_counts_as_reviewed(headless: Headless, folder: Path) -> None:
    told = review(json.loads(headless.read("onboard", "template", "beta", "--output", "-").out))
    said = headless.read("onboard", "template", "beta", "--review")
    assert said.code == 0
    assert "account 111122223333 with the external id" in said.out
    assert f"{told.buys.count} actions" in next(line for line in said.out.splitlines() if "Buys" in line)
    for action in told.buys.actions + told.writes.actions:
        assert action in said.out
    document = headless.data("onboard", "template", "beta", "--review")["result"]
    assert document["file"] is None
    assert document["review"]["buys"]["count"] == told.buys.count
    assert document["review"]["demands_external_id"] is True
    assert list(folder.iterdir()) == []
    assert headless.progress("Beta Corp").reviewed_at is not None


def test_a_template_of_another_form_is_written_as_it_came_and_warned_about(headless: Headless, folder: Path) -> None:
    headless.weather.status["cloudformation_template"] = (200, ODD, {})
    said = headless.read("onboard", "template", "beta", "--output", "odd.json")
    assert said.code == 1
    assert "holds no resources" in said.err
    text = (folder / "odd.json").read_text()
    assert chr(0x202E) not in text
    assert json.loads(text)["Description"] == "Zürich " + chr(0x202E) + "x"
    piped = headless.read("onboard", "template", "beta", "--output", "-").out
    assert piped.isascii()
    assert json.loads(piped)["Description"].startswith("Zürich")


def test_a_template_that_is_a_text_has_the_ending_of_one_unless_a_name_is_given(
    headless: Headless, folder: Path
) -> None:
    body = json.dumps({"template": "Resources:\n  Role: {}\n"}).encode()
    headless.weather.status["cloudformation_template"] = (200, body, {})
    headless.read("onboard", "template", "beta")
    headless.read("onboard", "template", "beta", "--output", "mine.json")
    assert {path.name for path in folder.iterdir()} == {NAME.replace(".json", ".yaml"), "mine.json"}


def test_no_template_for_lack_of_an_answer_is_not_a_refusal(headless: Headless, folder: Path) -> None:
    headless.weather.status["cloudformation_template"] = (503, b"", {"retry-after": "0"})
    said = headless.read("onboard", "template", "beta")
    assert said.code == 3
    assert said.err.startswith("○ ")
    assert "Run the command again" in said.err
    assert list(folder.iterdir()) == []


def test_the_launch_url_stands_whole_and_alone_on_the_first_line(headless: Headless) -> None:
    long = b"x" * 3000
    url = b"https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/quickcreate?p=" + long
    headless.weather.status["launch-stack-url"] = (200, b'{"url":"%s"}' % url, {})
    said = headless.read("onboard", "launch-url", "beta")
    assert said.code == 0
    assert said.out.splitlines()[0] == url.decode()
    assert headless.data("onboard", "launch-url", "beta")["result"]["url"] == url.decode()


def test_what_to_do_is_told_in_commands_not_in_keys(headless: Headless) -> None:
    said = headless.read("onboard", "launch-url", "alder yoga")
    assert said.code == 2
    assert '"Onboarding has not been started for this organization."' in said.err
    assert said.err.splitlines()[-1].startswith("  archera-tui onboard report ORG tells the present state")


def test_what_the_launch_url_fills_in_is_read_out_of_it(headless: Headless) -> None:
    result = headless.data("onboard", "launch-url", "beta")["result"]
    launch = parse_launch_url(result["url"])
    assert (result["region"], result["stack_name"]) == (launch.region, launch.stack_name)
    assert result["parameters"]["ExternalId"] == launch.external_id
    assert result["is_aws_console"] is True


@pytest.mark.parametrize("url", ["http://x.example/", "https://user@x.example/", "javascript:alert(1)", ""])
def test_an_address_nobody_should_open_is_not_offered(headless: Headless, url: str) -> None:
    headless.weather.status["launch-stack-url"] = (200, json.dumps({"url": url}).encode(), {})
    said = headless.read("onboard", "launch-url", "beta")
    assert (said.code, said.out) == (3, "")
    assert "no https address" in said.err
