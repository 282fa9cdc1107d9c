"""
Caseload (担当一覧): the cases that a programme may see, by pointer. Can be rebuilt.

Who leads is kept with the day from which on, in the order of the days, and chosen as a list is
read: no clock ticks in here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from events.assignment import (
    FROM_THE_BEGINNING,
    CoverEnded,
    CoverReason,
    CoverTaken,
    LeadHandedOver,
)
from events.base import Event
from events.case import CaseClosed, ConsultationReceived
from events.catalogue import OF_A_CASE
from events.conversion import SlipConverted
from events.person import PersonRegistered, SheetCorrected
from events.reopening import CaseReopened
from events.restriction import CaseRestricted, RestrictionLifted
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
from projections.eyes import Eyes
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

ASSIGNING: Final[frozenset[type[Event]]] = frozenset(
    {LeadHandedOver, CoverTaken, CoverEnded, CaseRestricted, RestrictionLifted}
)

READS: Final = OF_A_CASE | ADDING

State: TypeAlias = Literal["open", "closed", "all", "team"]
"""`team`: open cases that nobody leads today, or whose lead somebody covers for today."""

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
INSERT INTO matter (tenant, closed, viewer, case_id, person_id, lead_from, lead, opened_at,
    opened_on, last_at, route, caller, topics, main_topic, urgency, sharing, standing)
SELECT %(tenant)s, false, r.* FROM json_to_recordset(%(rows)s) AS r (viewer uuid, case_id uuid,
    person_id uuid, lead_from date[], lead uuid[], opened_at timestamptz, opened_on date,
    last_at timestamptz, route text, caller text, topics text[], main_topic text, urgency text,
    sharing text, standing text)
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
# width_bucket says how many of the days have come: the last of them is the one that counts.
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
COVER = """
INSERT INTO cover (tenant, viewer, case_id, event_id, staff, since, until, reason)
SELECT m.tenant, m.viewer, r.case_id, r.event_id, r.staff, r.since, r.until, r.reason
FROM json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid, staff uuid, since date,
    until date, reason text)
JOIN matter m ON m.tenant = %(tenant)s AND m.case_id = r.case_id
"""
UNCOVER = """
DELETE FROM cover c USING json_to_recordset(%(rows)s) AS r (case_id uuid, event_id uuid)
WHERE c.tenant = %(tenant)s AND c.case_id = r.case_id AND c.event_id = r.event_id
"""
COUNT = """
SELECT count(*) FROM caseload.matter m
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.closed = ANY(%(states)s)
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
    AND (NOT %(team)s OR m.lead[width_bucket(%(today)s::date, m.lead_from)] <> ALL(%(present)s)
        OR m.case_id IN (
            SELECT c.case_id FROM caseload.cover c
            WHERE c.tenant = %(tenant)s AND c.viewer = %(viewer)s
                AND %(today)s BETWEEN c.since AND c.until))
"""
PAGE = """
SELECT m.case_id, m.person_id, m.lead[width_bucket(%(today)s::date, m.lead_from)], m.opened_at,
    m.opened_on, m.last_at, m.closed, m.route, m.caller, m.topics, m.main_topic, m.urgency,
    m.sharing, m.standing, m.named IS NOT NULL,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.closed = ANY(%(states)s)
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
    AND (NOT %(team)s OR m.lead[width_bucket(%(today)s::date, m.lead_from)] <> ALL(%(present)s)
        OR m.case_id IN (
            SELECT c.case_id FROM caseload.cover c
            WHERE c.tenant = %(tenant)s AND c.viewer = %(viewer)s
                AND %(today)s BETWEEN c.since AND c.until))
ORDER BY m.closed, m.lead[width_bucket(%(today)s::date, m.lead_from)] <> %(me)s, m.last_at DESC,
    m.case_id
LIMIT %(limit)s OFFSET %(offset)s
"""
SEVERAL = """
SELECT m.case_id, m.person_id, m.lead[width_bucket(%(today)s::date, m.lead_from)], m.opened_at,
    m.opened_on, m.last_at, m.closed, m.route, m.caller, m.topics, m.main_topic, m.urgency,
    m.sharing, m.standing, m.named IS NOT NULL,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.case_id = ANY(%(case_ids)s)
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
"""
COVERS = """
SELECT c.case_id, c.event_id, c.staff, c.since, c.until, c.reason FROM caseload.cover c
JOIN caseload.matter m ON m.tenant = c.tenant AND m.viewer = c.viewer AND m.case_id = c.case_id
WHERE c.tenant = %(tenant)s AND c.viewer = %(viewer)s AND c.until >= %(today)s
    AND (%(case_ids)s::uuid[] IS NULL OR c.case_id = ANY(%(case_ids)s::uuid[]))
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
ORDER BY c.since, c.event_id
"""
RECEIVED = """
SELECT m.case_id, m.person_id, m.lead[width_bucket(%(today)s::date, m.lead_from)], m.opened_at,
    m.opened_on, m.last_at, m.closed, m.route, m.caller, m.topics, m.main_topic, m.urgency,
    m.sharing, m.standing, m.named IS NOT NULL,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s
    AND m.opened_on BETWEEN %(first)s AND %(last)s
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
ORDER BY m.opened_at, m.case_id
LIMIT %(limit)s
"""
AFTER = """
SELECT m.case_id, m.person_id, m.lead[width_bucket(%(today)s::date, m.lead_from)], m.opened_at,
    m.opened_on, m.last_at, m.closed, m.route, m.caller, m.topics, m.main_topic, m.urgency,
    m.sharing, m.standing, m.named IS NOT NULL,
    s.event_id, s.seq, s.id_part, s.contact_part, s.id_key
FROM caseload.matter m
JOIN caseload.sheet s ON s.tenant = m.tenant AND s.viewer = m.viewer AND s.person_id = m.person_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s
    AND (m.opened_at, m.case_id) > (%(opened_at)s, %(case_id)s)
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
ORDER BY m.opened_at, m.case_id
LIMIT %(limit)s
"""

ROWS: Final = {
    "sheet": "SELECT * FROM sheet ORDER BY tenant, viewer, person_id",
    "matter": "SELECT * FROM matter ORDER BY tenant, viewer, case_id",
    "cover": "SELECT * FROM cover ORDER BY tenant, viewer, case_id, event_id",
}
"""Each table's rows in key order, for the digest."""

STATES: Final[dict[State, list[bool]]] = {
    "open": [False],
    "closed": [True],
    "all": [False, True],
    "team": [False],
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """
    One case as a candidate for showing; names stay behind their pointers.

    `lead` leads it on the day of the eyes; `restricted` = it names who may know of it.
    """

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
    restricted: bool
    name_at: Pointer
    contact_at: Pointer
    name_key: UUID


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Who covers in a case, from which Tokyo civil date to which, and why."""

    case_id: UUID
    event_id: UUID
    staff: UUID
    since: date
    until: date
    reason: CoverReason


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    sheets: list[dict[str, Any]] = []
    corrected: dict[UUID, dict[str, Any]] = {}
    matters: list[dict[str, Any]] = []
    touched: dict[UUID, str] = {}
    turned: dict[UUID, bool] = {}
    assigning: list[Fact] = []
    for fact in facts:
        if fact.kind in ADDING:
            _add(fact, sheets, corrected, matters)
            continue
        # The log's times never go back: of each case the last one is the latest.
        touched[fact.stream] = fact.at
        if fact.kind in TURNING:
            turned[fact.stream] = TURNING[fact.kind]
        elif fact.kind in ASSIGNING:
            assigning.append(fact)
    tenant = facts[0].tenant
    write(conn, ADD_PERSONS, tenant, sheets)
    write(conn, CORRECT_PERSONS, tenant, list(corrected.values()))
    write(conn, ADD_CASES, tenant, matters)
    latest = [{"case_id": case_id, "at": at} for case_id, at in touched.items()]
    write(conn, TOUCH, tenant, latest)
    states = [{"case_id": case_id, "closed": closed} for case_id, closed in turned.items()]
    write(conn, TURN, tenant, states)
    for fact in assigning:
        _assign(conn, fact)


def _add(
    fact: Fact,
    sheets: list[dict[str, Any]],
    corrected: dict[UUID, dict[str, Any]],
    matters: list[dict[str, Any]],
) -> None:
    event = fact.event
    if isinstance(event, PersonRegistered):
        sheets.append(_sheet(fact, event))
    elif isinstance(event, SheetCorrected):
        corrected[event.person_id] = _sheet(fact, event)
    elif isinstance(event, ConsultationReceived):
        matters.append(_matter(fact, event))


def _assign(conn: Conn, fact: Fact) -> None:
    """Take in who leads, covers or is named: few, and each rests on the one before."""
    event, row = fact.event, {"case_id": fact.stream}
    match event:
        case LeadHandedOver():
            given = {**row, "since": event.since, "lead": event.lead}
            write(conn, LEAD, fact.tenant, [given])
        case CoverTaken():
            told = {"since": event.since, "until": event.until, "reason": event.reason}
            given = {**row, "event_id": fact.event_id, "staff": event.cover, **told}
            write(conn, COVER, fact.tenant, [given])
        case CoverEnded():
            write(conn, UNCOVER, fact.tenant, [{**row, "event_id": event.record}])
        case CaseRestricted():
            write(conn, NAME_STAFF, fact.tenant, [{**row, "named": event.named}])
        case _:
            write(conn, NAME_STAFF, fact.tenant, [{**row, "named": None}])


def count(conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, state: State) -> int:
    """Return how many cases somebody of the programme may find in a state."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "states": STATES[state],
        "team": state == "team",
        **eyes.given(),
    }
    row = conn.execute(COUNT, given).fetchone()
    return row[0] if row else 0


def page(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, state: State, limit: int, offset: int
) -> tuple[Matter, ...]:
    """Return a page of cases: open first, my own first, the latest first."""
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "states": STATES[state],
        "team": state == "team",
        "limit": limit,
        "offset": offset,
        **eyes.given(),
    }
    return tuple(_read(row) for row in conn.execute(PAGE, given))


def one(conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, case_id: UUID) -> Matter | None:
    """Return a case, or None when there is none of that id to be found."""
    found = several(conn, tenant=tenant, viewer=viewer, eyes=eyes, case_ids=[case_id])
    return next(iter(found), None)


def several(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, case_ids: Sequence[UUID]
) -> tuple[Matter, ...]:
    """Return those of some cases that somebody of the programme may find, in no order."""
    given = {"tenant": tenant, "viewer": viewer, "case_ids": list(case_ids), **eyes.given()}
    return tuple(_read(row) for row in conn.execute(SEVERAL, given))


def received(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, first: date, last: date, limit: int
) -> tuple[Matter, ...]:
    """Return the cases whose slip was received from one Tokyo day to another, in that order."""
    given = {"tenant": tenant, "viewer": viewer, "first": first, "last": last, "limit": limit}
    given |= eyes.given()
    return tuple(_read(row) for row in conn.execute(RECEIVED, given))


def after(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, last: Matter | None, limit: int
) -> tuple[Matter, ...]:
    """
    Return the cases that follow one, in the order in which they were opened; None = the first ones.

    A case's place in it never moves, so whoever reads on has none twice and misses none.
    """
    given = {
        "tenant": tenant,
        "viewer": viewer,
        "opened_at": last.opened_at if last else datetime.min.replace(tzinfo=UTC),
        "case_id": last.case_id if last else UUID(int=0),
        "limit": limit,
        **eyes.given(),
    }
    return tuple(_read(row) for row in conn.execute(AFTER, given))


def covers(
    conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes, case_ids: Sequence[UUID] | None = None
) -> tuple[Cover, ...]:
    """Return the covers of some cases, or of all, that are not over; some may lie ahead."""
    asked = None if case_ids is None else list(case_ids)
    given = {"tenant": tenant, "viewer": viewer, "case_ids": asked, **eyes.given()}
    return tuple(
        Cover(
            case_id=row[0],
            event_id=row[1],
            staff=row[2],
            since=row[3],
            until=row[4],
            reason=CoverReason(row[5]),
        )
        for row in conn.execute(COVERS, given)
    )


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
        "lead_from": [FROM_THE_BEGINNING],
        "lead": [event.lead],
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
    sheet = row[15:]
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
        restricted=row[14],
        name_at=Pointer(sheet[0], sheet[1], sheet[2]),
        contact_at=Pointer(sheet[0], sheet[1], sheet[3]),
        name_key=sheet[4],
    )
