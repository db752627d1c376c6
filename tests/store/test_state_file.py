import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.clock import EPOCH, ManualClock
from support.store_values import customer, fleet, reading

from tui.domain.onboarding.steps import Progress
from tui.store.state import StateStore, Stored
from tui.store.state_schema import VERSION
from tui.store.state_scope import Scope

SCOPE = Scope("prod", "api.example", "6f1c")
ASIDE = "state.db.bad-20261118T110640Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def opened(path: Path) -> tuple[StateStore, str]:
    return StateStore.open(path, SCOPE, ManualClock())


def filled(path: Path) -> None:
    store, _ = opened(path)
    store.save_customers(fleet(300), at=EPOCH, digest="d")
    store.save_plan((fleet(1)[0].org_id, "aws"), reading(EPOCH), b"{}")
    store.save_progress(Progress("o1", "aws", url="https://x"))
    store.marks.pin("o1")
    store.close()


def works(store: StateStore) -> bool:
    store.save_customers(fleet(3), at=EPOCH, digest="new")
    return store.load().customers == fleet(3)


def test_a_file_that_is_no_database_is_moved_aside_and_begun_anew(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)
    store, notice = opened(path)
    assert notice == f"The stored state is damaged. It was moved to {path.with_name(ASIDE)}; history begins anew."
    assert path.with_name(ASIDE).read_bytes() == b"not a database" * 100
    assert works(store)
    store.close()
    again, notice = opened(path)
    assert notice == ""
    assert again.load().customers == fleet(3)
    again.close()


def test_the_log_of_a_file_in_use_goes_with_it(path: Path) -> None:
    filled(path)
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.execute("CREATE TABLE later AS SELECT 1 AS x")
    newer.commit()
    log = path.with_name("state.db-wal").read_bytes()
    store, _ = opened(path)
    assert path.with_name(f"{ASIDE}-wal").read_bytes() == log
    assert works(store)
    store.close()
    assert newer.execute("SELECT x FROM later").fetchone() == (1,)
    newer.close()


def test_a_file_of_a_newer_program_is_moved_aside(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "source/state.db"
    filled(source)
    newer = sqlite3.connect(source)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.execute("CREATE TABLE later AS SELECT 1 AS x")
    newer.commit()
    # What a program that was killed leaves: its last changes are in the log alone.
    for name in ("state.db", "state.db-wal"):
        shutil.copy(source.with_name(name), path.with_name(name))
    newer.close()
    store, notice = opened(path)
    assert notice == (
        f"The stored state is of another archera-tui (version {VERSION + 1}, this one knows {VERSION}). "
        f"It was moved to {path.with_name(ASIDE)}; history begins anew."
    )
    assert store.load() == Stored()
    assert works(store)
    store.close()
    kept = sqlite3.connect(path.with_name(ASIDE))
    assert kept.execute("SELECT count(*) FROM customers").fetchone() == (300,)
    assert kept.execute("SELECT x FROM later").fetchone() == (1,)
    kept.close()


def test_a_database_of_something_else_is_moved_aside(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    store, notice = opened(path)
    assert "was made by another program" in notice
    assert works(store)
    store.close()
    kept = sqlite3.connect(path.with_name(ASIDE))
    assert kept.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    kept.close()


def test_damage_deep_in_the_file_is_found_when_it_is_read(path: Path) -> None:
    filled(path)
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xa5" * (len(body) - 4096)
    path.write_bytes(body)
    store, notice = opened(path)
    assert notice == ""
    assert store.load() == Stored()
    assert "is damaged" in store.notice
    assert path.with_name(ASIDE).exists()
    assert works(store)
    store.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE customers SET statuses = 'zzz'",
        "UPDATE customers SET rest = '[[99,1,null,null]]'",
        "UPDATE customers SET rest = '{'",
        "DELETE FROM shapes",
        "UPDATE shapes SET body = '[1]'",
        "UPDATE plans SET brief = '[]'",
        "UPDATE plans SET state = 'odd'",
        """UPDATE plans SET brief = replace(brief, '"10.00"', '"ten"')""",
        "UPDATE progress SET body = '[]'",
        "UPDATE progress SET body = '{}'",
        "UPDATE scopes SET customers_at = 'now'",
        "UPDATE customers SET since = 'never'",
        "UPDATE customers SET first_seen = 9e999",
        "UPDATE customers SET created_at = -9e999",
        "UPDATE customers SET name = x'00'",
        "UPDATE plans SET read_at = x'00'",
        "INSERT INTO changes SELECT NULL, id, 'then', '', '', '', '', '', '', '' FROM scopes",
        "INSERT INTO changes SELECT NULL, id, 1.0, '', '', '', '', '', x'ff', '' FROM scopes",
        """UPDATE plans SET brief = replace(brief, '"10.00"', '"NaN"')""",
        """UPDATE plans SET brief = '[1' || substr(brief, instr(brief, ','))""",
        "UPDATE plans SET brief = rtrim(brief, ']0123456789.nul') || '\"x\"]'",
        "UPDATE customers SET rest = replace(hex(zeroblob(100000)), '00', '[')",
    ],
)
def test_rows_that_make_no_sense_are_moved_aside_with_the_file(path: Path, spoil: str) -> None:
    filled(path)
    spoiler = sqlite3.connect(path)
    spoiler.execute(spoil)
    spoiler.commit()
    spoiler.close()
    store, _ = opened(path)
    assert store.load() == Stored()
    assert "holds rows that make no sense" in store.notice
    assert path.with_name(ASIDE).exists()
    assert works(store)
    store.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE customers SET name = CAST(x'41ff' AS TEXT)",
        "UPDATE plans SET brief = CAST(x'5bff5d' AS TEXT)",
        "DROP TABLE shapes",
        "ALTER TABLE customers RENAME COLUMN rest TO remains",
    ],
    ids=["half a character", "half a character in a plan", "no such table", "no such column"],
)
def test_texts_and_tables_that_are_none_of_ours_are_damage(path: Path, spoil: str) -> None:
    filled(path)
    spoiler = sqlite3.connect(path)
    spoiler.execute(spoil)
    spoiler.commit()
    spoiler.close()
    store, _ = opened(path)
    assert store.load() == Stored()
    assert "is damaged" in store.notice
    assert path.with_name(ASIDE).exists()
    assert works(store)
    store.close()


def test_a_store_that_was_closed_leaves_its_file_where_it_is(path: Path) -> None:
    filled(path)
    store, _ = opened(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.load()
    assert not path.with_name(ASIDE).exists()


def test_a_file_that_another_program_began_anew_is_not_moved_aside(path: Path) -> None:
    filled(path)
    spoiler = sqlite3.connect(path)
    spoiler.execute("DELETE FROM shapes")
    spoiler.commit()
    spoiler.close()
    first, second = opened(path)[0], opened(path)[0]
    for store in (first, second):
        assert store.load() == Stored()
    first.save_customers(fleet(3), at=EPOCH, digest="new")
    assert second.load().customers == fleet(3)
    assert second.notice == ""
    assert [file.name for file in path.parent.glob("*.bad-*[0-9Z]")] == [ASIDE]
    first.close()
    second.close()


def test_a_second_bad_file_does_not_replace_the_first(path: Path) -> None:
    for body in (b"first" * 100, b"second" * 100):
        path.write_bytes(body)
        opened(path)[0].close()
    assert path.with_name(ASIDE).read_bytes() == b"first" * 100
    assert path.with_name(f"{ASIDE}.1").read_bytes() == b"second" * 100


def test_where_no_file_can_be_the_store_works_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder/state.db").mkdir(parents=True)
    for path in (tmp_path / "file/state.db", tmp_path / "folder/state.db", Path("/proc/nowhere/state.db")):
        store, notice = opened(path)
        assert notice.startswith(f"{path} can't be used: ")
        assert notice.endswith("What is learned now is forgotten at the end of the program.")
        assert works(store)
        store.close()


def test_a_file_and_a_folder_left_open_to_others_are_closed(path: Path) -> None:
    filled(path)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    opened(path)[0].close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_full_disk_turns_the_store_to_memory_with_what_it_knew(path: Path) -> None:
    filled(path)
    store, _ = opened(path)
    store.load()
    store._file._connection.execute("PRAGMA max_page_count = 1")
    body = os.urandom(200_000)
    store.save_plan(("o1", "aws"), reading(EPOCH), body)
    assert "the disk is full" in store.notice
    stored = store.load()
    assert stored.customers == fleet(300)
    assert stored.progress["o1", "aws"].url == "https://x"
    assert store.marks.pinned() == {"o1"}
    assert store.raw_plan(("o1", "aws")) == body
    store.save_customers([customer(9)], at=EPOCH, digest="")
    assert store.load().customers == (customer(9),)
    store.close()


FULL = """
import resource, sys
from pathlib import Path
from support.clock import ManualClock
from support.store_values import fleet
from tui.store.state import StateStore
from tui.store.state_scope import Scope
store, _ = StateStore.open(Path(sys.argv[1]), Scope("p", "h", "x"), ManualClock())
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
store.save_customers(fleet(3000), at=1.0, digest="d")
print(len(store.load().customers), store.notice)
"""


def test_a_disk_that_refuses_to_write_turns_the_store_to_memory(path: Path) -> None:
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(tests)},
    )
    assert done.stdout.startswith("3000 ")
    assert "can't be used: the disk" in done.stdout


def test_a_change_is_lost_and_said_so_when_another_program_keeps_the_file_locked(path: Path) -> None:
    filled(path)
    store, _ = opened(path)
    store._file._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    changed = [customer(0, since=9.0)]
    store.save_customers(changed, at=EPOCH, digest="lost")
    assert "is locked by another program. The last change was not stored." in store.notice
    other.execute("ROLLBACK")
    other.close()
    witness, _ = opened(path)
    assert witness.load().customers == fleet(300)
    witness.close()
    store.save_customers(changed, at=EPOCH, digest="kept")
    assert store.notice == ""
    stored = store.load()
    assert (stored.digest, list(stored.customers)) == ("kept", changed)
    store.close()


BEGIN = """
import sys
from pathlib import Path
from support.clock import ManualClock
from support.store_values import customer
from tui.store.state import StateStore
from tui.store.state_scope import Scope
print("ready", flush=True)
sys.stdin.readline()
store, notice = StateStore.open(Path(sys.argv[1]), Scope("p", "h", sys.argv[2]), ManualClock())
for number in range(20):
    store.save_customers([customer(number)], at=float(number), digest="d")
print(notice or store.notice or "fine")
store.close()
"""


def test_programs_that_start_at_the_same_moment_make_one_file(path: Path) -> None:
    tests = Path(__file__).parents[1]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(path), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(tests)},
        )
        for number in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0] for process in started] == ["fine\n"] * 4
    assert {file.name for file in path.parent.iterdir()} == {"state.db"}
