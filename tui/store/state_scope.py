"""Whose state it is: one file serves every profile, host and partner, and never mixes them."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from tui.store.state_customers import storable

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Scope:
    """What state belongs to: the profile, the API host and the partner's organization id."""

    profile: str
    host: str
    partner_org_id: str

    def known(self, connection: Connection) -> int:
        """The scope's number, one that nothing has when it never stored anything."""
        found = connection.execute(
            "SELECT id FROM scopes WHERE profile = ? AND host = ? AND partner = ?", self._values()
        ).fetchone()
        return _NOBODY if found is None else int(found[0])

    def made(self, connection: Connection) -> int:
        """The scope's number, given to it now when it has none. Asked anew each time: the file may be another."""
        connection.execute("INSERT OR IGNORE INTO scopes (profile, host, partner) VALUES (?, ?, ?)", self._values())
        return self.known(connection)

    def _values(self) -> tuple[str, str, str]:
        return storable(self.profile), storable(self.host), storable(self.partner_org_id)
