"""The snapshot, faults and intents: what they answer about themselves."""

from __future__ import annotations

import pytest
from support.clock import EPOCH
from support.customers import customer, reading, snapshot

from tui.domain import intents
from tui.domain.faults import Fault
from tui.domain.snapshot import Connection, Link, Mode, PlanReading


def test_customers_and_plans_are_found_by_their_id() -> None:
    beta = customer("Beta")
    found = snapshot(customer("Alpha"), beta, plans={("beta", "aws"): reading()})
    assert found.customer("beta") is beta
    assert found.customer("gone") is None
    assert found.plan("beta", "aws") == reading()
    assert found.plan("beta", "gcp") == PlanReading()


def test_only_a_read_only_profile_may_not_write() -> None:
    assert [mode for mode in Mode if not mode.may_write] == [Mode.READ_ONLY]


@pytest.mark.parametrize(
    ("link", "age", "shown"),
    [
        (Link.LIVE, 150, Link.LIVE), (Link.LIVE, 151, Link.STALE), (Link.OFFLINE, 9_999, Link.OFFLINE),
        (Link.PAUSED, 9_999, Link.PAUSED),
    ],
)  # fmt: skip
def test_live_data_grows_stale_by_itself(link: Link, age: float, shown: Link) -> None:
    assert Connection(link=link, last_ok=EPOCH).link_at(EPOCH + age) is shown


def test_a_fault_is_one_sentence_with_the_servers_own_words_in_quotes() -> None:
    fault = Fault("Refused (409).", "Nothing was bought.", "r reads the plan again", words="plan is locked")
    assert fault.sentence == 'Refused (409). "plan is locked" Nothing was bought. r reads the plan again'
    assert Fault("No answer.").sentence == "No answer."


def test_exactly_the_intents_that_send_more_than_a_read_are_writes() -> None:
    assert set(intents.WRITES) == {
        intents.StartOnboarding, intents.VerifyAws, intents.ReadConsentUrl, intents.VerifyAzure,
        intents.VerifyMany, intents.WatchVerification, intents.Register, intents.UpdateLinks, intents.Buy,
    }  # fmt: skip
