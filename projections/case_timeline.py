"""Case timeline (支援の経過): the records of a case, newest first, by pointer. Can be rebuilt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.base import Event
from events.case import ConsultationReceived
from events.catalogue import OF_A_CASE
from events.values import Category, Role
from projections.fact import Conn, Fact, write
from projections.marks import Marks, marks

NAME: Final = "case_timeline"
READS: Final = OF_A_CASE

ADD_VIEWERS = """
INSERT INTO viewer (tenant, case_id, viewer)
SELECT %(tenant)s, r.case_id, r.viewer
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, viewer uuid)
"""
ADD = """
INSERT INTO item (tenant, viewer, case_id, event_id, seq, version, kind, valid_at, recorded_at,
    staff, role, marks, categories, keys)
SELECT v.tenant, v.viewer, r.case_id, r.event_id, r.seq, r.version, r.kind, r.valid_at,
    r.recorded_at, r.staff, r.role, r.marks, r.categories, r.keys
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid, seq bigint, version integer,
    kind text, valid_at timestamptz, recorded_at timestamptz, staff uuid, role text, marks jsonb,
    categories text[], keys uuid[])
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
SELECT count(*) FILTER (WHERE (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
        AND (%(by)s::uuid IS NULL OR staff = %(by)s)),
    coalesce(max(version), 0)
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
"""
PAGE = """
SELECT event_id, seq, version, kind, valid_at, recorded_at, staff, role, marks, categories, keys
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
    AND version > %(after)s AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
    AND (%(by)s::uuid IS NULL OR staff = %(by)s)
ORDER BY valid_at DESC, seq DESC LIMIT %(limit)s OFFSET %(offset)s
"""
CHOICES = """
SELECT DISTINCT kind, staff FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
ORDER BY kind, staff
"""
ONE = """
SELECT event_id, seq, version, kind, valid_at, recorded_at, staff, role, marks, categories, keys
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = %(case_id)s AND NOT superseded
    AND event_id = %(event_id)s
"""
OF_KIND = """
SELECT event_id, seq, version, kind, valid_at, recorded_at, staff, role, marks, categories, keys,
    case_id
FROM case_timeline.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND case_id = ANY(%(case_ids)s)
    AND kind = %(kind)s AND NOT superseded
ORDER BY case_id, seq
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
    marks: Marks
    categories: tuple[Category, ...]
    keys: tuple[UUID, ...]


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    viewers: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    corrected: list[dict[str, Any]] = []
    for fact in facts:
        event, case_id = fact.event, fact.stream
        if isinstance(event, ConsultationReceived):
            viewers.append({"case_id": case_id, "viewer": event.programme})
        if (corrects := getattr(event, "corrects", None)) is not None:
            corrected.append({"case_id": case_id, "corrects": corrects})
        items.append(_item(fact, event))
    tenant = facts[0].tenant
    write(conn, ADD_VIEWERS, tenant, viewers)
    write(conn, ADD, tenant, items)
    write(conn, SUPERSEDE, tenant, corrected)


def extent(
    conn: Conn,
    *,
    tenant: str,
    viewer: UUID,
    case_id: UUID,
    kinds: Sequence[str] | None = None,
    by: UUID | None = None,
) -> tuple[int, int]:
    """
    Return how many records stand, and the highest version among all of them.

    `kinds`, `by` = count only those of these topics, those of this staff.
    """
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "case_id": case_id,
        "kinds": None if kinds is None else list(kinds),
        "by": by,
    }
    row = conn.execute(COUNT, given).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def page(
    conn: Conn,
    *,
    tenant: str,
    viewer: UUID,
    case_id: UUID,
    limit: int,
    offset: int,
    after: int = 0,
    kinds: Sequence[str] | None = None,
    by: UUID | None = None,
) -> tuple[Record, ...]:
    """
    Return standing records, newest first.

    `after` = only those past that stream version, `kinds` = only those of these topics, `by` =
    only those of this staff.
    """
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "case_id": case_id,
        "limit": limit,
        "offset": offset,
        "after": after,
        "kinds": None if kinds is None else list(kinds),
        "by": by,
    }
    return tuple(_read(row) for row in conn.execute(PAGE, given).fetchall())


def choices(
    conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID
) -> tuple[tuple[str, UUID], ...]:
    """Return which kinds of records stand, and of whom, for choosing among them."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id}
    return tuple((kind, staff) for kind, staff in conn.execute(CHOICES, given))


def one(conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID, event_id: UUID) -> Record | None:
    """Return a standing record of a case, or None."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id, "event_id": event_id}
    row = conn.execute(ONE, given).fetchone()
    return None if row is None else _read(row)


def of_kind(
    conn: Conn, *, tenant: str, viewer: UUID, case_ids: Sequence[UUID], kind: str
) -> dict[UUID, Record]:
    """Return the latest standing record of a kind in each of these cases that has one."""
    given = {"tenant": tenant, "viewer": viewer, "case_ids": list(case_ids), "kind": kind}
    return {row[11]: _read(row) for row in conn.execute(OF_KIND, given)}


def _item(fact: Fact, event: Event) -> dict[str, Any]:
    actor, parts = fact.actor, fact.parts
    return {
        "case_id": fact.stream,
        "event_id": fact.event_id,
        "seq": fact.seq,
        "version": fact.version,
        "kind": fact.kind.TOPIC,
        "valid_at": fact.valid_at,
        "recorded_at": fact.at,
        "staff": actor.staff,
        "role": actor.role,
        "marks": marks(event),
        "categories": [part.category for part in parts],
        "keys": [part.key_id for part in parts],
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
        marks=row[8],
        categories=tuple(Category(code) for code in row[9]),
        keys=tuple(row[10]),
    )
