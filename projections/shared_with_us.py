"""Shared with us (情報提供): what programmes proposed to show each other, and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from events.access import ContentDisclosed
from events.base import Event
from events.provided import Provided
from events.provision import (
    Declining,
    Ending,
    ProvisionAccepted,
    ProvisionDeclined,
    ProvisionEnded,
    ProvisionProposed,
    Stage,
)
from events.values import Category, Pointer, Purpose
from projections.fact import Conn, Fact, write

NAME: Final = "shared_with_us"
READS: Final[frozenset[type[Event]]] = frozenset(
    {ProvisionProposed, ProvisionAccepted, ProvisionDeclined, ProvisionEnded, ContentDisclosed}
)

ADD = """
INSERT INTO provision (tenant, version, stage, outcome, viewer, provision_id, seq, event_id,
    provider, recipient, case_id, person_id, purpose, proposed_at, staff, reply_by, records)
SELECT %(tenant)s, 1, 'proposed', '', r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid,
    provision_id uuid, seq bigint, event_id uuid, provider uuid, recipient uuid, case_id uuid,
    person_id uuid, purpose text, proposed_at timestamptz, staff uuid, reply_by date,
    records jsonb)
"""
STEP = """
UPDATE provision p SET stage = r.stage, outcome = r.outcome, version = r.version
FROM json_to_recordset(%(rows)s) AS r (provision_id uuid, stage text, outcome text,
    version integer)
WHERE p.tenant = %(tenant)s AND p.provision_id = r.provision_id
"""
SEEN = """
INSERT INTO disclosed (tenant, viewer, provision_id, event_id, part, recipient, first_seq,
    first_at)
SELECT %(tenant)s, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, provision_id uuid,
    event_id uuid, part integer, recipient uuid, first_seq bigint, first_at timestamptz)
ON CONFLICT DO NOTHING
"""
COLUMNS_OF = """
SELECT provision_id, seq, event_id, provider, recipient, case_id, person_id, purpose, proposed_at,
    staff, reply_by, records, version, stage, outcome
FROM shared_with_us.provision
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
    AND (%(provision_id)s::uuid IS NULL OR provision_id = %(provision_id)s)
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
    AND (%(recipient)s::uuid IS NULL OR recipient = %(recipient)s)
ORDER BY seq DESC LIMIT %(limit)s
"""
DISCLOSED = """
SELECT provision_id, event_id, part, first_at FROM shared_with_us.disclosed
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND provision_id = ANY(%(provisions)s)
ORDER BY provision_id, event_id, part
"""

ROWS: Final = {
    "provision": "SELECT * FROM provision ORDER BY tenant, viewer, provision_id",
    "disclosed": "SELECT * FROM disclosed ORDER BY tenant, viewer, provision_id, event_id, part",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One provision as a candidate; `outcome` is why it was declined or how it ended."""

    provision_id: UUID
    seq: int
    event_id: UUID
    provider: UUID
    recipient: UUID
    case_id: UUID
    person_id: UUID
    purpose: Purpose
    proposed_at: datetime
    staff: UUID
    reply_by: date
    records: tuple[Provided, ...]
    version: int
    stage: Stage
    outcome: Declining | Ending | None

    @property
    def words_at(self) -> Pointer:
        """Where the words of the proposal stand: its only part."""
        return Pointer(self.event_id, self.seq, 0)

    def told(self, proposed: ProvisionProposed, stage: Stage, version: int) -> "Shared":
        """Return it as its stream tells it."""
        return replace(
            self,
            provider=proposed.provider,
            person_id=proposed.person_id,
            records=proposed.records,
            purpose=proposed.purpose,
            stage=stage,
            version=version,
        )


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    for fact in facts:
        _apply(conn, fact)


def find(
    conn: Conn,
    *,
    tenant: str,
    viewer: UUID,
    provision_id: UUID | None = None,
    case_id: UUID | None = None,
    recipient: UUID | None = None,
    limit: int = 200,
) -> tuple[Shared, ...]:
    """Return provisions that a programme is a party of, the latest first."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "provision_id": provision_id,
        "case_id": case_id,
        "recipient": recipient,
        "limit": limit,
    }
    return tuple(_read(row) for row in conn.execute(COLUMNS_OF, given))


def disclosed(
    conn: Conn, *, tenant: str, viewer: UUID, provisions: Sequence[UUID]
) -> dict[tuple[UUID, UUID, int], datetime]:
    """Return when each part was first seen, by provision, entry and number."""
    given = {"tenant": tenant, "viewer": viewer, "provisions": list(provisions)}
    return {(row[0], row[1], row[2]): row[3] for row in conn.execute(DISCLOSED, given)}


def _apply(conn: Conn, fact: Fact) -> None:
    event, tenant = fact.event, fact.tenant
    match event:
        case ProvisionProposed():
            write(conn, ADD, tenant, _proposed(fact, event))
        case ProvisionAccepted():
            write(conn, STEP, tenant, [_step(fact, event.provision_id, Stage.ACCEPTED, "")])
        case ProvisionDeclined():
            write(conn, STEP, tenant, [_step(fact, event.provision_id, Stage.OVER, event.why)])
        case ProvisionEnded():
            write(conn, STEP, tenant, [_step(fact, event.provision_id, Stage.OVER, event.how)])
        case ContentDisclosed():
            write(conn, SEEN, tenant, _seen(fact, event))
        case _:
            pass


def _proposed(fact: Fact, event: ProvisionProposed) -> list[dict[str, Any]]:
    row: dict[str, Any] = {
        "provision_id": event.provision_id,
        "seq": fact.seq,
        "event_id": fact.event_id,
        "provider": event.provider,
        "recipient": event.recipient,
        "case_id": event.case_id,
        "person_id": event.person_id,
        "purpose": event.purpose,
        "proposed_at": fact.at,
        "staff": fact.actor.staff,
        "reply_by": event.reply_by,
        "records": [
            {
                "event_id": one.at.event_id,
                "seq": one.at.seq,
                "part": one.at.part,
                "person_id": one.person_id,
                "category": one.category,
                "kind": one.kind,
                "on": one.on,
            }
            for one in event.records
        ],
    }
    return [{"viewer": viewer, **row} for viewer in (event.provider, event.recipient)]


def _step(fact: Fact, provision: UUID, stage: Stage, outcome: str) -> dict[str, Any]:
    return {
        "provision_id": provision,
        "stage": stage,
        "outcome": outcome,
        "version": fact.version,
    }


def _seen(fact: Fact, event: ContentDisclosed) -> list[dict[str, Any]]:
    return [
        {
            "viewer": viewer,
            "provision_id": event.provision,
            "event_id": at.event_id,
            "part": at.part,
            "recipient": event.register,
            "first_seq": fact.seq,
            "first_at": fact.at,
        }
        for viewer in (event.provider, event.register)
        for at in event.items
    ]


def _read(row: tuple[Any, ...]) -> Shared:
    return Shared(
        provision_id=row[0],
        seq=row[1],
        event_id=row[2],
        provider=row[3],
        recipient=row[4],
        case_id=row[5],
        person_id=row[6],
        purpose=Purpose(row[7]),
        proposed_at=row[8],
        staff=row[9],
        reply_by=row[10],
        records=tuple(_provided(one) for one in row[11]),
        version=row[12],
        stage=Stage(row[13]),
        outcome=_outcome(row[14]),
    )


def _outcome(code: str) -> Declining | Ending | None:
    if code in set(Declining):
        return Declining(code)
    return Ending(code) if code else None


def _provided(one: dict[str, Any]) -> Provided:
    return Provided(
        at=Pointer(UUID(one["event_id"]), one["seq"], one["part"]),
        person_id=UUID(one["person_id"]),
        category=Category(one["category"]),
        kind=one["kind"],
        on=date.fromisoformat(one["on"]),
    )
