"""Two real programs over one journal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tui.store.journal import Journal

_TESTS = Path(__file__).parents[1]
_HEAD = """
import sys
from pathlib import Path
from support.purchases import intended, plan
from tui.domain.purchase.attempt import Attempt
from tui.domain.purchase.figures import review
from tui.store.journal import Journal
path, me = Path(sys.argv[1]), sys.argv[2]
"""
_CONTEND = (
    _HEAD
    + """
journal = Journal.open(path)
for turn in range(12):
    attempt = intended(id=f"{me}-{turn}", org_id=f"org-{turn}", reviewed=review(plan(id=f"plan-{turn}")))
    print("ready", flush=True)
    sys.stdin.readline()
    print("won" if isinstance(journal.intend(attempt), Attempt) else "lost", flush=True)
"""
)
_INTEND_AND_WAIT = (
    _HEAD
    + """
assert isinstance(Journal.open(path).intend(intended()), Attempt)
print("on disk", flush=True)
sys.stdin.readline()
"""
)


def _program(code: str, path: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_TESTS), str(_TESTS.parent)))},
    )


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _go(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("go\n")
    program.stdin.flush()


def test_of_two_programs_told_to_buy_the_same_exactly_one_intends(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with _program(_CONTEND, path, "first") as first, _program(_CONTEND, path, "second") as second:
        for _ in range(12):
            assert (_line(first), _line(second)) == ("ready", "ready")
            _go(first)
            _go(second)
            assert sorted((_line(first), _line(second))) == ["lost", "won"]
    journal = Journal.open(path)
    attempts = journal.attempts()
    journal.close()
    assert [attempt.number for attempt in attempts] == list(range(12, 0, -1))
    assert len({attempt.org_id for attempt in attempts}) == 12


def test_an_intent_survives_the_death_of_its_program(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with _program(_INTEND_AND_WAIT, path, "only") as program:
        assert _line(program) == "on disk"
        program.send_signal(signal.SIGKILL)
    journal = Journal.open(path)
    (attempt,) = journal.attempts()
    journal.close()
    assert attempt.id == "attempt-1"
