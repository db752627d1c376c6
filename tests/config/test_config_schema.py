import tomllib

import pytest
from jsonschema import Draft202012Validator

from tui.config.load import parse_settings
from tui.config.problems import ConfigError
from tui.config.schema import json_schema
from tui.config.write import starter_text

RIGHT = [
    "",
    starter_text("prod", {"partner_org_id": "6f1c"}),
    '[profiles.p]\npurchase_limit_upfront = 10.5\nallowed_providers = ["aws"]\nmode = "write"',
    "[background]\nmax_in_flight = 16\nrefresh_seconds = 5.5",
    '[alerts]\non = ["missing", "api"]\nbell = true\nagain_minutes = 0',
]
WRONG = [
    "nope = 1",
    'theme = "x"',
    "mouse = 1",
    "[background]\nmax_in_flight = 17",
    "[background]\nnope = 1",
    "[profiles.p]\nnope = 1",
    '[alerts]\non = ["nope"]',
    "[alerts]\nbell = 1",
    "[alerts]\nagain_minutes = -1",
    "[profiles.p]\npurchase_limit_upfront = -1",
    '[profiles.p]\nallowed_providers = ["x"]',
    '[profiles.p]\napi_key = "x"',
]


def accepted_by_schema(text: str) -> bool:
    return bool(Draft202012Validator(json_schema()).is_valid(tomllib.loads(text)))


def accepted_by_reader(text: str) -> bool:
    try:
        parse_settings(text, "config.toml")
    except ConfigError:
        return False
    return True


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", RIGHT)
def test_schema_and_reader_accept_the_same(text: str) -> None:
    assert accepted_by_reader(text)
    assert accepted_by_schema(text)


@pytest.mark.parametrize("text", WRONG)
def test_schema_and_reader_refuse_the_same(text: str) -> None:
    assert not accepted_by_reader(text)
    assert not accepted_by_schema(text)
