"""Seeded chance: every invented number and id comes from here, so that a seed gives one world."""

from __future__ import annotations

from hashlib import blake2b
from random import Random
from uuid import UUID

Span = tuple[float, float]


def dice(*parts: object) -> Random:
    """A generator of its own for whatever the parts name; the same parts always roll the same."""
    return Random(_joined(parts))  # noqa: S311 - invented data, no secret


def happens(rng: Random, share: float) -> bool:
    """Whether something comes about that does so in a share (0-1) of all cases."""
    return rng.random() < share


def uuid4_of(*parts: object) -> str:
    """A lower-case UUID in the form of version 4 for whatever the parts name."""
    digest = blake2b(_joined(parts).encode(), digest_size=16).digest()
    return str(UUID(bytes=digest, version=4))


def _joined(parts: tuple[object, ...]) -> str:
    return "/".join(str(part) for part in parts)
