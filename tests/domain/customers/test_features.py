"""Statuses in plain sentences: what is known, what to do, and never more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import EPOCH
from support.customers import AWS_NAMES, AZURE_NAMES, ORG_NAMES, features
from support.properties import ANY_TEXT, PROPERTY

from tui.domain.customers.feature_texts import ORG, TEXTS
from tui.domain.customers.features import (
    Explanation,
    depends_on_time,
    explain,
    label,
    moment,
    short_words,
    troubles,
    waits_for,
    words_change_at,
)
from tui.domain.records import Feature
from tui.text import clean, width

HOUR = 3_600.0
DAY = 24 * HOUR
KNOWN = [("aws", n) for n in AWS_NAMES] + [("azure", n) for n in AZURE_NAMES] + [(ORG, n) for n in ORG_NAMES]


def one(name: str, status: str, *, was: str | None = None, since: float | None = EPOCH) -> Feature:
    return Feature(name, status, since, was)


def said(feature: Feature, provider: str | None = "aws", now: float = EPOCH, around: str = "") -> Explanation:
    return explain(feature, (*features(around), feature), provider, now)


def test_every_feature_the_field_names_is_explained() -> None:
    assert {(provider, name) for provider, texts in TEXTS.items() for name in texts} == set(KNOWN)


@pytest.mark.parametrize(("provider", "name"), KNOWN)
@pytest.mark.parametrize("status", ["available", "warning", "missing", "unknown", "degraded"])
@pytest.mark.parametrize("was", [None, "available", "unknown"])
def test_every_status_has_sentences_and_a_short_word_that_fits(
    provider: str, name: str, status: str, was: str | None
) -> None:
    found = said(one(name, status, was=was), provider)
    assert found.meaning.endswith(".")
    assert found.short
    assert width(found.short) <= 23
    assert "!" not in found.meaning + found.remedy
    if status in {"missing", "warning"}:
        assert found.remedy.endswith(".")
    else:
        assert found.remedy == ""
        assert found.calm


def test_a_role_that_was_lost_says_until_when_it_worked() -> None:
    lost = said(one("assume_role", "missing", was="available", since=EPOCH - 180))
    assert lost.meaning == "Archera can't assume the role. It worked until 11:03."
    assert lost.remedy.startswith("Ask whether the stack was deleted.")
    assert lost.short == "role lost"


def test_a_role_that_was_never_there_is_not_called_lost() -> None:
    for was in (None, "unknown"):
        absent = said(one("assume_role", "missing", was=was))
        assert absent.short == "role not deployed"
        assert "until" not in absent.meaning


def test_a_role_behind_which_others_work_was_there_before() -> None:
    lost = explain(one("assume_role", "missing"), features("x*"), "aws", EPOCH)
    assert (lost.meaning, lost.short) == ("Archera can't assume the role.", "role lost")
    never = explain(one("assume_role", "missing", was="unknown"), features("x*"), "aws", EPOCH)
    assert never.short == "role not deployed"
    assert said(one("cur", "missing"), around="*").short == "no CUR"


def test_a_loss_of_days_ago_has_its_date() -> None:
    assert "until 13 Nov" in said(one("assume_role", "missing", was="available", since=EPOCH - 5 * DAY)).meaning
    assert moment(EPOCH + 2 * DAY, EPOCH) == "20 Nov"


def test_a_new_report_is_due_a_day_after_it_was_made() -> None:
    made = one("cur", "warning", was="unknown", since=EPOCH)
    assert said(made, now=EPOCH + HOUR) == Explanation(
        "The report exists; its first delivery is due by 11:06 tomorrow.",
        "Nothing to do until then.",
        "CUR, first delivery",
        calm=True,
    )


def test_a_new_report_that_is_overdue_is_late() -> None:
    made = one("cur", "warning", was="missing", since=EPOCH)
    late = said(made, now=EPOCH + DAY + 60)
    assert late.short == "CUR late"
    assert "was due by 11:06" in late.meaning
    assert not late.calm


def test_a_report_whose_beginning_was_not_seen_has_no_due_time() -> None:
    seen = said(one("cur", "warning", was=None), now=EPOCH + 10 * DAY)
    assert seen.meaning == "The report exists; its first delivery may take 24 h."
    assert seen.short == "CUR, first delivery"


def test_a_report_that_was_delivered_before_does_not_wait_for_its_first_delivery() -> None:
    late = said(one("cur", "warning", was="available", since=EPOCH - 60))
    assert late.short == "CUR late"
    assert "first" not in late.meaning


def test_words_that_change_by_themselves_say_when() -> None:
    made = one("cur", "warning", was="unknown", since=EPOCH)
    assert words_change_at((made,), EPOCH) == EPOCH + DAY
    assert words_change_at((made,), EPOCH + DAY + 1) is None
    assert depends_on_time({"aws": (made,)})
    assert not depends_on_time({"aws": features("***~x?")})


@pytest.mark.parametrize("first", ["missing", "unknown"])
def test_unknown_features_wait_for_the_one_that_comes_first(first: str) -> None:
    found = said(one("cur", "unknown"), around="x" if first == "missing" else "?")
    assert found.waits_for == "assume_role"
    assert found.meaning == "Waits for assume_role."
    assert found.short == "cost report unknown"
    assert said(one("flux", "unknown"), around="?").short == "flux unknown"


def test_unknown_features_wait_for_nothing_that_is_there_or_not_listed() -> None:
    assert said(one("cur", "unknown"), around="*").waits_for == ""
    assert said(one("cur", "unknown")).waits_for == ""
    assert waits_for(one("assume_role", "unknown"), features("?"), "aws") == ""
    assert waits_for(one("cur", "missing"), features("x"), "aws") == ""


def test_the_reader_of_an_export_waits_for_the_export() -> None:
    listed = (one("app_consent", "available"), one("cost_export", "missing"))
    assert waits_for(one("storage_blob_reader", "unknown"), listed, "azure") == "cost_export"


def test_purchase_features_that_warn_together_point_to_a_member_account() -> None:
    listed = (one("savings_plans", "warning"), one("purchase_permissions", "warning"))
    assert short_words(listed, listed, "aws", EPOCH) == ("role in member account",)
    assert short_words(listed[:1], listed[:1], "aws", EPOCH) == ("savings plans",)


def test_a_pay_as_you_go_subscription_is_named_where_the_export_was_never_there() -> None:
    assert "MOSP" in said(one("cost_export", "missing"), "azure").meaning
    assert "MOSP" not in said(one("cost_export", "missing", was="available"), "azure").meaning


def test_declined_purchase_roles_need_nothing_unless_purchases_are_wanted() -> None:
    found = said(one("reservation_purchaser", "warning"), "azure")
    assert found.short == "purchase roles declined"
    assert found.remedy.startswith("Nothing to do unless")


def test_a_feature_nobody_has_heard_of_is_spoken_of_in_neutral_words() -> None:
    found = said(one("flux_capacitor", "missing"))
    assert found.meaning == "Reported as missing: it is absent, and somebody must act."
    assert found.short == "flux capacitor"
    assert said(one("cur", "missing"), None).short == "cur"


def test_a_status_nobody_has_heard_of_is_quoted_and_no_fault() -> None:
    found = said(one("cur", "degraded"))
    assert found.meaning == 'Reported as "degraded", a word this program does not know.'
    assert found.calm


@PROPERTY
@given(ANY_TEXT, ANY_TEXT, st.sampled_from(["aws", "azure", ORG, None, "x"]))
def test_hostile_names_and_statuses_become_safe_sentences(name: str, status: str, provider: str | None) -> None:
    found = said(one(name, status), provider)
    written = found.meaning + found.remedy + found.short
    assert clean(written) == written
    assert width(found.short) <= 23


def test_labels_are_readable() -> None:
    assert label("savings_plans") == "savings plans"
    assert label("\x1b") == "a feature without a name"


def test_troubles_are_missing_features_then_warnings() -> None:
    assert [f.status for f in troubles(features("~?x*~"))] == ["missing", "warning", "warning"]
