"""What may stand in the configuration file (product.md, "Command line": Config). `load` reads it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tui.config import checks
from tui.config.rules import Rule
from tui.domain.alerts import OCCASIONS, AlertRules
from tui.domain.records import AWS, AZURE, GCP, KUBERNETES

DEFAULT_BASE_URL = "https://api.archera.ai"
THEMES = ("night", "day", "contrast", "ansi")
GLYPHS = ("unicode", "ascii")
READ_ONLY = "read-only"
WRITE = "write"
KEY_SOURCES = ("api_key_env", "api_key_command", "api_key_keyring", "api_key_file")
REFRESH_SECONDS = (5, 86_400)
"""The least and the most seconds between two readings of the customer list."""

_LEAST, _MOST = REFRESH_SECONDS
_ADDRESS = Rule(
    "text",
    "The API's address: https, plain http only to this machine.",
    DEFAULT_BASE_URL,
    check=checks.address,
    private=True,
)
_VARIABLE = Rule(
    "text", "The environment variable that holds the API key.", "ACME_ARCHERA_KEY", check=checks.variable, private=True
)
_COMMAND = Rule(
    "text",
    "A command that prints the API key on its first line; it runs without a shell.",
    "pass show archera/prod",
    check=checks.one_line,
    private=True,
)
_KEYRING = Rule(
    "text",
    "The user name of the key in the system's keyring, under the service archera-tui.",
    "prod",
    check=checks.one_line,
    private=True,
)
_FILE = Rule(
    "text",
    "A file that holds the API key and that only you can read (0600).",
    "~/.secrets/archera",
    check=checks.file_path,
    private=True,
)
_PROFILE_REFRESH = Rule(
    "seconds", "Seconds between two readings of the customer list, for this profile.", 30, least=_LEAST, most=_MOST
)


@dataclass(frozen=True, slots=True)
class Background:
    """`[background]`: how often the program asks by itself (architecture.md, "Background policy")."""

    refresh_seconds: float = field(
        default=60.0,
        metadata=Rule(
            "seconds", "Seconds between two readings of the customer list.", 60, least=_LEAST, most=_MOST
        ).meta,
    )
    plan_hours: float = field(
        default=6.0,
        metadata=Rule("number", "Hours between two readings of a plan nobody looks at.", 6, least=0.1, most=720).meta,
    )
    no_plan_hours: float = field(
        default=24.0,
        metadata=Rule("number", 'Hours for which the answer "no plan" is believed.', 24, least=0.1, most=720).meta,
    )
    max_in_flight: int = field(
        default=16,
        metadata=Rule(
            "count", "Requests under way at the same time; more than 16 would be slower.", 16, least=1, most=16
        ).meta,
    )
    requests_per_second: float = field(
        default=20.0, metadata=Rule("number", "Requests per second, on average.", 20, least=0.1, most=1000).meta
    )


@dataclass(frozen=True, slots=True)
class Alerts:
    """`[alerts]`: what is told beyond the screen, and how (product.md, "3 Activity")."""

    on: tuple[str, ...] = field(
        default=AlertRules().on,
        metadata=Rule(
            "list", "What an alert is about, once one of the ways below is set.", AlertRules().on, OCCASIONS,
        ).meta,
    )  # fmt: skip
    bell: bool = field(default=False, metadata=Rule("switch", "Whether an alert rings the bell.", False).meta)
    notification: bool = field(
        default=False,
        metadata=Rule("switch", "Whether an alert is shown by the terminal, as a notification (OSC 9).", False).meta,
    )
    command: str = field(
        default="",
        metadata=Rule(
            "text",
            "A command that is started for an alert, its text behind the other arguments; it runs without a shell.",
            "notify-send archera",
            check=checks.command_line,
            private=True,
        ).meta,
    )
    again_minutes: float = field(
        default=AlertRules().again_after / 60,
        metadata=Rule(
            "number", "Minutes for which the same thing is not told again, however often it changes.", 60, least=0,
            most=10_080,
        ).meta,
    )  # fmt: skip

    @property
    def rules(self) -> AlertRules:
        """The rules the dashboard goes by."""
        return AlertRules(
            on=self.on,
            bell=self.bell,
            notification=self.notification,
            command=tuple(shlex.split(self.command)),
            again_after=self.again_minutes * 60,
        )


@dataclass(frozen=True, slots=True)
class ProfileSettings:
    """`[profiles.NAME]`: one partner at one host, as the file has it; None or empty where it says nothing."""

    base_url: str = field(default=DEFAULT_BASE_URL, metadata=_ADDRESS.meta)
    partner_org_id: str = field(
        default="",
        metadata=Rule(
            "text",
            "The partner's organization id.",
            "00000000-0000-4000-8000-000000000000",
            check=checks.identifier,
        ).meta,
    )
    partner_name: str = field(
        default="",
        metadata=Rule("text", "The partner's name, for the status bar.", "Acme Partners", check=checks.one_line).meta,
    )
    api_key_env: str = field(default="", metadata=_VARIABLE.meta)
    api_key_command: str = field(default="", metadata=_COMMAND.meta)
    api_key_keyring: str = field(default="", metadata=_KEYRING.meta)
    api_key_file: str = field(default="", metadata=_FILE.meta)
    mode: str = field(
        default=READ_ONLY,
        metadata=Rule(
            "choice", "What may be sent: reads alone, or writes and purchases too.", READ_ONLY, (READ_ONLY, WRITE)
        ).meta,
    )
    purchaser_email: str = field(
        default="",
        metadata=Rule(
            "text", "The e-mail address purchases are made with.", "you@example.com", check=checks.email
        ).meta,
    )
    refresh_seconds: float | None = field(default=None, metadata=_PROFILE_REFRESH.meta)
    accent: str = field(
        default="", metadata=Rule("text", "The accent colour of this profile.", "#8fa9c4", check=checks.colour).meta
    )
    purchase_limit_upfront: Decimal | None = field(
        default=None,
        metadata=Rule("money", "The most cash due at signing a purchase may cost, US dollars.", 5000, least=0).meta,
    )
    purchase_limit_commitment: Decimal | None = field(
        default=None,
        metadata=Rule("money", "The largest minimum commitment a purchase may carry, US dollars.", 50000, least=0).meta,
    )
    confirm_again_above: Decimal | None = field(
        default=None,
        metadata=Rule(
            "money",
            "Above this sum, cash due at signing or minimum commitment, it has to be typed as well; US dollars.",
            10000,
            least=0,
        ).meta,
    )
    allowed_providers: tuple[str, ...] | None = field(
        default=None,
        metadata=Rule(
            "list", "The clouds whose plans may be bought; all when not named.", ["aws"], (AWS, AZURE, GCP, KUBERNETES)
        ).meta,
    )

    @property
    def key_sources(self) -> tuple[str, ...]:
        """The names of the `api_key_*` settings in use."""
        return tuple(name for name in KEY_SOURCES if getattr(self, name))


def _no_profiles() -> Mapping[str, ProfileSettings]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole file. `source` is where it was read from, None when there is no file and the defaults hold."""

    default_profile: str = field(
        default="", metadata=Rule("text", "The profile to start with.", "prod", check=checks.one_line).meta
    )
    theme: str = field(
        default="night",
        metadata=Rule("choice", "The colours; ansi takes the 16 of the terminal.", "night", THEMES).meta,
    )
    glyphs: str = field(
        default="unicode",
        metadata=Rule("choice", "The signs; ascii where the terminal draws the others badly.", "unicode", GLYPHS).meta,
    )
    mouse: bool = field(default=True, metadata=Rule("switch", "Whether the mouse works; nothing needs it.", True).meta)
    background: Background = field(default_factory=Background)
    alerts: Alerts = field(default_factory=Alerts)
    profiles: Mapping[str, ProfileSettings] = field(default_factory=_no_profiles)
    source: Path | None = None
