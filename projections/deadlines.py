"""
Deadlines (期限): what is due in which case, and who waits for whom. Can be rebuilt.

One convention for every concept: a clear field `due` opens a deadline of that record, `settles`
ends that of an earlier one, `corrects` takes an earlier one's place, and the closing ends all. Only
who is out on a visit (`back_at`) is looked for until they are back, and a hand-over stays until it
is known what became of it (R58). `lead` says who leads the case, with the day from which on, and
`named` who alone may know of it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from events.assignment import FROM_THE_BEGINNING, LeadHandedOver
from events.case import CaseClosed, ConsultationReceived
from events.catalogue import OF_A_CASE
from events.conversion import SlipConverted
from events.handover import HandoverMade
from events.reopening import CaseReopened
from events.restriction import CaseRestricted, RestrictionLifted
from events.task import WaitingFor
from events.values import Category, Pointer
from projections.eyes import Eyes
from projections.fact import Conn, Fact, write

NAME: Final = "deadlines"

ADD_MATTERS = """
INSERT INTO matter (tenant, case_id, viewer, lead_from, lead, closed)
SELECT %(tenant)s, r.case_id, r.viewer, r.lead_from, r.lead, false
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, viewer uuid, lead_from date[], lead uuid[])
"""
END = """
DELETE FROM deadline d
USING json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid)
WHERE d.tenant = %(tenant)s AND d.case_id = r.case_id AND d.event_id = r.event_id
    AND d.viewer IN (
        SELECT m.viewer FROM matter m WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
    )
"""
END_ALL = """
DELETE FROM deadline d
USING json_to_recordset(%(rows)s) AS r (case_id uuid)
WHERE d.tenant = %(tenant)s AND d.case_id = r.case_id AND d.back_at IS NULL
    AND d.kind <> 'handover.made'
    AND d.viewer IN (
        SELECT m.viewer FROM matter m WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
    )
"""
OPEN = """
INSERT INTO deadline (tenant, viewer, case_id, event_id, seq, kind, due, back_at, waiting_for,
    assignee, categories)
SELECT m.tenant, m.viewer, r.case_id, r.event_id, r.seq, r.kind, r.due, r.back_at, r.waiting_for,
    r.assignee, r.categories
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid, seq bigint, kind text,
    due date, back_at timestamptz, waiting_for text, assignee uuid, categories text[],
    reopened boolean)
JOIN matter m ON m.tenant = %(tenant)s AND m.case_id = r.case_id AND (r.reopened OR NOT m.closed)
"""
LEAD = """
UPDATE matter m SET
    lead_from = m.lead_from[:width_bucket(r.since - 1, m.lead_from)] || r.since
        || m.lead_from[width_bucket(r.since, m.lead_from) + 1:],
    lead = m.lead[:width_bucket(r.since - 1, m.lead_from)] || r.lead
        || m.lead[width_bucket(r.since, m.lead_from) + 1:]
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, since date, lead uuid)
WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
NAME_STAFF = """
UPDATE matter m SET named = r.named
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, named uuid[])
WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
CLOSE = """
UPDATE matter m SET closed = r.closed
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, closed boolean)
WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
NEXT = """
SELECT d.case_id, d.event_id, d.seq, d.kind, d.due, d.back_at, d.waiting_for, d.assignee,
    m.lead[width_bucket(%(today)s::date, m.lead_from)], d.categories
FROM deadlines.deadline d
JOIN deadlines.matter m ON m.tenant = d.tenant AND m.case_id = d.case_id AND m.viewer = d.viewer
WHERE d.tenant = %(tenant)s AND d.viewer = %(viewer)s AND d.due <= %(until)s
    AND d.case_id NOT IN (SELECT b.case_id FROM caseload.matter b WHERE b.tenant = %(tenant)s
        AND b.viewer = %(viewer)s AND b.person_id = ANY(%(barred)s::uuid[]))
    AND (d.back_at < %(now)s OR m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
ORDER BY (d.back_at IS NOT NULL) DESC,
    coalesce(d.assignee, m.lead[width_bucket(%(today)s::date, m.lead_from)]) <> %(me)s, d.due, d.seq
LIMIT %(limit)s
"""
OF_CASE = """
SELECT d.case_id, d.event_id, d.seq, d.kind, d.due, d.back_at, d.waiting_for, d.assignee,
    m.lead[width_bucket(%(today)s::date, m.lead_from)], d.categories
FROM deadlines.deadline d
JOIN deadlines.matter m ON m.tenant = d.tenant AND m.case_id = d.case_id AND m.viewer = d.viewer
WHERE d.tenant = %(tenant)s AND d.viewer = %(viewer)s AND d.case_id = %(case_id)s
ORDER BY d.due, d.seq
"""

ROWS: Final = {
    "matter": "SELECT * FROM matter ORDER BY tenant, case_id, viewer",
    "deadline": "SELECT * FROM deadline ORDER BY tenant, viewer, case_id, event_id",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """
    A record with a deadline, as a candidate for showing.

    `due` is a Tokyo civil date; `back_at` (UTC) when whoever is out said to be back.
    """

    case_id: UUID
    event_id: UUID
    seq: int
    kind: str
    due: date
    back_at: datetime | None
    waiting_for: WaitingFor
    assignee: UUID | None
    lead: UUID
    categories: tuple[Category, ...]

    @property
    def responsible(self) -> UUID:
        """Return who has to see to it: whom it was given to, else who leads the case."""
        return self.assignee or self.lead

    def pointer(self, category: Category) -> Pointer | None:
        """Return where the first part of a category stands; None when there is none."""
        if category not in self.categories:
            return None
        return Pointer(self.event_id, self.seq, self.categories.index(category))


@dataclass
class _Batch:
    """What a batch of facts comes to, in the order in which it is written."""

    matters: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    ended: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    emptied: dict[UUID, None] = field(default_factory=dict[UUID, None])
    opened: dict[UUID, dict[str, Any]] = field(default_factory=dict[UUID, dict[str, Any]])
    assigned: list[Fact] = field(default_factory=list[Fact])
    closed: dict[UUID, bool] = field(default_factory=dict[UUID, bool])


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    batch = _Batch()
    for fact in facts:
        if type(fact.recorded.event) in OF_A_CASE:
            _take(batch, fact)
    tenant = facts[0].tenant
    write(conn, ADD_MATTERS, tenant, batch.matters)
    write(conn, END, tenant, batch.ended)
    write(conn, END_ALL, tenant, [{"case_id": case_id} for case_id in batch.emptied])
    write(conn, OPEN, tenant, list(batch.opened.values()))
    for fact in batch.assigned:
        _assign(conn, fact)
    closed = [{"case_id": case_id, "closed": state} for case_id, state in batch.closed.items()]
    write(conn, CLOSE, tenant, closed)


def _assign(conn: Conn, fact: Fact) -> None:
    """Take in who leads or is named: few, and each rests on the one before."""
    event, row = fact.recorded.event, {"case_id": fact.recorded.stream}
    if isinstance(event, LeadHandedOver):
        given = {**row, "since": event.since, "lead": event.lead}
        write(conn, LEAD, fact.tenant, [given])
    else:
        named = event.named if isinstance(event, CaseRestricted) else None
        write(conn, NAME_STAFF, fact.tenant, [{**row, "named": named}])


def _take(batch: _Batch, fact: Fact) -> None:
    """Take one event of a case in."""
    event, case_id = fact.recorded.event, fact.recorded.stream
    if isinstance(event, LeadHandedOver | CaseRestricted | RestrictionLifted):
        batch.assigned.append(fact)
    if isinstance(event, ConsultationReceived):
        batch.matters.append(
            {
                "case_id": case_id,
                "viewer": event.programme,
                "lead_from": [FROM_THE_BEGINNING],
                "lead": [event.lead],
            }
        )
    for earlier in (getattr(event, "corrects", None), getattr(event, "settles", None)):
        if earlier is not None:
            batch.opened.pop(earlier, None)
            batch.ended.append({"case_id": case_id, "event_id": earlier})
    if isinstance(event, CaseClosed | SlipConverted):
        _close(batch, case_id)
    elif isinstance(event, CaseReopened):
        # What ended with the closing stays ended.
        batch.closed[case_id] = False
    if getattr(event, "due", None) is not None and not batch.closed.get(case_id, False):
        batch.opened[fact.recorded.event_id] = _row(batch, fact)


def _close(batch: _Batch, case_id: UUID) -> None:
    batch.closed[case_id] = True
    batch.emptied[case_id] = None
    batch.opened = {
        event_id: row
        for event_id, row in batch.opened.items()
        if row["case_id"] != case_id
        or row["back_at"] is not None
        or row["kind"] == HandoverMade.TOPIC
    }


def _row(batch: _Batch, fact: Fact) -> dict[str, Any]:
    event, case_id = fact.recorded.event, fact.recorded.stream
    return {
        "case_id": case_id,
        "event_id": fact.recorded.event_id,
        "seq": fact.recorded.seq,
        "kind": event.TOPIC,
        "due": getattr(event, "due", None),
        "back_at": getattr(event, "back_at", None),
        "waiting_for": getattr(event, "waiting_for", WaitingFor.DESK),
        "assignee": getattr(event, "assignee", None),
        "categories": [part.category.value for part in fact.parts],
        "reopened": batch.closed.get(case_id) is False,
    }


def upcoming(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, until: date, now: datetime, limit: int
) -> tuple[Deadline, ...]:
    """
    Return what is due until a day: who is out first, then my own, the earliest first.

    Who is not back at the hour told (`now`, UTC) is found in restricted cases too: for the safety
    of who went, not for showing where.
    """
    given = {"tenant": tenant, "viewer": viewer, "until": until, "now": now, "limit": limit}
    given |= eyes.given()
    return tuple(_read(row) for row in conn.execute(NEXT, given))


def of_case(
    conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID, today: date
) -> tuple[Deadline, ...]:
    """Return what is due in a case, the earliest first; `today` says who leads it."""
    given = {"tenant": tenant, "viewer": viewer, "case_id": case_id, "today": today}
    return tuple(_read(row) for row in conn.execute(OF_CASE, given))


def _read(row: tuple[Any, ...]) -> Deadline:
    return Deadline(
        case_id=row[0],
        event_id=row[1],
        seq=row[2],
        kind=row[3],
        due=row[4],
        back_at=row[5],
        waiting_for=WaitingFor(row[6]),
        assignee=row[7],
        lead=row[8],
        categories=tuple(Category(code) for code in row[9]),
    )
