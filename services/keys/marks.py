"""
Marks (印): which rows of accounts and sessions this program wrote (R75).

Whoever writes in the database, but has no ring, can make no row that counts: the mark is an HMAC
under a key derived from the municipality's secret, over all that the row vouches for.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from services.keys.derived import Derived

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """What a session's row vouches for; `opened_at` in UTC, to the microsecond."""

    session_id: UUID
    token_hash: bytes
    tenant: str
    staff: UUID
    assurance: int
    opened_at: datetime

    def mark(self, derived: Derived) -> bytes:
        """Return its mark."""
        return derived.mark(
            b"session",
            self.session_id.bytes,
            self.token_hash,
            self.tenant.encode(),
            self.staff.bytes,
            str(self.assurance).encode(),
            self.opened_at.astimezone(UTC).isoformat(timespec="microseconds").encode(),
        )

    def bears(self, mark: bytes, derived: Derived) -> bool:
        """Say whether this is its mark, in constant time."""
        return hmac.compare_digest(mark, self.mark(derived))


@dataclass(frozen=True, kw_only=True)
class CredentialRow:
    """What an account's row vouches for: whose password this is."""

    tenant: str
    staff: UUID
    login: str
    password_hash: str

    def mark(self, derived: Derived) -> bytes:
        """Return its mark."""
        return derived.mark(
            b"credential",
            self.tenant.encode(),
            self.staff.bytes,
            self.login.encode(),
            self.password_hash.encode(),
        )

    def bears(self, mark: bytes, derived: Derived) -> bool:
        """Say whether this is its mark, in constant time."""
        return hmac.compare_digest(mark, self.mark(derived))
