"""
Epochs (鍵の世代): the key-encryption keys, of which only the newest lives (audit-log §7.6).

Renewing wraps every living data key and secret under a new one and destroys the old in the same
transaction: keys that were destroyed before cannot be unwrapped any more, whatever of their rows is
left in the data files or the write-ahead log.
"""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final, TypeVar
from uuid import UUID

from services.db import Conn, Databases, storage_errors
from services.keys.root import RootKey, unwrap, wrap

FIRST: Final = 1

MAKE_FIRST = """
INSERT INTO ring.epoch (epoch, wrapped) SELECT 1, %(wrapped)s
WHERE NOT EXISTS (SELECT FROM ring.key) AND NOT EXISTS (SELECT FROM ring.secret)
ON CONFLICT DO NOTHING
"""
NEWEST = """
SELECT epoch, wrapped FROM ring.epoch WHERE wrapped IS NOT NULL ORDER BY epoch DESC LIMIT 1
"""
STILL_LIVES = "SELECT FROM ring.epoch WHERE epoch = %(epoch)s AND wrapped IS NOT NULL"
HOLD_NEWEST = "SELECT FROM ring.epoch WHERE epoch = %(epoch)s AND wrapped IS NOT NULL FOR UPDATE"
OPEN_NEXT = "INSERT INTO ring.epoch (epoch, wrapped) VALUES (%(epoch)s, %(wrapped)s)"
END = """
UPDATE ring.epoch SET wrapped = NULL, destroyed_at = %(now)s
WHERE epoch < %(epoch)s AND wrapped IS NOT NULL
"""
LIVING_KEYS = """
SELECT key_id, tenant, wrapped FROM ring.key WHERE wrapped IS NOT NULL ORDER BY key_id FOR UPDATE
"""
REWRAP_KEYS = """
UPDATE ring.key k SET epoch = %(epoch)s, wrapped = n.wrapped
FROM unnest(%(key_ids)s::uuid[], %(wrapped)s::bytea[]) AS n (key_id, wrapped)
WHERE k.key_id = n.key_id
"""
SECRETS = "SELECT tenant, wrapped FROM ring.secret ORDER BY tenant FOR UPDATE"
REWRAP_SECRETS = """
UPDATE ring.secret s SET epoch = %(epoch)s, wrapped = n.wrapped
FROM unnest(%(tenants)s::text[], %(wrapped)s::bytea[]) AS n (tenant, wrapped)
WHERE s.tenant = n.tenant
"""

GivenT = TypeVar("GivenT")


class RingOlderThanLog(Exception):
    """The ring lacks what the log rests on: an older ring was restored; nothing starts."""


class EpochEnded(Exception):
    """Another process has renewed the ring meanwhile: what was read is to be read again."""


@dataclass(frozen=True)
class Epoch:
    """A living key-encryption key."""

    number: int
    key: bytes


class Epochs:
    """Knows the living epoch, and notices when another has taken its place."""

    def __init__(self, databases: Databases, root: RootKey) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._root = root
        self._lock = Lock()
        self._known: Epoch | None = None

    def found(self) -> None:
        """Make the first epoch of an empty ring; where keys stand already, nothing is made."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            if conn.execute(NEWEST).fetchone() is None:
                wrapped = self._root.wrap(os.urandom(32), _label(FIRST))
                conn.execute(MAKE_FIRST, {"wrapped": wrapped})

    def newest(self) -> Epoch:
        """
        Return the living epoch as last seen.

        Raises:
            RingOlderThanLog: when there is none.
        """
        with self._lock:
            if self._known is None:
                self._known = self._load()
            return self._known

    def of(self, number: int) -> Epoch:
        """
        Return the living epoch, which must have this number.

        Raises:
            EpochEnded: when it has another: one of the two was seen before a renewal.
        """
        newest = self.newest()
        if newest.number != number:
            raise EpochEnded
        return newest

    def need(self, conn: Conn, epoch: Epoch) -> None:
        """
        Make sure, after a row was written under an epoch, that the epoch did not end meanwhile.

        The row's foreign key holds the epoch's row: from here to the commit it cannot end.

        Raises:
            EpochEnded: when it did.
        """
        if conn.execute(STILL_LIVES, {"epoch": epoch.number}).fetchone() is None:
            raise EpochEnded

    def reading(self, look: Callable[[Conn], GivenT], *, alone: bool = False) -> GivenT:
        """
        Look into the ring in one transaction, again when it was renewed meanwhile.

        `alone` = the look is one statement, which needs no transaction around it.

        Raises:
            RingOlderThanLog: when there is no living epoch.
        """
        for last in (False, False, True):
            # Before the connection is taken: loading takes one too.
            self.newest()
            try:
                with self._looking(alone=alone) as conn:
                    return look(conn)
            except EpochEnded:
                self.forget()
                if last:
                    raise
        raise AssertionError

    @contextmanager
    def _looking(self, *, alone: bool) -> Generator[Conn]:
        if alone:
            with self._databases.single("unwrap", "ring") as conn:
                yield conn
        else:
            with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
                yield conn

    def forget(self) -> None:
        """Drop the key from memory; the ring is asked next time."""
        with self._lock:
            self._known = None

    def renew(self, *, now: datetime) -> int:
        """
        Open the next epoch, wrap everything living under it and destroy the old one.

        Returns:
            How many data keys were wrapped anew.

        Raises:
            RingOlderThanLog: when there is no living epoch.
            RootKeyRefused: when something is not wrapped under it; then nothing is changed.
        """
        self.forget()
        old = self.newest()
        new = Epoch(old.number + 1, os.urandom(32))
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            # Whoever writes a row under the old epoch holds this one: they are waited for.
            if conn.execute(HOLD_NEWEST, {"epoch": old.number}).fetchone() is None:
                raise EpochEnded
            wrapped = self._root.wrap(new.key, _label(new.number))
            conn.execute(OPEN_NEXT, {"epoch": new.number, "wrapped": wrapped})
            renewed = _rewrap_keys(conn, old, new)
            _rewrap_secrets(conn, old, new)
            conn.execute(END, {"epoch": new.number, "now": now})
        self.forget()
        return renewed

    def _load(self) -> Epoch:
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            row = conn.execute(NEWEST).fetchone()
        if row is None:
            message = "no epoch"
            raise RingOlderThanLog(message)
        number, wrapped = row
        return Epoch(number, self._root.unwrap(wrapped, _label(number)))


def key_label(tenant: str, key_id: UUID) -> bytes:
    """Return what is bound to a wrapped data key."""
    return b"mcn/key/v1\0" + tenant.encode() + b"\0" + key_id.bytes


def secret_label(tenant: str) -> bytes:
    """Return what is bound to a wrapped secret."""
    return b"mcn/secret/v1\0" + tenant.encode()


def _label(number: int) -> bytes:
    return b"mcn/epoch/v1\0" + str(number).encode()


def _rewrap_keys(conn: Conn, old: Epoch, new: Epoch) -> int:
    rows = conn.execute(LIVING_KEYS).fetchall()
    again = [
        _rewrapped(wrapped, key_label(tenant, key_id), old, new) for key_id, tenant, wrapped in rows
    ]
    given = {"epoch": new.number, "key_ids": [row[0] for row in rows], "wrapped": again}
    conn.execute(REWRAP_KEYS, given)
    return len(rows)


def _rewrap_secrets(conn: Conn, old: Epoch, new: Epoch) -> None:
    rows = conn.execute(SECRETS).fetchall()
    again = [_rewrapped(wrapped, secret_label(tenant), old, new) for tenant, wrapped in rows]
    given = {"epoch": new.number, "tenants": [row[0] for row in rows], "wrapped": again}
    conn.execute(REWRAP_SECRETS, given)


def _rewrapped(wrapped: bytes, label: bytes, old: Epoch, new: Epoch) -> bytes:
    return wrap(new.key, unwrap(old.key, wrapped, label), label)
