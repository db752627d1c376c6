"""The words of the filter language: fields, their values, what they mean, and the nearest right one (product.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tui.domain.customers.facts import Stage
from tui.domain.plans.facts import PLAN_WORDS
from tui.domain.records import AVAILABLE, AWS, AZURE, GCP, KUBERNETES, MISSING, UNKNOWN, WARNING

VALUES: dict[str, tuple[str, ...]] = {
    "needs": ("attention",),
    "status": (MISSING, WARNING, UNKNOWN, AVAILABLE),
    "provider": (AWS, AZURE, GCP, KUBERNETES),
    "plan": PLAN_WORDS,
    "stage": tuple(stage.value for stage in Stage),
    "is": ("pinned",),
}
"""Fields with a closed list of values."""

OPEN = ("feature", "name")
"""Fields that take any text."""

COMPARED = ("savings", "age")
"""Fields that are compared: `savings>1000`, `age<7d`."""

FIELDS = (*VALUES, *OPEN, *COMPARED)
ALIASES = {"k8s": KUBERNETES, "google": GCP, "amazon": AWS}


@dataclass(frozen=True, slots=True)
class FilterWord:
    """An example of a word and what it means, for the help."""

    example: str
    meaning: str


WORDS = (
    FilterWord("beta", "name contains; case aside"),
    FilterWord('"two words"', "name contains, with the space"),
    FilterWord("needs:attention", "✕ or ◐"),
    FilterWord("status:missing", "any feature ✕ (warning ◐, unknown ○); available: the row is ●"),
    FilterWord("provider:azure", "has Azure"),
    FilterWord("plan:ready", "calculating, locked, scheduled, buying, bought, none, unknown, failed"),
    FilterWord("feature:cur", "cur is there and not ●"),
    FilterWord("stage:onboarding", "never, connected, attention, unknown"),
    FilterWord("savings>1000", "per month; also < <= >= ="),
    FilterWord("age<7d", "changed in a week; s m h d w"),
    FilterWord("is:pinned", "pinned here"),
    FilterWord("!word", "not"),
)

_MONEY = re.compile(r"\$?(-|−)?\$?(\d[\d,]*(?:\.\d+)?|\.\d+)([km])?", re.IGNORECASE | re.ASCII)
_AGE = re.compile(r"(\d+(?:\.\d+)?)([smhdw])", re.IGNORECASE | re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_STEPS = {"": 1, "k": 1_000, "m": 1_000_000}
_LONGEST_NUMBER = 24


def money(text: str) -> Decimal | None:
    """`1000`, `$1,000`, `1.5k`, `2M`, `-85` as US dollars; None for anything else."""
    found = _MONEY.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return None
    sign, digits, step = found.groups()
    try:
        value = Decimal(digits.replace(",", "")) * _STEPS[(step or "").lower()]
    except InvalidOperation:
        return None
    return -value if sign else value


def seconds(text: str) -> float | None:
    """`7d`, `1.5h` as seconds; None for anything else."""
    found = _AGE.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    return float(found[1]) * _SECONDS[found[2].lower()] if found else None


def last_place(text: str) -> float:
    """The seconds that the last digit of an age stands for: `7d` a day, `1.5h` six minutes."""
    found = _AGE.fullmatch(text)
    return _SECONDS[found[2].lower()] / 10 ** len(found[1].partition(".")[2]) if found else 0.0


def nearest(word: str, choices: tuple[str, ...]) -> str:
    """The choice that was probably meant, empty when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only when a word is wrong

    lowered = word.lower()
    begun = next((choice for choice in choices if lowered and choice.startswith(lowered)), "")
    return begun or next(iter(get_close_matches(lowered, choices, n=1, cutoff=0.6)), "")


def listed(choices: tuple[str, ...]) -> str:
    """Choices in a sentence: `aws, azure or gcp`."""
    return choices[0] if len(choices) == 1 else ", ".join(choices[:-1]) + " or " + choices[-1]


def no_such_field(name: str, sign: str, fields: tuple[str, ...]) -> str:
    """What to say of `name:` that is none of the fields: the nearest, else all there are."""
    meant = nearest(name, fields)
    hint = f"did you mean {meant}" if meant else f"the words are {listed(fields)}"
    return f'there is no "{name}{sign}"; {hint}; a name with such a sign goes in quotes'


def completions(word: str) -> tuple[str, ...]:
    """What a word that is being typed may become: `ne` -> `needs:`, `plan:lo` -> `plan:locked`."""
    mark = "!" if word.startswith("!") else ""
    typed = word.removeprefix("!").lower()
    name, colon, value = typed.partition(":")
    if colon:
        return tuple(f"{mark}{name}:{choice}" for choice in VALUES.get(name, ()) if choice.startswith(value))
    if not typed:
        return ()
    named = [f"{field}:" for field in (*VALUES, *OPEN)] + [f"{field}>" for field in COMPARED]
    return tuple(f"{mark}{field}" for field in named if field.startswith(typed))
