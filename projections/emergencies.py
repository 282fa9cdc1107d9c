"""Emergencies (緊急開示): which records were opened in an emergency, for both parties (R39)."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from events.base import Event
from events.emergency import (
    EmergencyDisclosed,
    EmergencyEnded,
    EmergencyExtended,
    EmergencyReviewed,
    EmergencyUseStopped,
)
from projections.fact import Conn, Fact, write

NAME: Final = "emergencies"
READS: Final[frozenset[type[Event]]] = frozenset(
    {
        EmergencyDisclosed,
        EmergencyExtended,
        EmergencyEnded,
        EmergencyReviewed,
        EmergencyUseStopped,
    }
)

ADD = """
INSERT INTO emergency (tenant, version, reviewed, viewer, emergency_id, seq, provider, recipient,
    case_id)
SELECT %(tenant)s, 1, false, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid,
    emergency_id uuid, seq bigint, provider uuid, recipient uuid, case_id uuid)
"""
STEP = """
UPDATE emergency e SET version = r.version, reviewed = e.reviewed OR r.reviewed
FROM json_to_recordset(%(rows)s) AS r (emergency_id uuid, version integer, reviewed boolean)
WHERE e.tenant = %(tenant)s AND e.emergency_id = r.emergency_id
"""
FOUND = """
SELECT emergency_id, provider, recipient, case_id, version FROM emergencies.emergency
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
    AND (%(emergency_id)s::uuid IS NULL OR emergency_id = %(emergency_id)s)
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
    AND (%(reviewed)s::boolean IS NULL OR reviewed = %(reviewed)s)
ORDER BY reviewed, seq DESC LIMIT %(limit)s
"""
ROWS: Final = {"emergency": "SELECT * FROM emergency ORDER BY tenant, viewer, emergency_id"}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One emergency as a candidate; only its stream says how it stands."""

    emergency_id: UUID
    provider: UUID
    recipient: UUID
    case_id: UUID
    version: int


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    for fact in facts:
        event, tenant = fact.event, fact.tenant
        match event:
            case EmergencyDisclosed():
                write(conn, ADD, tenant, _disclosed(fact, event))
            case EmergencyExtended() | EmergencyEnded() | EmergencyUseStopped():
                write(conn, STEP, tenant, [_step(fact, event.emergency_id)])
            case EmergencyReviewed():
                write(conn, STEP, tenant, [_step(fact, event.emergency_id, reviewed=True)])
            case _:
                pass


def find(
    conn: Conn,
    *,
    tenant: str,
    viewer: UUID,
    emergency_id: UUID | None = None,
    case_id: UUID | None = None,
    reviewed: bool | None = None,
    limit: int = 200,
) -> tuple[Candidate, ...]:
    """Return emergencies that a programme is a party of: those not reviewed first, the latest."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "emergency_id": emergency_id,
        "case_id": case_id,
        "reviewed": reviewed,
        "limit": limit,
    }
    return tuple(
        Candidate(
            emergency_id=row[0], provider=row[1], recipient=row[2], case_id=row[3], version=row[4]
        )
        for row in conn.execute(FOUND, given)
    )


def _disclosed(fact: Fact, event: EmergencyDisclosed) -> list[dict[str, Any]]:
    return [
        {
            "viewer": viewer,
            "emergency_id": event.emergency_id,
            "seq": fact.seq,
            "provider": event.provider,
            "recipient": event.recipient,
            "case_id": event.case_id,
        }
        for viewer in (event.provider, event.recipient)
    ]


def _step(fact: Fact, emergency_id: UUID, *, reviewed: bool = False) -> dict[str, Any]:
    return {"emergency_id": emergency_id, "version": fact.version, "reviewed": reviewed}
