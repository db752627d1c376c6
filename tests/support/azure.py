"""Values for tests about Azure: two ids, a consent URL, progress with it."""

from __future__ import annotations

from dataclasses import replace

from support.clock import EPOCH

from tui.domain.onboarding.steps import Progress
from tui.domain.records import AZURE

TENANT = "8c1f27aa-5b0d-4f63-9e0e-2d7a4a1be903"
SUBSCRIPTION = "51d0b7c3-19e4-4a7f-8b66-0f3c9a77e512"
CONSENT = (
    f"https://login.microsoftonline.com/{TENANT}/v2.0/adminconsent?client_id=2f6d3c0e-7c41-4b58-a1f5-90b6f3f2d4aa"
    "&redirect_uri=https%3A%2F%2Fapp.archera.ai%2Fazure%2Fcallback&state=b7a0e4c2-3f19-45d8-bc57-6e2f0d9a1c38"
)


def consented(org_id: str, **more: object) -> Progress:
    """A consent URL was asked for four minutes ago."""
    progress = Progress(
        org_id,
        AZURE,
        started_at=EPOCH - 240,
        tenant_id=TENANT,
        subscription_id=SUBSCRIPTION,
        url=CONSENT,
        url_at=EPOCH - 240,
    )
    return replace(progress, **more)  # type: ignore[arg-type]
