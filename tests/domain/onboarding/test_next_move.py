"""Whose move it is, and what is to be done: one line per place an onboarding can be at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.azure import consented
from support.clock import EPOCH
from support.customers import AZURE_NAMES, customer, features

from tui.domain.onboarding.next_move import Mover, next_move
from tui.domain.onboarding.steps import Progress, Verification
from tui.domain.records import AWS, AZURE

ORG = "beta"
NOW = EPOCH + 600
STARTED = Progress(ORG, AWS, started_at=EPOCH)
REVIEWED = replace(STARTED, reviewed_at=EPOCH)
FETCHED = replace(REVIEWED, url_at=EPOCH, url="https://x.example")
PARTNER, CUSTOMER, ARCHERA, NOBODY = Mover.PARTNER, Mover.CUSTOMER, Mover.ARCHERA, Mover.NOBODY


def aws_move(progress: Progress, listed: str = "", *, running: bool = False) -> tuple[Mover, str]:
    of = customer(aws=listed, org_id=ORG)
    move = next_move(of, progress, Progress(ORG, AZURE), cloud=AWS, running=running, now=NOW)
    assert move is not None
    return move.who, move.words


def azure_move(progress: Progress, listed: str = "", aws: Progress | None = None) -> tuple[Mover, str]:
    of = customer(azure=listed, org_id=ORG)
    move = next_move(of, aws or Progress(ORG, AWS), progress, cloud=AZURE, running=False, now=NOW)
    assert move is not None
    return move.who, move.words


def test_a_cloud_nobody_has_begun_with_has_no_move() -> None:
    none = (Progress(ORG, AWS), Progress(ORG, AZURE))
    for cloud in (AWS, AZURE):
        assert next_move(customer(org_id=ORG), *none, cloud=cloud, running=False, now=NOW) is None


@pytest.mark.parametrize(
    ("progress", "listed", "who", "words"),
    [
        (STARTED, "", PARTNER, "Review the template"),
        (REVIEWED, "", PARTNER, "Fetch the launch URL"),
        (FETCHED, "", CUSTOMER, "opens the launch URL"),
        (FETCHED, "????????", CUSTOMER, "opens the launch URL"),
        (FETCHED, "x???????", CUSTOMER, "Deploy the stack"),
        (FETCHED, "***x****", PARTNER, "a report is made"),
        (FETCHED, "***~****", NOBODY, "first delivery may take 24 h"),
        (FETCHED, "********", ARCHERA, "If no plan is there yet"),
        (Progress(ORG, AWS), "********", ARCHERA, "If no plan is there yet"),
        (Progress(ORG, AWS), "????????", PARTNER, "Start onboarding to AWS"),
        (replace(FETCHED, verified=Verification(EPOCH, 1, ())), "", PARTNER, "no feature was reported"),
        (replace(FETCHED, verified=Verification(EPOCH, 1, features("????****"))), "", PARTNER, "4 features are not"),
        (replace(FETCHED, asked_at=EPOCH), "x???????", PARTNER, "how it ended is not known here"),
    ],
)
def test_the_next_move_of_aws(progress: Progress, listed: str, who: Mover, words: str) -> None:
    mover, told = aws_move(progress, listed)
    assert mover is who
    assert words in told


def test_while_a_verification_is_under_way_nobody_has_to_act() -> None:
    assert aws_move(FETCHED, "x???????", running=True)[0] is NOBODY


@pytest.mark.parametrize(
    ("progress", "listed", "who", "words"),
    [
        (Progress(ORG, AZURE), "????????", PARTNER, "Get the tenant id and the subscription id"),
        (consented(ORG), "", CUSTOMER, "opens the consent URL"),
        (consented(ORG), "x???????", CUSTOMER, "Have a tenant administrator open the consent URL"),
        (consented(ORG), "****x***", CUSTOMER, "pay-as-you-go"),
        (consented(ORG), "******~~", NOBODY, "unless purchases are wanted"),
        (consented(ORG), "*****x~~", CUSTOMER, "read the storage"),
        (consented(ORG), "********", ARCHERA, "If no plan is there yet"),
    ],
)
def test_the_next_move_of_azure(progress: Progress, listed: str, who: Mover, words: str) -> None:
    mover, told = azure_move(progress, listed)
    assert mover is who
    assert words in told


def test_after_aws_took_the_record_the_consent_url_is_asked_for_again() -> None:
    assert azure_move(replace(consented(ORG), switched_at=NOW))[1].startswith("Ask for the consent URL again")
    assert azure_move(consented(ORG), aws=Progress(ORG, AWS, started_at=NOW))[1].startswith("Ask for the consent URL")
    assert azure_move(consented(ORG), aws=Progress(ORG, AWS, started_at=EPOCH - 9_999))[0] is CUSTOMER
    assert azure_move(replace(consented(ORG), switched_at=NOW), "********")[0] is ARCHERA


def test_a_feature_nobody_has_heard_of_is_a_question_to_archera() -> None:
    found = features("x", ("flux_capacitor",))
    assert aws_move(replace(FETCHED, verified=Verification(NOW, 1, found)))[0] is ARCHERA


def test_every_name_of_azure_has_a_mender_and_words() -> None:
    for place in range(len(AZURE_NAMES)):
        listed = "*" * place + "x" + "*" * (len(AZURE_NAMES) - place - 1)
        mover, words = azure_move(consented(ORG), listed)
        assert mover is CUSTOMER
        assert words.endswith(".")
