"""The Marketplace tab of the customer screen, over snapshots of the test's making."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.customer_stage import ID, SIZES, opened, shown_to
from support.stage import NOW, READ_ONLY

from screens.customer.links_tab import LinkField
from screens.customer.screen import CustomerScreen
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, UpdateLinks
from tui.domain.onboarding.links import Links
from tui.domain.snapshot import Running

if TYPE_CHECKING:
    from tui.domain.snapshot import Snapshot

AWS, AZURE, GCP = (f"{cloud}_marketplace_offer_link" for cloud in ("aws", "azure", "gcp"))
OFFER = "https://aws.amazon.com/x"
KNOWN = Links(NOW - 240, {AWS: OFFER, AZURE: None})


def with_links(links: Links | None = KNOWN) -> Snapshot:
    return replace(shown_to(), links={ID: links} if links else {})


def on_links() -> CustomerScreen:
    return CustomerScreen(ID, (ID, "delta", "ember"), "all", tab="marketplace")


@pytest.mark.parametrize("size", SIZES)
async def test_only_what_was_touched_is_shown_and_sent(size: tuple[int, int]) -> None:
    async with opened(with_links(), on_links(), size) as (app, pilot):
        assert "Marketplace 1/3" in app.text
        assert f"now: {OFFER}  as last answered here" in app.text
        assert "now: no link  as last answered here" in app.text
        assert "now: not known." in app.text
        await pilot.press("enter", "tab", *"https://azure.example/y", "tab", "ctrl+n")
        await pilot.pause()
        assert "the link will be cleared" in app.text
        assert "Send 2 links  Azure set, GCP cleared" in app.text
        sent = " ".join(app.text.partition("Will be sent")[2].split())
        assert "Azure offer → https://azure.example/y GCP offer cleared (null)" in sent.replace("  ", " ")
        if size == (80, 24):
            assert "Untouched     AWS offer" in app.text
        await pilot.press("enter")
        await pilot.pause()
        ask = UpdateLinks(ID, ((AZURE, "https://azure.example/y"), (GCP, None)))
        assert app.wanted == [ask]
        app.publish(with_links(Links(NOW, {AWS: OFFER, AZURE: "https://azure.example/y", GCP: None})))
        app.answer(Done(ask, KNOWN))
        await pilot.pause()
        assert "Marketplace 2/3" in app.text
        assert "now: https://azure.example/y" in app.text
        assert all(field.value == "" for field in app.screen.query(LinkField))
        await pilot.press("enter")
        assert app.wanted == [ask]


async def test_what_will_be_sent_is_listed_before_it_is_sent_and_every_field_can_be_undone() -> None:
    async with opened(with_links(), on_links()) as (app, pilot):
        await pilot.press("enter", "ctrl+n", "tab", *"https://azure.example/y")
        await pilot.pause()
        sent = app.text.partition("Will be sent")[2]
        assert "AWS offer    cleared (null)" in sent
        assert "Azure offer  → https://azure.example/y" in sent
        assert "GCP offer    untouched" in sent
        await pilot.press("shift+tab", "ctrl+u")
        await pilot.pause()
        assert "AWS offer    untouched" in app.text.partition("Will be sent")[2]
        assert "the link will be cleared" not in app.text
        await pilot.press("tab", "ctrl+u")
        await pilot.pause()
        assert "Will be sent" not in app.text
        assert "nothing was changed" in app.text
        await pilot.press("enter")
        assert app.wanted == []


async def test_typing_takes_a_clearing_back_and_a_link_that_is_there_already_is_said_to_be() -> None:
    async with opened(with_links(), on_links()) as (app, pilot):
        await pilot.press("enter", "ctrl+n", *OFFER)
        await pilot.pause()
        sent = app.text.partition("Will be sent")[2]
        assert f"AWS offer    → {OFFER}, as it is now" in sent
        await pilot.press("enter")
        assert app.wanted == [UpdateLinks(ID, ((AWS, OFFER),))]


async def test_a_link_that_is_no_https_address_is_refused_at_its_field() -> None:
    async with opened(with_links(None), on_links()) as (app, pilot):
        await pilot.press("enter", *"http://x.example")
        await pilot.pause()
        assert "✕ an offer link begins with https://" in app.text
        await pilot.press("enter")
        assert app.told == ["warning: enter go on: AWS offer: see above"]
        await pilot.press("ctrl+u", "enter")
        assert app.told[1:] == ["warning: enter go on: nothing was changed"]
        assert app.wanted == []


async def test_a_refusal_stands_at_its_field_and_a_lost_answer_is_unknown() -> None:
    ask = UpdateLinks(ID, ((AWS, "https://x.example"),))
    refused = Fault("Refused as wrong (422).", fields=((f"json.{AWS}", ("Not a valid URL.",)),), status=422)
    lost = Fault("No answer in time: the marketplace links.", "It may have reached the server.", sent=Sent.MAYBE)
    async with opened(with_links(), on_links()) as (app, pilot):
        await pilot.press("enter", *"https://x.example", "enter")
        app.answer(Failed(ask, refused))
        await pilot.pause()
        lines = app.text.split("\n")
        row = next(place for place, line in enumerate(lines) if "https://x.example" in line)
        assert "✕ Not a valid URL." in lines[row + 1]
        await pilot.press("enter")
        app.answer(Failed(ask, lost))
        await pilot.pause()
        assert "○ No answer in time" in app.text
        assert "enter sends again, which is harmless" in app.text
        assert app.screen.query(LinkField).first().value == "https://x.example"
        assert app.wanted == [ask, ask]


async def test_read_only_and_a_change_under_way_grey_the_action() -> None:
    async with opened(shown_to(identity=READ_ONLY), on_links()) as (app, pilot):
        await pilot.press("enter", "e")
        assert len(app.told) == 2
        assert all("read-only profile" in told for told in app.told)
    running = (Running(UpdateLinks(ID, ()), NOW),)
    async with opened(replace(with_links(), running=running), on_links()) as (app, pilot):
        await pilot.press("enter", *"https://x.example", "enter")
        assert app.wanted == []
        assert "being sent" in app.text


async def test_a_snapshot_leaves_the_typing_alone_and_another_customer_begins_anew() -> None:
    async with opened(with_links(), on_links()) as (app, pilot):
        await pilot.press("enter", *"https://x")
        app.publish(with_links(None))
        await pilot.pause()
        field = app.screen.query(LinkField).first()
        assert (field.value, field.has_focus) == ("https://x", True)
        await pilot.press("escape", "right_square_bracket")
        await pilot.pause()
        assert field.value == ""


async def test_hostile_links_and_words_are_drawn_as_text() -> None:
    bad = "[/][@click=app.quit]q[/]\x1b]0;t\x07" + chr(0x202E) + "漢" * 90
    fault = Fault(bad, bad, bad, bad, ((f"json.{AWS}", (bad,)), (bad, (bad,))))
    for size in (*SIZES, (60, 20)):
        async with opened(with_links(Links(NOW, dict.fromkeys((AWS, AZURE, GCP), bad))), on_links(), size) as (
            app,
            pilot,
        ):
            app.answer(Failed(UpdateLinks(ID, ()), fault))
            await pilot.pause()
            assert not {char for char in app.text if char in "\x1b\x07" + chr(0x202E)}
            assert "[@click=app.quit]" in app.text
