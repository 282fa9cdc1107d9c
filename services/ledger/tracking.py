"""Tracking: how far each read model has come, committed together with what it shows."""

from eventsourcing.persistence import IntegrityError, Tracking, TrackingRecorder

from services.db import Conn, Databases, storage_errors

ADVANCE = """
INSERT INTO worker.tracking AS t (tenant, projection, position)
VALUES (%(tenant)s, %(projection)s, %(position)s)
ON CONFLICT (tenant, projection) DO UPDATE SET position = EXCLUDED.position
WHERE t.position < EXCLUDED.position
"""
POSITION = """
SELECT position FROM worker.tracking WHERE tenant = %(tenant)s AND projection = %(projection)s
"""


class LogTracking(TrackingRecorder):
    """The positions (notification ids) that the read models of one tenant have reached."""

    def __init__(self, databases: Databases, tenant: str) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._tenant = tenant

    def insert_tracking(self, tracking: Tracking) -> None:
        """
        Record a position in a transaction of its own.

        Raises:
            IntegrityError: when the read model has been there already.
        """
        with storage_errors(), self._databases.pool("project").connection() as conn:
            self.advance(conn, tracking.application_name, tracking.notification_id)

    def advance(self, conn: Conn, projection: str, position: int) -> None:
        """
        Record a position in the caller's transaction, beside the view it belongs to.

        Raises:
            IntegrityError: when the read model has been there already.
        """
        given = {"tenant": self._tenant, "projection": projection, "position": position}
        if conn.execute(ADVANCE, given).rowcount != 1:
            raise IntegrityError(projection)

    def max_tracking_id(self, application_name: str) -> int | None:
        """Return the position that the read model has reached, or None."""
        given = {"tenant": self._tenant, "projection": application_name}
        with storage_errors(), self._databases.pool("project").connection() as conn:
            row = conn.execute(POSITION, given).fetchone()
        return None if row is None else row[0]
