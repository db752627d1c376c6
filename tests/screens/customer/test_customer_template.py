"""What the review says above the template, and the template as it may be shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.customer_stage import ID, beta, shown_to, started, template, told
from support.stage import NOW

from screens.customer.facts import Visit, facts_of
from screens.customer.template import review_lines, size_words
from tui.domain.export.pretty_json import ascii_json, exact_json, pretty
from tui.domain.faults import Fault
from tui.domain.template.review import review
from tui.sandbox.template import cloudformation_template
from tui.text import clean_block
from widgets.prose import Pair

FACTS = facts_of(shown_to(beta(), progress=(started(),)), ID, None, NOW)


def lines(document: object = None, *, wide: bool = True) -> list[str]:
    text = template(document)
    visit = Visit(2, template=text, text=text.text, review=review(text.document))
    return told(review_lines(FACTS, visit, wide=wide)).split("\n")


def role(*statements: dict[str, Any], **more: object) -> dict[str, Any]:
    document = cloudformation_template()
    document["Resources"]["Extra"] = {
        "Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": list(statements)}, **more},
    }  # fmt: skip
    return document


def test_seven_lines_and_nothing_more_in_a_narrow_place() -> None:
    said = lines(wide=False)
    assert said[0] == "What this role may do  fetched 2m ago · 9.0 kB · 310 lines"
    assert [line.split()[0] for line in said[1:]] == [
        *("Reads", "Writes", "Buys", "Trusts", "Not", "Wildcards", "Makes")
    ]
    assert said[3] == "Buys       savings plans; reservations; exchanges them  8 actions"
    assert said[5] == "Not in it  start, stop or delete anything; other data; IAM  0 actions"
    assert said[6] == "Wildcards  0 beyond reading; 1 write, 8 purchases on any resource  0 actions"
    assert said[7] == "Makes      IAM::RolePolicy 3, IAM::Role 1  4 resources"


def test_with_room_each_verb_has_its_particulars() -> None:
    said = lines()
    assert said[1] == "A role in the customer's management account, assumed from outside with an external id."
    assert any(line.startswith("cur:PutReportDefinition, s3:CreateBucket, 1 more") for line in said)
    assert any(
        line.startswith("ce 8, ec2 5, compute-optimizer 4, organizations 4, savingsplans 4, 7 more") for line in said
    )
    assert any(line.startswith("1 write, 8 purchases on any resource (*).") for line in said)
    assert any(line.startswith("Asks for ExternalId, RoleName, AllowPurchases.") for line in said)
    assert any(line.startswith("Ends when the customer deletes the role.") for line in said)


def test_only_buys_is_coloured_in_a_template_as_it_should_be() -> None:
    text = template()
    visit = Visit(2, template=text, text=text.text, review=review(text.document))
    cells = [
        cell
        for line in review_lines(FACTS, visit, wide=True)
        for cell in ([line.left, line.right] if isinstance(line, Pair) else [line.text])
    ]
    pieces = [piece for cell in cells if not isinstance(cell, str) for piece in cell]
    coloured = [words for words, token in pieces if "warn" in token or "miss" in token or token == "ok"]
    assert [words.strip() for words in coloured] == ["Buys", "savings plans; reservations; exchanges them"]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("ec2:TerminateInstances", "◐ Can      start, stop or delete anything: ec2:TerminateInstances"),
        ("iam:CreateUser", "◐ Can      reach IAM: iam:CreateUser"),
        ("secretsmanager:GetSecretValue", "◐ Can      reach data: s3:GetObject, secretsmanager:GetSecretValue"),
        ("*", "◐ Broad    wildcards that are more than reading: *"),
    ],
)
def test_what_a_cautious_customer_asks_about_is_told(action: str, words: str) -> None:
    said = lines(role({"Effect": "Allow", "Action": action, "Resource": "*"}), wide=False)
    assert any(line.strip() == words for line in said), said


def test_a_role_anybody_may_assume_is_told() -> None:
    document = cloudformation_template()
    trust = document["Resources"]["AccessRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]
    trust["Principal"] = {"AWS": "*"}
    del trust["Condition"]
    said = lines(document)
    assert "without an external id for everyone outside" in said[1]
    assert any("somebody outside without an external id" in line for line in said)
    assert any("anyone without an external id" in line for line in said)


def test_where_parts_can_not_be_read_nothing_is_said_to_be_absent() -> None:
    document = cloudformation_template()
    document["Resources"]["AccessRole"]["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    said = lines(document, wide=False)
    assert any(line.startswith("Not in it  nothing can be said to be absent") for line in said)
    assert any("◐ Policies whose text is not here: ReadOnlyAccess" in line for line in said)


def test_a_flood_of_warnings_is_a_line_per_kind() -> None:
    document = {"Resources": {f"S{number}": {"Type": "AWS::CloudFormation::Stack"} for number in range(500)}}
    said = lines(document, wide=False)
    assert len(said) < 10
    assert any("498 more" in line for line in said)


@pytest.mark.parametrize("document", [[], {}, [1, 2], 5, {"Resources": "no"}, '{"Resources": {}}'])
def test_what_is_no_template_is_called_that(document: object) -> None:
    assert "◐ The answer is no template: it holds no resources." in lines(document)


def test_before_the_template_is_there_that_is_said() -> None:
    assert told(review_lines(FACTS, Visit(2), wide=True)).endswith("No template was fetched in this visit.")
    waiting = Visit(2, waiting=frozenset({"ReadTemplate"}))
    assert told(review_lines(FACTS, waiting, wide=True)).endswith("The template is being fetched.")
    unread = Visit(2, template=template(), text="{}")
    assert told(review_lines(FACTS, unread, wide=True)).endswith("It is being read; the whole text is below.")


def test_why_it_could_not_be_fetched_is_told() -> None:
    fault = Fault("No connection (refused).", "What was known before stays.", "r tries now")
    said = told(review_lines(FACTS, Visit(2, faults={2: fault}), wide=True))
    assert said.startswith("✕ No connection (refused).\nWhat was known before stays.\n→ t tries again")


@given(st.recursive(st.text() | st.integers() | st.none(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_the_shown_template_is_harmless_and_means_the_same(document: object) -> None:
    text = exact_json(pretty(document))
    assert json.loads(text) == json.loads(pretty(document))
    assert exact_json(text) == text


def test_a_hidden_character_is_seen_in_a_template() -> None:
    text = exact_json(pretty({"Action": "iam:Pass" + chr(0x202E) + "Role\x7f" + chr(0x2028), "Name": "Zürich"}))
    assert r"iam:Pass\u202eRole\u007f\u2028" in text
    assert "Zürich" in text
    assert clean_block(text) == text


@pytest.mark.parametrize(("size", "words"), [(0, "0 B"), (999, "999 B"), (14_210, "14.2 kB"), (2_100_000, "2.1 MB")])
def test_sizes_have_a_unit(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_text_in_another_format_is_for_a_person_to_judge() -> None:
    said = lines("AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Role:\n")
    assert said[-1].startswith("◐ It came as text that is no JSON, perhaps YAML. It can't be judged here")
    assert "Not in it" not in " ".join(said)


def test_a_role_that_a_service_alone_may_assume_needs_no_external_id() -> None:
    document = cloudformation_template()
    trust = document["Resources"]["AccessRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]
    trust["Principal"], trust["Condition"] = {"Service": "ec2.amazonaws.com"}, {}
    assert not any("without an external id" in line for line in lines(document, wide=False))


def test_a_user_with_a_key_is_called_out_before_everything_else() -> None:
    document = cloudformation_template()
    document["Resources"]["Key"] = {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": "x"}}
    assert lines(document, wide=False)[1].startswith(
        "◐ Logins   users and keys that don't end by themselves: Key (AWS::IAM"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a: \x1b]0;x\x07\n", r"a: \u001b]0;x\u0007" + "\n"), ("a\r\nb\rc", r"a" + "\n" + r"b\u000dc"), ("a\tb", "a\tb")],
)
def test_control_characters_of_another_format_are_seen_and_do_nothing(text: str, shown: str) -> None:
    assert exact_json(text) == ascii_json(text) == shown
