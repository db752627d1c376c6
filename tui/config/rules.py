"""A small strict reader: dataclasses whose fields carry a rule, filled from TOML tables, everything wrong reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from typing import Any, TypeVar

from tui.domain.hints import hint, printable, printable_key

Record = TypeVar("Record")
Check = Callable[[str], str]
"""Takes the text found and answers what is wrong with it, empty when it is right."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a key may hold. `kind` is one of text, choice, switch, seconds, number, count, money, list.

    `least` and `most` bound figures, `choices` the words of a choice or a list; `check` judges a text further.
    A `private` key may hold a secret by mistake, so what was found is never repeated. `example` stands in the
    starter file.
    """

    kind: str
    doc: str
    example: object = None
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    check: Check | None = None
    private: bool = False

    @property
    def meta(self) -> Mapping[str, Rule]:
        """The rule as the metadata of a dataclass field, where `rules_of` finds it again."""
        return {"rule": self}


_KINDS = {
    "text": "a text",
    "choice": "a text",
    "switch": "true or false",
    "seconds": "a number of seconds",
    "number": "a number",
    "count": "a whole number",
    "money": "an amount of US dollars",
    "list": "a list of texts",
}


def rules_of(record: type[Any]) -> Mapping[str, Rule]:
    """The keys of a table and their rules, in the order of the record; fields without a rule are no keys."""
    return {f.name: f.metadata["rule"] for f in fields(record) if "rule" in f.metadata}


def default_of(record: type[Any], key: str) -> object:
    """What a key is worth when the file doesn't name it."""
    found: Field[Any] = next(f for f in fields(record) if f.name == key)
    return None if found.default is MISSING else found.default


def read_table(
    record: type[Record], table: Mapping[str, object], where: str, problems: list[str], *, also: tuple[str, ...] = ()
) -> Record:
    """Fill a record from a TOML table; every unknown key and wrong value is added to `problems`.

    `where` names file and table ("/…/config.toml: profiles.prod."), so that a message reads with the key behind it;
    `also` are keys that somebody else reads, for the hints.
    """
    rules = rules_of(record)
    values: dict[str, object] = {}
    for key, found in table.items():
        rule = rules.get(key)
        if rule is None:
            problems.append(f"{where}{printable_key(key)} is not a setting. {hint(key, (*rules, *also))}")
            continue
        value, wrong = read_value(rule, found)
        if wrong:
            problems.append(f"{where}{key} {wrong}")
        else:
            values[key] = value
    return record(**values)


def read_value(rule: Rule, found: object) -> tuple[object, str]:
    """The value in the program's own type, and what is wrong with it (empty when nothing is)."""
    match rule.kind, found:
        case "switch", bool():
            return found, ""
        case "text" | "choice", str():
            return found, _wrong_text(rule, found)
        case "list", list() if all(isinstance(item, str) for item in found):
            return tuple(found), next((wrong for item in found if (wrong := _wrong_text(rule, item))), "")
        case "count", int() if not isinstance(found, bool):
            return found, _out_of_bounds(rule, found)
        case "seconds" | "number", int() | Decimal() if not isinstance(found, bool):
            return float(found), _out_of_bounds(rule, found)
        case "money", int() | Decimal() if not isinstance(found, bool):
            return Decimal(found), _out_of_bounds(rule, found)
        case _:
            return None, f"must be {_KINDS[rule.kind]}, found {_named(rule, found)}."


def _wrong_text(rule: Rule, text: str) -> str:
    if rule.choices and text not in rule.choices:
        return f"must be one of {', '.join(rule.choices)}, found {_named(rule, text)}. {hint(text, rule.choices)}"
    return "" if rule.check is None else rule.check(text)


def _out_of_bounds(rule: Rule, figure: int | Decimal) -> str:
    if isinstance(figure, Decimal) and not figure.is_finite():
        return f"must be {_KINDS[rule.kind]}, found {figure}."
    # 0.1 as it is written is less than 0.1 as the machine has it.
    if rule.least is not None and figure < Decimal(str(rule.least)):
        return f"must be at least {rule.least:g}, found {figure}."
    if rule.most is not None and figure > Decimal(str(rule.most)):
        return f"must be at most {rule.most:g}, found {figure}."
    return ""


def _named(rule: Rule, found: object) -> str:
    match found:
        case str():
            return f"a text of {len(found)} characters" if rule.private else printable(found)
        case bool():
            return "true" if found else "false"
        case list():
            return "a list"
        case dict():
            return "a table"
        case int() | Decimal():
            return "a number" if rule.private else f"the number {str(found)[:40]}"
        case _:
            return "a date or a time"
