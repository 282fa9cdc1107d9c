"""
Key ring: the data keys in a database of their own, wrapped under a key-encryption key (§5).

A scope (tenant, data subject, file, programme) has one key for ever; a destroyed key leaves a
tombstone that refuses its scope. The row is committed here before the log says `KeyCreated`.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

from services.db import Conn, Databases, storage_errors
from services.keys.cipher import check_value
from services.keys.epochs import Epochs, RingOlderThanLog, key_label
from services.keys.root import RootKey, unwrap, wrap
from services.keys.secrets import INSTALLATION, Secrets
from services.refusals import FileErased

MAKE_KEY = """
INSERT INTO ring.key (key_id, tenant, subject, file, programme, epoch, wrapped, check_value)
VALUES (%(key_id)s, %(tenant)s, %(subject)s, %(file)s, %(programme)s, %(epoch)s, %(wrapped)s,
    %(check_value)s)
ON CONFLICT DO NOTHING
"""
KEY_OF_SCOPE = """
SELECT key_id, epoch, wrapped, check_value FROM ring.key
WHERE tenant = %(tenant)s AND subject = %(subject)s AND file = %(file)s
    AND programme = %(programme)s
"""
KEYS = """
SELECT key_id, programme, file, epoch, wrapped, check_value FROM ring.key
WHERE tenant = %(tenant)s AND key_id = ANY(%(key_ids)s)
"""
CHECK_VALUES = "SELECT key_id, check_value FROM ring.key WHERE tenant = %(tenant)s"
USE_RECEIPT = """
INSERT INTO ring.receipt (tenant, seq, used_at)
SELECT %(tenant)s, %(seq)s, %(now)s FROM set_config('synchronous_commit', 'off', true)
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


class RingIncomplete(Exception):
    """A key has no row in the ring, or another key's: only a tombstone means that it is erased."""


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


@dataclass(frozen=True)
class HeldKey:
    """A key that was created: whose it is, for which file; `secret` is None once destroyed."""

    programme: UUID
    file: str
    secret: bytes | None


class Ring:
    """The ring as the unwrapping and the destroying role see it."""

    def __init__(self, databases: Databases, root: RootKey) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._epochs = Epochs(databases, root)
        self._secrets = Secrets(databases, self._epochs)

    def data_key(self, tenant: str, scope: Scope) -> DataKey:
        """
        Return the key of a scope, made and committed now if there is none.

        Raises:
            FileErased: when the scope's key was destroyed (R70).
            RingIncomplete: when another key stands in its place.
        """
        place: dict[str, object] = {
            "tenant": tenant,
            "subject": scope.subject,
            "file": scope.file,
            "programme": scope.programme,
        }

        def look(conn: Conn) -> DataKey:
            row = conn.execute(KEY_OF_SCOPE, place).fetchone()
            if row is None:
                self._make_key(conn, tenant, place)
                row = conn.execute(KEY_OF_SCOPE, place).fetchone()
            assert row is not None
            key_id, epoch, wrapped, check = row
            if wrapped is None:
                raise FileErased
            secret = self._unwrapped(tenant, key_id, epoch, wrapped, check)
            return DataKey(key_id=key_id, secret=secret, check_value=check)

        return self._epochs.reading(look)

    def held(self, tenant: str, key_ids: Iterable[UUID]) -> dict[UUID, HeldKey]:
        """
        Return these keys; nothing is cached.

        Raises:
            RingIncomplete: when one has no row, destroyed or not, or another key's.
        """
        wanted = set(key_ids)

        def look(conn: Conn) -> dict[UUID, HeldKey]:
            given = {"tenant": tenant, "key_ids": list(wanted)}
            rows = conn.execute(KEYS, given).fetchall()
            return {
                key_id: HeldKey(
                    programme,
                    file,
                    None
                    if wrapped is None
                    else self._unwrapped(tenant, key_id, epoch, wrapped, check),
                )
                for key_id, programme, file, epoch, wrapped, check in rows
            }

        found = self._epochs.reading(look, alone=True)
        if missing := wanted - found.keys():
            raise RingIncomplete(str(min(missing)))
        return found

    def secrets_of(self, tenant: str, key_ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """
        Return the secrets of those keys that were not destroyed.

        Raises:
            RingIncomplete: as `held`.
        """
        held = self.held(tenant, key_ids)
        return {key_id: key.secret for key_id, key in held.items() if key.secret is not None}

    def need(self, tenant: str, created: Mapping[UUID, bytes]) -> None:
        """
        Make sure that the ring has all keys that the log has created, by their check values.

        Raises:
            RingOlderThanLog: when it lacks one, or the municipality's secret.
        """
        self.tenant_secret(tenant)
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            rows = dict(conn.execute(CHECK_VALUES, {"tenant": tenant}).fetchall())
        if any(rows.get(key_id) != check for key_id, check in created.items()):
            raise RingOlderThanLog(tenant)

    def use_receipt(self, tenant: str, seq: int, *, now: datetime) -> bool:
        """Mark a receipt as used; False = it was used before."""
        # Not waiting for the disk: for harm, a crash and a replay would have to come within 60 s.
        with self._databases.single("unwrap", "ring") as conn:
            given = {"tenant": tenant, "seq": seq, "now": now}
            return conn.execute(USE_RECEIPT, given).rowcount == 1

    def forget_receipts(self, *, before: datetime) -> None:
        """Drop receipts that are too old to be accepted anyway."""
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            conn.execute(FORGET_RECEIPTS, {"before": before})

    def destroy(self, tenant: str, key_id: UUID, *, now: datetime) -> None:
        """Destroy a key; doing it again changes nothing."""
        self._as_destroyer(DESTROY, {"tenant": tenant, "key_id": key_id, "now": now})

    def mark_purged(self, tenant: str, key_id: UUID) -> None:
        """Remember that the bytes which a destroyed key had sealed are gone too."""
        self._as_destroyer(MARK_PURGED, {"tenant": tenant, "key_id": key_id})

    def unpurged(self, tenant: str) -> frozenset[UUID]:
        """Return the destroyed keys whose sealed bytes may still be in the log."""
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            rows = conn.execute(UNPURGED, {"tenant": tenant}).fetchall()
        return frozenset(key_id for (key_id,) in rows)

    def renew(self, *, now: datetime) -> int:
        """
        Renew the ring, as `Epochs.renew`, and return how many keys live.

        Raises:
            RingOlderThanLog, RootKeyRefused: as there.
        """
        return self._epochs.renew(now=now)

    def tenant_secret(self, tenant: str) -> bytes:
        """
        Return the municipality's 32-byte secret, made now if its log is still empty.

        Raises:
            RingOlderThanLog: when the log rests on a secret that the ring lacks.
        """
        return self._secrets.of(tenant)

    def installation_secret(self) -> bytes:
        """
        Return the 32-byte secret of this installation, for what is of no municipality.

        Raises:
            RingOlderThanLog: when the ring holds keys, but not what they are wrapped under.
        """
        return self._secrets.of(INSTALLATION)

    def _make_key(self, conn: Conn, tenant: str, place: Mapping[str, object]) -> None:
        key_id, secret, epoch = uuid4(), os.urandom(32), self._epochs.newest()
        given = {
            **place,
            "key_id": key_id,
            "epoch": epoch.number,
            "wrapped": wrap(epoch.key, secret, key_label(tenant, key_id)),
            "check_value": check_value(secret),
        }
        if conn.execute(MAKE_KEY, given).rowcount:
            self._epochs.need(conn, epoch)

    def _unwrapped(
        self, tenant: str, key_id: UUID, epoch: int, wrapped: bytes, check: bytes
    ) -> bytes:
        secret = unwrap(self._epochs.of(epoch).key, wrapped, key_label(tenant, key_id))
        if not hmac.compare_digest(check_value(secret), check):
            raise RingIncomplete(str(key_id))
        return secret

    def _as_destroyer(self, query: LiteralString, given: dict[str, Any]) -> None:
        with storage_errors(), self._databases.pool("destroy", "ring").connection() as conn:
            conn.execute(query, given)
