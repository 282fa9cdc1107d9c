"""Arrivals: whether the read models of the desk have caught up with a position of the log."""

from collections.abc import Sequence
from time import monotonic, sleep
from typing import Final

from projections import (
    case_timeline,
    caseload,
    deadlines,
    desk_notes,
    emergencies,
    household,
    people,
    shared_with_us,
)
from services.db import Databases, storage_errors

DESK: Final = [
    caseload.NAME,
    case_timeline.NAME,
    household.NAME,
    people.NAME,
    desk_notes.NAME,
    deadlines.NAME,
    shared_with_us.NAME,
    emergencies.NAME,
]
PAUSE: Final = 0.02

ARRIVED = """
SELECT count(*) FROM worker.tracking
WHERE tenant = %(tenant)s AND projection = ANY(%(names)s) AND position >= %(position)s
"""


def arrived(
    databases: Databases, tenant: str, position: int, *, names: Sequence[str] = DESK
) -> bool:
    """Wait for the desk's read models, or those named, to have taken so many entries in (§4)."""
    given = {"tenant": tenant, "names": list(names), "position": position}
    deadline = monotonic() + databases.sight
    while True:
        with storage_errors(), databases.pool("read").connection() as conn:
            row = conn.execute(ARRIVED, given).fetchone()
        if row and row[0] == len(names):
            return True
        if monotonic() > deadline:
            return False
        sleep(PAUSE)
