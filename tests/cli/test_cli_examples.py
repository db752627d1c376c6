"""The examples that stand in the help: each is a command line that is understood, and means its own command."""

from __future__ import annotations

import re
import shlex

import pytest
from support.command_words import leaves

from tui.cli.declare import build_parser
from tui.sandbox.world import World

PARSER = build_parser()
LEAVES = leaves(PARSER)
GUID = "9d7e0000-0000-4000-8000-00000000000a"


def example_of(name: str) -> list[str]:
    """The words after `archera-tui` in the example of a command, what it leaves out (`6f1c...`) filled in."""
    told = LEAVES[name].epilog or ""
    line = told.partition("example:\n")[2].partition("\n\n")[0].replace("\\\n", " ")
    # What the shell does with it comes after: into a file, into a pipe, into the words of another command.
    mine = re.split(r" [>|] |\)$", line.partition("archera-tui ")[2])[0]
    words = shlex.split(mine)
    return [GUID if word.endswith("...") and "/" not in word else word for word in words]


@pytest.mark.parametrize("name", LEAVES)
def test_every_example_is_understood_as_its_own_command(name: str) -> None:
    args = PARSER.parse_args(example_of(name))
    assert args.parser is LEAVES[name]


@pytest.mark.parametrize("name", [name for name in LEAVES if "--write" in LEAVES[name].format_help()])
def test_an_example_that_changes_something_works_in_a_profile_that_starts_read_only(name: str) -> None:
    reads = ("onboard template", "onboard launch-url", "onboard report", "plans", "plan", "journal look")
    assert ("--write" in example_of(name)) == (name not in reads)


def test_the_customers_of_the_examples_are_those_of_the_sandbox_and_who_is_registered_is_not() -> None:
    names = {org.name.removesuffix(" c/o Sandbox") for org in World(born=0.0).orgs.values()}
    named = {PARSER.parse_args(example_of(name)).org for name in LEAVES if "ORG" in LEAVES[name].format_usage()}
    assert named <= names
    assert PARSER.parse_args(example_of("register")).company not in names
