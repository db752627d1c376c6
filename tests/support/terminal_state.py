"""What a program did to its terminal, read from the bytes it sent and from the line settings behind them."""

from __future__ import annotations

import os
import re
import termios
from typing import Any

MODES = {
    1: "application cursor keys",
    1000: "mouse clicks",
    1002: "mouse drags",
    1003: "mouse moves",
    1004: "focus reports",
    1006: "mouse reports in SGR",
    1015: "mouse reports in urxvt",
    1016: "mouse reports in pixels",
    1049: "alternate screen",
    2004: "bracketed paste",
    2026: "synchronized output",
    2048: "resize reports",
}
_CURSOR, _WRAP = 25, 7
_PRIVATE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])[0-9]*u")
_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def switched_on(received: bytes) -> set[int]:
    """The private modes that are on after these bytes; the cursor and the line wrap count as on from the start."""
    on = {_CURSOR, _WRAP}
    for numbers, way in _PRIVATE.findall(received):
        for number in map(int, numbers.split(b";")):
            (on.add if way == b"h" else on.discard)(number)
    return on


def not_put_back(received: bytes) -> list[str]:
    """What a terminal that got these bytes is still burdened with: nothing, for a program that leaves well."""
    on = switched_on(received)
    left = [f"{name} on" for number, name in MODES.items() if number in on]
    left += [f"{name} off" for number, name in ((_CURSOR, "cursor"), (_WRAP, "line wrap")) if number not in on]
    if [code for code in _SGR.findall(received)[-1:] if code not in (b"", b"0")]:
        left.append("colours on")
    ways = _KITTY.findall(received)
    if ways.count(b">") != ways.count(b"<"):
        left.append("kitty keyboard on")
    return left


def usual_lines() -> list[Any]:
    """The line settings every new pseudo-terminal begins with: echo, whole lines, signals by key."""
    master, slave = os.openpty()
    try:
        return termios.tcgetattr(master)
    finally:
        os.close(master)
        os.close(slave)


def changed_lines(before: list[Any], after: list[Any]) -> list[str]:
    """Which line settings differ, in words a failed test can show."""
    names = ("input", "output", "control", "local", "input speed", "output speed", "characters")
    return [f"{name}: {old} -> {new}" for name, old, new in zip(names, before, after, strict=True) if old != new]


def colours_sent(received: bytes) -> dict[str, set[tuple[int, ...]]]:
    """The colours set by these bytes: `named` (30-37, 90-97 and grounds), `indexed` (256), `direct` (24 bits)."""
    found: dict[str, set[tuple[int, ...]]] = {"named": set(), "indexed": set(), "direct": set()}
    for body in _SGR.findall(received):
        codes = [int(code or 0) for code in body.replace(b":", b";").split(b";")]
        while codes:
            code = codes.pop(0)
            if code in (38, 48) and codes[:1] == [2]:
                found["direct"].add(tuple(codes[1:4]))
                del codes[:4]
            elif code in (38, 48) and codes[:1] == [5]:
                found["indexed"].add((codes[1],))
                del codes[:2]
            elif code in {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}:
                found["named"].add((code,))
    return found


def cpu_seconds(pid: int) -> float:
    """The processor time a process has used, all its threads together, by /proc."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 - a line of the kernel's, not a file
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def state_of(pid: int) -> str:
    """The state of a process in one letter: `R` running, `S` sleeping, `T` stopped; by /proc."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 - a line of the kernel's, not a file
        return file.read().rpartition(")")[2].split()[0]
