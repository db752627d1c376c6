"""The sandbox's CloudFormation template as cfn-lint sees it (`make cfn-lint`, in an environment of its own).

Several worlds are asked for the templates of several customers; each that differs is linted, informational rules
included. Then the same template is broken in the ways people break one, and each of these has to be found, so that a
linter that looks at nothing is no success.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.sandbox_caller import Caller, onboarding

Template = dict[str, Any]
WORLDS = ((1, 142), (2, 24), (3, 24))
"""Seed and number of customers."""


async def templates() -> dict[str, Template]:
    """Every template the sandbox answers, by its text; the customers are at every step of their onboarding."""
    found: dict[str, Template] = {}
    for seed, orgs in WORLDS:
        async with Caller(seed, orgs) as caller:
            for org_id in caller.world.orgs:
                answer = await caller.ok("GET", f"{onboarding(org_id)}/aws/cloudformation_template")
                template = answer["template"]
                found.setdefault(json.dumps(template, indent=2), template)
    return found


def _misspell_a_type(template: Template) -> None:
    template["Resources"]["AccessRole"]["Type"] = "AWS::IAM::Rol"


def _refer_to_nothing(template: Template) -> None:
    template["Resources"]["ReadPolicy"]["Properties"]["RoleName"] = {"Ref": "Nobody"}


def _leave_out_what_is_required(template: Template) -> None:
    del template["Resources"]["ReadPolicy"]["Properties"]["PolicyName"]


def _misspell_an_effect(template: Template) -> None:
    statements = template["Resources"]["ReadPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    statements[0]["Effect"] = "Alow"


def _invent_an_action(template: Template) -> None:
    statements = template["Resources"]["ReadPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    statements[0]["Action"].append("ce:GetMoreMoney")


def _forget_a_parameter(template: Template) -> None:
    del template["Parameters"]["ExternalId"]


BREAKS: tuple[Callable[[Template], None], ...] = (
    _misspell_a_type,
    _refer_to_nothing,
    _leave_out_what_is_required,
    _misspell_an_effect,
    _invent_an_action,
    _forget_a_parameter,
)


def complaints(linter: Path, files: list[Path]) -> dict[str, list[str]]:
    """What cfn-lint has against each file. Raises RuntimeError when it did not come to a verdict."""
    command = [str(linter), "--format", "json", "--include-checks", "I", "--", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        matches = json.loads(done.stdout or "[]")
    except ValueError:
        raise RuntimeError(f"cfn-lint ended with {done.returncode}: {done.stderr or done.stdout}") from None
    if bool(matches) != bool(done.returncode):
        raise RuntimeError(f"cfn-lint ended with {done.returncode} and {len(matches)} complaints: {done.stderr}")
    found: dict[str, list[str]] = {str(file): [] for file in files}
    for match in matches:
        line = match["Location"]["Start"]["LineNumber"]
        found[match["Filename"]].append(f"line {line}: {match['Rule']['Id']} {match['Message']}")
    return found


def main() -> int:
    """Lint; the exit code is 1 when a template of the sandbox is faulty or a broken one passes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("linter", type=Path, help="the program cfn-lint")
    linter = parser.parse_args().linter
    found = asyncio.run(templates())
    with tempfile.TemporaryDirectory() as folder:
        good = [Path(folder, f"template-{number}.json") for number in range(1, len(found) + 1)]
        for file, text in zip(good, found, strict=True):
            file.write_text(text)
        bad = [Path(folder, f"{breaks.__name__[1:]}.json") for breaks in BREAKS]
        for file, breaks in zip(bad, BREAKS, strict=True):
            broken = copy.deepcopy(next(iter(found.values())))
            breaks(broken)
            file.write_text(json.dumps(broken, indent=2))
        against, against_broken = complaints(linter, good), complaints(linter, bad)
    wrong = [f"{Path(file).name}: {complaint}" for file, said in against.items() for complaint in said]
    wrong += [f"{Path(file).name}: cfn-lint says nothing" for file, said in against_broken.items() if not said]
    for line in wrong:
        print(f"WRONG {line}")
    print(f"{len(good)} templates linted, {len(bad)} broken ones tried, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
