from collections.abc import Mapping

import pytest

from tui.config.key_source import KeyFromCommand, KeyFromEnv, KeyFromFile, KeyFromKeyring
from tui.config.load import parse_settings
from tui.config.problems import ConfigError
from tui.config.profiles import Flags, Profile, ProfileKind, choose_profile
from tui.config.settings import Settings
from tui.domain.snapshot import Identity, Mode

PROD = """
[profiles.prod]
base_url = "https://api.example:8443/"
partner_org_id = "6f1c"
partner_name = "Acme Partners"
api_key_command = "pass show archera"
purchaser_email = "buyer@acme.example"
"""
TWO = (
    PROD + '[profiles.test]\npartner_org_id = "7777"\napi_key_env = "TEST_KEY"\nmode = "write"\nrefresh_seconds = 15\n'
)
ENV = {"ARCHERA_API_KEY": "k", "ARCHERA_PARTNER_ORG_ID": "9999"}


def chosen(text: str, flags: Flags | None = None, env: Mapping[str, str] | None = None) -> Profile:
    return choose_profile(flags or Flags(), env or {}, parse_settings(text, "config.toml"))


def refused(text: str, flags: Flags | None = None, env: Mapping[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        chosen(text, flags, env)
    return str(caught.value)


def test_without_any_profile_it_is_the_sandbox_which_may_write() -> None:
    profile = choose_profile(Flags(), {}, Settings())
    assert (profile.name, profile.kind, profile.mode) == ("sandbox", ProfileKind.SANDBOX, Mode.SANDBOX)
    assert profile.key_source is None
    assert profile.mode.may_write


def test_the_only_profile_is_chosen_and_starts_read_only() -> None:
    profile = chosen(PROD)
    assert profile.kind is ProfileKind.CONFIGURED
    assert profile.identity == Identity(
        mode=Mode.READ_ONLY,
        partner="Acme Partners",
        host="api.example:8443",
        profile="prod",
        partner_org_id="6f1c",
        purchaser_email="buyer@acme.example",
        read_only_reason="read-only profile. Restart with --write",
    )
    assert profile.base_url == "https://api.example:8443"
    assert profile.key_source == KeyFromCommand("pass show archera")
    assert profile.refresh_seconds == 60.0


def test_the_order_is_flag_then_environment_then_default() -> None:
    text = 'default_profile = "prod"\n' + TWO
    assert chosen(text).name == "prod"
    assert chosen(text, env={"ARCHERA_PROFILE": "test"}).name == "test"
    assert chosen(text, Flags(profile="prod"), {"ARCHERA_PROFILE": "test"}).name == "prod"
    assert chosen(text, Flags(sandbox=True), {"ARCHERA_PROFILE": "test"}).name == "sandbox"
    assert chosen(text, Flags(profile="sandbox")).kind is ProfileKind.SANDBOX


def test_several_profiles_without_a_default_ask_for_a_choice() -> None:
    assert refused(TWO) == (
        "the configuration (there is no file yet) has 2 profiles and no default_profile. "
        "Choose with --profile: prod, test."
    )


def test_an_unknown_profile_names_the_nearest() -> None:
    assert 'no profile "prd"' in refused(TWO, Flags(profile="prd"))
    assert "Did you mean prod?" in refused(TWO, env={"ARCHERA_PROFILE": "prd"})


def test_the_environment_alone_makes_a_read_only_profile() -> None:
    profile = chosen("", env=ENV)
    assert (profile.name, profile.kind, profile.mode) == ("env", ProfileKind.ENVIRONMENT, Mode.READ_ONLY)
    assert (profile.host, profile.partner_org_id) == ("api.archera.ai", "9999")
    assert profile.key_source == KeyFromEnv("ARCHERA_API_KEY")
    assert chosen("", env={**ENV, "ARCHERA_BASE_URL": "http://127.0.0.1:8765"}).host == "127.0.0.1:8765"
    assert chosen(TWO, Flags(profile="env"), ENV).kind is ProfileKind.ENVIRONMENT


def test_a_profile_of_the_environment_can_be_given_an_e_mail_to_buy_with() -> None:
    env = {**ENV, "ARCHERA_PURCHASER_EMAIL": "buyer@other.example"}
    assert chosen("", env=ENV).identity.purchaser_email == ""
    assert chosen("", env=env).identity.purchaser_email == "buyer@other.example"
    profile = chosen(PROD, env={"ARCHERA_PURCHASER_EMAIL": "buyer@other.example"})
    assert profile.identity.purchaser_email == "buyer@other.example"
    assert profile.overridden == ("ARCHERA_PURCHASER_EMAIL",)
    # By itself it says nothing about whom to act as.
    assert chosen("", env={"ARCHERA_PURCHASER_EMAIL": "buyer@other.example"}).kind is ProfileKind.SANDBOX


@pytest.mark.parametrize("missing", ENV)
def test_half_an_environment_is_said_so_and_not_taken_for_the_sandbox(missing: str) -> None:
    env = {name: value for name, value in ENV.items() if name != missing}
    assert f"Set {missing}." in refused("", env=env)


def test_an_empty_variable_counts_as_unset() -> None:
    assert chosen("", env=dict.fromkeys(ENV, "")).kind is ProfileKind.SANDBOX


def test_the_environment_overrides_key_and_partner_of_a_profile_and_is_named() -> None:
    profile = chosen(PROD, env=ENV)
    assert profile.partner_org_id == "9999"
    assert profile.key_source == KeyFromEnv("ARCHERA_API_KEY")
    assert profile.overridden == ("ARCHERA_API_KEY", "ARCHERA_PARTNER_ORG_ID")
    assert chosen(PROD).overridden == ()


def test_the_key_of_a_profile_never_goes_to_another_host() -> None:
    elsewhere = {"ARCHERA_BASE_URL": "https://other.example"}
    assert "the profile's key is for its own host alone" in refused(PROD, env=elsewhere)
    assert chosen(PROD, env={**elsewhere, "ARCHERA_API_KEY": "k"}).host == "other.example"
    assert chosen(PROD, env={"ARCHERA_BASE_URL": "https://API.example:8443"}).host == "api.example:8443"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ARCHERA_BASE_URL", "http://other.example"),
        ("ARCHERA_PARTNER_ORG_ID", "a b"),
        ("ARCHERA_PURCHASER_EMAIL", "buyer"),
    ],
)
def test_a_wrong_variable_is_named(variable: str, value: str) -> None:
    assert refused(PROD, env={variable: value}).startswith(f"{variable} ")


def test_the_sandbox_ignores_the_environment() -> None:
    profile = chosen(PROD, Flags(sandbox=True), {**ENV, "ARCHERA_BASE_URL": "http://nowhere.example"})
    assert (profile.base_url, profile.partner_org_id, profile.key_source) == ("", "", None)


def test_modes_follow_the_profile_and_the_flags_win() -> None:
    assert chosen(TWO, Flags(profile="test")).mode is Mode.WRITE
    assert chosen(PROD, Flags(write=True)).mode is Mode.WRITE
    assert chosen(PROD, Flags(write=True)).read_only_reason == ""
    held = chosen(TWO, Flags(profile="test", read_only=True))
    assert (held.mode, held.read_only_reason) == (
        Mode.READ_ONLY,
        "started with --read-only. Restart without it",
    )
    assert chosen("", Flags(sandbox=True, read_only=True)).mode is Mode.READ_ONLY
    assert chosen("", Flags(sandbox=True, write=True)).mode is Mode.SANDBOX


def test_flags_that_contradict_each_other_are_refused() -> None:
    assert "--read-only and --write" in refused(PROD, Flags(read_only=True, write=True))
    assert "--sandbox and --profile" in refused(PROD, Flags(sandbox=True, profile="prod"))


def test_the_refresh_comes_from_the_flag_the_profile_or_the_background() -> None:
    text = "[background]\nrefresh_seconds = 30\n" + TWO
    assert chosen(text, Flags(profile="prod")).refresh_seconds == 30
    assert chosen(text, Flags(profile="test")).refresh_seconds == 15
    assert chosen(text, Flags(profile="test", refresh_seconds=7)).refresh_seconds == 7
    assert "between 5 and 86400 seconds, found 1." in refused(text, Flags(profile="test", refresh_seconds=1))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ('api_key_env = "ACME_KEY"', KeyFromEnv("ACME_KEY")),
        ('api_key_keyring = "prod"', KeyFromKeyring("prod")),
    ],
)
def test_each_source_of_the_key_is_recognised(line: str, source: object) -> None:
    assert chosen(f'[profiles.p]\npartner_org_id = "x"\n{line}').key_source == source


def test_a_key_file_may_lie_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    source = chosen('[profiles.p]\npartner_org_id = "x"\napi_key_file = "~/key"').key_source
    assert isinstance(source, KeyFromFile)
    assert str(source.path) == "/home/somebody/key"


def test_an_incomplete_profile_says_what_is_missing() -> None:
    assert "names no partner. Set ARCHERA_PARTNER_ORG_ID, or partner_org_id in" in refused(
        '[profiles.p]\nmode = "write"'
    )
    assert "names no source for its API key" in refused('[profiles.p]\npartner_org_id = "x"')
