import re
import stat

import pytest
from support.homes import Home

from tui.config.load import load_settings, parse_settings
from tui.config.problems import ConfigError
from tui.config.rules import default_of, rules_of
from tui.config.settings import KEY_SOURCES, Alerts, Background, ProfileSettings, Settings
from tui.config.write import init_config, starter_text

PROD = {"partner_org_id": "6f1c", "api_key_command": 'pass "show" \\ x', "mode": "write"}


def uncommented(text: str) -> str:
    """The file a person gets who takes the comment signs off every setting."""
    return re.sub(r"(?m)^# (\w+ = .*|\[.*\])$", r"\1", text)


def test_the_starter_file_changes_nothing_by_itself() -> None:
    assert parse_settings(starter_text(), "config.toml") == Settings()


def test_every_setting_stands_in_the_starter_file_and_is_right_once_uncommented() -> None:
    text = uncommented(starter_text())
    for record in (Settings, Background, Alerts, ProfileSettings):
        for key in rules_of(record):
            assert re.search(rf"(?m)^{key} = ", text), key
    for source in KEY_SOURCES:
        only = re.sub(rf"(?m)^(?!{source})api_key_.*$", "", text)
        settings = parse_settings(only, "config.toml")
        assert settings.background == Background()
        assert settings.alerts == Alerts(command="notify-send archera")
        assert settings.profiles["prod"].key_sources == (source,)


def test_the_example_of_a_setting_is_its_default_where_it_has_one() -> None:
    for record in (Settings, Background, Alerts, ProfileSettings):
        for key, rule in rules_of(record).items():
            assert rule.doc
            assert default_of(record, key) in (None, "", rule.example)


def test_the_first_profile_is_written_out_and_becomes_the_default(home: Home) -> None:
    said = init_config(home.config_file, "prod", PROD, force=False)
    assert str(home.config_file) in said
    settings = load_settings(home.config_file)
    assert settings.default_profile == "prod"
    assert settings.profiles == {
        "prod": ProfileSettings(partner_org_id="6f1c", api_key_command='pass "show" \\ x', mode="write")
    }


def test_the_file_and_its_folder_are_private(home: Home) -> None:
    init_config(home.config_file, "", {}, force=False)
    assert stat.S_IMODE(home.config_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.config_file.parent.stat().st_mode) == 0o700


def test_a_file_that_is_there_is_never_overwritten_unasked(home: Home) -> None:
    path = home.configure("# mine\n")
    with pytest.raises(ConfigError, match=r"is there already\. Nothing was written"):
        init_config(path, "", {}, force=False)
    assert path.read_text() == "# mine\n"


def test_a_forced_start_keeps_the_old_file_beside_it(home: Home) -> None:
    path = home.configure("# mine, and broken = = \n[[[")
    said = init_config(path, "prod", PROD, force=True)
    assert "config.toml.old" in said
    assert path.with_name("config.toml.old").read_text() == "# mine, and broken = = \n[[["
    assert load_settings(path).default_profile == "prod"


def test_a_profile_is_added_below_what_a_person_wrote(home: Home) -> None:
    mine = "# my own words\ntheme = 'day' # for the office\n\n[profiles.a]\npartner_org_id = \"1\"\n"
    path = home.configure(mine)
    assert init_config(path, "b.c", PROD, force=False) == f"Added the profile b.c to {path}."
    assert path.read_text().startswith(mine)
    assert set(load_settings(path).profiles) == {"a", "b.c"}


def test_a_profile_that_is_there_is_not_touched(home: Home) -> None:
    path = home.configure('[profiles.prod]\npartner_org_id = "1"\n')
    with pytest.raises(ConfigError, match="has a profile prod already"):
        init_config(path, "prod", PROD, force=False)
    assert load_settings(path).profiles["prod"].partner_org_id == "1"


@pytest.mark.parametrize(("name", "values"), [("sandbox", {}), ("a b", {}), ("prod", {"mode": "rw"})])
def test_a_wrong_profile_is_not_written(home: Home, name: str, values: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        init_config(home.config_file, name, values, force=False)
    assert not home.config_file.exists()


def test_a_folder_that_cannot_be_written_is_said_so(home: Home) -> None:
    (home.root / ".config").write_text("a file where the folder should be")
    with pytest.raises(ConfigError, match="archera-tui"):
        init_config(home.config_file, "", {}, force=False)
