"""What was typed about a customer is there again when one comes back to it."""

from __future__ import annotations

from support.azure import CONSENT, SUBSCRIPTION, TENANT
from support.customer_stage import ID, launched, opened, shown_to
from textual.widgets import Input

from screens.customer.azure_form import GuidField
from screens.customer.screen import CustomerScreen
from tui.domain.faults import Fault
from tui.domain.intents import Done, Failed, ReadConsentUrl, UpdateLinks


async def test_the_form_of_the_next_check_outlives_leaving_the_customer() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("e", *"1234", "escape", "]")
        await pilot.pause()
        await pilot.press("e")
        assert app.screen.query(Input).first().value == ""
        await pilot.press("escape", "[")
        await pilot.pause()
        await pilot.press("e")
        assert app.screen.query(Input).first().value == "1234"
        assert "As typed before; it is not used yet." in app.text
        await pilot.press("escape")
        app.pop_screen()
        app.push_screen(CustomerScreen(ID))
        await pilot.pause()
        await pilot.press("e")
        assert app.screen.query(Input).first().value == "1234"


async def test_half_typed_ids_outlive_a_walk_until_they_are_sent() -> None:
    screen = CustomerScreen(ID, (ID, "delta", "ember"), tab="azure")
    async with opened(shown_to(), screen) as (app, pilot):
        await pilot.press(*TENANT, "tab", *"8c1f", "escape", "]")
        await pilot.pause()
        assert [field.value for field in app.screen.query(GuidField)] == ["", ""]
        await pilot.press("[")
        await pilot.pause()
        assert [field.value for field in app.screen.query(GuidField)] == [TENANT, "8c1f"]
        app.answer(Done(ReadConsentUrl(ID, TENANT, SUBSCRIPTION), CONSENT))
        await pilot.pause()
        assert app.drafts.ids == {}


async def test_links_outlive_a_walk_and_a_refusal_until_the_server_took_them() -> None:
    screen = CustomerScreen(ID, (ID, "delta", "ember"), tab="marketplace")
    async with opened(shown_to(), screen) as (app, pilot):
        await pilot.press("e", *"https://a.example/1", "tab", "ctrl+n", "escape", "]")
        await pilot.pause()
        assert "Will be sent" not in app.text
        await pilot.press("[")
        await pilot.pause()
        said = " ".join(app.text.partition("Will be sent")[2].split())
        assert "→ https://a.example/1" in said
        assert "cleared" in said
        intent = UpdateLinks(
            ID, (("aws_marketplace_offer_link", "https://a.example/1"), ("azure_marketplace_offer_link", None))
        )
        app.answer(Failed(intent, Fault("No answer.")))
        await pilot.pause()
        assert ID in app.drafts.links
        app.answer(Done(intent))
        await pilot.pause()
        assert app.drafts.links == {}
