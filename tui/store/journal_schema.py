"""The tables of journal.db, and the rules the database itself keeps whatever program writes to it.

Claims are partial unique indexes: they exist exactly as long as a row is in a claiming state, so taking and
releasing one is the same write as the state change it belongs to. History can only grow: the triggers refuse to
delete, to rewrite an event, to reopen an ended attempt, and to say "sent" of anything but a fresh intent.
"""

from __future__ import annotations

VERSION = 1
"""`user_version` of the database; a higher one was written by a newer program and is left alone."""

_OPEN = "('intended', 'sent', 'unknown')"
_HOLDING = "('intended', 'sent', 'unknown', 'accepted', 'bought')"

_FIXED = (
    "number", "id", "host", "profile", "org_id", "org_name", "provider", "plan_id", "email", "reviewed",
    "intended_at",
)  # fmt: skip

STATEMENTS = (
    """
    CREATE TABLE attempts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        state TEXT NOT NULL,
        host TEXT NOT NULL,
        profile TEXT NOT NULL,
        org_id TEXT NOT NULL,
        org_name TEXT NOT NULL,
        provider TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        email TEXT NOT NULL,
        reviewed TEXT NOT NULL,
        intended_at REAL NOT NULL,
        baseline TEXT,
        sender TEXT,
        sent_at REAL,
        ended_at REAL,
        judge_after REAL,
        how TEXT NOT NULL,
        words TEXT NOT NULL,
        looks INTEGER NOT NULL,
        next_look REAL,
        settled_by TEXT NOT NULL,
        note TEXT NOT NULL,
        differences TEXT NOT NULL,
        CHECK (
            state IN (
                'intended', 'sent', 'not sent', 'accepted', 'bought', 'not bought', 'refused', 'unknown'
            )
        )
    )
    """,
    """
    CREATE TABLE events (
        attempt_id TEXT NOT NULL REFERENCES attempts (id),
        seq INTEGER NOT NULL,
        at REAL NOT NULL,
        state TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (attempt_id, seq)
    )
    """,
    f"CREATE UNIQUE INDEX one_open_claim ON attempts (host, org_id, provider) WHERE state IN {_OPEN}",
    f"CREATE UNIQUE INDEX one_holder_of_a_plan ON attempts (host, plan_id) WHERE state IN {_HOLDING}",
    "CREATE INDEX attempts_by_host ON attempts (host, state)",
    """
    CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
    BEGIN SELECT RAISE(ABORT, 'a purchase is never deleted'); END
    """,
    """
    CREATE TRIGGER events_stay BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END
    """,
    """
    CREATE TRIGGER events_are_final BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'history is never rewritten'); END
    """,
    f"""
    CREATE TRIGGER the_intent_is_final BEFORE UPDATE OF {", ".join(_FIXED)} ON attempts
    BEGIN SELECT RAISE(ABORT, 'what was intended is never rewritten'); END
    """,
    """
    CREATE TRIGGER starts_intended BEFORE INSERT ON attempts WHEN NEW.state <> 'intended'
    BEGIN SELECT RAISE(ABORT, 'a purchase starts as an intent'); END
    """,
    """
    CREATE TRIGGER sent_once BEFORE UPDATE OF state ON attempts
    WHEN NEW.state = 'sent' AND OLD.state NOT IN ('intended', 'sent')
    BEGIN SELECT RAISE(ABORT, 'only an intent is sent'); END
    """,
    """
    CREATE TRIGGER ends_once BEFORE UPDATE OF state ON attempts
    WHEN NEW.state <> OLD.state AND (
        OLD.state IN ('not sent', 'refused', 'bought', 'not bought')
        OR (OLD.state = 'accepted' AND NEW.state <> 'bought')
        OR NEW.state = 'intended'
    )
    BEGIN SELECT RAISE(ABORT, 'an ended purchase is never reopened'); END
    """,
)

MOVING = (
    "state", "baseline", "sender", "sent_at", "ended_at", "judge_after", "how", "words", "looks", "next_look",
    "settled_by", "note", "differences",
)  # fmt: skip
"""The columns a record may change."""

COLUMNS = (*_FIXED, "revision", *MOVING)
"""Every column of an attempt."""
