"""A template that did not come as an object is brought all the same, to be looked at and saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.rig import Rig
from support.weather import Weather

from tui.domain.intents import ReadTemplate, StartOnboarding, TemplateText
from tui.sandbox.template import cloudformation_template

if TYPE_CHECKING:
    from pathlib import Path

YAML = "Resources:\n  Role:\n    Type: AWS::IAM::Role\n"
JSON = {"content-type": "application/json"}


async def fetched(tmp_path: Path, body: object) -> object:
    weather = Weather()
    rig = Rig(tmp_path, around=weather.around, orgs=24)
    org_id = next(c.org_id for c in (await rig.start()).customers if not c.integrations)
    await rig.ask(StartOnboarding(org_id))
    weather.status["cloudformation_template$"] = (200, json.dumps(body).encode(), JSON)
    found: object = await rig.ask(ReadTemplate(org_id))
    await rig.stop()
    return found


@pytest.mark.parametrize(
    ("sent", "text", "document"),
    [
        (YAML, YAML, YAML),
        (json.dumps(cloudformation_template()), None, cloudformation_template()),
        (["x"], '[\n  "x"\n]', ["x"]),
    ],
    ids=["YAML in a text", "JSON in a text", "a list"],
)
async def test_whatever_came_is_brought(tmp_path: Path, sent: object, text: str | None, document: object) -> None:
    found = await fetched(tmp_path, {"template": sent})
    assert isinstance(found, TemplateText)
    assert found.document == document
    assert found.text == (text or json.dumps(document, indent=2))
