"""A screen in one state, to be compared with the picture of it that was accepted: an app, and the way to the state.

`snap_compare` runs the app itself, so a scene is what it needs: a maker of the app and what is done before the picture.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

Reach = Callable[[Pilot[Any]], Awaitable[None]]
Compare = Callable[..., bool]
NARROW, WIDE = (80, 24), (120, 40)
BOTH = (NARROW, WIDE)


async def _as_it_opens(_pilot: Pilot[Any]) -> None:
    """Nothing is done."""


def keys(*pressed: str) -> Reach:
    """These keys are pressed, and everything that follows from each is drawn."""

    async def press(pilot: Pilot[Any]) -> None:
        for key in pressed:
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()

    return press


@dataclass(frozen=True, slots=True)
class Scene:
    """One state: its name is the picture's, `make` makes the app, `reach` is done before the picture is taken."""

    name: str
    make: Callable[[], App[Any]]
    reach: Reach = _as_it_opens
    sizes: tuple[tuple[int, int], ...] = BOTH


def each(scenes: tuple[Scene, ...]) -> pytest.MarkDecorator:
    """Every scene at each of its sizes, as the parameters `scene` and `size`."""
    pairs = [(scene, size) for scene in scenes for size in scene.sizes]
    return pytest.mark.parametrize(
        ("scene", "size"), [pytest.param(s, z, id=f"{s.name}-{z[0]}x{z[1]}") for s, z in pairs]
    )


def same(compare: Compare, scene: Scene, size: tuple[int, int]) -> bool:
    """Whether the scene looks as it was accepted."""
    return compare(scene.make(), terminal_size=size, run_before=scene.reach)
