"""Caseload (担当一覧): the cases that a programme may see, by pointer. Can be rebuilt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from events.base import Event
from events.case import CaseClosed, ConsultationReceived
from events.catalogue import OF_A_CASE
from events.conversion import SlipConverted
from events.person import PersonRegistered, SheetCorrected
from events.reopening import CaseReopened
from events.values import (
    Caller,
    Category,
    ClientStanding,
    Pointer,
    Route,
    SharingStance,
    Topic,
    Urgency,
    tokyo_date,
)
from projections.fact import Conn, Fact, write

NAME: Final = "caseload"
ADDING: Final[frozenset[type[Event]]] = frozenset(
    {PersonRegistered, SheetCorrected, ConsultationReceived}
)
TURNING: Final[dict[type[Event], bool]] = {
    CaseClosed: True,
    SlipConverted: True,
    CaseReopened: False,
}
"""Whether a case is closed after such an event; all others of a case only touch it."""

READS: Final = OF_A_CASE | ADDING

State: TypeAlias = Literal["open", "closed", "all"]

ADD_PERSONS = """
INSERT INTO sheet (tenant, viewer, person_id, event_id, seq, id_part, contact_part, id_key)
SELECT %(tenant)s, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, person_id uuid,
    event_id uuid, seq bigint, id_part smallint, contact_part smallint, id_key uuid)
"""
CORRECT_PERSONS = """
UPDATE sheet s SET event_id = r.event_id, seq = r.seq, id_part = r.id_part,
    contact_part = r.contact_part, id_key = r.id_key
FROM json_to_recordset(%(rows)s) AS r (viewer uuid, person_id uuid,
    event_id uuid, seq bigint, id_part smallint, contact_part smallint, id_key uuid)
WHERE s.tenant = %(tenant)s AND s.viewer = r.viewer AND s.person_id = r.person_id
"""
ADD_CASES = """
INSERT INTO matter (tenant, closed, viewer, case_id, person_id, lead, opened_at, opened_on, last_at,
    route, caller, topics, main_topic, urgency, sharing, standing)
SELECT %(tenant)s, false, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, case_id uuid,
    person_id uuid, lead uuid, opened_at timestamptz, opened_on date, last_at timestamptz,
    route text, caller text, topics text[], main_topic text, urgency text, sharing text,
    standing text)
"""
TOUCH = """
UPDATE matter m SET last_at = greatest(m.last_at, r.at)
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, at timestamptz)
WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
TURN = """
UPDATE matter m SET closed = r.closed
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, closed boolean)
WHERE m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
COUNT = """
SELECT count(*) FROM caseload.matter
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND closed = ANY(%(states)s)
"""
PAGE = """
SELECT m.case_id, m.person_id, m.lead, m.opened_at, m.opened_on, m.last_at, m.closed, m.route,
    m.caller, m.topics, m.main_topic, m.urgency, m.sharing, m.standing,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.closed = ANY(%(states)s)
ORDER BY m.closed, m.lead <> %(mine)s, m.last_at DESC, m.case_id
LIMIT %(limit)s OFFSET %(offset)s
"""
SEVERAL = """
SELECT m.case_id, m.person_id, m.lead, m.opened_at, m.opened_on, m.last_at, m.closed, m.route,
    m.caller, m.topics, m.main_topic, m.urgency, m.sharing, m.standing,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.case_id = ANY(%(case_ids)s)
"""
RECEIVED = """
SELECT m.case_id, m.person_id, m.lead, m.opened_at, m.opened_on, m.last_at, m.closed, m.route,
    m.caller, m.topics, m.main_topic, m.urgency, m.sharing, m.standing,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s
    AND m.opened_on BETWEEN %(first)s AND %(last)s
ORDER BY m.opened_at, m.case_id
LIMIT %(limit)s
"""

ROWS: Final = {
    "sheet": "SELECT * FROM sheet ORDER BY tenant, viewer, person_id",
    "matter": "SELECT * FROM matter ORDER BY tenant, viewer, case_id",
}
"""Each table's rows in key order, for the digest."""

STATES: Final[dict[State, list[bool]]] = {
    "open": [False],
    "closed": [True],
    "all": [False, True],
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One case as a candidate for showing; names stay behind their pointers."""

    case_id: UUID
    person_id: UUID
    lead: UUID
    opened_at: datetime
    opened_on: date
    last_at: datetime
    closed: bool
    route: Route
    caller: Caller
    topics: tuple[Topic, ...]
    main_topic: Topic
    urgency: Urgency
    sharing: SharingStance
    standing: ClientStanding
    name_at: Pointer
    contact_at: Pointer
    name_key: UUID


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    sheets: list[dict[str, Any]] = []
    corrected: dict[UUID, dict[str, Any]] = {}
    matters: list[dict[str, Any]] = []
    touched: dict[UUID, str] = {}
    turned: dict[UUID, bool] = {}
    for fact in facts:
        if fact.kind in ADDING:
            event = fact.event
            if isinstance(event, PersonRegistered):
                sheets.append(_sheet(fact, event))
            elif isinstance(event, SheetCorrected):
                corrected[event.person_id] = _sheet(fact, event)
            elif isinstance(event, ConsultationReceived):
                matters.append(_matter(fact, event))
            continue
        # The log's times never go back: of each case the last one is the latest.
        touched[fact.stream] = fact.at
        if fact.kind in TURNING:
            turned[fact.stream] = TURNING[fact.kind]
    tenant = facts[0].tenant
    write(conn, ADD_PERSONS, tenant, sheets)
    write(conn, CORRECT_PERSONS, tenant, list(corrected.values()))
    write(conn, ADD_CASES, tenant, matters)
    latest = [{"case_id": case_id, "at": at} for case_id, at in touched.items()]
    write(conn, TOUCH, tenant, latest)
    states = [{"case_id": case_id, "closed": closed} for case_id, closed in turned.items()]
    write(conn, TURN, tenant, states)


def count(conn: Conn, *, tenant: str, viewer: UUID, state: State) -> int:
    """Return how many cases the programme may see in a state."""
    given = {"tenant": tenant, "viewer": viewer, "states": STATES[state]}
    row = conn.execute(COUNT, given).fetchone()
    return row[0] if row else 0


def page(
    conn: Conn, *, tenant: str, viewer: UUID, state: State, mine: UUID, limit: int, offset: int
) -> tuple[Matter, ...]:
    """Return a page of cases: open first, my own first, the latest first."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "states": STATES[state],
        "mine": mine,
        "limit": limit,
        "offset": offset,
    }
    return tuple(_read(row) for row in conn.execute(PAGE, given))


def one(conn: Conn, *, tenant: str, viewer: UUID, case_id: UUID) -> Matter | None:
    """Return a case, or None when the programme may not see one of that id."""
    return next(iter(several(conn, tenant=tenant, viewer=viewer, case_ids=[case_id])), None)


def several(
    conn: Conn, *, tenant: str, viewer: UUID, case_ids: Sequence[UUID]
) -> tuple[Matter, ...]:
    """Return those of some cases that the programme may see, in no order."""
    given = {"tenant": tenant, "viewer": viewer, "case_ids": list(case_ids)}
    return tuple(_read(row) for row in conn.execute(SEVERAL, given))


def received(
    conn: Conn, *, tenant: str, viewer: UUID, first: date, last: date, limit: int
) -> tuple[Matter, ...]:
    """Return the cases whose slip was received from one Tokyo day to another, in that order."""
    given = {"tenant": tenant, "viewer": viewer, "first": first, "last": last, "limit": limit}
    return tuple(_read(row) for row in conn.execute(RECEIVED, given))


def _sheet(fact: Fact, event: PersonRegistered | SheetCorrected) -> dict[str, Any]:
    named, contact = fact.part(Category.ID), fact.part(Category.CONTACT)
    assert named is not None
    assert contact is not None
    return {
        "viewer": event.programme,
        "person_id": event.person_id,
        "event_id": fact.event_id,
        "seq": fact.seq,
        "id_part": named.part_no,
        "contact_part": contact.part_no,
        "id_key": named.key_id,
    }


def _matter(fact: Fact, event: ConsultationReceived) -> dict[str, Any]:
    opened_at = fact.recorded.signature.valid_at
    return {
        "viewer": event.programme,
        "case_id": event.case_id,
        "person_id": event.person_id,
        "lead": event.lead,
        "opened_at": opened_at,
        "opened_on": tokyo_date(opened_at),
        "last_at": fact.recorded.at,
        "route": event.route,
        "caller": event.caller,
        "topics": event.topics,
        "main_topic": event.main_topic,
        "urgency": event.urgency,
        "sharing": event.sharing,
        "standing": event.standing,
    }


def _read(row: tuple[Any, ...]) -> Matter:
    sheet = row[14:]
    return Matter(
        case_id=row[0],
        person_id=row[1],
        lead=row[2],
        opened_at=row[3],
        opened_on=row[4],
        last_at=row[5],
        closed=row[6],
        route=Route(row[7]),
        caller=Caller(row[8]),
        topics=tuple(Topic(code) for code in row[9]),
        main_topic=Topic(row[10]),
        urgency=Urgency(row[11]),
        sharing=SharingStance(row[12]),
        standing=ClientStanding(row[13]),
        name_at=Pointer(sheet[0], sheet[1], sheet[2]),
        contact_at=Pointer(sheet[0], sheet[1], sheet[3]),
        name_key=sheet[4],
    )
