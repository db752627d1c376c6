from __future__ import annotations

import pytest

from tui.domain.faults import Fault, field_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("json.existing_cur.region", "existing_cur.region"), ("json.email", "email"), ("json", ""), ("", ""),
        ("json._schema", ""), ("query.provider", "query.provider"), ("detail.0", "detail.0"),
    ],
)  # fmt: skip
def test_a_dotted_path_names_the_field_of_the_request(path: str, name: str) -> None:
    assert field_name(path) == name


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("It broke."), ""),
        (Fault("It broke.", words="plan is locked", status=409), "plan is locked"),
        (Fault("It broke.", words="Unprocessable Entity", status=422), "Unprocessable Entity"),
        (
            Fault("It broke.", words="Unprocessable Entity", status=422, fields=(("json.email", ("Bad.", "Long.")),)),
            "email: Bad.; email: Long.",
        ),
        (Fault("It broke.", words="look", status=422, fields=(("json._schema", ("Bad.",)),)), "look; Bad."),
        (Fault("It broke.", words="look", status=299, fields=(("json", ("Bad.",)),)), "look; Bad."),
    ],
)
def test_all_the_servers_own_words_fit_in_a_line(fault: Fault, said: str) -> None:
    assert fault.said == said
