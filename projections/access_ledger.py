"""Access ledger (閲覧記録): who looked at what, when and why, without content. Can be rebuilt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.access import (
    AccountInspected,
    ContentDisclosed,
    ContentRead,
    DraftHandedOn,
    DraftOpened,
    LedgerInspected,
    NamesIndexed,
    ReadingRefused,
    SearchMade,
)
from projections.fact import Conn, Fact, write

NAME: Final = "access_ledger"

ADD = """
INSERT INTO look (tenant, seq, at, kind, staff, programme, role, purpose, basis, surface, case_id,
    items, rule)
SELECT %(tenant)s, r.* FROM json_to_recordset(%(rows)s) AS r (seq bigint, at timestamptz, kind text,
    staff uuid, programme uuid, role text, purpose text, basis text, surface text, case_id uuid,
    items integer, rule text)
"""
COUNT = """
SELECT count(*) FROM access_ledger.look
WHERE tenant = %(tenant)s AND programme = %(viewer)s
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
"""
PAGE = """
SELECT seq, at, kind, staff, programme, role, purpose, basis, surface, case_id, items, rule
FROM access_ledger.look
WHERE tenant = %(tenant)s AND programme = %(viewer)s
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
ORDER BY seq DESC LIMIT %(limit)s OFFSET %(offset)s
"""

ROWS: Final = {"look": "SELECT * FROM look ORDER BY tenant, seq"}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look, or a refused one."""

    seq: int
    at: datetime
    kind: str
    staff: UUID | None
    programme: UUID | None
    role: str
    purpose: str
    basis: str
    surface: str
    case_id: UUID | None
    items: int
    rule: str


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    rows = [_envelope(fact) | shown for fact in facts if (shown := _shown(fact)) is not None]
    write(conn, ADD, facts[0].tenant, rows)


def count(conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID | None) -> int:
    """Return how many looks a programme's staff took, at all or at one case."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id}
    row = conn.execute(COUNT, given).fetchone()
    return row[0] if row else 0


def page(
    conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID | None, limit: int, offset: int
) -> tuple[Look, ...]:
    """Return looks of a programme's staff, newest first."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "case_id": case_id,
        "limit": limit,
        "offset": offset,
    }
    return tuple(_read(row) for row in conn.execute(PAGE, given))


def _shown(fact: Fact) -> dict[str, Any] | None:
    """Return what was looked at, None when the event is no look."""
    event = fact.recorded.event
    row: dict[str, Any] = {"surface": "", "case_id": None, "items": 0, "rule": ""}
    match event:
        case ContentRead():
            row |= {"surface": event.surface, "case_id": event.case_id, "items": len(event.items)}
        case ContentDisclosed():
            row |= {"surface": event.surface, "items": len(event.items)}
        case SearchMade():
            row |= {"surface": "search", "items": len(event.items)}
        case ReadingRefused():
            row |= {"surface": event.surface, "rule": event.rule}
        case LedgerInspected() | AccountInspected():
            case_id = event.case_id if isinstance(event, LedgerInspected) else None
            row |= {"case_id": case_id, "items": len(event.seqs)}
        case DraftOpened() | DraftHandedOn():
            row |= {"items": 1}
        case NamesIndexed():
            row |= {"items": len(event.items)}
        case _:
            return None
    return row


def _envelope(fact: Fact) -> dict[str, Any]:
    signature = fact.recorded.signature
    return {
        "seq": fact.recorded.seq,
        "at": fact.recorded.at,
        "kind": fact.recorded.event.TOPIC,
        "staff": signature.actor.staff,
        "programme": signature.actor.programme,
        "role": signature.actor.role,
        "purpose": signature.purpose,
        "basis": signature.basis,
    }


def _read(row: tuple[Any, ...]) -> Look:
    return Look(
        seq=row[0],
        at=row[1],
        kind=row[2],
        staff=row[3],
        programme=row[4],
        role=row[5],
        purpose=row[6],
        basis=row[7],
        surface=row[8],
        case_id=row[9],
        items=row[10],
        rule=row[11],
    )
