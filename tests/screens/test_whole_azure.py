"""Azure and the marketplace links with the keyboard alone, from the list to the answer of the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.azure import SUBSCRIPTION, TENANT
from support.program import Program, running
from support.weather import Weather
from textual.events import Paste

if TYPE_CHECKING:
    from pathlib import Path

OFFER = "https://aws.amazon.com/marketplace/pp/x"


async def paste(program: Program, text: str) -> None:
    field = program.app.screen.focused
    assert field is not None
    field.post_message(Paste(text))
    await program.settled()


async def open_azure(program: Program) -> str:
    await program.press("slash")
    await program.type("stage:never")
    await program.press("enter", "enter", "tab")
    return next(c.org_id for c in program.rig.snapshot.customers if c.label in program.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_customer_goes_from_the_list_to_azure_verified_and_gets_an_offer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    weather = Weather()
    async with running(tmp_path, size, orgs=24, around=weather.around) as program:
        org_id = await open_azure(program)
        await paste(program, TENANT)
        await program.press("enter")
        await paste(program, SUBSCRIPTION)
        await program.press("enter")
        assert "login.microsoftonline.com" in program.text
        await program.advance(600)
        await program.press("enter", "V")
        await program.advance(600)
        await program.press("V")
        progress = program.rig.snapshot.progress[org_id, "azure"]
        assert progress.verified is not None
        assert {f.name: f.status for f in progress.verified.features}["app_consent"] == "available"
        assert weather.seen["verify"] == 2
        # It would have set the record's cloud to AWS.
        assert weather.seen["start"] == 0
        await program.press("tab", "tab", "enter")
        await paste(program, OFFER)
        await program.press("enter")
        assert program.rig.world.orgs[org_id].links.aws_marketplace_offer_link == OFFER
        assert "as last answered here" in program.text


async def test_a_lost_consent_url_is_unknown_and_asked_for_again_by_the_same_key(tmp_path: Path) -> None:
    weather = Weather(late={"auth-url"})
    async with running(tmp_path, (120, 40), orgs=24, around=weather.around) as program:
        await open_azure(program)
        await paste(program, TENANT)
        await program.press("tab")
        await paste(program, SUBSCRIPTION)
        await program.press("enter")
        assert "enter asks again; it updates the same record" in program.text
        weather.late.clear()
        await program.press("enter")
        assert "Send this to the tenant administrator" in program.text
