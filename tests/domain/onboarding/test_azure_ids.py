"""What is taken from a paste for a GUID, what is said of mending it, and which ids look swapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.azure import SUBSCRIPTION, TENANT, consented
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.onboarding.azure_ids import id_warnings, mended_words, taken_from
from tui.domain.onboarding.entries import guid

NAMES = {"beta": "Beta Corp", "delta": "Delta GmbH"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (TENANT, ""),
        (TENANT.upper(), "capitals to small"),
        (f"{{{TENANT}}}", "braces off"),
        (f'"{TENANT}"', "braces off"),
        (f"“{TENANT}”", "braces off"),
        (f"„{TENANT}‟".replace("-", "‑"), "braces off, hyphens set"),
        (f"{{{TENANT.upper()}}}", "braces off, capitals to small"),
        (TENANT.replace("-", ""), "hyphens set"),
        (TENANT.replace("-", "", 1), "hyphens set"),
        (TENANT.replace("-", "–"), "hyphens set"),
        (f"  {TENANT} ", "spaces out"),
        (TENANT.replace("-", " - "), "spaces out"),
        (f"urn:uuid:{TENANT}", "urn:uuid: off"),
        (f"URN:UUID:{TENANT}", "urn:uuid: off"),
        (TENANT[:-1], ""),
        ("", ""),
    ],
)
def test_every_mending_is_said(typed: str, words: str) -> None:
    assert mended_words(typed) == words


@PROPERTY
@given(ANY_TEXT)
def test_something_is_said_exactly_where_something_is_mended(typed: str) -> None:
    entry = guid(typed)
    assert bool(mended_words(typed)) is (entry.ok and entry.mended)


@pytest.mark.parametrize(
    "pasted",
    [
        f"Tenant ID: {TENANT}", f"{TENANT} (Contoso)", f'{{"tenantId": "{TENANT.upper()}"}}', f"a\n{TENANT}\nb",
        f"{TENANT} {TENANT}", f"/subscriptions/{TENANT}/resourceGroups/x",
    ],
)  # fmt: skip
def test_one_guid_among_other_words_is_taken_out_of_them(pasted: str) -> None:
    assert taken_from(pasted) == (TENANT, "taken out of what was pasted")


@pytest.mark.parametrize("pasted", ["", "no id", f"{TENANT} {SUBSCRIPTION}", TENANT[:-1], f"{TENANT}-7", f"f{TENANT}"])
def test_nothing_is_taken_where_it_is_not_plain_which(pasted: str) -> None:
    assert taken_from(pasted) == ("", "")


@PROPERTY
@given(ANY_TEXT)
def test_no_paste_can_stop_it_and_what_is_taken_is_a_guid(pasted: str) -> None:
    value, _ = taken_from(pasted)
    assert not value or guid(value).value == value


def test_ids_nobody_has_sent_are_not_warned_about() -> None:
    assert id_warnings(TENANT, SUBSCRIPTION, "beta", (), NAMES) == ()
    assert id_warnings(TENANT, SUBSCRIPTION, "beta", (consented("beta"),), NAMES) == ()
    assert id_warnings("", "", "beta", (consented("beta", tenant_id=None, subscription_id=None),), NAMES) == ()


def test_ids_sent_the_other_way_round_look_swapped() -> None:
    assert id_warnings(SUBSCRIPTION, TENANT, "beta", (consented("beta"),), NAMES) == (
        "The two were sent the other way round before: they may be swapped.",
    )
    assert id_warnings(SUBSCRIPTION, TENANT, "beta", (consented("delta"),), NAMES) == (
        "The two were sent the other way round before for Delta GmbH: they may be swapped.",
    )


@pytest.mark.parametrize(
    ("tenant", "subscription", "words"),
    [
        (SUBSCRIPTION, "51d0b7c3-0000-4a7f-8b66-0f3c9a77e512", "The tenant id was sent as a subscription"),
        ("51d0b7c3-0000-4a7f-8b66-0f3c9a77e512", TENANT, "The subscription id was sent as a tenant"),
        (TENANT, SUBSCRIPTION, "This subscription was sent for Delta GmbH too"),
    ],
)
def test_one_id_in_the_wrong_place_or_of_another_customer_is_said(tenant: str, subscription: str, words: str) -> None:
    found = id_warnings(tenant, subscription, "beta", (consented("delta"),), NAMES)
    assert len(found) == 1
    assert words in found[0]


def test_two_subscriptions_of_one_tenant_are_nothing_to_warn_about() -> None:
    another = "51d0b7c3-0000-4a7f-8b66-0f3c9a77e512"
    assert id_warnings(TENANT, another, "beta", (consented("delta"),), NAMES) == ()
