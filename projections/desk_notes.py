"""Desk notes (窓口の控え): what was noted and is no case yet, by pointer. Can be rebuilt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.brief import BriefCompleted, BriefEnded, BriefNoted
from events.inquiry import InquiryNoted
from events.values import Category, Route, Topic
from projections.fact import Conn, Fact, write

NAME: Final = "desk_notes"

ADD = """
INSERT INTO note (tenant, open, viewer, note_id, kind, event_id, seq, valid_at, untimed, staff,
    route, topic, categories)
SELECT %(tenant)s, true, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, note_id uuid,
    kind text, event_id uuid, seq bigint, valid_at timestamptz, untimed boolean, staff uuid,
    route text, topic text, categories text[])
"""
CLOSE = """
UPDATE note n SET open = false
FROM json_to_recordset(%(rows)s) AS r (note_id uuid)
WHERE n.tenant = %(tenant)s AND n.note_id = r.note_id
"""
LATEST = """
SELECT note_id, event_id, seq, valid_at, untimed, staff, route, topic, categories
FROM desk_notes.note
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND kind = %(kind)s AND open
ORDER BY seq DESC LIMIT %(limit)s
"""

ROWS: Final = {"note": "SELECT * FROM note ORDER BY tenant, viewer, note_id"}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """One note as a candidate for showing; `route` and `topic` are None where it has none."""

    note_id: UUID
    event_id: UUID
    seq: int
    valid_at: datetime
    untimed: bool
    staff: UUID
    route: Route | None
    topic: Topic | None
    categories: tuple[Category, ...]


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    notes: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    for fact in facts:
        event = fact.recorded.event
        match event:
            case BriefNoted():
                notes.append(_row(fact, event.programme, route=event.route, topic=event.topic))
            case InquiryNoted():
                notes.append(_row(fact, event.programme, route="", topic=""))
            case BriefCompleted() | BriefEnded():
                closed.append({"note_id": event.brief_id})
            case _:
                pass
    tenant = facts[0].tenant
    write(conn, ADD, tenant, notes)
    write(conn, CLOSE, tenant, closed)


def latest(conn: Conn, *, tenant: str, viewer: UUID, kind: str, limit: int) -> tuple[Note, ...]:
    """Return the latest open notes of a kind (a topic of events), newest first."""
    given = {"tenant": tenant, "viewer": viewer, "kind": kind, "limit": limit}
    return tuple(_read(row) for row in conn.execute(LATEST, given).fetchall())


def _row(fact: Fact, viewer: UUID, *, route: str, topic: str) -> dict[str, Any]:
    recorded = fact.recorded
    return {
        "viewer": viewer,
        "note_id": recorded.stream,
        "kind": recorded.event.TOPIC,
        "event_id": recorded.event_id,
        "seq": recorded.seq,
        "valid_at": recorded.signature.valid_at,
        "untimed": getattr(recorded.event, "untimed", False),
        "staff": recorded.signature.actor.staff,
        "route": route,
        "topic": topic,
        "categories": [part.category.value for part in fact.parts],
    }


def _read(row: tuple[Any, ...]) -> Note:
    return Note(
        note_id=row[0],
        event_id=row[1],
        seq=row[2],
        valid_at=row[3],
        untimed=row[4],
        staff=row[5],
        route=Route(row[6]) if row[6] else None,
        topic=Topic(row[7]) if row[7] else None,
        categories=tuple(Category(code) for code in row[8]),
    )
