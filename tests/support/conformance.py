"""Schemathesis over a sandbox: thousands of requests made from the contract, every answer judged by it."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from support.clock import EPOCH
from support.contract import contract_for_tools
from support.sandbox_caller import no_wait

from tui.sandbox.app import DEFAULT_KEY, create_app
from tui.sandbox.dialect import PUBLISHED
from tui.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis.core.transport import Response
    from schemathesis.engine.recorder import ScenarioRecorder
    from schemathesis.generation.case import Case
    from schemathesis.schemas import BaseSchema
    from starlette.types import ASGIApp

EVERY_PHASE = ("examples", "coverage", "fuzzing", "stateful")
CHECKS = frozenset(
    {
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
        "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header",
        "unsupported_method", "allow_header_conformance", "ignored_auth", "use_after_free",
        "ensure_resource_availability",
    }
)  # fmt: skip
"""What is checked of every answer; all that schemathesis has that prove conformance to a contract."""

_SECONDS_BETWEEN_CALLS = 5
_GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
# The contract has plain strings here and the sandbox refuses what the clouds themselves would refuse, so that a
# person learns of a mistyped id at once: these refusals of data that fits the contract are meant.
_MEANT = {
    "getAzureAuthUrl": {"azure_tenant_id": _GUID, "azure_subscription_id": _GUID},
    "verifyAws": {"account_id": _TWELVE_DIGITS},
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a check has against an answer; `request` is the curl command that brings it again."""

    check: str
    operation: str
    message: str
    request: str


@dataclass(slots=True)
class Verdict:
    """What came of a run: complaints, how often each operation answered with each status, how often checks ran.

    `meant` counts refusals that are meant, `errors` lists what went wrong with the run itself.
    """

    complaints: list[Complaint] = field(default_factory=list)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    phases: set[str] = field(default_factory=set)
    meant: int = 0
    errors: list[str] = field(default_factory=list)

    def failed_checks(self) -> set[str]:
        """The names of the checks that have something against an answer."""
        return {complaint.check for complaint in self.complaints}


def sandbox(seed: int, orgs: int = 12) -> tuple[World, ASGIApp]:
    """A world that keeps to the letter of the contract, and its application; every call is a little later."""
    world = World(seed, orgs, born=EPOCH, dialect=PUBLISHED)
    moments = count(int(EPOCH), _SECONDS_BETWEEN_CALLS)
    return world, create_app(world, clock=lambda: float(next(moments)), delay=no_wait)


def examined(
    world: World,
    target: ASGIApp | str,
    *,
    seed: int,
    examples: int,
    operation: str = "",
    phases: tuple[str, ...] = EVERY_PHASE,
) -> Verdict:
    """Examine a sandbox in this process, or at an address. `operation` picks one by its id; without, all are."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": {"x-api-key": DEFAULT_KEY},
            "continue-on-failure": True,
            "workers": 1,
            "request-timeout": 20,
            # What earlier runs learned would make this one another.
            "cache": {"enabled": False},
            "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
            "phases": {name: {"enabled": name in phases} for name in EVERY_PHASE},
        }
    )
    schema = schemathesis.openapi.from_dict(_document_about(world), config=config)
    schema.location = "the contract"
    if isinstance(target, str):
        schema.config.base_url = target
    else:
        schema.app = target
    return _run(schema.include(operation_id=operation) if operation else schema)


def _run(schema: BaseSchema) -> Verdict:
    verdict = Verdict()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                _take(event.recorder, verdict)
                verdict.phases.add(event.phase.value)
            case events.NonFatalError():
                verdict.errors.append(repr(event.value))
            case events.FatalError():
                verdict.errors.append(repr(event.exception))
            case _:
                pass
    return verdict


def _take(recorder: ScenarioRecorder, verdict: Verdict) -> None:
    for case_id, checks in recorder.checks.items():
        case = recorder.cases[case_id].value
        operation = case.operation.definition.raw["operationId"]
        interaction = recorder.interactions.get(case_id)
        response = interaction.response if interaction else None
        if response is not None:
            verdict.answers[operation, response.status_code] += 1
        for check in checks:
            verdict.checks[check.name] += 1
            if check.failure_info is None:
                continue
            if check.name == "positive_data_acceptance" and response and _is_meant(operation, case, response):
                verdict.meant += 1
                continue
            failure, request = check.failure_info.failure, check.failure_info.code_sample
            verdict.complaints.append(Complaint(check.name, operation, f"{failure.title}: {failure.message}", request))


def _is_meant(operation: str, case: Case[Any], response: Response) -> bool:
    """Whether a refusal names nothing but values that are meant to be refused, and they deserve it."""
    rules = _MEANT.get(operation, {})
    if response.status_code != 422:
        return False
    errors = json.loads(response.content)["errors"]
    named: dict[str, Any] = errors.get("json", {})
    return (
        set(errors) == {"json"}
        and set(named) <= set(rules)
        and isinstance(case.body, dict)
        and not any(rules[name].fullmatch(str(case.body.get(name, ""))) for name in named)
    )


def _document_about(world: World) -> dict[str, Any]:
    """The contract with the ids of this world in its paths, so that requests reach something.

    Half of the ids are somebody's; the others are those of another partner's customer and of nobody.
    """
    document = copy.deepcopy(contract_for_tools())
    plans = dict(_plans(world))
    for path, item in document["paths"].items():
        for parameter in item["parameters"]:
            if parameter["name"] == "plan_id":
                known = list(plans)
            elif path.endswith(("/child-orgs", "/register_child")):
                known = [world.partner_id]
            elif "{plan_id}" in path:
                known = sorted(set(plans.values()))
            else:
                known = list(world.orgs)
            parameter["schema"] = {"type": "string", "enum": [*known, world.foreign_org_id]}
    return document


def _plans(world: World) -> Iterator[tuple[str, str]]:
    """A few plans of two customers, by id: enough to be met together with their customers by chance."""
    connected = [org for org in world.orgs.values() if org.checklists()]
    for org in sorted(connected, key=lambda org: -len(world.providers_of(org)))[:2]:
        for provider in world.providers_of(org):
            shelf = world.shelf(org, provider, EPOCH)
            showing = shelf.showing(EPOCH) if shelf else None
            if showing is not None:
                yield showing.edition.plan_id, org.org_id
