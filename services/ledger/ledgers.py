"""Ledgers: one for each municipality of this installation, made when first asked for."""

from threading import Lock

from services.db import Databases, storage_errors
from services.keys.ring import Ring
from services.ledger.bell import Bell
from services.ledger.ledger import Ledger

SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"
ORIGIN = "SELECT origin FROM log.head WHERE tenant = %(tenant)s"
OPEN = """
INSERT INTO log.head (tenant, origin) VALUES (%(tenant)s, %(origin)s) ON CONFLICT DO NOTHING
"""


class TenantUnknown(Exception):
    """No log was opened for this municipality."""


class Ledgers:
    """Finds the ledger of a municipality."""

    def __init__(self, databases: Databases, ring: Ring) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._ring = ring
        self._bell = Bell(databases)
        self._ledgers: dict[str, Ledger] = {}
        self._lock = Lock()

    def open_log(self, tenant: str, *, host: str) -> None:
        """Open a municipality's log, as the owner; its origin is `host`/tenant/log/1."""
        given = {"tenant": tenant, "origin": f"{host}/{tenant}/log/1"}
        with storage_errors(), self._databases.pool("migrate").connection() as conn:
            conn.execute(OPEN, given)

    def of(self, tenant: str) -> Ledger:
        """
        Return a municipality's ledger.

        Raises:
            TenantUnknown: when its log was never opened.
        """
        with self._lock:
            if tenant not in self._ledgers:
                self._ledgers[tenant] = Ledger(
                    databases=self._databases,
                    ring=self._ring,
                    bell=self._bell,
                    tenant=tenant,
                    origin=self._origin(tenant),
                )
            return self._ledgers[tenant]

    def close(self) -> None:
        """Stop the bell."""
        self._bell.close()

    def _origin(self, tenant: str) -> str:
        with storage_errors(), self._databases.pool("read").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            row = conn.execute(ORIGIN, {"tenant": tenant}).fetchone()
        if row is None:
            raise TenantUnknown(tenant)
        return row[0]
