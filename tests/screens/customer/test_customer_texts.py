"""What leaves the customer screen: clipboard, pager, file; and templates that are not as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.customer_stage import (
    ID,
    URL,
    beta_with,
    launched,
    opened,
    shown_to,
    started,
    template,
    troubled,
)  # fmt: skip
from support.stage import NOW

from screens.customer.screen import CustomerScreen
from tui.domain.intents import Done, ReadTemplate, TemplateReviewed, TemplateText

if TYPE_CHECKING:
    from pathlib import Path


# Texts


async def test_the_url_is_sent_to_the_clipboard_whole_and_that_is_said() -> None:
    async with opened(shown_to(progress=(launched(),)), size=(80, 24)) as (app, pilot):
        await pilot.press("left", "y")
        await pilot.pause()
        assert app.clipboard == URL
        words = f"sent to the terminal's clipboard, {len(URL)} characters; not there? v or Q shows it"
        assert app.told == [f"information: the launch URL: {words}"]
        assert words in app.text


async def test_a_template_too_long_for_a_clipboard_is_refused_with_a_way_out() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        long = {"Resources": {"R": {"Type": "x" * 60_000}}}
        app.answer(Done(ReadTemplate(ID), template(long)))
        await pilot.pause()
        await pilot.press("y")
        assert app.clipboard == ""
        assert app.told == [
            "warning: y copy: 60 kB is more than a terminal's clipboard takes; v shows it, w saves a template"
        ]


async def test_where_there_is_nothing_to_copy_save_or_page_that_is_said() -> None:
    async with opened(shown_to()) as (app, pilot):
        await pilot.press("y", "v", "w")
        assert app.told == [
            "warning: y copy: nothing of that kind is in view",
            "warning: v pager: nothing of that kind is in view",
            "warning: w save: no template was fetched in this visit",
        ]


async def test_the_pager_gets_what_is_in_view() -> None:
    shown: list[tuple[str, str]] = []

    def pager(app: object, text: str, suffix: str) -> str:
        del app
        shown.append((text, suffix))
        return "there is no less" if len(shown) > 1 else ""

    screen = CustomerScreen(ID, pager=pager)
    async with opened(shown_to(beta_with(troubled()), progress=(launched(),)), screen) as (app, pilot):
        await pilot.press("left", "v")
        assert shown == [(URL, ".txt")]
        await pilot.press("right", "v")
        assert '"feature": "assume_role"' in shown[1][0]
        assert app.told == ["warning: v pager: there is no less"]


async def test_the_template_is_saved_as_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(shown_to(progress=(started(),)), size=(80, 24)) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert "beta-corp-c-o-acme-archera-template.json" in app.text
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == [f"information: saved to {tmp_path / 'beta-corp-c-o-acme-archera-template.json'}"]
    saved = tmp_path / "beta-corp-c-o-acme-archera-template.json"
    assert saved.read_text() == template().text + "\n"


async def test_a_very_long_template_is_shown_at_once_and_judged_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.customer.course._QUICKLY_REVIEWED", 100)
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template()))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert '"AWSTemplateFormatVersion"' in app.text
        assert "savings plans; reservations; exchanges them" in app.text


async def test_a_template_not_as_expected_is_shown_and_not_gone_on_with() -> None:
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        documents: tuple[object, ...] = ([], ["x"] * 3, {}, {"Resources": {}})
        for document in documents:
            app.answer(Done(ReadTemplate(ID), template(document)))
            await pilot.pause()
            assert "The answer is no template" in app.text
            assert template(document).text.split("\n")[0] in app.text
            await pilot.press("enter")
            assert app.wanted == [ReadTemplate(ID)]


async def test_a_template_that_came_as_yaml_is_shown_saved_under_its_own_ending_and_may_be_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Resources:\n  Role:\n    Type: AWS::IAM::Role\n"
    async with opened(shown_to(progress=(started(),))) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), TemplateText(text, NOW, text)))
        await pilot.pause()
        assert "It can't be judged here" in app.text
        assert "template.yaml" in app.text
        assert "Type: AWS::IAM::Role" in app.text
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "beta-corp-c-o-acme-archera-template.yaml").read_text() == text + "\n"
        await pilot.press("enter")
        assert app.wanted[-1] == TemplateReviewed(ID)


async def test_a_review_higher_than_its_place_begins_with_the_warnings_and_scrolls_to_its_end() -> None:
    bad = {
        "Statement": [{"Effect": "Allow", "Action": ["*", "iam:*", "ec2:StopInstances"], "Resource": "*"},
                      {"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"}],
    }  # fmt: skip
    document = {
        "Resources": {
            "User": {"Type": "AWS::IAM::User", "Properties": {"Policies": [{"PolicyDocument": bad}]}},
            "Code": {"Type": "AWS::Lambda::Function"},
            "Nested": {"Type": "AWS::CloudFormation::Stack"},
        }
    }
    async with opened(shown_to(progress=(started(),)), size=(80, 24)) as (app, pilot):
        app.answer(Done(ReadTemplate(ID), template(document)))
        await pilot.pause()
        assert "J K scroll this" in app.text
        for word in ("Can", "Broad", "All but", "Code", "Logins", "Unread"):
            assert f"◐ {word}" in app.text
        assert "Makes " not in app.text
        await pilot.press(*"JJJJJJJJJJ")
        await pilot.pause()
        assert "Makes " in app.text
        await pilot.press(*"KKKKKKKKKK")
        await pilot.pause()
        assert "What this role may do" in app.text
