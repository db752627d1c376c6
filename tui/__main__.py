"""The front door: `archera-tui` and `python -m tui`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and answer its exit code."""
    _open_what_is_closed()
    from tui.cli.command_line import run  # noqa: PLC0415 - nothing is loaded before it is known what is asked

    return run(sys.argv[1:])


def _open_what_is_closed() -> None:
    """Started with `<&-` or `>&-` there is no such stream, and the next file opened would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open for the whole run


if __name__ == "__main__":
    sys.exit(main())
