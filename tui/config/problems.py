"""What is wrong with a setting, in words that name the place, what was found and what to do.

A value that may hold a key never becomes part of a message (quality.md, "never trusted").
"""

from __future__ import annotations


class ConfigError(Exception):
    """The configuration can't be used. `problems` are plain sentences, one for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
