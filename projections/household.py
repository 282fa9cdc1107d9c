"""
Household (世帯): persons, where they are, who lives with whom. Can be rebuilt.

Pointers, codes and days only. Being in one household lets nobody see anything (R55): whose rows a
programme has is decided by who keeps each person's sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

import orjson

from events import consent, consent_changes, exclusion, representative
from events.base import Event
from events.case import ConsultationReceived
from events.contact import (
    AddressRecorded,
    ContactWithdrawn,
    DeathRecorded,
    MovedAway,
    SafeContactRecorded,
)
from events.household import HouseholdFormed, MemberJoined, MemberLeft, RelationCorrected
from events.person import PersonLinked, PersonRegistered, PersonUnlinked, SheetCorrected
from events.record import RecordKept
from events.values import Category, Pointer
from events.withholding import SheetReleased, SheetWithheld
from projections.fact import Conn, Fact
from projections.marks import Marks, marks

NAME: Final = "household"

ADD_PERSON = """
INSERT INTO known_person (tenant, viewer, person_id, version, event_id, seq, id_part, contact_part,
    id_key)
VALUES (%(tenant)s, %(viewer)s, %(person_id)s, %(version)s, %(event_id)s, %(seq)s, %(id_part)s,
    %(contact_part)s, %(id_key)s)
"""
CORRECT_PERSON = """
UPDATE known_person SET event_id = %(event_id)s, seq = %(seq)s, id_part = %(id_part)s,
    contact_part = %(contact_part)s, id_key = %(id_key)s
WHERE tenant = %(tenant)s AND person_id = %(person_id)s
"""
MOVE_PERSON = """
UPDATE known_person SET version = %(version)s
WHERE tenant = %(tenant)s AND person_id = %(person_id)s
"""
ADD_RECORD = """
INSERT INTO person_record (tenant, viewer, person_id, event_id, seq, kind, category, key_id,
    valid_at, staff, other, marks)
SELECT tenant, viewer, person_id, %(event_id)s, %(seq)s, %(kind)s, %(category)s, %(key_id)s,
    %(valid_at)s, %(staff)s, %(other)s::uuid, %(marks)s::jsonb
FROM known_person WHERE tenant = %(tenant)s AND person_id = %(person_id)s
"""
DROP_RECORD = """
DELETE FROM person_record WHERE tenant = %(tenant)s AND event_id = %(corrects)s
"""
DROP_LINK = """
DELETE FROM person_record
WHERE tenant = %(tenant)s AND person_id = %(person_id)s AND other = %(other)s
"""
FORM = """
INSERT INTO home (tenant, viewer, household_id, around, version)
VALUES (%(tenant)s, %(viewer)s, %(household_id)s, %(around)s, %(version)s)
"""
MOVE_HOME = """
UPDATE home SET version = %(version)s
WHERE tenant = %(tenant)s AND household_id = %(household_id)s
"""
JOIN = """
INSERT INTO home_member (tenant, viewer, household_id, person_id, event_id, seq, marks)
SELECT tenant, viewer, household_id, %(person_id)s, %(event_id)s, %(seq)s, %(marks)s::jsonb
FROM home WHERE tenant = %(tenant)s AND household_id = %(household_id)s
"""
CORRECT = """
UPDATE home_member SET event_id = %(event_id)s, seq = %(seq)s, marks = %(marks)s::jsonb
WHERE tenant = %(tenant)s AND household_id = %(household_id)s AND event_id = %(corrects)s
"""
LEAVE = """
UPDATE home_member SET left_event = %(event_id)s, left_seq = %(seq)s, left_marks = %(marks)s::jsonb
WHERE tenant = %(tenant)s AND household_id = %(household_id)s AND event_id = %(record)s
"""
ADD_CASE = """
INSERT INTO known_case (tenant, viewer, case_id, person_id)
VALUES (%(tenant)s, %(viewer)s, %(case_id)s, %(person_id)s)
"""
PERSONS = """
SELECT person_id, version, event_id, seq, id_part, contact_part, id_key FROM household.known_person
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND person_id = ANY(%(persons)s)
"""
RECORDS = """
SELECT event_id, seq, kind, category, key_id, valid_at, staff, other, marks
FROM household.person_record
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND person_id = %(person_id)s
ORDER BY seq DESC
"""
KEPT = """
SELECT person_id, event_id, seq, kind, category, key_id, valid_at, staff, other, marks
FROM household.person_record
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND kind = %(kind)s
ORDER BY seq DESC
"""
HOMES = """
SELECT h.household_id, h.around, h.version FROM household.home h
WHERE h.tenant = %(tenant)s AND h.viewer = %(viewer)s AND EXISTS (
    SELECT FROM household.home_member m
    WHERE m.tenant = h.tenant AND m.viewer = h.viewer AND m.household_id = h.household_id
        AND m.person_id = %(person_id)s)
ORDER BY h.household_id
"""
MEMBERS = """
SELECT household_id, person_id, event_id, seq, marks, left_event, left_seq, left_marks
FROM household.home_member
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND household_id = ANY(%(households)s)
ORDER BY left_event IS NOT NULL, seq
"""
AROUND = """
SELECT DISTINCT m.person_id, h.around FROM household.home_member m
JOIN household.home h ON h.tenant = m.tenant AND h.viewer = m.viewer
    AND h.household_id = m.household_id
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND m.person_id = ANY(%(persons)s)
ORDER BY m.person_id, h.around
"""
CASES = """
SELECT person_id, case_id FROM household.known_case
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND person_id = ANY(%(persons)s)
ORDER BY person_id, case_id
"""

ROWS: Final = {
    "known_person": "SELECT * FROM known_person ORDER BY tenant, viewer, person_id",
    "person_record": "SELECT * FROM person_record ORDER BY tenant, viewer, person_id, seq",
    "home": "SELECT * FROM home ORDER BY tenant, viewer, household_id",
    "home_member": "SELECT * FROM home_member ORDER BY tenant, viewer, household_id, event_id",
    "known_case": "SELECT * FROM known_case ORDER BY tenant, viewer, case_id",
}
"""Each table's rows in key order, for the digest."""

RECORDED: Final = (
    SafeContactRecorded,
    AddressRecorded,
    MovedAway,
    DeathRecorded,
    RecordKept,
    PersonLinked,
)
OF_A_PERSON: Final = (
    *RECORDED,
    SheetCorrected,
    ContactWithdrawn,
    PersonUnlinked,
    SheetWithheld,
    SheetReleased,
    *get_args(consent.ConsentEvent),
    *get_args(consent_changes.ChangeEvent),
    *get_args(exclusion.ExclusionEvent),
    *get_args(representative.RepresentativeEvent),
)
OF_A_HOUSEHOLD: Final = (MemberJoined, RelationCorrected, MemberLeft)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A person's standing sheet as a candidate for showing; `version` is that of the stream."""

    person_id: UUID
    version: int
    name_at: Pointer
    contact_at: Pointer
    name_key: UUID


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    A standing record about a person, or a link; its content begins with part 0.

    What protects a person is here also after it was replaced; the mark `corrects` tells of what.
    """

    at: Pointer
    kind: str
    category: Category
    key_id: UUID
    valid_at: datetime
    staff: UUID
    other: UUID | None
    marks: Marks


@dataclass(frozen=True, kw_only=True)
class Home:
    """A household in which a person is or was."""

    household_id: UUID
    around: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person's place in a household; `left_at` and `left_marks` once they left."""

    household_id: UUID
    person_id: UUID
    at: Pointer
    marks: Marks
    left_at: Pointer | None
    left_marks: Marks


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts in, in their order."""
    for fact in facts:
        event = fact.recorded.event
        match event:
            case PersonRegistered():
                conn.execute(ADD_PERSON, {"viewer": event.programme, **_sheet(fact, event)})
            case ConsultationReceived():
                conn.execute(ADD_CASE, _case(fact, event))
            case HouseholdFormed():
                viewer, around = event.programme, event.around
                conn.execute(FORM, {**_place(fact), "viewer": viewer, "around": around})
            case _ if isinstance(event, OF_A_PERSON):
                _person(conn, fact, event)
            case _ if isinstance(event, OF_A_HOUSEHOLD):
                _household(conn, fact, event)
            case _:
                pass


def persons(conn: Conn, *, tenant: str, viewer: UUID, persons: Sequence[UUID]) -> dict[UUID, Sheet]:
    """Return the sheets of those among these persons whom the programme keeps."""
    given = {"tenant": tenant, "viewer": viewer, "persons": list(persons)}
    return {
        row[0]: Sheet(
            person_id=row[0],
            version=row[1],
            name_at=Pointer(row[2], row[3], row[4]),
            contact_at=Pointer(row[2], row[3], row[5]),
            name_key=row[6],
        )
        for row in conn.execute(PERSONS, given)
    }


def records(conn: Conn, *, tenant: str, viewer: UUID, person_id: UUID) -> tuple[Entry, ...]:
    """Return what stands about where a person is, and the links, newest first."""
    given = {"tenant": tenant, "viewer": viewer, "person_id": person_id}
    return tuple(_entry(row) for row in conn.execute(RECORDS, given))


def kept(conn: Conn, *, tenant: str, viewer: UUID) -> tuple[tuple[UUID, Entry], ...]:
    """Return (person, record) for all that protects persons of the programme, newest first."""
    given = {"tenant": tenant, "viewer": viewer, "kind": RecordKept.TOPIC}
    return tuple((row[0], _entry(row[1:])) for row in conn.execute(KEPT, given))


def homes(conn: Conn, *, tenant: str, viewer: UUID, person_id: UUID) -> tuple[Home, ...]:
    """Return the households in which a person is or was."""
    given = {"tenant": tenant, "viewer": viewer, "person_id": person_id}
    rows = conn.execute(HOMES, given)
    return tuple(Home(household_id=row[0], around=row[1], version=row[2]) for row in rows)


def members(
    conn: Conn, *, tenant: str, viewer: UUID, households: Sequence[UUID]
) -> tuple[Member, ...]:
    """Return who is and was in these households: those who are, first."""
    given = {"tenant": tenant, "viewer": viewer, "households": list(households)}
    return tuple(
        Member(
            household_id=row[0],
            person_id=row[1],
            at=Pointer(row[2], row[3], 0),
            marks=row[4],
            left_at=Pointer(row[5], row[6], 0) if row[5] else None,
            left_marks=row[7] or {},
        )
        for row in conn.execute(MEMBERS, given)
    )


def cases(
    conn: Conn, *, tenant: str, viewer: UUID, persons: Sequence[UUID]
) -> tuple[tuple[UUID, UUID], ...]:
    """Return (person, case) for each case of these persons that the programme keeps."""
    given = {"tenant": tenant, "viewer": viewer, "persons": list(persons)}
    return tuple((row[0], row[1]) for row in conn.execute(CASES, given))


def around(
    conn: Conn, *, tenant: str, viewer: UUID, persons: Sequence[UUID]
) -> tuple[tuple[UUID, UUID], ...]:
    """Return (person, around whom) for each household in which these persons are or were."""
    given = {"tenant": tenant, "viewer": viewer, "persons": list(persons)}
    return tuple((row[0], row[1]) for row in conn.execute(AROUND, given))


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(
        at=Pointer(row[0], row[1], 0),
        kind=row[2],
        category=Category(row[3]),
        key_id=row[4],
        valid_at=row[5],
        staff=row[6],
        other=row[7],
        marks=row[8],
    )


def _person(conn: Conn, fact: Fact, event: Any) -> None:
    given = {**_place(fact), "person_id": event.person_id}
    conn.execute(MOVE_PERSON, given)
    if isinstance(event, SheetCorrected):
        conn.execute(CORRECT_PERSON, _sheet(fact, event))
        return
    if isinstance(event, PersonUnlinked):
        conn.execute(DROP_LINK, {**given, "other": event.other})
        return
    corrects = getattr(event, "corrects", None)
    # What protects somebody goes on being known after it was replaced: masking rests on it (R53).
    if corrects and not isinstance(event, RecordKept):
        conn.execute(DROP_RECORD, {**given, "corrects": corrects})
    if isinstance(event, RECORDED):
        part = fact.parts[0]
        record = {"category": part.category, "key_id": part.key_id, "kind": event.TOPIC}
        other = getattr(event, "other", None)
        conn.execute(ADD_RECORD, {**given, **record, **_told(fact), "other": other})


def _household(conn: Conn, fact: Fact, event: Any) -> None:
    given = {**_place(fact), **_told(fact), "person_id": event.person_id}
    conn.execute(MOVE_HOME, given)
    match event:
        case MemberJoined():
            conn.execute(JOIN, given)
        case RelationCorrected():
            conn.execute(CORRECT, {**given, "corrects": event.corrects})
        case _:
            conn.execute(LEAVE, {**given, "record": event.record})


def _place(fact: Fact) -> dict[str, Any]:
    return {
        "tenant": fact.tenant,
        "household_id": fact.recorded.stream,
        "version": fact.recorded.version,
        "event_id": fact.recorded.event_id,
        "seq": fact.recorded.seq,
    }


def _told(fact: Fact) -> dict[str, Any]:
    signature = fact.recorded.signature
    return {
        "valid_at": signature.valid_at,
        "staff": signature.actor.staff,
        "marks": orjson.dumps(_marks(fact.recorded.event)).decode(),
    }


def _marks(event: Event) -> Marks:
    ids = {"person_id", "record", "other", "other_id"}
    if not isinstance(event, RecordKept):
        ids.add("corrects")
    return {field: codes for field, codes in marks(event).items() if field not in ids}


def _sheet(fact: Fact, event: PersonRegistered | SheetCorrected) -> dict[str, Any]:
    named, contact = fact.part(Category.ID), fact.part(Category.CONTACT)
    assert named is not None
    assert contact is not None
    return {
        **_place(fact),
        "person_id": event.person_id,
        "id_part": named.part_no,
        "contact_part": contact.part_no,
        "id_key": named.key_id,
    }


def _case(fact: Fact, event: ConsultationReceived) -> dict[str, Any]:
    return {
        "tenant": fact.tenant,
        "viewer": event.programme,
        "case_id": event.case_id,
        "person_id": event.person_id,
    }
