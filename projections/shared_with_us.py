"""Shared with us (情報提供): what programmes proposed to show each other, and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from events.access import ContentDisclosed
from events.base import Event
from events.ground import ConditionsAccepted, GroundDecided, Grounded, GroundStated
from events.obligation import RecipientTold, UseStopped
from events.partner import Channel
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
from events.provision_steps import AnswerTakenDown, ProvisionUrged, Urging
from events.values import Category, Pointer, Purpose
from projections.fact import Conn, Fact, write

NAME: Final = "shared_with_us"
READS: Final[frozenset[type[Event]]] = frozenset(
    {
        ProvisionProposed,
        ProvisionUrged,
        AnswerTakenDown,
        GroundStated,
        GroundDecided,
        ConditionsAccepted,
        RecipientTold,
        UseStopped,
        ProvisionAccepted,
        ProvisionDeclined,
        ProvisionEnded,
        ContentDisclosed,
    }
)

MOVES: Final = (GroundStated, GroundDecided, ConditionsAccepted, RecipientTold, UseStopped)
"""What only moves a provision on: what it says, its stream tells."""

ADD = """
INSERT INTO provision (tenant, version, stage, outcome, step, channel, read_back, viewer,
    provision_id, seq, event_id, provider, recipient, case_id, person_id, purpose, proposed_at,
    staff, reply_by, records)
SELECT %(tenant)s, 1, 'proposed', '', '', '', false, r.*
FROM json_to_recordset(%(rows)s) AS r (viewer uuid, provision_id uuid, seq bigint, event_id uuid,
    provider uuid, recipient uuid, case_id uuid, person_id uuid, purpose text,
    proposed_at timestamptz, staff uuid, reply_by date, records jsonb)
"""
STEP = """
UPDATE provision p SET stage = r.stage, outcome = r.outcome, version = r.version
FROM json_to_recordset(%(rows)s) AS r (provision_id uuid, stage text, outcome text,
    version integer)
WHERE p.tenant = %(tenant)s AND p.provision_id = r.provision_id
"""
URGE = """
UPDATE provision p SET step = r.step, reply_by = r.reply_by, version = r.version
FROM json_to_recordset(%(rows)s) AS r (provision_id uuid, step text, reply_by date,
    version integer)
WHERE p.tenant = %(tenant)s AND p.provision_id = r.provision_id
"""
TAKE_DOWN = """
UPDATE provision p SET channel = r.channel, read_back = r.read_back,
    said_on = r.said_on, answer_id = r.answer_id,
    answer_seq = r.answer_seq, version = r.version
FROM json_to_recordset(%(rows)s) AS r (provision_id uuid, channel text,
    read_back boolean, said_on date, answer_id uuid, answer_seq bigint, version integer)
WHERE p.tenant = %(tenant)s AND p.provision_id = r.provision_id
"""
MOVE = """
UPDATE provision SET version = %(version)s
WHERE tenant = %(tenant)s AND provision_id = %(provision_id)s
"""
TELL = """
INSERT INTO unanswered (tenant, viewer, provision_id)
SELECT %(tenant)s, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, provision_id uuid)
ON CONFLICT DO NOTHING
"""
SETTLE = """
DELETE FROM unanswered WHERE tenant = %(tenant)s AND provision_id = %(provision_id)s
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
    staff, reply_by, records, version, stage, outcome, step, channel, said_on, answer_id,
    answer_seq, read_back
FROM shared_with_us.provision
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
    AND (%(provision_id)s::uuid IS NULL OR provision_id = %(provision_id)s)
    AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
    AND (%(recipient)s::uuid IS NULL OR recipient = %(recipient)s)
    AND (%(due)s::date IS NULL OR provider = %(viewer)s AND stage = 'proposed'
        AND reply_by <= %(due)s)
ORDER BY seq DESC LIMIT %(limit)s
"""
UNANSWERED = """
SELECT provision_id FROM shared_with_us.unanswered
WHERE tenant = %(tenant)s AND viewer = %(viewer)s ORDER BY provision_id LIMIT %(limit)s
"""
DISCLOSED = """
SELECT provision_id, event_id, part, first_at FROM shared_with_us.disclosed
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND provision_id = ANY(%(provisions)s)
ORDER BY provision_id, event_id, part
"""

NOTHING: Final = Grounded()
"""What a provision rests on as far as this read model knows."""
ROWS: Final = {
    "provision": "SELECT * FROM provision ORDER BY tenant, viewer, provision_id",
    "unanswered": "SELECT * FROM unanswered ORDER BY tenant, viewer, provision_id",
    "disclosed": "SELECT * FROM disclosed ORDER BY tenant, viewer, provision_id, event_id, part",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """
    One provision as a candidate; `outcome` is why it was declined or how it ended.

    What it rests on, `grounded`, only its stream tells.
    `step` is how far an answer was asked for. `channel` is by what an answer came that was taken
    down on `said_on`, and `answer_at` where that stands; None = it came by itself, or not at all.
    """

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
    step: Urging | None
    channel: Channel | None
    said_on: date | None
    answer_at: Pointer | None
    read_back: bool
    grounded: Grounded = NOTHING

    @property
    def words_at(self) -> Pointer:
        """Where the words of the proposal stand: its only part."""
        return Pointer(self.event_id, self.seq, 0)

    def told(
        self, proposed: ProvisionProposed, stage: Stage, version: int, grounded: Grounded
    ) -> "Shared":
        """Return it as its stream tells it."""
        return replace(
            self,
            provider=proposed.provider,
            person_id=proposed.person_id,
            records=proposed.records,
            purpose=proposed.purpose,
            stage=stage,
            version=version,
            grounded=grounded,
        )

    def resting(self, grounded: Grounded) -> "Shared":
        """Return it with what it rests on, as its stream tells."""
        return replace(self, grounded=grounded)


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
    due: date | None = None,
    limit: int = 200,
) -> tuple[Shared, ...]:
    """
    Return provisions that a programme is a party of, the latest first.

    `due` = only its own proposals that are to be answered by that Tokyo civil date, and were not.
    """
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "provision_id": provision_id,
        "case_id": case_id,
        "recipient": recipient,
        "due": due,
        "limit": limit,
    }
    return tuple(_read(row) for row in conn.execute(COLUMNS_OF, given))


def unanswered(conn: Conn, *, tenant: str, viewer: UUID, limit: int = 200) -> tuple[UUID, ...]:
    """Return which proposals of others a secretariat was told of that nobody answered."""
    given = {"tenant": tenant, "viewer": viewer, "limit": limit}
    return tuple(row[0] for row in conn.execute(UNANSWERED, given))


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
        case ProvisionUrged():
            write(conn, URGE, tenant, [_urged(fact, event)])
            told = [{"viewer": one, "provision_id": event.provision_id} for one in event.told]
            write(conn, TELL, tenant, told)
        case AnswerTakenDown():
            write(conn, TAKE_DOWN, tenant, [_taken(fact, event)])
        case ProvisionAccepted():
            _settled(conn, fact, event.provision_id, Stage.ACCEPTED, "")
        case ProvisionDeclined():
            _settled(conn, fact, event.provision_id, Stage.OVER, event.why)
        case ProvisionEnded():
            _settled(conn, fact, event.provision_id, Stage.OVER, event.how)
        case ContentDisclosed():
            write(conn, SEEN, tenant, _seen(fact, event))
        case _:
            _moved(conn, fact)


def _moved(conn: Conn, fact: Fact) -> None:
    event = fact.event
    if isinstance(event, MOVES):
        given = {"tenant": fact.tenant, "provision_id": event.provision_id}
        conn.execute(MOVE, {**given, "version": fact.version})


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


def _settled(conn: Conn, fact: Fact, provision: UUID, stage: Stage, outcome: str) -> None:
    row: dict[str, Any] = {
        "provision_id": provision,
        "stage": stage,
        "outcome": outcome,
        "version": fact.version,
    }
    write(conn, STEP, fact.tenant, [row])
    conn.execute(SETTLE, {"tenant": fact.tenant, "provision_id": provision})


def _urged(fact: Fact, event: ProvisionUrged) -> dict[str, Any]:
    return {
        "provision_id": event.provision_id,
        "step": event.step,
        "reply_by": event.reply_by,
        "version": fact.version,
    }


def _taken(fact: Fact, event: AnswerTakenDown) -> dict[str, Any]:
    return {
        "provision_id": event.provision_id,
        "channel": event.channel,
        "read_back": event.read_back,
        "said_on": event.said_on,
        "answer_id": fact.event_id,
        "answer_seq": fact.seq,
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
        step=Urging(row[15]) if row[15] else None,
        channel=Channel(row[16]) if row[16] else None,
        said_on=row[17],
        answer_at=Pointer(row[18], row[19], 0) if row[18] else None,
        read_back=row[20],
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
