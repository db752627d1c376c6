"""What the home screen tells about things a person waits for, on whatever screen they are meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.customers.round import told_at_end
from tui.domain.intents import Done, Failed, Register, VerifyMany, WatchVerification
from tui.domain.names import safe_name
from tui.domain.onboarding.registration import Registered
from tui.domain.onboarding.rounds import Round
from tui.domain.onboarding.watch import Watch
from tui.domain.records import CLOUD_NAMES

if TYPE_CHECKING:
    from typing import Literal

    from tui.domain.intents import Outcome
    from tui.domain.snapshot import Snapshot

    News = tuple[str, Literal["information", "warning"]]


def news(outcome: Outcome, snapshot: Snapshot) -> News | None:
    """A registration whose dialog was left, a watch or a round that ended; None: nothing to tell here."""
    match outcome:
        case Done(VerifyMany(), Round() as state):
            return told_at_end(state), "information"
        case Done(WatchVerification(org_id, cloud), Watch(ended=why)):
            customer = snapshot.customer(org_id)
            who = safe_name(customer.label) if customer else org_id
            return f"{who}, {CLOUD_NAMES.get(cloud, cloud)}: {why}; the watch ended", "information"
        case Done(Register(), Registered() as registered):
            return registered_words(registered), "information"
        case Failed(VerifyMany() | Register(), fault):
            return fault.sentence, "warning"
        case _:
            return None


def registered_words(registered: Registered) -> str:
    """That a customer is registered, and how that is known."""
    how = "is in the list: registered, though the answer did not say so" if registered.found else "is registered"
    return f"{registered.company} {how}"
