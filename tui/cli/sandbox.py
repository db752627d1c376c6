"""`archera-tui sandbox`: the API standalone, for other programs and for trying requests by hand."""

from __future__ import annotations

import argparse
from typing import Any

_OPTIONS = ("host", "port", "orgs", "seed", "scenario", "api_key")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; what the command line leaves out, the sandbox decides."""
    from tui.sandbox.serve import main_serve  # noqa: PLC0415 - brings the whole sandbox and its server

    given: dict[str, Any] = {name: found for name in _OPTIONS if (found := getattr(args, name, None)) is not None}
    return main_serve(**given)
