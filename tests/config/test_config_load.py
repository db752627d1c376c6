from decimal import Decimal
from pathlib import Path

import pytest

from tui.config.load import load_settings, parse_settings
from tui.config.problems import ConfigError
from tui.config.settings import Alerts, Background, ProfileSettings, Settings
from tui.domain.alerts import AlertRules

WHOLE = """
default_profile = "prod"
theme = "day"
glyphs = "ascii"
mouse = false

[background]
refresh_seconds = 30
plan_hours = 1.5
no_plan_hours = 12
max_in_flight = 4
requests_per_second = 2.5

[alerts]
on = ["missing", "purchase"]
bell = true
notification = true
command = "notify-send 'Acme on call'"
again_minutes = 1.5

[profiles.prod]
base_url = "https://api.example"
partner_org_id = "6f1c"
partner_name = "Acme Partners"
api_key_env = "ACME_KEY"
mode = "write"
purchaser_email = "buyer@acme.example"
refresh_seconds = 15
accent = "#8fa9c4"
purchase_limit_upfront = 5000.10
purchase_limit_commitment = 50000
confirm_again_above = 10000.50
allowed_providers = ["aws", "azure"]

[profiles.other]
partner_org_id = "7777"
api_key_file = "/run/key"
"""


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, "config.toml")
    return caught.value.problems


def test_every_setting_is_read_in_its_own_type() -> None:
    assert parse_settings(WHOLE, "config.toml") == Settings(
        default_profile="prod",
        theme="day",
        glyphs="ascii",
        mouse=False,
        background=Background(30.0, 1.5, 12.0, 4, 2.5),
        alerts=Alerts(("missing", "purchase"), True, True, "notify-send 'Acme on call'", 1.5),
        profiles={
            "prod": ProfileSettings(
                base_url="https://api.example",
                partner_org_id="6f1c",
                partner_name="Acme Partners",
                api_key_env="ACME_KEY",
                mode="write",
                purchaser_email="buyer@acme.example",
                refresh_seconds=15.0,
                accent="#8fa9c4",
                purchase_limit_upfront=Decimal("5000.10"),
                purchase_limit_commitment=Decimal(50000),
                confirm_again_above=Decimal("10000.50"),
                allowed_providers=("aws", "azure"),
            ),
            "other": ProfileSettings(partner_org_id="7777", api_key_file="/run/key"),
        },
    )


def test_the_rules_of_the_alerts_are_those_of_the_file_and_none_is_told_without_a_way() -> None:
    rules = parse_settings(WHOLE, "config.toml").alerts.rules
    assert rules == AlertRules(("missing", "purchase"), True, True, ("notify-send", "Acme on call"), 90.0)
    assert Settings().alerts.rules == AlertRules()
    assert not AlertRules().is_on


@pytest.mark.parametrize("command", ["", " ", "'", "a\\nb"])
def test_a_command_that_can_not_be_read_is_refused_and_not_repeated(command: str) -> None:
    (problem,) = problems(f'[alerts]\ncommand = "{command}"')
    assert problem == "config.toml: alerts.command can't be read as a command: a program, then its arguments."


def test_an_empty_file_gives_the_defaults_of_the_specification() -> None:
    settings = parse_settings("", "config.toml")
    assert settings == Settings()
    assert settings.background == Background(60.0, 6.0, 24.0, 16, 20.0)
    assert ProfileSettings().mode == "read-only"
    assert ProfileSettings().base_url == "https://api.archera.ai"


def test_no_file_gives_the_defaults_and_no_source(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_a_file_is_named_as_the_source(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WHOLE)
    assert load_settings(path).source == path


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        ('them = "day"', "them", "theme"),
        ("[background]\nrefresh_second = 3", "background.refresh_second", "refresh_seconds"),
        ('[profiles.p]\nbase-url = "https://h"', "profiles.p.base-url", "base_url"),
        ('[profile.p]\nmode = "write"', "profile", "profiles"),
    ],
)
def test_an_unknown_key_is_refused_with_file_key_and_the_nearest_right_one(text: str, key: str, meant: str) -> None:
    (said,) = problems(text)
    assert said == f"config.toml: {key} is not a setting. Did you mean {meant}?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mouse = 1", "config.toml: mouse must be true or false, found the number 1."),
        ('mouse = "yes"', 'config.toml: mouse must be true or false, found "yes".'),
        (
            'theme = "nigth"',
            'config.toml: theme must be one of night, day, contrast, ansi, found "nigth". Did you mean night?',
        ),
        ("theme = true", "config.toml: theme must be a text, found true."),
        ("background = 3", "config.toml: background must be a table, written [background]."),
        ("profiles = []", "config.toml: profiles must be a table, written [profiles]."),
        ("[background]\nmax_in_flight = 17", "config.toml: background.max_in_flight must be at most 16, found 17."),
        ("[background]\nmax_in_flight = true", "must be a whole number, found true."),
        ("[background]\nmax_in_flight = 2.0", "must be a whole number, found the number 2.0."),
        ("[background]\nrefresh_seconds = 1", "must be at least 5, found 1."),
        ("[background]\nrefresh_seconds = nan", "must be a number of seconds, found NaN."),
        ("[background]\nrefresh_seconds = true", "must be a number of seconds, found true."),
        ("[background]\nplan_hours = 2026-01-01", "must be a number, found a date or a time."),
        ("[profiles.p]\npurchase_limit_upfront = -1", "must be at least 0, found -1."),
        ("[profiles.p]\npurchase_limit_upfront = inf", "must be an amount of US dollars, found Infinity."),
        ("[profiles.p]\nconfirm_again_above = -1", "must be at least 0, found -1."),
        ("[profiles.p]\nallowed_providers = ['asw']", "Did you mean aws?"),
        ("[profiles.p]\nallowed_providers = 'aws'", 'must be a list of texts, found "aws".'),
        ("[profiles.p]\nallowed_providers = ['aws', 3]", "must be a list of texts, found a list."),
        ("[profiles]\np = 3", "config.toml: profiles.p must be a table"),
        ("[profiles.sandbox]", "profiles.sandbox is a name the program keeps for itself."),
        ("[profiles.env]", "profiles.env is a name the program keeps for itself."),
        ('[profiles."a b"]', "profiles.a b must be named with letters"),
        ('default_profile = "prd"\n[profiles.prod]', "there is no such profile. Did you mean prod?"),
        ("theme = ", "config.toml is not TOML: Invalid value (at end of document)."),
        ("theme = " + "[" * 100_000, "config.toml can't be read: it is nested too deeply."),
        ("[background]\nplan_hours = 1" + "0" * 400, "can't be read: it holds a whole number of more than 64 bits."),
        ("[background]\nplan_hours = " + "9" * 5_000, "can't be read: it holds a number with too many digits."),
        ("[background]\nplan_hours = 1e99999999999999999999", "can't be read: it holds a number with too many digits."),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_found(text: str, said: str) -> None:
    (problem,) = problems(text)
    assert said in problem
    assert problem.startswith("config.toml")


def test_the_least_and_the_most_are_allowed_themselves() -> None:
    least = parse_settings("[background]\nrequests_per_second = 0.1\nplan_hours = 0.1", "config.toml").background
    most = parse_settings("[background]\nrequests_per_second = 1000\nplan_hours = 720", "config.toml").background
    assert (least.requests_per_second, most.requests_per_second) == (0.1, 1000)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert len(problems('mouse = 1\ntheme = "x"\n[profiles.p]\nmode = "rw"\nnope = 1')) == 4


@pytest.mark.parametrize("name", ["api_key", "apikey", "API_KEY", "x-api-key", "key", "token", "secret", "password"])
def test_a_key_in_plain_text_is_refused_with_a_way_to_mend_it_and_not_repeated(name: str) -> None:
    for place in ("", "[profiles.p]\n"):
        (said,) = problems(f'{place}{name} = "hunter2"')
        assert f"{name} holds a key in plain text" in said
        assert "api_key_file" in said
        assert "hunter2" not in said


@pytest.mark.parametrize(
    "text",
    [
        'api_key_env = "hunter2-abc"',
        "api_key_env = ['hunter2']",
        'api_key_command = "hunter2\\n"',
        'api_key_file = "hunter2"',
        'api_key_keyring = " hunter2"',
        'base_url = "https://u:hunter2@h"',
        'base_url = "hunter2"',
    ],
)
def test_a_key_that_stands_in_the_wrong_place_is_not_repeated(text: str) -> None:
    (said,) = problems(f"[profiles.p]\n{text}")
    assert "hunter2" not in said


def test_a_broken_file_does_not_carry_its_text_along() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_settings('api_key = "hunter2', "config.toml")
    error: BaseException | None = caught.value
    assert error is not None
    assert error.__cause__ is None
    assert "hunter2" not in str(error)


def test_two_sources_of_the_key_are_one_too_many() -> None:
    (said,) = problems('[profiles.p]\napi_key_env = "A"\napi_key_file = "/k"')
    assert "several sources of the key: api_key_env, api_key_file" in said


def test_control_characters_of_the_file_do_not_reach_the_message() -> None:
    (said,) = problems('theme = "\\u001b[2J"')
    assert "\x1b" not in said
    (said,) = problems('"\\u001b[2J" = 1')
    assert "\x1b" not in said


def test_what_is_no_readable_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin").write_bytes(b'theme = "\xe4"')
    (tmp_path / "huge").write_bytes(b"#" * 1_000_001)
    for name, said in (("folder", "is not a file"), ("latin", "is not UTF-8"), ("huge", "is larger than 1 MB")):
        with pytest.raises(ConfigError, match=said):
            load_settings(tmp_path / name)
