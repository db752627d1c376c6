"""What was typed about a customer is there again when one comes back to it, also after a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.azure import CONSENT, SUBSCRIPTION, TENANT
from support.customer_stage import ID, launched, opened, shown_to
from textual.widgets import Input

from screens.customer.azure_form import GuidField
from screens.customer.screen import CustomerScreen
from tui.domain.faults import Fault
from tui.domain.intents import Done, Failed, KeepDraft, ReadConsentUrl, UpdateLinks
from tui.domain.onboarding.drafts import Draft, LinksTyped
from tui.domain.onboarding.verify_options import TypedOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.domain.intents import Intent


def kept(asked: Sequence[Intent]) -> list[TypedOptions | None]:
    """The forms of the next check that were handed on, in order."""
    return [intent.draft.options for intent in asked if isinstance(intent, KeepDraft)]


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
        assert app.drafts.of(ID) == Draft()


async def test_every_key_is_handed_on_to_be_kept_and_what_was_used_is_forgotten() -> None:
    async with opened(shown_to(progress=(launched(),))) as (app, pilot):
        await pilot.press("e", *"12")
        assert kept(app.asked) == [TypedOptions("1"), TypedOptions("12")]
        await pilot.press("ctrl+u", *"604418802297", *["tab"] * 6, "enter")
        await pilot.pause()
        assert isinstance(app.screen, CustomerScreen)
        assert kept(app.asked)[-2:] == [TypedOptions("604418802297"), None]


async def test_what_was_typed_in_the_run_before_stands_in_every_form() -> None:
    link = "aws_marketplace_offer_link"
    before = Draft(TypedOptions("1234"), ("8c1f", "51d0"), LinksTyped({link: "https://a.example/1"}))
    snapshot = replace(shown_to(progress=(launched(),)), drafts={ID: before})
    async with opened(snapshot) as (app, pilot):
        await pilot.press("e")
        assert app.screen.query(Input).first().value == "1234"
        assert "As typed before; it is not used yet." in app.text
        await pilot.press("escape", "tab", "escape")
        await pilot.pause()
        assert [field.value for field in app.screen.query(GuidField)] == ["8c1f", "51d0"]
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "→ https://a.example/1" in " ".join(app.text.split())
        assert kept(app.asked) == []


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
        assert app.drafts.of(ID).links is not None
        app.answer(Done(intent))
        await pilot.pause()
        assert app.drafts.of(ID) == Draft()
