"""What people marked: changes seen to, plans reviewed, customers pinned, links as answered, drafts, the welcome."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from sqlite3 import Connection
from typing import TYPE_CHECKING, TypeVar

from tui.domain.changes import Change
from tui.domain.clock import Clock
from tui.domain.marks import Review, ReviewMark, change_key
from tui.domain.snapshot import PlanKey
from tui.store.state_file import StateFile
from tui.store.state_rows import compact
from tui.store.state_scope import Scope
from tui.store.trouble import SENSELESS

if TYPE_CHECKING:
    from tui.domain.onboarding.drafts import Draft

Item = TypeVar("Item")

_EVERYWHERE = Scope("", "", "")
_MOST_ACKNOWLEDGED = 5_000
_MOST_DRAFTS = 500


class Marks:
    """The marks of one scope. Every method may be called from any thread."""

    def __init__(self, file: StateFile, scope: Scope, clock: Clock) -> None:
        self._file = file
        self._scope = scope
        self._clock = clock

    def acknowledge(self, changes: Iterable[Change]) -> None:
        """Remember that somebody has seen to these changes."""
        keys = [change_key(change) for change in changes]

        def work(connection: Connection) -> None:
            for key in keys:
                self._put(connection, "seen to", key, "")
            self._trim(connection, "seen to", _MOST_ACKNOWLEDGED)

        self._file.write(work)

    def acknowledged(self) -> frozenset[str]:
        """The `change_key` of every acknowledged change."""
        return frozenset(key for key, _, _ in self._rows("seen to"))

    def look(self, at: float) -> None:
        """Remember when the activity was last looked at, epoch seconds."""
        self._set("looked", "", repr(at))

    def looked_at(self) -> float | None:
        """When the activity was last looked at, epoch seconds; None: never."""
        return next(self._read("looked", lambda _, body, __: float(body)), None)

    def tell_until(self, listener: str, number: int) -> None:
        """Remember the number of the last change that this listener was told."""
        self._set("told", compact(listener), str(number))

    def told_until(self, listener: str) -> int | None:
        """The number of the last change that this listener was told; None: it never listened."""
        return dict(self._read("told", lambda key, body, _: (json.loads(key), int(body)))).get(listener)

    def review(self, key: PlanKey, review: Review) -> None:
        """Mark the plan of a customer and provider."""
        self._set("review", compact(key), compact([review.mark.value, review.plan_id, review.at, review.note]))

    def reviews(self) -> dict[PlanKey, Review]:
        """Every review mark."""
        return dict(self._read("review", _review))

    def pin(self, org_id: str) -> None:
        """Keep a customer at the top."""
        self._set("pin", compact(org_id), "")

    def unpin(self, org_id: str) -> None:
        """Let a customer go back to its place."""
        self._file.write(lambda connection: self._drop(connection, "pin", compact(org_id)))

    def pinned(self) -> frozenset[str]:
        """The ids of the pinned customers."""
        return frozenset(self._read("pin", lambda key, _, __: str(json.loads(key))))

    def save_links(self, org_id: str, links: Mapping[str, str | None]) -> None:
        """Keep a customer's marketplace offer links as updatePartnerOrg answered them."""
        self._set("links", compact(org_id), compact(dict(links)))

    def links(self) -> dict[str, tuple[dict[str, str | None], float]]:
        """Every customer's links as last answered here, and when (epoch seconds); one that isn't there is not known."""
        return dict(self._read("links", lambda key, body, at: (json.loads(key), (dict(json.loads(body)), at))))

    def keep_draft(self, org_id: str, draft: Draft) -> None:
        """Keep what was typed about a customer and not used, or nothing of it any more; the latest are kept."""
        from tui.domain.onboarding.drafts import draft_text  # noqa: PLC0415 - the first paint has no use for it

        key, text = compact(org_id), draft_text(draft)

        def work(connection: Connection) -> None:
            if not text:
                self._drop(connection, "draft", key)
                return
            self._put(connection, "draft", key, text)
            self._trim(connection, "draft", _MOST_DRAFTS)

        self._file.write(work)

    def drafts(self) -> dict[str, Draft]:
        """What was typed and not used, by customer."""
        from tui.domain.onboarding.drafts import draft_from  # noqa: PLC0415 - as above

        return dict(self._read("draft", lambda key, body, _: (json.loads(key), draft_from(body))))

    def welcome(self) -> None:
        """Remember that the welcome was shown, whatever the profile."""
        self._file.write(lambda connection: self._put(connection, "welcomed", "", "", scope=_EVERYWHERE))

    def welcomed(self) -> bool:
        """Whether the welcome was shown before, under any profile."""
        return bool(self._rows("welcomed", scope=_EVERYWHERE))

    def _set(self, kind: str, key: str, body: str) -> None:
        self._file.write(lambda connection: self._put(connection, kind, key, body))

    def _put(self, connection: Connection, kind: str, key: str, body: str, *, scope: Scope | None = None) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO marks (scope, kind, key, at, body) VALUES (?, ?, ?, ?, ?)",
            ((scope or self._scope).made(connection), kind, key, self._clock.now(), body),
        )

    def _drop(self, connection: Connection, kind: str, key: str) -> None:
        scope = self._scope.known(connection)
        connection.execute("DELETE FROM marks WHERE scope = ? AND kind = ? AND key = ?", (scope, kind, key))

    def _trim(self, connection: Connection, kind: str, most: int) -> None:
        """Keep only the latest of a kind."""
        connection.execute(
            "DELETE FROM marks WHERE scope = ?1 AND kind = ?2 AND key NOT IN (SELECT key FROM marks "
            "WHERE scope = ?1 AND kind = ?2 ORDER BY at DESC LIMIT ?3)",
            (self._scope.known(connection), kind, most),
        )

    def _read(self, kind: str, item: Callable[[str, str, float], Item]) -> Iterator[Item]:
        """What `item` makes of the key, the body and the time of each mark; a mark that makes no sense is left out."""
        for row in self._rows(kind):
            with suppress(*SENSELESS):
                yield item(*row)

    def _rows(self, kind: str, *, scope: Scope | None = None) -> list[tuple[str, str, float]]:
        def work(connection: Connection) -> list[tuple[str, str, float]]:
            values = ((scope or self._scope).known(connection), kind)
            return connection.execute("SELECT key, body, at FROM marks WHERE scope = ? AND kind = ?", values).fetchall()

        return self._file.read(work)


def _review(key: str, body: str, _: float) -> tuple[PlanKey, Review]:
    org_id, provider = json.loads(key)
    mark, plan_id, at, note = json.loads(body)
    return (org_id, provider), Review(ReviewMark(mark), plan_id, at, note)
