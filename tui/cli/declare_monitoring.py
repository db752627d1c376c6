"""The commands for those who watch: `check`, `watch`, `metrics`, `doctor`, declared."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tui.cli.parser import command, seconds, whom

_CHECKING = """\
EXPR is a filter as in the dashboard; one customer that matches raises its level, and an empty one raises nothing.
"needs:attention status:missing age<1d" is about what broke today alone. Words about plans (plan:ready, savings>1000)
let the plans be read that are due.

exit codes, as the monitoring-plugin convention has them:
  0  OK: nobody matches
  1  WARNING: somebody matches the first expression
  2  CRITICAL: somebody matches the second, or the server doesn't serve: no connection, no answer in time, a failure,
     an answer that can't be read
  3  UNKNOWN: nothing can be told from here. An expression, option or setting makes no sense, there is no key or the
     server refuses it, it asks to slow down, or it lists nobody

examples for cron, Nagios and Icinga, which need no terminal:
  archera-tui check --profile prod --critical 'needs:attention status:missing age<1d' --timeout 30
  archera-tui check --warning '' --critical 'name:"Beta Corp" !status:available'"""

_EXAMINING = """\
Looks at the configuration, the key (which is never shown), folders and stores, the journal, the terminal, and the way
to the server: its name, the connection, the clock, the key, the partner's id. Nothing is changed, and one read is sent.

exit codes:
  0  nothing fails, though something may be doubtful
  1  something fails, and what to do stands below it
  2  a command line that makes no sense"""

_MEASURING = """\
Gauges in the Prometheus text format, all named archera_..., with their units in their names. Where the server can't be
asked, archera_up is 0 and the rest is as last known, with its age. For node_exporter, from cron:
  */5 * * * * archera-tui metrics --textfile /var/lib/node_exporter/archera.prom

exit codes:
  0  as of now
  1  the server could not be asked, though what is known was written; or it could not be written
  2  a command line or a setting that makes no sense"""

_WATCHING = """\
A change is a feature that became something else, a customer added or gone, a plan, a purchase, or the API going away
and coming back. What happened since the last watch with the same filter comes first, each change once; of a profile
that was never watched, what comes from now on. Lines are written as they come, until it is interrupted.

exit codes:
  0  interrupted or told to end, its usual end
  2  a command line or a setting that makes no sense
  141  nobody reads any more"""


def declare_monitoring(commands: Any) -> None:
    """Declare every command of this module."""
    _check(commands)
    _watch(commands)
    _metrics(commands)
    _doctor(commands)


def _check(commands: Any) -> None:
    from tui.cli.plugin_line import not_understood  # noqa: PLC0415 - `--version` has no use for it

    summary = "look at every customer once and answer as a monitoring plugin does: one line, figures, an exit code"
    check = command(commands, "check", "tui.cli.check", summary, "archera-tui check --profile prod", _CHECKING)
    check.set_defaults(reads=("profile", "sandbox"))
    check.not_understood = not_understood
    whom(check)
    meaning = "customers that raise WARNING, else needs:attention"
    check.add_argument("-w", "--warning", metavar="EXPR", default="needs:attention", help=meaning)
    meaning = "customers that raise CRITICAL, else needs:attention status:missing"
    check.add_argument("-c", "--critical", metavar="EXPR", default="needs:attention status:missing", help=meaning)
    meaning = "end after so long at the latest, else 10"
    check.add_argument("-t", "--timeout", metavar="SECONDS", type=seconds, default=10.0, help=meaning)


def _watch(commands: Any) -> None:
    summary = "write a line for every change, until interrupted"
    example = "archera-tui watch --json --filter provider:aws | jq --unbuffered 'select(.is_regression)'"
    watch = command(commands, "watch", "tui.cli.watch", summary, example, _WATCHING)
    watch.set_defaults(reads=("profile", "sandbox", "scenario", "refresh"))
    whom(watch)
    watch.add_argument("--json", action="store_true", help="one JSON document a line, for programs")
    meaning = "only changes of customers that match, as in the dashboard; those of the API always"
    watch.add_argument("--filter", metavar="EXPR", default="", help=meaning)
    watch.add_argument("--plans", action="store_true", help="read the plans that are due as well")
    meaning = "read the customer list this often, else as the profile says"
    watch.add_argument("--refresh", type=seconds, metavar="SECONDS", default=argparse.SUPPRESS, help=meaning)


def _doctor(commands: Any) -> None:
    summary = "find out what keeps the program from working here, and what to do about it"
    doctor = command(commands, "doctor", "tui.cli.doctor", summary, "archera-tui doctor --profile prod", _EXAMINING)
    doctor.set_defaults(reads=("profile", "sandbox"))
    whom(doctor)
    doctor.add_argument("--json", action="store_true", help="data for programs instead of a table")


def _metrics(commands: Any) -> None:
    summary = "write figures about all customers for Prometheus"
    example = "archera-tui metrics --profile prod | curl --data-binary @- http://pushgateway:9091/metrics/job/archera"
    metrics = command(commands, "metrics", "tui.cli.metrics", summary, example, _MEASURING)
    metrics.set_defaults(reads=("profile", "sandbox"))
    whom(metrics)
    meaning = "write this file as a whole, for node_exporter's textfile collector; its name ends in .prom"
    metrics.add_argument("--textfile", metavar="PATH", type=_prom_file, help=meaning)
    metrics.add_argument("--plans", action="store_true", help="read the plans that are due as well, which takes longer")


def _prom_file(text: str) -> Path:
    if not text.endswith(".prom"):
        raise argparse.ArgumentTypeError(f'"{text}" does not end in .prom, and node_exporter reads no other file')
    return Path(text)
