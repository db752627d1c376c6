"""Whom the program acts as in this run: the file, the environment and the command line brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from tui.config import checks
from tui.config.key_source import KeyFromCommand, KeyFromEnv, KeyFromFile, KeyFromKeyring, KeySource
from tui.config.load import ENVIRONMENT, SANDBOX
from tui.config.problems import ConfigError
from tui.config.settings import REFRESH_SECONDS, WRITE, ProfileSettings, Settings
from tui.domain.hints import hint, printable
from tui.domain.snapshot import Identity, Mode

API_KEY = "ARCHERA_API_KEY"
BASE_URL = "ARCHERA_BASE_URL"
PARTNER = "ARCHERA_PARTNER_ORG_ID"
EMAIL = "ARCHERA_PURCHASER_EMAIL"
PROFILE = "ARCHERA_PROFILE"
VARIABLES = (API_KEY, BASE_URL, PARTNER, EMAIL, PROFILE)
"""The environment variables that override the file."""

_READ_ONLY_FLAG = "started with --read-only. Restart without it"
_READ_ONLY_PROFILE = "read-only profile. Restart with --write"


class ProfileKind(StrEnum):
    """Where a profile comes from; also the word for it."""

    SANDBOX = "sandbox"
    CONFIGURED = "configured"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line asks for; None or False where it says nothing. `refresh_seconds` in seconds."""

    sandbox: bool = False
    profile: str | None = None
    read_only: bool = False
    write: bool = False
    refresh_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of this run, complete and checked. The sandbox has neither address, partner nor key.

    Limits and `confirm_again_above` are in US dollars, None: none; `allowed_providers` None: all. `overridden` names
    the environment variables that changed what the file says.
    """

    name: str
    kind: ProfileKind
    base_url: str
    host: str
    partner_org_id: str
    partner_name: str
    key_source: KeySource | None
    mode: Mode
    read_only_reason: str
    purchaser_email: str
    refresh_seconds: float
    accent: str = ""
    purchase_limit_upfront: Decimal | None = None
    purchase_limit_commitment: Decimal | None = None
    confirm_again_above: Decimal | None = None
    allowed_providers: tuple[str, ...] | None = None
    overridden: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Whom the program acts as, for the snapshot."""
        return Identity(
            mode=self.mode,
            partner=self.partner_name or self.partner_org_id,
            host=self.host,
            profile=self.name,
            partner_org_id=self.partner_org_id,
            purchaser_email=self.purchaser_email,
            read_only_reason=self.read_only_reason,
        )


def choose_profile(flags: Flags, env: Mapping[str, str], settings: Settings) -> Profile:
    """The profile to run with. Raises `ConfigError` when the one asked for is not there or not complete.

    In order: --sandbox, --profile, ARCHERA_PROFILE, `default_profile`, the only profile of the file, the environment
    alone, the sandbox. An explicit sandbox ignores the environment.
    """
    name = _name(flags, env, settings)
    if name == SANDBOX:
        return _sandbox(flags, settings)
    if name == ENVIRONMENT:
        return _complete(name, ProfileKind.ENVIRONMENT, ProfileSettings(), flags, env, settings)
    profile = settings.profiles.get(name)
    if profile is None:
        known = (*settings.profiles, SANDBOX)
        raise ConfigError(f"There is no profile {printable(name)} in {_source(settings)}. {hint(name, known)}")
    return _complete(name, ProfileKind.CONFIGURED, profile, flags, env, settings)


def _name(flags: Flags, env: Mapping[str, str], settings: Settings) -> str:
    if flags.sandbox:
        if flags.profile not in (None, SANDBOX):
            raise ConfigError("--sandbox and --profile can't both hold. Give one of them.")
        return SANDBOX
    asked = flags.profile or env.get(PROFILE) or settings.default_profile
    if asked:
        return asked
    if len(settings.profiles) == 1:
        return next(iter(settings.profiles))
    if env.get(API_KEY) or env.get(PARTNER) or env.get(BASE_URL):
        return ENVIRONMENT
    if settings.profiles:
        raise ConfigError(
            f"{_source(settings)} has {len(settings.profiles)} profiles and no default_profile. "
            f"Choose with --profile: {', '.join(settings.profiles)}."
        )
    return SANDBOX


def _source(settings: Settings) -> str:
    return str(settings.source) if settings.source else "the configuration (there is no file yet)"


def _refresh(flags: Flags, profile: ProfileSettings, settings: Settings) -> float:
    least, most = REFRESH_SECONDS
    asked = flags.refresh_seconds
    if asked is not None and not least <= asked <= most:
        raise ConfigError(f"--refresh must be between {least} and {most} seconds, found {asked:g}.")
    return asked or profile.refresh_seconds or settings.background.refresh_seconds


def _mode(flags: Flags, usual: Mode, why_not: str) -> tuple[Mode, str]:
    if flags.read_only and flags.write:
        raise ConfigError("--read-only and --write can't both hold. Give one of them.")
    if flags.read_only:
        return Mode.READ_ONLY, _READ_ONLY_FLAG
    if flags.write and usual is Mode.READ_ONLY:
        return Mode.WRITE, ""
    return usual, why_not if usual is Mode.READ_ONLY else ""


def _sandbox(flags: Flags, settings: Settings) -> Profile:
    mode, why_not = _mode(flags, Mode.SANDBOX, "")
    return Profile(
        name=SANDBOX,
        kind=ProfileKind.SANDBOX,
        base_url="",
        host=SANDBOX,
        partner_org_id="",
        partner_name="",
        key_source=None,
        mode=mode,
        read_only_reason=why_not,
        purchaser_email="",
        refresh_seconds=_refresh(flags, ProfileSettings(), settings),
    )


def _complete(
    name: str, kind: ProfileKind, found: ProfileSettings, flags: Flags, env: Mapping[str, str], settings: Settings
) -> Profile:
    profile = _with_environment(name, kind, found, env)
    if not profile.partner_org_id:
        remedy = f"Set {PARTNER}" + (
            "" if kind is ProfileKind.ENVIRONMENT else f", or partner_org_id in {_source(settings)}"
        )
        raise ConfigError(f"Profile {name} names no partner. {remedy}.")
    source = KeyFromEnv(API_KEY) if env.get(API_KEY) else _key_source(profile)
    if source is None:
        remedy = f"Set {API_KEY}" + ("" if kind is ProfileKind.ENVIRONMENT else ", or one of the api_key_* settings")
        raise ConfigError(f"Profile {name} names no source for its API key. {remedy}.")
    mode, why_not = _mode(flags, Mode.WRITE if profile.mode == WRITE else Mode.READ_ONLY, _READ_ONLY_PROFILE)
    return Profile(
        name=name,
        kind=kind,
        base_url=profile.base_url.rstrip("/"),
        host=checks.host_of(profile.base_url),
        partner_org_id=profile.partner_org_id,
        partner_name=profile.partner_name,
        key_source=source,
        mode=mode,
        read_only_reason=why_not,
        purchaser_email=profile.purchaser_email,
        refresh_seconds=_refresh(flags, profile, settings),
        accent=profile.accent,
        purchase_limit_upfront=profile.purchase_limit_upfront,
        purchase_limit_commitment=profile.purchase_limit_commitment,
        confirm_again_above=profile.confirm_again_above,
        allowed_providers=profile.allowed_providers,
        overridden=tuple(variable for variable in VARIABLES if variable != PROFILE and env.get(variable)),
    )


def _with_environment(name: str, kind: ProfileKind, found: ProfileSettings, env: Mapping[str, str]) -> ProfileSettings:
    address, partner, email = env.get(BASE_URL), env.get(PARTNER), env.get(EMAIL)
    if address:
        _refuse(BASE_URL, checks.address(address))
        moved = checks.host_of(address) != checks.host_of(found.base_url)
        if kind is ProfileKind.CONFIGURED and moved and not env.get(API_KEY):
            raise ConfigError(
                f"{BASE_URL} leads profile {name} to another host, and the profile's key is for its own host alone. "
                f"Nothing was sent. Unset {BASE_URL}, or set {API_KEY} as well."
            )
    if partner:
        _refuse(PARTNER, checks.identifier(partner))
    if email:
        _refuse(EMAIL, checks.email(email))
    return replace(
        found,
        base_url=address or found.base_url,
        partner_org_id=partner or found.partner_org_id,
        purchaser_email=email or found.purchaser_email,
    )


def _refuse(variable: str, wrong: str) -> None:
    if wrong:
        raise ConfigError(f"{variable} {wrong}")


def _key_source(profile: ProfileSettings) -> KeySource | None:
    if profile.api_key_env:
        return KeyFromEnv(profile.api_key_env)
    if profile.api_key_command:
        return KeyFromCommand(profile.api_key_command)
    if profile.api_key_keyring:
        return KeyFromKeyring(profile.api_key_keyring)
    if profile.api_key_file:
        return KeyFromFile(Path(profile.api_key_file).expanduser())
    return None
