"""Case timeline (支援の経過): the records of a case, newest first, by pointer. Can be rebuilt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.case import (
    CaseClosed,
    CaseEvent,
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from events.values import Category, ClosingReason, Role, SupportMethod
from projections.fact import Conn, Fact, write

NAME: Final = "case_timeline"

ADD_VIEWERS = """
INSERT INTO viewer (tenant, case_id, viewer)
SELECT %(tenant)s, r.case_id, r.viewer
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, viewer uuid)
"""
ADD = """
INSERT INTO item (tenant, viewer, case_id, event_id, seq, version, kind, valid_at, recorded_at,
    staff, role, method, closing_reason, categories, keys)
SELECT v.tenant, v.viewer, r.case_id, r.event_id, r.seq, r.version, r.kind, r.valid_at,
    r.recorded_at, r.staff, r.role, r.method, r.closing_reason, r.categories, r.keys
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid, seq bigint, version integer,
    kind text, valid_at timestamptz, recorded_at timestamptz, staff uuid, role text, method text,
    closing_reason text, categories text[], keys uuid[])
JOIN viewer v ON v.tenant = %(tenant)s AND v.case_id = r.case_id
"""
SUPERSEDE = """
UPDATE item i SET superseded = true
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, corrects uuid)
JOIN viewer v ON v.tenant = %(tenant)s AND v.case_id = r.case_id
WHERE i.tenant = v.tenant AND i.viewer = v.viewer AND i.case_id = v.case_id
    AND i.event_id = r.corrects
"""
COUNT = """
SELECT count(*), coalesce(max(version), 0) FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
"""
PAGE = """
SELECT event_id, seq, version, kind, valid_at, recorded_at, staff, role, method, closing_reason,
    categories, keys
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
    AND version > %(after)s
ORDER BY valid_at DESC, seq DESC LIMIT %(limit)s OFFSET %(offset)s
"""
ONE = """
SELECT event_id, seq, version, kind, valid_at, recorded_at, staff, role, method, closing_reason,
    categories, keys
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
    AND event_id = %(event_id)s
"""

ROWS: Final = {
    "viewer": "SELECT * FROM viewer ORDER BY tenant, case_id, viewer",
    "item": "SELECT * FROM item ORDER BY tenant, viewer, case_id, seq",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record of a case as a candidate for showing."""

    event_id: UUID
    seq: int
    version: int
    kind: str
    valid_at: datetime
    recorded_at: datetime
    staff: UUID
    role: Role
    method: SupportMethod | None
    closing_reason: ClosingReason | None
    categories: tuple[Category, ...]
    keys: tuple[UUID, ...]


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    viewers: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    corrected: list[dict[str, Any]] = []
    for fact in facts:
        event, case_id = fact.recorded.event, fact.recorded.stream
        if not isinstance(event, CaseEvent):
            continue
        if isinstance(event, ConsultationReceived):
            viewers.append({"case_id": case_id, "viewer": event.programme})
        if isinstance(event, ConsultationCorrected | ProgressCorrected):
            corrected.append({"case_id": case_id, "corrects": event.corrects})
        items.append({"case_id": case_id, **_item(fact, event)})
    tenant = facts[0].tenant
    write(conn, ADD_VIEWERS, tenant, viewers)
    write(conn, ADD, tenant, items)
    write(conn, SUPERSEDE, tenant, corrected)


def extent(conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID) -> tuple[int, int]:
    """Return how many records stand, and the highest version among them."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id}
    row = conn.execute(COUNT, given).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def page(
    conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID, limit: int, offset: int, after: int = 0
) -> tuple[Record, ...]:
    """Return standing records, newest first; `after` = only those past that stream version."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "case_id": case_id,
        "limit": limit,
        "offset": offset,
        "after": after,
    }
    return tuple(_read(row) for row in conn.execute(PAGE, given).fetchall())


def one(conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID, event_id: UUID) -> Record | None:
    """Return a standing record of a case, or None."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id, "event_id": event_id}
    row = conn.execute(ONE, given).fetchone()
    return None if row is None else _read(row)


def _item(fact: Fact, event: CaseEvent) -> dict[str, Any]:
    signature = fact.recorded.signature
    method = event.method if isinstance(event, ProgressRecorded | ProgressCorrected) else None
    return {
        "event_id": fact.recorded.event_id,
        "seq": fact.recorded.seq,
        "version": fact.recorded.version,
        "kind": event.TOPIC,
        "valid_at": signature.valid_at,
        "recorded_at": fact.recorded.at,
        "staff": signature.actor.staff,
        "role": signature.actor.role,
        "method": method,
        "closing_reason": event.reason if isinstance(event, CaseClosed) else None,
        "categories": [part.category.value for part in fact.parts],
        "keys": [part.key_id for part in fact.parts],
    }


def _read(row: tuple[Any, ...]) -> Record:
    return Record(
        event_id=row[0],
        seq=row[1],
        version=row[2],
        kind=row[3],
        valid_at=row[4],
        recorded_at=row[5],
        staff=row[6],
        role=Role(row[7]),
        method=SupportMethod(row[8]) if row[8] else None,
        closing_reason=ClosingReason(row[9]) if row[9] else None,
        categories=tuple(Category(code) for code in row[10]),
        keys=tuple(row[11]),
    )
