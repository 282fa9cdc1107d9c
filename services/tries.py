"""
Tries (ログインの試み): how often a name may be tried, by address and altogether (R75).

A try is counted before the password is looked at, in one statement: many at once are no way round.
Whoever fails from their own addresses can slow a name down there, but locks nobody out at an
address from which that name has logged in before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, LiteralString

from services.db import Databases, storage_errors
from services.keys.derived import Derived
from services.keys.ring import Ring
from services.login_views import LoginRefused

REMEMBERED: Final = timedelta(days=1)
"""How long failed log-ins count; names typed once by strangers must not pile up."""
KNOWN_FOR: Final = timedelta(days=90)

CLAIM = """
INSERT INTO account.attempt AS a (tried_hash, failures, locked_until, last_at)
VALUES (%(tried)s, 1, 'epoch', %(now)s)
ON CONFLICT (tried_hash) DO UPDATE
SET failures = a.failures + 1, last_at = EXCLUDED.last_at, locked_until = CASE
    WHEN a.failures + 1 < %(free)s THEN a.locked_until
    ELSE %(now)s + make_interval(secs => least(
        %(longest)s, %(first)s * 2.0 ^ least(a.failures + 1 - %(free)s, 20))::float8) END
WHERE a.locked_until <= %(now)s
RETURNING locked_until, known
"""
LOCKED_UNTIL = "SELECT locked_until FROM account.attempt WHERE tried_hash = %(tried)s"
SUCCEED = """
INSERT INTO account.attempt AS a (tried_hash, failures, locked_until, last_at, known)
VALUES (%(tried)s, 0, 'epoch', %(now)s, true)
ON CONFLICT (tried_hash) DO UPDATE
SET failures = 0, locked_until = 'epoch', last_at = EXCLUDED.last_at, known = true
"""
FORGET = "DELETE FROM account.attempt WHERE tried_hash = %(tried)s"
FORGET_OLD = """
DELETE FROM account.attempt
WHERE last_at < %(before)s AND NOT known OR last_at < %(long_before)s
"""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many tries are free; each further one locks, twice as long each time; in seconds."""

    free: int
    first: int
    longest: int


HERE: Final = Limit(free=5, first=30, longest=900)
"""Of one name from one address."""
EVERYWHERE: Final = Limit(free=100, first=30, longest=60)
"""Of one name from all addresses that it is not known at."""


class Tries:
    """Counts log-ins; the names typed are kept as keyed hashes only."""

    def __init__(self, databases: Databases, ring: Ring, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ring = ring
        self._clock = clock

    def claim(self, login: str, address: str) -> int:
        """
        Take a turn at a name; return for how many seconds it is locked if this try fails.

        `address` is empty when the caller knows none; then only the name's own limit counts.

        Raises:
            LoginRefused: when there is no turn to be had yet.
        """
        now = self._clock()
        self._execute(FORGET_OLD, {"before": now - REMEMBERED, "long_before": now - KNOWN_FOR})
        wait, known = self._take(self._here(login, address), HERE)
        if address and not known:
            wait = max(wait, self._take(self._everywhere(login), EVERYWHERE)[0])
        return wait

    def succeeded(self, login: str, address: str) -> None:
        """Forget the failures of a name, and know it at this address."""
        now = self._clock()
        self._execute(SUCCEED, {"tried": self._here(login, address), "now": now})
        self._execute(FORGET, {"tried": self._everywhere(login)})

    def _take(self, tried: bytes, limit: Limit) -> tuple[int, bool]:
        now = self._clock()
        given = {
            "tried": tried,
            "now": now,
            "free": limit.free,
            "first": limit.first,
            "longest": limit.longest,
        }
        taken = self._execute(CLAIM, given)
        if taken is None:
            locked = self._execute(LOCKED_UNTIL, {"tried": tried})
            raise LoginRefused(_seconds(now, locked[0]) if locked else 1)
        until, known = taken
        return _seconds(now, until), known

    def _here(self, login: str, address: str) -> bytes:
        return self._hashed(b"login-here", login, address)

    def _everywhere(self, login: str) -> bytes:
        return self._hashed(b"login-everywhere", login)

    def _hashed(self, use: bytes, *typed: str) -> bytes:
        derived = Derived(self._ring.installation_secret())
        return derived.mark(use, *(sha256(text.encode()).digest() for text in typed))

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with storage_errors(), self._databases.pool("login").connection() as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None


def _seconds(now: datetime, until: datetime) -> int:
    wait = (until - now).total_seconds()
    return int(wait) + 1 if wait > 0 else 0
