import json
import shlex

import pytest
from support.homes import Home

from tui.cli.parser import PROFILE_KEYS
from tui.config.load import load_settings
from tui.config.settings import ProfileSettings


def test_path_prints_the_path_alone(home: Home) -> None:
    assert home.run("config", "path").out == f"{home.config_file}\n"
    assert not home.config_file.exists()


def test_schema_prints_a_json_document(home: Home) -> None:
    assert set(json.loads(home.run("config", "schema").out)["properties"]) >= {"theme", "background", "profiles"}


def test_init_writes_a_file_that_check_calls_right(home: Home) -> None:
    said = home.run("config", "init")
    assert said.code == 0
    assert str(home.config_file) in said.out
    checked = home.run("config", "check")
    assert checked.code == 0
    assert f"{home.config_file} is right." in checked.out
    assert "sandbox" in checked.out


def test_init_takes_a_whole_profile(home: Home) -> None:
    values = {
        "base_url": "https://api.example",
        "partner_org_id": "6f1c",
        "partner_name": 'Acme "Partners"',
        "api_key_env": "ACME_KEY",
        "mode": "write",
        "purchaser_email": "buyer@acme.example",
    }
    assert set(values) < set(PROFILE_KEYS)
    options = [word for key, value in values.items() for word in (f"--{key.replace('_', '-')}", value)]
    assert home.run("config", "init", "--name", "prod", *options).code == 0
    settings = load_settings(home.config_file)
    assert settings.default_profile == "prod"
    assert settings.profiles == {
        "prod": ProfileSettings(
            base_url="https://api.example",
            partner_org_id="6f1c",
            partner_name='Acme "Partners"',
            api_key_env="ACME_KEY",
            mode="write",
            purchaser_email="buyer@acme.example",
        )
    }


def test_init_refuses_what_would_be_lost(home: Home) -> None:
    home.configure("# mine\n")
    said = home.run("config", "init")
    assert (said.code, said.out) == (2, "")
    assert "is there already. Nothing was written. --force begins anew and keeps the old file." in said.err
    assert home.run("config", "init", "--force").code == 0
    assert "theme" in home.config_file.read_text()


def test_init_refuses_settings_without_a_profile_and_wrong_ones(home: Home) -> None:
    assert "--mode belongs to a profile. Name it: --name prod" in home.run("config", "init", "--mode", "write").err
    said = home.run("config", "init", "--name", "p", "--mode", "writ")
    assert said.code == 2
    assert "Did you mean write?" in said.err
    assert not home.config_file.exists()


def test_check_names_every_profile_and_fails_when_one_is_not_ready(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.configure(
        '[profiles.a]\npartner_org_id = "1"\napi_key_env = "A_KEY"\n'
        '[profiles.b]\npartner_org_id = "2"\napi_key_env = "B_KEY"\nmode = "write"\n'
    )
    monkeypatch.setenv("B_KEY", "k")
    said = home.run("config", "check")
    assert said.code == 1
    assert said.err == (
        "✕ a: No API key from environment variable A_KEY. The variable is not set. Set it: export A_KEY=...\n"
    )
    assert "● b: api.archera.ai, WRITE, key found: environment variable B_KEY\n" in said.out
    assert home.run("config", "check", "--profile", "b").code == 0
    assert home.run("config", "check", "--profile", "c").code == 1


def test_check_says_when_others_can_read_the_file(home: Home) -> None:
    path = home.configure("")
    path.chmod(0o644)
    said = home.run("config", "check")
    assert said.code == 0
    assert f"◐ Others can read it. It holds no key, but it tells whom you work for: chmod 600 {path}" in said.out


def test_check_without_a_file_checks_the_environment(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    said = home.run("config", "check")
    assert said.code == 0
    assert f"There is no file at {home.config_file}. The defaults hold." in said.out
    monkeypatch.setenv("ARCHERA_API_KEY", "k")
    assert "Set ARCHERA_PARTNER_ORG_ID." in home.run("config", "check").err
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "6f1c")
    said = home.run("config", "check")
    assert said.code == 0
    assert "● env: api.archera.ai, READ-ONLY, key found: environment variable ARCHERA_API_KEY" in said.out


def test_show_tells_what_is_in_force_and_why(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.configure(
        'theme = "day"\n[background]\nplan_hours = 1.5\n[profiles.prod]\npartner_org_id = "6f1c"\n'
        'api_key_command = "pass x"\npurchase_limit_upfront = 10.50\nallowed_providers = ["aws", "gcp"]\n'
    )
    monkeypatch.setenv("ARCHERA_PARTNER_ORG_ID", "7777")
    document = json.loads(home.run("config", "show", "--json").out)
    assert document["theme"] == "day"
    assert document["background"]["plan_hours"] == 1.5
    assert document["profiles"]["prod"]["purchase_limit_upfront"] == "10.50"
    assert document["profiles"]["prod"]["allowed_providers"] == ["aws", "gcp"]
    assert document["profiles"]["prod"]["api_key"] == "by api_key_command"
    assert document["chosen"]["partner_org_id"] == "7777"
    assert document["chosen"]["overridden_by"] == ["ARCHERA_PARTNER_ORG_ID"]
    text = home.run("config", "show").out
    for shown in ("theme            day", "[profiles.prod]", "aws, gcp", "10.50", "the command in api_key_command"):
        assert shown in text


def test_show_tells_when_nothing_can_be_chosen(home: Home) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "6f1c"\n')
    said = home.run("config", "show")
    assert said.code == 0
    assert "names no source for its API key" in said.out


KEY = "sk-live-3141592653"
SOURCES = {
    "env": "api_key_env = 'ACME_KEY'",
    "command": f"api_key_command = {shlex.quote(f'echo {KEY}')}",
    "file": "api_key_file = '~/key'",
    "failing command": f"api_key_command = {shlex.quote(f'false {KEY}')}",
    "command that is not there": f"api_key_command = {shlex.quote(f'/{KEY}')}",
    "file that others can read": "api_key_file = '~/open'",
    "keyring": f"api_key_keyring = '{KEY}'",
    "key where the file belongs": f"api_key_file = '{KEY}'",
    "key where the variable belongs": f"api_key_env = '{KEY}'",
    "key in plain text": f"api_key = '{KEY}'",
    "key in the address": f"base_url = 'https://{KEY}@h.example'",
    "broken quotes": f"api_key_command = '{KEY}",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize(
    "words",
    [
        ("config", "show"),
        ("config", "show", "--json"),
        ("config", "check"),
        ("info",),
        ("info", "--json"),
        ("journal",),
    ],
    ids=" ".join,
)
def test_the_key_is_in_no_output(
    home: Home, source: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, mode in (("key", 0o600), ("open", 0o644)):
        (home.root / name).write_text(KEY)
        (home.root / name).chmod(mode)
    home.configure(f'[profiles.prod]\npartner_org_id = "6f1c"\n{source}\n')
    monkeypatch.setenv("ACME_KEY", KEY)
    assert KEY not in home.run(*words).everything
    monkeypatch.setenv("ARCHERA_API_KEY", KEY)
    assert KEY not in home.run(*words).everything
