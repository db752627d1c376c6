"""The document that every command about a customer answers with `--json`, as a schema that allows nothing else."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_TIME = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_FAULT = _object(
    {
        "what": _TEXT,
        "meaning": _TEXT,
        "remedy": _TEXT,
        "server_said": _TEXT,
        "fields": {"type": "object", "additionalProperties": {"type": "array", "items": _TEXT}},
        "status": {"type": ["integer", "null"]},
        "sent": {"enum": ["not sent", "maybe sent", "answered"]},
        "kind": _TEXT,
        "retry_after": {"type": ["number", "null"]},
    }
)
_LINK = _object({"known": {"type": "boolean"}, "url": _MAYBE_TEXT, "sent": {"type": "boolean"}})
_REPORT = _object({"region": _TEXT, "bucket": _TEXT, "prefix": _TEXT, "report_name": _TEXT})
_FEATURE = _object({"feature": _TEXT, "status": _TEXT, "meaning": _TEXT, "remedy": _MAYBE_TEXT})
_VERIFICATION = _object(
    {
        "cloud": {"enum": ["aws", "azure"]},
        "asked_with": _object({"onboarding_id": _MAYBE_TEXT, "account_id": _MAYBE_TEXT, "existing_cur": _REPORT}),
        "asked_before_and_not_answered_at": _TIME,
        "verified_at": _TIME,
        "took_seconds": {"type": "number"},
        "available": {"type": "integer"},
        "features": {"type": "array", "items": _FEATURE},
        "verified_before_at": _TIME,
        "changes": {"type": "array", "items": _object({"feature": _TEXT, "was": _TEXT, "now": _TEXT})},
        "watch": _object({"minutes": {"type": "integer"}, "verifications": {"type": "integer"}, "ended": _TEXT}),
    }
)
_MONEY = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
_HOURS = {"type": ["number", "null"]}


def _named(names: str, kind: dict[str, Any]) -> dict[str, Any]:
    """Properties of these names, all of one kind."""
    return dict.fromkeys(names.split(), kind)


_LISTED_PLAN = _object(
    _named("customer org_id provider plan_id plan_name standing status review", _TEXT)
    | _named("monthly_savings_usd monthly_premium_usd cash_due_usd minimum_commitment_usd", _MONEY)
    | _named("coverage_now_ratio coverage_after_ratio", _MONEY)
    | _named("is_calculating is_locked", {"type": ["boolean", "null"]})
    | _named("lock_in note policy_buys_at", _MAYBE_TEXT)
    | _named("marked_at read_at", _TIME)
    | {"lock_in_hours": _HOURS, "flagged_actions": {"type": "integer"}}
)
_COUNTS = _object(
    _named("shown known not_known could_not_be_read no_plan to_review to_buy", {"type": "integer"})
    | _named("shown_savings_waiting_usd_per_month_added_up_here savings_waiting_usd_per_month_added_up_here", _MONEY)
)
_PLANS = _object(
    {
        "about": _object(
            _named("host profile sorted_by", _TEXT)
            | {"filter": _MAYBE_TEXT}
            | _named("made_at customers_read_at", _TIME)
        ),
        "counts": _COUNTS,
        "plans": {"type": "array", "items": _LISTED_PLAN},
    }
)
_REVIEWED = _object(
    _named("plan_id plan_name signature figures", _TEXT)
    | {"status": _MAYBE_TEXT, "lock_in_hours": _HOURS}
    | _named("monthly_savings monthly_fee cash_due minimum_commitment_cost breakeven_hours", _MONEY)
)
_ATTEMPT = _object(
    _named("id state host profile org_id org_name provider email how words settled_by note", _TEXT)
    | _named("number looks revision", {"type": "integer"})
    | _named("intended_at sent_at ended_at judge_after next_look", _TIME)
    | _named("baseline sender", {"type": ["object", "null"]})
    | {
        "reviewed": _REVIEWED,
        "events": {"type": "array", "items": _object({"at": _TIME, "text": _TEXT})},
        "differences": {"type": "array"},
        "open": {"type": "boolean"},
    }
)
RESULTS: dict[str, Any] = {
    "onboard start": _object({"onboarding_id": _MAYBE_TEXT, "cloud": {"const": "aws"}, "started_at": _TIME}),
    "onboard template": _object(
        {
            "file": _MAYBE_TEXT,
            "fetched_at": _TIME,
            "bytes": {"type": "integer"},
            "lines": {"type": "integer"},
            "review": {"type": "object"},
        }
    ),
    "onboard launch-url": _object(
        {
            "url": {"type": "string", "pattern": "^https://"},
            "fetched_at": _TIME,
            "host": _TEXT,
            "is_aws_console": {"type": "boolean"},
            "region": _MAYBE_TEXT,
            "stack_name": _MAYBE_TEXT,
            "template_url": _MAYBE_TEXT,
            "parameters": {"type": "object", "additionalProperties": _TEXT},
        }
    ),
    "onboard verify": _VERIFICATION,
    "onboard azure-verify": _VERIFICATION,
    "onboard azure-url": _object(
        {
            "url": {"type": "string", "pattern": "^https://"},
            "fetched_at": _TIME,
            "host": _TEXT,
            "is_microsoft_sign_in": {"type": "boolean"},
            "tenant_id": _TEXT,
            "subscription_id": _TEXT,
            "client_id": _MAYBE_TEXT,
            "redirect_host": _MAYBE_TEXT,
        }
    ),
    "onboard report": {"type": "object", "required": ["report", "version", "clouds"]},
    "register": _object(
        {
            "org_id": _TEXT,
            "company": _TEXT,
            "found_in_list": {"type": "boolean"},
            "legacy_call": {"const": True},
        }
    ),
    "plans": _PLANS,
    "plan": _object({"read_at": _TIME, **_named("plan units added_up_here", {"type": "object"})}),
    "buy": _object({"attempt": _ATTEMPT}),
    "journal look": _object({"attempt": _ATTEMPT}),
    "links": _object(
        {"as_last_answered_at": _TIME, "links": _object({"aws": _LINK, "azure": _LINK, "gcp": _LINK})},
    ),
}
_EXAMINED = {
    "part": {"enum": ["configuration", "disk", "terminal", "server"]},
    "check": _TEXT,
    "verdict": {"enum": ["ok", "warn", "fail", "skipped"]},
    "found": _TEXT,
    "remedy": _MAYBE_TEXT,
}
_DOCTOR = _object(
    {
        "command": {"const": "doctor"},
        "at": _TIME,
        "profile": _MAYBE_TEXT,
        "host": _MAYBE_TEXT,
        "exit_code": {"enum": [0, 1]},
        "checks": {"type": "array", "items": _object(_EXAMINED)},
    }
)
_CHANGE = _object(
    {
        "at": {"type": "string", "pattern": _TIME["pattern"]},
        "kind": {"enum": ["feature", "added", "gone", "plan", "purchase", "api"]},
        "org_id": _MAYBE_TEXT,
        "customer": _MAYBE_TEXT,
        "host": _MAYBE_TEXT,
        "cloud": _MAYBE_TEXT,
        "list": _MAYBE_TEXT,
        "what": _MAYBE_TEXT,
        "before": _MAYBE_TEXT,
        "after": _MAYBE_TEXT,
        "is_regression": {"type": "boolean"},
    }
)
_OUTCOMES = {0: "done", 1: "warnings", 2: ("refused", "missing"), 3: "unknown"}


def check(document: dict[str, Any]) -> None:
    """Raise `ValidationError` unless this is an answer of its command."""
    command = document["command"]
    schema = _object(
        {
            "command": {"enum": list(RESULTS)},
            "profile": _TEXT,
            "host": _TEXT,
            "at": _TIME,
            "outcome": _TEXT,
            "exit_code": {"enum": [0, 1, 2, 3]},
            "customer": _object({"org_id": _TEXT, "name": _TEXT}),
            "fault": _FAULT,
            "result": RESULTS[command] if document["fault"] is None else {},
        }
    )
    Draft202012Validator(schema).validate(document)
    assert document["outcome"] in _OUTCOMES[document["exit_code"]]
    assert document["fault"] is not None or document["result"] is not None


def check_doctor(document: dict[str, Any]) -> None:
    """Raise `ValidationError` unless this is an answer of `archera-tui doctor`."""
    Draft202012Validator(_DOCTOR).validate(document)
    fails = any(line["verdict"] == "fail" for line in document["checks"])
    assert document["exit_code"] == int(fails)


def check_change(document: dict[str, Any]) -> None:
    """Raise `ValidationError` unless this is a line of `archera-tui watch --json`."""
    Draft202012Validator(_CHANGE).validate(document)
    assert (document["host"] is None) == (document["kind"] != "api")
