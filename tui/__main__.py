"""The front door: `archera-tui` and `python -m tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and answer its exit code."""
    from tui.cli.command_line import run  # noqa: PLC0415 - nothing is loaded before it is known what is asked

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
