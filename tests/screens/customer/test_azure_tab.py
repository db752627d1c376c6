"""The Azure tab of the customer screen step by step, over snapshots of the test's making."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.azure import CONSENT, SUBSCRIPTION, TENANT, consented
from support.customer_stage import ID, SIZES, beta, opened, shown_to
from support.customers import AZURE_NAMES, features, reading
from support.stage import NOW, READ_ONLY, WRITE
from textual.events import Paste

from screens.customer.azure_form import GuidField
from screens.customer.screen import CustomerScreen
from tui.domain.faults import Fault, Sent
from tui.domain.intents import Done, Failed, ReadConsentUrl, VerifyAzure
from tui.domain.onboarding.steps import Verification
from tui.domain.snapshot import Running
from widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from support.customer_stage import CustomerStage
    from textual.pilot import Pilot

ASK = ReadConsentUrl(ID, TENANT, SUBSCRIPTION)
CHECK = VerifyAzure(ID)


def on_azure() -> CustomerScreen:
    return CustomerScreen(ID, (ID, "delta", "ember"), "stage:onboarding", tab="azure")


async def paste(app: CustomerStage, pilot: Pilot[int], text: str) -> None:
    assert isinstance(app.screen.focused, GuidField)
    app.screen.focused.post_message(Paste(text))
    await pilot.pause()


async def fill_in(app: CustomerStage, pilot: Pilot[int]) -> None:
    await paste(app, pilot, "{" + TENANT.upper() + "}")
    assert app.screen.query(GuidField).first().value == TENANT
    await pilot.press("tab")
    await paste(app, pilot, f"  {SUBSCRIPTION}\n")


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_is_connected_to_azure_from_beginning_to_end(size: tuple[int, int]) -> None:
    begin = shown_to()
    async with opened(begin, size=size) as (app, pilot):
        await pilot.press("tab")
        await pilot.pause()
        for words in ("Which Azure subscription?", "Global Administrator", "Contributor", "pay-as-you-go"):
            assert words in app.text
        assert "when both ids are GUIDs" in app.text
        await fill_in(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.wanted == [ASK]
        assert "being asked for" in app.text
        app.publish(shown_to(progress=(consented(ID),)))
        app.answer(Done(ASK))
        await pilot.pause()

        assert "Send this to the tenant administrator" in app.text
        assert "https://login.microsoftonline.com/" in app.text
        assert "u fetch again" in app.text
        await pilot.press("y")
        assert app.clipboard == CONSENT
        await pilot.press("enter")
        await pilot.pause()
        assert "Not verified yet" in app.text
        await pilot.press("enter")
        assert app.wanted[1:] == [CHECK]
        found = features("********", AZURE_NAMES)
        done = consented(ID, verified=Verification(NOW - 5, 40, found))
        app.publish(shown_to(beta(azure="********"), progress=(done,), plans={(ID, "azure"): reading("4480.90")}))
        app.answer(Done(CHECK))
        await pilot.pause()
        assert "Connected" in app.text
        assert "$4,480.90" in app.text
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == [("plan", ID, "azure", ID, "delta", "ember", "needs:attention")]


async def test_what_is_wrong_with_an_id_stands_under_its_field_while_it_is_typed() -> None:
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await pilot.press(*TENANT[:34])
        await pilot.pause()
        lines = app.text.split("\n")
        row = next(place for place, line in enumerate(lines) if TENANT[:34] in line)
        assert "✕ 34 characters, a GUID has 36 (8-4-4-4-12)" in lines[row + 1]
        await pilot.press("enter", *"51d0b7c3", "enter")
        await pilot.pause()
        assert app.told == ["warning: enter go on: when both ids are GUIDs"]
        assert app.wanted == []
        await pilot.press("ctrl+u")
        await paste(app, pilot, TENANT)
        await pilot.press("shift+tab", "ctrl+u")
        await paste(app, pilot, TENANT)
        assert "the same as the tenant's id" in app.text


async def test_capitals_typed_by_hand_are_mended_when_the_field_is_left_and_never_sent() -> None:
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await pilot.press(*TENANT.upper(), "tab")
        await pilot.pause()
        assert app.screen.query(GuidField).first().value == TENANT
        await pilot.press(*SUBSCRIPTION.upper(), "enter")
        assert app.wanted == [ASK]


async def test_letters_in_a_field_are_text_and_escape_gives_the_keys_back() -> None:
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await pilot.press(*"qrV]")
        assert app.screen.query(GuidField).first().value == "qrV]"
        footer = app.screen.query_one(KeyFooter)
        assert "leave the field" in str([strip.text for strip in footer.render_lines(footer.size.region)])
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CustomerScreen)
        assert "Fill in tenant and subscription" in app.text
        await pilot.press("enter", "escape", "V")
        assert app.wanted == [CHECK]


async def test_tab_walks_through_the_fields_and_on_to_the_next_tab() -> None:
    async with opened(shown_to()) as (app, pilot):
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "Open the plan" in app.text
        await pilot.press("shift+tab")
        await pilot.pause()
        await pilot.press("shift+tab")
        await pilot.pause()
        assert "Start onboarding to AWS" in app.text


async def test_fields_the_server_refuses_say_so_where_they_stand() -> None:
    fault = Fault(
        "Refused as wrong (422): the consent URL.",
        "Nothing was done.",
        fields=(("json.azure_tenant_id", ("Not a valid UUID.",)), ("json.other", ("Strange.",))),
        status=422,
    )
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await fill_in(app, pilot)
        await pilot.press("enter")
        app.answer(Failed(ASK, fault))
        await pilot.pause()
        lines = app.text.split("\n")
        row = next(place for place, line in enumerate(lines) if TENANT in line)
        assert "✕ Not a valid UUID." in lines[row + 1]
        assert "Refused as wrong (422)" in app.text
        assert "other: Strange." in app.text
        assert app.text.count("Not a valid UUID.") == 1
        await pilot.press("enter")
        assert app.wanted == [ASK, ASK]
        assert "Not a valid UUID." not in app.text


async def test_a_lost_answer_is_unknown_and_may_be_asked_again() -> None:
    fault = Fault("No answer in time: the consent URL.", "It may have reached the server.", sent=Sent.MAYBE)
    async with opened(shown_to(progress=(consented(ID),)), on_azure()) as (app, pilot):
        await pilot.press("left", "u")
        app.answer(Failed(ASK, fault))
        await pilot.pause()
        assert "○ No answer in time" in app.text
        assert "u asks again; it updates the same record" in app.text
        assert "Send this to the tenant administrator" in app.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_verification_shows_what_is_wrong_and_a_409_leads_back_to_the_consent(size: tuple[int, int]) -> None:
    found = features("x???~???", AZURE_NAMES)
    done = consented(ID, verified=Verification(NOW - 190, 48, found))
    async with opened(shown_to(beta(azure="x???~???"), progress=(done,)), on_azure(), size) as (app, pilot):
        assert "✕ 1 missing" in app.text
        assert "app_consent" in app.text
        assert "Verify again" in app.text
        await pilot.press("V")
        fault = Fault("Not possible now (409): the verification.", "None on record.", words="get it first", status=409)
        app.answer(Failed(CHECK, fault))
        await pilot.pause()
        assert "“get it first”" in app.text
        assert "None on record." in app.text
        assert "It was asked for here at" in app.text
        assert "AWS may have been started since" in app.text


@pytest.mark.parametrize("size", SIZES)
async def test_aws_started_since_is_said_at_every_step_after_the_ids_and_u_asks_again(size: tuple[int, int]) -> None:
    switched = consented(ID, switched_at=NOW - 60)
    async with opened(shown_to(progress=(switched,)), on_azure(), size) as (app, pilot):
        assert "◐ AWS was started at " in app.text
        assert "the record's cloud is AWS now" in " ".join(app.text.split())
        await pilot.press("u")
        await pilot.pause()
        assert app.wanted == [ASK]
        assert "◐ AWS was started at " in app.text
        app.publish(shown_to(progress=(consented(ID),)))
        app.answer(Done(ASK))
        await pilot.pause()
        assert "AWS was started" not in app.text
        assert "Send this to the tenant administrator" in app.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_consent_url_says_whose_tenant_and_which_application_and_where_it_leads(
    size: tuple[int, int],
) -> None:
    async with opened(shown_to(progress=(consented(ID),)), on_azure(), size) as (app, pilot):
        await pilot.press("left")
        await pilot.pause()
        told = re.sub(r" +", " ", app.text)
        assert f"Tenant {TENANT}" in told
        assert "Application 2f6d3c0e-7c41-4b58-a1f5-90b6f3f2d4aa" in told
        assert re.search("[Bb]ack to app.archera.ai", told)
        assert "Accept" in app.text


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("{" + TENANT.upper() + "}", "mended: braces off, capitals to small"),
        (TENANT.replace("-", ""), "mended: hyphens set"),
        (f"Tenant ID\t{TENANT}\n", "mended: taken out of what was pasted"),
        (f"urn:uuid:{TENANT}", "mended: urn:uuid: off"),
        (TENANT, ""),
    ],
)
async def test_what_was_pasted_is_mended_and_the_mending_is_said(pasted: str, words: str) -> None:
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await paste(app, pilot, pasted)
        assert app.screen.query(GuidField).first().value == TENANT
        assert ("mended:" in app.text) is bool(words)
        assert words in app.text
        await pilot.press("backspace")
        await pilot.pause()
        assert "mended:" not in app.text


async def test_ids_that_were_sent_the_other_way_round_are_warned_about_and_may_be_sent() -> None:
    other = consented("delta", tenant_id=SUBSCRIPTION, subscription_id=TENANT)
    async with opened(shown_to(progress=(other,)), on_azure()) as (app, pilot):
        await paste(app, pilot, TENANT)
        await pilot.press("tab")
        await paste(app, pilot, SUBSCRIPTION)
        assert "before for Delta GmbH c/o Acme: they may be swapped" in re.sub(r"[\s│▌]+", " ", app.text)
        await pilot.press("enter")
        assert app.wanted == [ASK]


async def test_a_verification_under_way_says_how_long_and_one_that_was_cut_off_is_not_known() -> None:
    running = (Running(CHECK, NOW - 65),)
    async with opened(shown_to(progress=(consented(ID),), running=running), on_azure()) as (app, pilot):
        assert "1m 05s so far" in app.text
        await pilot.press("V")
        assert app.wanted == []
        app.publish(shown_to(progress=(consented(ID, asked_at=NOW - 600),)))
        await pilot.pause()
        assert "its answer was not seen" in app.text


async def test_read_only_greys_what_would_be_sent_and_says_why() -> None:
    async with opened(shown_to(identity=READ_ONLY), on_azure()) as (app, pilot):
        assert "Get the consent URL  read-only profile" in app.text
        assert not isinstance(app.screen.focused, GuidField)
        await pilot.press("enter", "u", "V")
        assert app.wanted == []
        assert len(app.told) == 3
        assert all("read-only profile" in told for told in app.told)


async def test_an_address_that_is_no_https_or_of_a_stranger_is_not_offered_unseen() -> None:
    stranger = replace(consented(ID), url="https://login.evil.example/x", tenant_id=TENANT)
    other = replace(consented(ID), url=CONSENT.replace(TENANT, SUBSCRIPTION))
    plain = replace(consented(ID), url="http://login.microsoftonline.com/x")
    for progress, words in (
        (stranger, "login.evil.example is not known here as a sign-in of Microsoft"),
        (other, "The URL names another tenant than step 1"),
        (plain, "It is not offered."),
    ):
        async with opened(shown_to(progress=(progress,)), on_azure()) as (app, pilot):
            await pilot.press("left")
            await pilot.pause()
            assert words in app.text
            await pilot.press("y")
            assert app.clipboard == ("" if progress is plain else progress.url)


async def test_a_snapshot_and_another_customer_leave_the_typing_alone() -> None:
    async with opened(shown_to(), on_azure()) as (app, pilot):
        await pilot.press(*"8c1f")
        app.publish(shown_to(identity=WRITE, progress=(consented("delta"),)))
        await pilot.pause()
        field = app.screen.query(GuidField).first()
        assert (field.value, field.has_focus) == ("8c1f", True)
        await pilot.press("escape", "right_square_bracket")
        await pilot.pause()
        assert field.value == TENANT
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert field.value == "8c1f"


async def test_hostile_text_in_the_ids_and_the_faults_is_drawn_as_text() -> None:
    bad = "[/][@click=app.quit]q[/]\x1b]0;t\x07" + chr(0x202E) + "漢" * 60
    fault = Fault(bad, bad, bad, bad, ((f"json.{bad}", (bad,)), ("azure_tenant_id", (bad,))))
    progress = consented(ID, tenant_id=bad, subscription_id=bad, url=f"https://x.example/{bad}", fault=fault)
    for size in (*SIZES, (60, 20)):
        async with opened(shown_to(progress=(progress,)), on_azure(), size) as (app, pilot):
            for key in ("left", "left", "right", "right"):
                await pilot.press(key)
                app.answer(Failed(ASK, fault))
                app.answer(Failed(CHECK, fault))
                await pilot.pause()
                assert not {char for char in app.text if char in "\x1b\x07" + chr(0x202E)}
            assert "[@click=app.quit]" in app.text or size == (60, 20)


async def test_whoever_passes_by_on_the_way_to_another_tab_is_not_held_by_the_fields() -> None:
    async with opened(shown_to(beta(aws="********"), progress=()), CustomerScreen(ID)) as (app, pilot):
        await pilot.press("tab")
        await pilot.pause()
        assert "Fill in tenant and subscription" in app.text
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "Marketplace offer links" in app.text
