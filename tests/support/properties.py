"""Settings and strategies of the property tests."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

PROPERTY = settings(max_examples=80, deadline=None, database=None)
"""Few examples, no time limit per example (the machine is shared), nothing kept between runs."""

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
"""Every character there is: controls, bidirectional marks, lone surrogates, modifiers, unassigned ones."""
