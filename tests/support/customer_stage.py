"""The customer screen on a stage: one customer at a chosen point of its onboarding, and what it asks and says."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from support.customers import customer, features
from support.stage import NOW, WRITE, Stage, live

from screens.customer.screen import CustomerScreen
from tui.domain.export.pretty_json import pretty
from tui.domain.intents import KeepDraft, LookAt, TemplateText
from tui.domain.onboarding.steps import Progress, Verification
from tui.domain.records import AWS, Checklist
from tui.sandbox.template import cloudformation_template
from widgets.prose import Pair, Para
from widgets.segments import text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from textual.pilot import Pilot

    from tui.domain.changes import Change
    from tui.domain.intents import Intent
    from tui.domain.records import Customer, Feature
    from tui.domain.snapshot import Identity, PlanReading, Running, Snapshot

DAY = 86_400.0
ID = "beta"
DELTA = customer("Delta GmbH c/o Acme", aws="********", org_id="delta")
EMBER = customer("Ember Ltd c/o Acme", org_id="ember")
URL = (
    "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#/stacks/quickcreate"
    "?templateURL=https%3A%2F%2Fsandbox.invalid%2Frole.json&stackName=archera-access"
    "&param_ExternalId=7c0e61d2-8a4f-4c1c-9d7e-0123456789ab"
)
SIZES = ((80, 24), (120, 40))


def beta(aws: str = "", azure: str = "", name: str = "Beta Corp c/o Acme") -> Customer:
    """The customer most tests open."""
    return customer(name, aws=aws, azure=azure, org_id=ID)


def troubled() -> tuple[Feature, ...]:
    """AWS features with a role that was lost three minutes ago."""
    first, *rest = features("x***??**", since=NOW - 12 * DAY)
    return (replace(first, since=NOW - 200, was="available"), *rest)


def beta_with(found: tuple[Feature, ...]) -> Customer:
    """The customer with these AWS features in the list."""
    return replace(beta(), integrations=(Checklist(AWS, found),))


def started(**more: object) -> Progress:
    """Onboarding begun twelve days ago."""
    progress = Progress(ID, AWS, onboarding_id="3b0e61d2-8a4f-4c1c-9d7e-0123456789ab", started_at=NOW - 12 * DAY)
    return replace(progress, **more)  # type: ignore[arg-type]


def reviewed(**more: object) -> Progress:
    """The template was reviewed too."""
    return replace(started(template_at=NOW - 700, reviewed_at=NOW - 600), **more)  # type: ignore[arg-type]


def launched(**more: object) -> Progress:
    """The launch URL is there too."""
    return replace(reviewed(url=URL, url_at=NOW - 240), **more)  # type: ignore[arg-type]


def verified(found: tuple[Feature, ...], before: tuple[Feature, ...] | None = None, **more: object) -> Progress:
    """Verified three minutes ago, perhaps after an earlier check five hours ago."""
    earlier = None if before is None else Verification(NOW - 5 * 3600, 40, before)
    return launched(verified=Verification(NOW - 190, 48, found), before=earlier, **more)


def template(document: object = None) -> TemplateText:
    """A fetched template, the sandbox's own unless another document is given."""
    chosen = cloudformation_template() if document is None else document
    return TemplateText(pretty(chosen), NOW - 120, chosen)


def shown_to(
    *customers: Customer,
    progress: tuple[Progress, ...] = (),
    identity: Identity = WRITE,
    plans: Mapping[tuple[str, str], PlanReading] | None = None,
    running: tuple[Running, ...] = (),
    changes: tuple[Change, ...] = (),
) -> Snapshot:
    """A live snapshot of these customers, a new one unless any are named."""
    return replace(
        live(identity),
        customers=customers or (beta(), DELTA, EMBER),
        progress={(record.org_id, record.cloud): record for record in progress},
        plans=plans or {},
        running=running,
        changes=changes,
    )


def told(lines: Iterable[Para | Pair]) -> str:
    """Lines of text as plain words, one line each."""
    return "\n".join(
        f"{text_of(line.left)}  {text_of(line.right)}" if isinstance(line, Pair) else text_of(line.text)
        for line in lines
    )


class CustomerStage(Stage):
    """The stage with what a customer's tests ask of it."""

    @property
    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    @property
    def wanted(self) -> list[Intent]:
        """What was asked, but for looking at plans and keeping what is typed."""
        return [intent for intent in self.asked if not isinstance(intent, LookAt | KeepDraft)]

    @property
    def customer_screen(self) -> CustomerScreen:
        """The screen under test, also behind a dialog."""
        return next(screen for screen in self.screen_stack if isinstance(screen, CustomerScreen))

    def publish(self, snapshot: Snapshot) -> None:
        """A new snapshot arrives."""
        self.snapshot = snapshot


@asynccontextmanager
async def opened(
    snapshot: Snapshot, screen: CustomerScreen | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[CustomerStage, Pilot[int]]]:
    """Open a customer over a snapshot."""
    app = CustomerStage(screen or CustomerScreen(ID, (ID, "delta", "ember"), "needs:attention"), snapshot)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot
