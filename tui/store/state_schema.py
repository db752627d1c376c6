"""The tables of state.db. Everything hangs on a scope: profile, host and partner; scope 0 is for all of them."""

from __future__ import annotations

VERSION = 3
"""Kept in `PRAGMA user_version`. A file of another version is moved aside, never converted: state may be lost."""

STATEMENTS = (
    """CREATE TABLE scopes (
        id INTEGER PRIMARY KEY, profile TEXT NOT NULL, host TEXT NOT NULL, partner TEXT NOT NULL,
        customers_at REAL, digest TEXT NOT NULL DEFAULT '', UNIQUE (profile, host, partner)
    )""",
    "CREATE TABLE shapes (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE)",
    """CREATE TABLE customers (
        scope INTEGER, org_id TEXT, name TEXT NOT NULL, created_at REAL, first_seen REAL, position INTEGER NOT NULL,
        shape INTEGER NOT NULL REFERENCES shapes, statuses TEXT NOT NULL, since REAL, rest TEXT,
        PRIMARY KEY (scope, org_id)
    ) WITHOUT ROWID""",
    """CREATE TABLE plans (
        scope INTEGER, org_id TEXT, provider TEXT, state TEXT NOT NULL, read_at REAL, tried_at REAL,
        brief TEXT, fault TEXT, PRIMARY KEY (scope, org_id, provider)
    ) WITHOUT ROWID""",
    """CREATE TABLE plan_bodies (
        scope INTEGER, org_id TEXT, provider TEXT, body BLOB NOT NULL, PRIMARY KEY (scope, org_id, provider)
    )""",
    """CREATE TABLE plan_history (
        scope INTEGER, org_id TEXT, provider TEXT, read_at REAL NOT NULL, brief TEXT NOT NULL, mark TEXT NOT NULL,
        body BLOB,
        PRIMARY KEY (scope, org_id, provider, read_at)
    )""",
    """CREATE TABLE progress (
        scope INTEGER, org_id TEXT, cloud TEXT, body TEXT NOT NULL, PRIMARY KEY (scope, org_id, cloud)
    ) WITHOUT ROWID""",
    """CREATE TABLE changes (
        id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL, org_id TEXT NOT NULL,
        name TEXT NOT NULL, subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, key TEXT NOT NULL
    )""",
    "CREATE INDEX changes_of_subject ON changes (scope, org_id, key, subject, id)",
    "CREATE INDEX changes_by_time ON changes (scope, id)",
    """CREATE TABLE marks (
        scope INTEGER, kind TEXT, key TEXT, at REAL NOT NULL, body TEXT NOT NULL, PRIMARY KEY (scope, kind, key)
    ) WITHOUT ROWID""",
)

SMALL_TABLES = ("scopes", "shapes", "customers", "plans", "progress", "changes", "marks")
"""What is carried over when the disk fails and the store goes on in memory; the rest would fill it."""
