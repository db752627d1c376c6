"""The steps of onboarding and the customer's other tabs, as they were accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.azure import SUBSCRIPTION, TENANT, consented
from support.customer_stage import ID, CustomerStage, beta, beta_with, launched, shown_to, started, troubled, verified
from support.customer_stage import template as fetched_template
from support.customers import AZURE_NAMES, features
from support.scene import WIDE, Scene, each, keys, same
from support.stage import NOW
from textual.events import Paste

from screens.customer.screen import CustomerScreen
from tui.domain.intents import Done, ReadTemplate
from tui.domain.onboarding.links import Links
from tui.domain.onboarding.steps import Verification

if TYPE_CHECKING:
    from support.scene import Compare
    from textual.pilot import Pilot

    from tui.domain.snapshot import Snapshot

BEFORE = features("***~****")
LINKS = Links(
    NOW - 240, {"aws_marketplace_offer_link": "https://aws.amazon.com/x", "azure_marketplace_offer_link": None}
)


def opened(snapshot: Snapshot, tab: str = "aws") -> CustomerStage:
    """The customer's screen on one of its tabs."""
    return CustomerStage(CustomerScreen(ID, (ID, "delta", "ember"), "needs:attention", tab=tab), snapshot)


async def fetched(pilot: Pilot[Any]) -> None:
    """The template comes."""
    app = pilot.app
    assert isinstance(app, CustomerStage)
    await pilot.pause()
    app.answer(Done(ReadTemplate(ID), fetched_template()))
    await pilot.pause()


async def ids_pasted(pilot: Pilot[Any]) -> None:
    """The tenant's id, and a subscription's that lost its end."""
    await pilot.pause()
    for text, key in ((TENANT, "tab"), (SUBSCRIPTION[:-2], "")):
        field = pilot.app.screen.focused
        assert field is not None
        field.post_message(Paste(text))
        await pilot.pause()
        await pilot.press(*filter(None, [key]))
    await pilot.pause()


def aws_verified() -> Snapshot:
    """A role that was lost after it worked."""
    return shown_to(beta_with(troubled()), progress=(verified(troubled(), BEFORE, account_id="604418802297"),))


def azure_verified() -> Snapshot:
    """A tenant that was never consented to."""
    found = features("x???~???", AZURE_NAMES)
    done = consented(ID, verified=Verification(NOW - 190, 48, found))
    return shown_to(beta(azure="x???~???"), progress=(done,))


SCENES = (
    Scene("aws-1-start", lambda: opened(shown_to())),
    Scene("aws-2-template", lambda: opened(shown_to(progress=(started(),))), fetched),
    Scene("aws-3-launch", lambda: opened(shown_to(progress=(launched(),))), keys("left")),
    Scene("aws-4-verify", lambda: opened(aws_verified())),
    Scene("azure-1-form", lambda: opened(shown_to(), "azure"), ids_pasted),
    Scene("azure-2-consent", lambda: opened(shown_to(progress=(consented(ID),)), "azure"), keys("left")),
    Scene("azure-2-qr", lambda: opened(shown_to(progress=(consented(ID),)), "azure"), keys("left", "Q"), (WIDE,)),
    Scene("azure-3-verify", lambda: opened(azure_verified(), "azure")),
    Scene(
        "links",
        lambda: opened(replace(shown_to(), links={ID: LINKS}), "marketplace"),
        keys("enter", "tab", *"https://a.example/y", "tab", "ctrl+n"),
    ),
)


@each(SCENES)
def test_looks_as_accepted(scene: Scene, size: tuple[int, int], snap_compare: Compare) -> None:
    assert same(snap_compare, scene, size)
