"""What most commands begin with: paths, settings and the profile to act as."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.config.load import load_settings
from tui.config.paths import Paths, find_paths
from tui.config.problems import ConfigError
from tui.config.profiles import Flags, Profile, ProfileKind, choose_profile
from tui.config.settings import Settings

if TYPE_CHECKING:
    from tui.sandbox.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Setup:
    """Where things are, what is set, and whom to act as."""

    paths: Paths
    settings: Settings
    profile: Profile


def flags_of(args: argparse.Namespace) -> Flags:
    """What the command line says of the profile."""
    return Flags(
        sandbox=args.sandbox,
        profile=args.profile,
        read_only=args.read_only,
        write=args.write,
        refresh_seconds=args.refresh,
    )


def read_setup(args: argparse.Namespace, env: Mapping[str, str]) -> Setup:
    """Read the configuration and choose the profile. Raises `ConfigError`."""
    paths = find_paths(env)
    settings = load_settings(paths.config_file)
    return Setup(paths, settings, choose_profile(flags_of(args), env, settings))


def scenario_of(name: str | None, setup: Setup) -> Scenario | None:
    """What happens in the built-in sandbox. Raises `ConfigError` for one that can't be played, or not here."""
    if name is None:
        return None
    if setup.profile.kind is not ProfileKind.SANDBOX:
        raise ConfigError(f"--scenario plays in the sandbox alone, and this is profile {setup.profile.name}.")
    from tui.sandbox.scenario_file import load_scenario  # noqa: PLC0415 - only for whoever asks for one
    from tui.sandbox.scenario_table import ScenarioError  # noqa: PLC0415

    try:
        return load_scenario(name)
    except ScenarioError as error:
        raise ConfigError(*error.problems) from error
