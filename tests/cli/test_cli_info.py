import json

import pytest
from support.homes import Home

import tui


def test_info_tells_versions_paths_terminal_and_profile(home: Home) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "6f1c"\napi_key_env = "ACME_KEY"\n')
    facts = json.loads(home.run("info", "--json").out)
    assert facts["versions"]["archera-tui"] == tui.__version__
    assert facts["versions"]["textual"] == "8.2.8"
    assert facts["paths"]["config file"].startswith(f"{home.config_file} (")
    assert facts["paths"]["config file"].endswith("bytes, 0600)")
    assert facts["paths"]["purchases"] == f"{home.state}/journal.db (not there)"
    assert facts["terminal"]["output"] == "not a terminal"
    assert facts["environment"]["ARCHERA_API_KEY"] == "not set"
    assert facts["profile"]["profile"] == "prod"
    assert facts["profile"]["mode"] == "READ-ONLY"
    text = home.run("info").out
    for shown in ("versions", "paths", "terminal", "environment", "profile", "environment variable ACME_KEY"):
        assert shown in text


def test_info_follows_the_profile_asked_for(home: Home) -> None:
    home.configure('[profiles.prod]\npartner_org_id = "6f1c"\napi_key_env = "ACME_KEY"\n')
    assert json.loads(home.run("info", "--sandbox", "--json").out)["profile"]["kind"] == "sandbox"
    assert "no profile" in json.loads(home.run("info", "--profile", "prd", "--json").out)["profile"]["problem"]


def test_info_works_with_a_broken_configuration(home: Home) -> None:
    home.configure("theme = \n")
    said = home.run("info")
    assert said.code == 0
    assert "is not TOML" in said.out


def test_info_tells_whether_variables_are_set_and_not_what_they_hold(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2@proxy.example")
    monkeypatch.setenv("TERM", "xterm\x1b[2J")
    said = home.run("info")
    assert "SSH_CONNECTION set" in " ".join(said.out.split())
    for hidden in ("192.0.2.1", "hunter2", "\x1b"):
        assert hidden not in said.out
