"""Every command the program understands, walked from its own parser."""

from __future__ import annotations

import argparse


def leaves(parser: argparse.ArgumentParser, name: str = "") -> dict[str, argparse.ArgumentParser]:
    """Every command with its parser; one that does something without an action is one too."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    found = {} if not name or any(group.required for group in groups) else {name: parser}
    for group in groups:
        for word, inner in group.choices.items():
            found |= leaves(inner, f"{name} {word}".strip())
    return found
