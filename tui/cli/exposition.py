"""The Prometheus text format, version 0.0.4: families of samples as text (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A value (`int` and `Decimal` to the last digit) under the labels that tell it from others of its family."""

    value: float | Decimal
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """A gauge: its name with its unit, what it means, its samples. Without samples it is not written at all."""

    name: str
    meaning: str
    samples: tuple[Sample, ...]


def exposition(families: Iterable[Family], everywhere: Mapping[str, str]) -> str:
    """The whole text, without its last line break; the labels in `everywhere` stand in every sample."""
    return "\n".join(line for family in families if family.samples for line in _lines(family, everywhere))


def _lines(family: Family, everywhere: Mapping[str, str]) -> Iterator[str]:
    yield f"# HELP {family.name} {_escaped(family.meaning)}"
    yield f"# TYPE {family.name} gauge"
    for sample in family.samples:
        labels = ",".join(f'{name}="{_label(value)}"' for name, value in {**everywhere, **sample.labels}.items())
        yield f"{family.name}{{{labels}}} {_number(sample.value)}"


def _number(value: float | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def _label(text: str) -> str:
    return _escaped(clean(text, _LONGEST_LABEL)).replace('"', '\\"')


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")
