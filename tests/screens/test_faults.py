"""A fault in lines."""

from __future__ import annotations

import pytest
from support.customer_stage import told

from screens.faults import fault_lines, mark_of, messages_of
from tui.domain.faults import Fault, Sent

FIELDS = Fault(
    "Refused as wrong (422): the verification.",
    "Nothing was done.",
    "Mend what is named and try again",
    fields=(("json.account_id", ("Not a valid account id.",)), ("json.extra", ("Unknown field.", "Not allowed."))),
    status=422,
)


@pytest.mark.parametrize(
    ("fault", "glyph", "token"),
    [
        (Fault("No.", status=403), "✕", "miss"),
        (Fault("Slow down.", status=429), "◐", "warn"),
        (Fault("No answer.", sent=Sent.MAYBE), "○", "warn"),
        (Fault("No connection.", sent=Sent.NOT_SENT), "✕", "miss"),
    ],
)
def test_an_unknown_outcome_is_amber_and_no_failure(fault: Fault, glyph: str, token: str) -> None:
    assert mark_of(fault) == (glyph, token)


def test_what_happened_the_servers_words_what_it_means_and_what_to_do_stand_in_this_order() -> None:
    fault = Fault("Not possible now (409): the template.", "Nothing was done.", "Start first", words="not started")
    assert told(fault_lines(fault, "")).splitlines() == [
        "✕ Not possible now (409): the template. “not started”",
        "Nothing was done.",
        "→ Start first",
    ]


def test_a_remedy_that_speaks_of_r_gives_way_to_the_key_that_tries_again() -> None:
    assert "→ u tries again" in told(fault_lines(Fault("x", remedy="r tries again"), "u tries again"))
    assert "→ Restart with --write" in told(fault_lines(Fault("x", remedy="Restart with --write"), "u tries again"))
    assert "→ u tries again" in told(fault_lines(Fault("x"), "u tries again"))


def test_messages_about_fields_are_told_unless_they_stand_beside_their_field() -> None:
    words = told(fault_lines(FIELDS, "", ("account_id",)))
    assert "account_id" not in words
    assert "✕ extra: Unknown field." in words
    assert "✕ extra: Not allowed." in words
    assert messages_of(FIELDS, "account_id") == ("Not a valid account id.",)
    assert messages_of(None, "account_id") == ()


def test_a_flood_of_messages_is_cut_and_counted() -> None:
    fault = Fault("x", fields=tuple((f"json.f{number}", ("bad",)) for number in range(40)))
    words = told(fault_lines(fault, ""))
    assert words.count("bad") == 12
    assert "and 28 more" in words
