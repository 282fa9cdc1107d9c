"""Secrets: one for each municipality and one for the installation; other keys derive from them."""

import os
from threading import Lock
from typing import Final

from services.db import Conn, Databases, storage_errors
from services.keys.epochs import Epochs, RingOlderThanLog, secret_label
from services.keys.root import unwrap, wrap

INSTALLATION: Final = ""
"""In the place of a municipality's code: the secret of the installation itself."""

SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"
LOG_SIZE = "SELECT size FROM log.head WHERE tenant = %(tenant)s"
ROW = "SELECT epoch, wrapped FROM ring.secret WHERE tenant = %(tenant)s"
MAKE_ROW = """
INSERT INTO ring.secret (tenant, epoch, wrapped) VALUES (%(tenant)s, %(epoch)s, %(wrapped)s)
ON CONFLICT DO NOTHING
"""


class Secrets:
    """The secrets, unwrapped once in a process."""

    def __init__(self, databases: Databases, epochs: Epochs) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._epochs = epochs
        self._lock = Lock()
        self._known: dict[str, bytes] = {}

    def of(self, tenant: str) -> bytes:
        """
        Return a secret, made now if nothing rests on it yet.

        Raises:
            RingOlderThanLog: when the municipality's log holds entries and the ring has no secret.
        """
        with self._lock:
            if tenant not in self._known:
                fresh = self._log_size(tenant) == 0
                if fresh:
                    self._epochs.found()
                self._known[tenant] = self._epochs.reading(
                    lambda conn: self._load(conn, tenant, fresh=fresh)
                )
            return self._known[tenant]

    def _load(self, conn: Conn, tenant: str, *, fresh: bool) -> bytes:
        label = secret_label(tenant)
        row = conn.execute(ROW, {"tenant": tenant}).fetchone()
        if row is None:
            if not fresh:
                raise RingOlderThanLog(tenant)
            epoch = self._epochs.newest()
            wrapped = wrap(epoch.key, os.urandom(32), label)
            given = {"tenant": tenant, "epoch": epoch.number, "wrapped": wrapped}
            if conn.execute(MAKE_ROW, given).rowcount:
                self._epochs.need(conn, epoch)
            row = conn.execute(ROW, {"tenant": tenant}).fetchone()
        assert row is not None
        number, wrapped = row
        return unwrap(self._epochs.of(number).key, wrapped, label)

    def _log_size(self, tenant: str) -> int:
        with storage_errors(), self._databases.pool("unwrap").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            row = conn.execute(LOG_SIZE, {"tenant": tenant}).fetchone()
        return row[0] if row else 0
