"""Features in lines: what is wrong first and at length, the rest in a line each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.customer_stage import DAY, ID, beta, beta_with, launched, shown_to, told, troubled, verified
from support.customers import features, reading
from support.stage import NOW

from screens.customer.check import head_lines, result_lines
from screens.customer.facts import CustomerFacts, Visit, facts_of
from screens.customer.verify import FeatureList, feature_lines, since_words
from tui.domain.faults import Fault, Sent
from tui.domain.intents import VerifyAws
from tui.domain.onboarding.steps import ExistingCur, Progress, Verification
from tui.domain.onboarding.verify_options import VerifyOptions
from tui.domain.records import Customer, Feature
from tui.domain.snapshot import PlanReading, Reading, Running

BEFORE = features("***~****")


def facts(
    customer: Customer | None = None,
    *progress: Progress,
    running: tuple[Running, ...] = (),
    plan: PlanReading | None = None,
) -> CustomerFacts:
    plans = {(ID, "aws"): plan} if plan else {}
    return facts_of(shown_to(customer or beta(), progress=progress, running=running, plans=plans), ID, None, NOW)


def lines(known: CustomerFacts, visit: Visit | None = None, *, wide: bool = True) -> list[str]:
    visit = visit or Visit(4)
    return told([*head_lines(known, visit), *result_lines(known, visit, wide=wide)]).split("\n")


def test_the_picture_of_a_role_that_was_lost() -> None:
    said = lines(facts(beta_with(troubled()), verified(troubled(), BEFORE)))
    assert said[0] == "✕ 1 missing   ○ 2 unknown   ● 5 available  verified 3m ago, took 48s"
    assert said[3].split() == ["✕", "assume_role", "missing", "11:03,", "3m", "ago"]
    assert said[4] == "Archera can't assume the role. It worked until 11:03."
    assert said[5].startswith("→ Ask whether the stack was deleted.")
    assert said[7].split() == ["○", "reservations", "unknown", "waits", "for", "assume_role", "3m", "ago"]
    assert said[9].split() == ["●", "organizations", "available", "over", "12d"]
    assert "Changed since the check before, 5h ago" in said
    assert "  assume_role           available → missing" in said


def test_in_a_narrow_place_what_is_well_is_one_line_and_so_is_what_changed() -> None:
    said = lines(facts(beta_with(troubled()), verified(troubled(), BEFORE)), wide=False)
    assert said[0].endswith("3m ago, took 48s")
    assert "verified" not in said[0]
    assert any(line.startswith("● 5 available   organizations, cost_explorer") for line in said)
    assert "Changed since the check 5h ago  assume_role available → missing, 3 more" in said


def test_nothing_changed_is_said_too() -> None:
    assert "Nothing changed since the check before, 5h ago." in lines(
        facts(beta_with(BEFORE), verified(BEFORE, BEFORE))
    )


def test_a_status_the_list_reported_since_is_told_as_the_lists() -> None:
    later = (replace(troubled()[0], status="available", since=NOW - 20, was="missing"), *troubled()[1:])
    said = lines(facts(beta_with(later), verified(troubled(), BEFORE)))
    assert said[0].endswith("as last reported, 12s ago")
    assert not any(line.startswith("Changed") for line in said)


def test_a_list_that_says_the_same_as_the_verification_leaves_it_the_word() -> None:
    confirmed = (replace(troubled()[0], since=NOW - 20), *troubled()[1:])
    assert lines(facts(beta_with(confirmed), verified(troubled())))[0].endswith("verified 3m ago, took 48s")


def test_a_status_nobody_has_heard_of_is_shown_as_text() -> None:
    strange = (Feature("assume_role", "available"), Feature("brand_new", "degraded"))
    said = lines(facts(beta_with(strange)))
    assert said[0].startswith("· 1 degraded   ● 1 available")
    assert 'Reported as "degraded", a word this program does not know.' in said


def test_never_verified_says_what_a_verification_does() -> None:
    said = lines(facts())
    assert said[0] == "Not verified yet"
    assert "A cost report (CUR) is made in the customer's account, unless an existing one is named: e" in said


def test_an_answer_without_features_is_no_success() -> None:
    said = lines(facts(beta(), verified(())))
    assert said[0] == "The verification answered without a single feature."


def test_while_it_runs_the_time_goes_by_and_what_was_known_stays() -> None:
    running = (Running(VerifyAws(ID), NOW - 23),)
    said = lines(facts(beta_with(troubled()), verified(troubled()), running=running))
    assert said[0] == "▸ Verifying  20s so far  asked 11:06 UTC"
    assert said[1] == "It may take a minute or two. You can leave this screen, it goes on."
    assert any(line.startswith("✕ 1 missing") for line in said)


def test_a_verification_whose_end_is_not_known_is_unknown_and_not_failed() -> None:
    said = lines(facts(beta(), launched(asked_at=NOW - 720)))
    assert said[:4] == [
        "○ A verification was asked at 10:54 UTC, 12m ago; its answer was not seen.",
        "The program was ended meanwhile, another waits for it, or it was lost.",
        "Asked without an account id; existing CUR: none: a report is made for you.",
        "The list was read since, 12s ago: below is what it says.",
    ]
    assert not any("✕" in line or "failed" in line.lower() for line in said)


def test_until_the_list_was_read_again_r_reads_it() -> None:
    said = lines(facts(beta(), launched(asked_at=NOW - 5, account_id="604418802297")))
    assert "Asked with account 604418802297; existing CUR: none: a report is made for you." in said
    assert "→ r reads what the list says now; V verifies again, which is harmless" in said


def test_a_list_that_says_all_is_available_answers_what_was_asked() -> None:
    said = lines(facts(beta(aws="********"), launched(asked_at=NOW - 720)))
    assert said[0] == "● Connected  8 features, all available"


def test_one_that_runs_is_not_called_unknown() -> None:
    running = (Running(VerifyAws(ID), NOW - 23),)
    said = lines(facts(beta(), launched(asked_at=NOW - 23), running=running))
    assert not any("not seen" in line for line in said)


def test_a_lost_answer_keeps_its_reason_beside_what_is_unknown() -> None:
    fault = Fault("No answer in time: the verification.", "It may have reached the server.", sent=Sent.MAYBE)
    said = lines(facts(beta(), launched(asked_at=NOW - 720, fault=fault)))
    assert said[0].startswith("○ A verification was asked at")
    assert "No answer in time: the verification. It may have reached the server." in said
    assert [line for line in said if "→" in line] == ["→ V verifies again, which is harmless"]
    assert not any("✕" in line for line in said)


def test_the_servers_words_about_a_field_stand_beside_it_and_on_top() -> None:
    fault = Fault(
        "Refused as wrong (422): the verification.",
        remedy="Mend what is named and try again",
        status=422,
        fields=(
            ("json.account_id", ("Not a valid account id.",)),
            ("json.existing_cur.region", ("Unknown region.",)),
            ("json.existing_cur", ("Incomplete.",)),
            ("json.onboarding_id", ("Not yours.",)),
        ),
    )
    visit = Visit(4, faults={4: fault}, options=VerifyOptions("604418802297"))
    said = lines(facts(beta(), launched()), visit)
    assert said[0] == "✕ Refused as wrong (422): the verification."
    # Below 24 lines nobody sees the field without scrolling: the top tells all of it.
    assert said[1] == "✕ account_id: Not a valid account id."
    assert "✕ onboarding_id: Not yours." in said
    account = said.index("  Account id    604418802297")
    assert said[account + 1] == "✕ Not a valid account id."
    report = said.index("  Existing CUR  none: a report is made for you")
    assert said[report + 1 : report + 3] == ["✕ Incomplete.", "✕ region: Unknown region."]


def test_what_the_next_check_asks_is_what_was_typed_last() -> None:
    known = facts(beta(), launched(account_id="111111111111"))
    assert "  Account id    111111111111" in lines(known)
    typed = Visit(4, options=VerifyOptions(None, ExistingCur("eu-west-1", "acme", "x", "hourly")))
    assert "  Account id    not given" in lines(known, typed)
    assert "  Existing CUR  hourly, in acme/x (eu-west-1)" in lines(known, typed)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (None, "The AWS plan is being asked for."),
        (PlanReading(Reading.NONE, read_at=NOW - 60), "No AWS plan yet. Archera usually has one"),
        (reading("4480.90"), "AWS: ready, saves $4,480.90 per month, read 0s ago."),
        (PlanReading(Reading.FAILED, fault=Fault("No connection.", "Nothing was sent.")), "✕ AWS: No connection."),
    ],
)
def test_all_available_is_connected_and_the_plan_comes_next(plan: PlanReading | None, words: str) -> None:
    said = lines(facts(beta(aws="********"), plan=plan))
    assert said[0] == "● Connected  8 features, all available"
    assert said[1].startswith(words)
    assert said[2].startswith("Plans usually come 24 to 48 h after the first report.")


def test_one_feature_that_is_not_there_is_not_connected() -> None:
    assert not any("Connected" in line for line in lines(facts(beta(aws="*******?"))))


@pytest.mark.parametrize(
    ("feature", "exact", "words"),
    [
        (Feature("x", "missing", NOW - 200, "available"), True, "11:03, 3m ago"),
        (Feature("x", "missing", NOW - 200, "available"), False, "3m ago"),
        (Feature("x", "missing", NOW - 2 * DAY, "available"), True, "2d ago"),
        (Feature("x", "missing", NOW - 2 * DAY), True, "over 2d"),
        (Feature("x", "missing", NOW - 5), True, ""),
        (Feature("x", "missing"), True, ""),
        (Feature("x", "missing", NOW - 100 * DAY, "available"), True, "10 Aug"),
    ],
)
def test_since_when_is_said_as_far_as_it_is_known(feature: Feature, exact: bool, words: str) -> None:  # noqa: FBT001 - a row
    assert since_words(feature, NOW, exact=exact) == words


def test_a_thousand_features_make_a_thousand_lines_and_no_more() -> None:
    many = tuple(Feature(f"feature_{number}", "available", NOW - DAY) for number in range(1000))
    progress = launched(verified=Verification(NOW - 9, 1, many), before=Verification(NOW - 99, 1, ()))
    said = lines(facts(beta_with(many), progress))
    assert len(said) < 1040
    assert "  and 988 more" in said


def test_thousands_of_features_are_not_all_drawn_and_what_is_left_out_is_counted() -> None:
    for status, words in (("missing", "not well"), ("unknown", "unknown")):
        many = tuple(Feature(f"f{number}", status, NOW - 5) for number in range(5_000))
        text = told(feature_lines(FeatureList(many, "aws", NOW, "", wide=True)))
        assert text.count("f199 ") == 1
        assert "f201" not in text
        assert f"and 4,800 more that are {words}; v shows all of them" in text
