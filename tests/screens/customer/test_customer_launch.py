"""What step 3 says around the launch URL."""

from __future__ import annotations

import pytest
from support.customer_stage import ID, URL, beta, launched, reviewed, shown_to, told
from support.stage import NOW

from screens.customer.facts import CustomerFacts, Visit, facts_of
from screens.customer.launch import head_lines, tail_lines, url_in_hand
from screens.url_pane import key_lines
from tui.domain.faults import Fault
from tui.domain.onboarding.steps import Progress
from widgets.segments import cleaned, text_of
from widgets.url_text import url_cell


def facts(progress: Progress) -> CustomerFacts:
    return facts_of(shown_to(beta(), progress=(progress,)), ID, None, NOW)


def below(known: CustomerFacts, visit: Visit, *, wide: bool = True, off: frozenset[str] = frozenset()) -> str:
    return told(tail_lines(known, visit, off, wide=wide))


def test_the_host_is_bold_and_the_rest_is_not() -> None:
    cell = url_cell(URL)
    assert text_of(cell) == URL
    assert cell[1] == ("eu-central-1.console.aws.amazon.com", "strong")
    assert {token for _text, token in (cell[0], cell[2])} == {"muted"}


def test_the_host_in_bold_is_the_host_and_not_a_look_alike_in_the_path() -> None:
    cell = url_cell("https://EVIL.example/console.aws.amazon.com")
    assert cell[1] == ("EVIL.example", "strong")


@pytest.mark.parametrize(
    "url",
    [
        "http://console.aws.amazon.com/x", "javascript:alert(1)", "https://user:pw@console.aws.amazon.com/", "https://",
        "https://console.aws.amazon.com/\x1b]0;x", "https://\u0430ws.amazon.com/", "ftp://x",
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_not_offered(url: str) -> None:
    known = facts(launched(url=url))
    assert url_in_hand(known) == ""
    assert "It is not offered." in told(head_lines(known, Visit(3)))
    assert "What it fills in" not in below(known, Visit(3))


def test_what_it_fills_in_is_read_out() -> None:
    said = below(facts(launched()), Visit(3)).split("\n")
    assert "Region          eu-central-1" in said
    assert "Stack           archera-access" in said
    assert "Template        sandbox.invalid/role.json" in said
    assert "ExternalId      7c0e61d2-8a4f-4c1c-9d7e-0123456789ab" in said


def test_what_it_does_not_fill_in_is_said() -> None:
    said = below(facts(launched(url="https://eu-west-1.console.aws.amazon.com/")), Visit(3))
    assert "Stack           not in the URL" in said


def test_another_host_than_the_console_is_warned_about() -> None:
    said = below(facts(launched(url="https://evil.example/?stackName=x")), Visit(3))
    assert "◐ evil.example is not known here as an AWS console." in said
    assert "◐" not in below(facts(launched()), Visit(3))


def test_many_parameters_are_cut_and_counted() -> None:
    url = "https://eu-west-1.console.aws.amazon.com/#/x?" + "&".join(f"param_P{number}=1" for number in range(40))
    assert "and 28 more parameters" in below(facts(launched(url=url)), Visit(3))


def test_what_was_sent_to_the_clipboard_is_said_below() -> None:
    said = below(facts(launched()), Visit(3, copied="sent to the terminal's clipboard, 260 characters"))
    assert "● sent to the terminal's clipboard, 260 characters" in said


def test_without_a_url_it_says_what_it_will_be_and_what_went_wrong() -> None:
    fault = Fault("Not possible now (409): the launch URL.", words="Onboarding has not been started")
    said = told(head_lines(facts(reviewed()), Visit(3, faults={3: fault})))
    assert said.startswith("✕ Not possible now (409): the launch URL. “Onboarding has not been started”")
    assert "→ u tries again" in said
    assert "One address that opens the stack in the AWS console" in said


def test_a_url_without_an_external_id_is_warned_about() -> None:
    bare = facts(launched(url="https://eu-west-1.console.aws.amazon.com/#/stacks/quickcreate?stackName=x"))
    assert "◐ It fills in no external id." in below(bare, Visit(3))
    assert "no external id" not in below(facts(launched()), Visit(3))


def test_it_says_what_the_customer_does_with_what_rights_and_when_the_trust_ends() -> None:
    said = below(facts(launched()), Visit(3), wide=False)
    for words in (
        "sign in to the management account (the payer)",
        "tick that the stack may make IAM resources",
        "an administrator of the management account",
        "has no end date: it lasts until the customer deletes the stack",
        "for how long is not published",
        "the person may not make IAM roles",
    ):
        assert words in said


def test_keys_that_do_nothing_here_are_faint() -> None:
    (line, *_) = key_lines("", frozenset({"browser"}))
    tones = {words.strip(): token for words, token in cleaned(line.text)}
    assert tones["o"] == tones["open here"] == "faint"
    assert tones["Q"] == tones["y"] == "key"
