"""Session rows (ログインの行): kept where the database can lose them, genuine by their marks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, LiteralString
from uuid import UUID

import structlog

from events.values import Role
from services.credentials import Account
from services.db import Databases, storage_errors
from services.keys.derived import Derived
from services.keys.marks import IDLE, LONGEST, SessionRow

OPEN = """
INSERT INTO account.session
    (session_id, token_hash, tenant, staff, assurance, opened_at, seen_at, mac)
VALUES (%(session_id)s, %(token_hash)s, %(tenant)s, %(staff)s, %(assurance)s, %(opened_at)s,
    %(opened_at)s, %(mac)s)
"""
LIVE = """
SELECT session_id, token_hash, tenant, staff, assurance, opened_at, mac, seen_at, programme, role
FROM account.session
WHERE token_hash = %(token_hash)s AND ended_at IS NULL AND seen_at > %(idle)s
    AND opened_at > %(longest)s
"""
SEEN = "UPDATE account.session SET seen_at = %(now)s WHERE session_id = %(session_id)s"
CHOOSE = """
UPDATE account.session SET programme = %(programme)s, role = %(role)s
WHERE session_id = %(session_id)s
"""
END = """
UPDATE account.session SET ended_at = %(now)s WHERE session_id = %(session_id)s AND ended_at IS NULL
"""
END_ALL = """
UPDATE account.session SET ended_at = %(now)s
WHERE tenant = %(tenant)s AND staff = %(staff)s AND ended_at IS NULL
RETURNING session_id
"""

log = structlog.get_logger("sessions")


class SessionRows:
    """Puts, finds and ends the rows of sessions; a row that bears no mark of ours is none."""

    def __init__(
        self,
        databases: Databases,
        derived_of: Callable[[str], Derived | None],
        clock: Callable[[], datetime],
    ) -> None:
        """
        `clock` gives the time in UTC.

        `derived_of` gives a municipality's derived keys; None = no such municipality.
        """
        self._databases = databases
        self._derived_of = derived_of
        self._clock = clock

    def put(self, session_id: UUID, token: str, account: Account, *, assurance: int) -> None:
        """Put the row of a session that was opened; `assurance` counts its factors."""
        derived = self._derived_of(account.tenant)
        assert derived is not None
        row = SessionRow(
            session_id=session_id,
            token_hash=sha256(token.encode()).digest(),
            tenant=account.tenant,
            staff=account.staff,
            assurance=assurance,
            opened_at=self._clock(),
        )
        self._execute(OPEN, {**vars(row), "mac": row.mark(derived)})

    def live(self, token: str) -> dict[str, Any] | None:
        """Return what the row of a token vouches for, while it has neither ended nor timed out."""
        now = self._clock()
        given = {
            "token_hash": sha256(token.encode()).digest(),
            "idle": now - IDLE,
            "longest": now - LONGEST,
        }
        found = self._execute(LIVE, given)
        if found is None:
            return None
        names = ("session_id", "token_hash", "tenant", "staff", "assurance", "opened_at")
        row = SessionRow(**dict(zip(names, found, strict=False)))
        mac, seen_at, programme, role = found[len(names) :]
        derived = self._derived_of(row.tenant)
        if derived is None or not row.bears(mac, derived):
            log.warning(
                "forged_session", tenant=row.tenant, staff=row.staff, session=row.session_id
            )
            return None
        if now - seen_at > timedelta(minutes=1):
            self._execute(SEEN, {"session_id": row.session_id, "now": now})
        return {**vars(row), "programme": programme, "role": role}

    def choose(self, session_id: UUID, programme: UUID, role: Role) -> None:
        """Note the context that a session acts in."""
        given = {"session_id": session_id, "programme": programme, "role": role}
        self._execute(CHOOSE, given)

    def end(self, session_id: UUID) -> None:
        """End a session."""
        self._execute(END, {"session_id": session_id, "now": self._clock()})

    def end_all(self, account: Account) -> tuple[UUID, ...]:
        """End every session of an account and return which they were."""
        given = {"tenant": account.tenant, "staff": account.staff, "now": self._clock()}
        with storage_errors(), self._databases.pool("login").connection() as conn:
            return tuple(session_id for (session_id,) in conn.execute(END_ALL, given))

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with self._databases.single("login") as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None
