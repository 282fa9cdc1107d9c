"""
Key ring: the data keys in a database of their own, wrapped under a key-encryption key (§5).

A scope (tenant, data subject, file, programme) has one key for ever; a destroyed key leaves a
tombstone that refuses its scope. The row is committed here before the log says `KeyCreated`.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID, uuid4

from services.db import Conn, Databases, storage_errors
from services.keys.cipher import check_value
from services.keys.root import RootKey, unwrap, wrap
from services.views import FileErased

EPOCH: Final = 1

MAKE_EPOCH = """
INSERT INTO ring.epoch (epoch, wrapped) VALUES (%(epoch)s, %(wrapped)s) ON CONFLICT DO NOTHING
"""
EPOCH_KEY = "SELECT wrapped FROM ring.epoch WHERE epoch = %(epoch)s"
MAKE_TENANT_ROW = """
INSERT INTO ring.secret (tenant, epoch, wrapped) VALUES (%(tenant)s, %(epoch)s, %(wrapped)s)
ON CONFLICT DO NOTHING
"""
TENANT_ROW = "SELECT wrapped FROM ring.secret WHERE tenant = %(tenant)s"
MAKE_KEY = """
INSERT INTO ring.key (key_id, tenant, subject, file, programme, epoch, wrapped, check_value)
VALUES (%(key_id)s, %(tenant)s, %(subject)s, %(file)s, %(programme)s, %(epoch)s, %(wrapped)s,
    %(check_value)s)
ON CONFLICT DO NOTHING
"""
KEY_OF_SCOPE = """
SELECT key_id, wrapped, check_value FROM ring.key
WHERE tenant = %(tenant)s AND subject = %(subject)s AND file = %(file)s
    AND programme = %(programme)s
"""
WRAPPED_KEYS = """
SELECT key_id, wrapped FROM ring.key WHERE tenant = %(tenant)s AND key_id = ANY(%(key_ids)s)
"""
KNOWN_KEYS = """
SELECT key_id FROM ring.key WHERE tenant = %(tenant)s AND key_id = ANY(%(key_ids)s)
"""
USE_RECEIPT = """
INSERT INTO ring.receipt (tenant, seq, used_at) VALUES (%(tenant)s, %(seq)s, %(now)s)
ON CONFLICT DO NOTHING
"""
FORGET_RECEIPTS = "DELETE FROM ring.receipt WHERE used_at < %(before)s"
DESTROY = """
UPDATE ring.key SET wrapped = NULL, destroyed_at = %(now)s
WHERE tenant = %(tenant)s AND key_id = %(key_id)s AND destroyed_at IS NULL
"""
MARK_PURGED = """
UPDATE ring.key SET purged = true WHERE tenant = %(tenant)s AND key_id = %(key_id)s
"""
UNPURGED = """
SELECT key_id FROM ring.key
WHERE tenant = %(tenant)s AND destroyed_at IS NOT NULL AND NOT purged
"""


@dataclass(frozen=True)
class Scope:
    """What one data key protects; `file` is a case, a person's sheet, or an access register."""

    subject: UUID
    file: str
    programme: UUID


@dataclass(frozen=True)
class DataKey:
    """A data key in use."""

    key_id: UUID
    secret: bytes
    check_value: bytes


class Ring:
    """The ring as the unwrapping and the destroying role see it."""

    def __init__(self, databases: Databases, root: RootKey) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._root = root
        self._lock = Lock()
        self._epoch_key: bytes | None = None
        self._secrets: dict[str, bytes] = {}

    def data_key(self, tenant: str, scope: Scope) -> DataKey:
        """
        Return the key of a scope, made and committed now if there is none.

        Raises:
            FileErased: when the scope's key was destroyed (R70).
        """
        place = {
            "tenant": tenant,
            "subject": scope.subject,
            "file": scope.file,
            "programme": scope.programme,
        }
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            row = conn.execute(KEY_OF_SCOPE, place).fetchone()
            if row is None:
                self._make(conn, tenant, place)
                row = conn.execute(KEY_OF_SCOPE, place).fetchone()
        assert row is not None
        key_id, wrapped, check = row
        if wrapped is None:
            raise FileErased
        secret = unwrap(self._key_encryption_key(), wrapped, _label(tenant, key_id))
        return DataKey(key_id=key_id, secret=secret, check_value=check)

    def secrets_of(self, tenant: str, key_ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """Return the keys that still exist; a destroyed one is left out. Nothing is cached."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            rows = conn.execute(
                WRAPPED_KEYS, {"tenant": tenant, "key_ids": list(key_ids)}
            ).fetchall()
        return {
            key_id: unwrap(self._key_encryption_key(), wrapped, _label(tenant, key_id))
            for key_id, wrapped in rows
            if wrapped is not None
        }

    def knows(self, tenant: str, key_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of the keys that have a row here, destroyed or not."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            rows = conn.execute(KNOWN_KEYS, {"tenant": tenant, "key_ids": list(key_ids)}).fetchall()
        return frozenset(key_id for (key_id,) in rows)

    def use_receipt(self, tenant: str, seq: int, *, now: datetime) -> bool:
        """Mark a receipt as used; False = it was used before."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            # Losing this row in a crash would need a crash and a replay within the receipt's 60 s.
            conn.execute("SET LOCAL synchronous_commit = off")
            given = {"tenant": tenant, "seq": seq, "now": now}
            return conn.execute(USE_RECEIPT, given).rowcount == 1

    def forget_receipts(self, *, before: datetime) -> None:
        """Drop receipts that are too old to be accepted anyway."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            conn.execute(FORGET_RECEIPTS, {"before": before})

    def destroy(self, tenant: str, key_id: UUID, *, now: datetime) -> None:
        """Destroy a key; doing it again changes nothing."""
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            conn.execute(DESTROY, {"tenant": tenant, "key_id": key_id, "now": now})

    def mark_purged(self, tenant: str, key_id: UUID) -> None:
        """Remember that the bytes which a destroyed key had sealed are gone too."""
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            conn.execute(MARK_PURGED, {"tenant": tenant, "key_id": key_id})

    def unpurged(self, tenant: str) -> frozenset[UUID]:
        """Return the destroyed keys whose sealed bytes may still be in the log."""
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            rows = conn.execute(UNPURGED, {"tenant": tenant}).fetchall()
        return frozenset(key_id for (key_id,) in rows)

    def tenant_secret(self, tenant: str) -> bytes:
        """Return the tenant's 32-byte secret, made now if there is none."""
        with self._lock:
            if tenant not in self._secrets:
                self._secrets[tenant] = self._load_secret(tenant)
            return self._secrets[tenant]

    def _load_secret(self, tenant: str) -> bytes:
        label = b"mcn/secret/v1\0" + tenant.encode()
        key = self._key_encryption_key()
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            row = conn.execute(TENANT_ROW, {"tenant": tenant}).fetchone()
            if row is None:
                wrapped = wrap(key, os.urandom(32), label)
                conn.execute(
                    MAKE_TENANT_ROW, {"tenant": tenant, "epoch": EPOCH, "wrapped": wrapped}
                )
                row = conn.execute(TENANT_ROW, {"tenant": tenant}).fetchone()
        assert row is not None
        return unwrap(key, row[0], label)

    def _make(self, conn: Conn, tenant: str, place: Mapping[str, object]) -> None:
        key_id, secret = uuid4(), os.urandom(32)
        conn.execute(
            MAKE_KEY,
            {
                **place,
                "key_id": key_id,
                "epoch": EPOCH,
                "wrapped": wrap(self._key_encryption_key(), secret, _label(tenant, key_id)),
                "check_value": check_value(secret),
            },
        )

    def _key_encryption_key(self) -> bytes:
        if self._epoch_key is None:
            label = b"mcn/epoch/v1\0" + str(EPOCH).encode()
            with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
                wrapped = self._root.wrap(os.urandom(32), label)
                conn.execute(MAKE_EPOCH, {"epoch": EPOCH, "wrapped": wrapped})
                row = conn.execute(EPOCH_KEY, {"epoch": EPOCH}).fetchone()
            assert row is not None
            self._epoch_key = self._root.unwrap(row[0], label)
        return self._epoch_key


def _label(tenant: str, key_id: UUID) -> bytes:
    return b"mcn/key/v1\0" + tenant.encode() + b"\0" + key_id.bytes
