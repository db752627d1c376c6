from __future__ import annotations

from tui.domain.changes import merge
from tui.sandbox.world import World
from tui.worker.sandbox import remembered

BORN = 1_795_000_000.0


def test_a_fresh_sandbox_comes_with_the_past_a_program_would_have_seen() -> None:
    customers, changes = remembered(World(1, 142, born=BORN))
    beta = next(c for c in customers if c.name.startswith("Beta Corp"))
    role = next(f for f in beta.integrations[0].features if f.name == "assume_role")
    assert (role.status, role.was, role.since) == ("missing", "available", BORN - 180)
    assert changes[0].at >= changes[-1].at
    assert any(c.org_id == beta.org_id and c.subject == "assume_role" and c.after == "missing" for c in changes)


def test_the_first_real_look_at_that_sandbox_brings_no_changes() -> None:
    customers, _ = remembered(World(1, 142, born=BORN))
    assert merge(customers, customers, BORN + 1).changes == ()


def test_what_did_not_change_in_two_weeks_is_only_known_to_be_that_old() -> None:
    customers, _ = remembered(World(1, 142, born=BORN))
    still = [f for c in customers for f in c.org_checklist if f.was is None]
    assert still
    assert all(f.since is not None and f.since <= BORN for f in still)
