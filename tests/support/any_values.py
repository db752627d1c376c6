"""Generated JSON values, and settings for generating on a machine that others use as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long an example takes says nothing about the code."""

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)


def json_values(keys: Sequence[str] = (), scalars: st.SearchStrategy[object] = SCALARS) -> st.SearchStrategy[object]:
    """JSON of any shape, whose objects often have the given keys."""
    names = st.text(max_size=3) | st.sampled_from(keys) if keys else st.text(max_size=12)
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=8),
        max_leaves=30,
    )
