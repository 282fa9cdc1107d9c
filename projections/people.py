"""People (本人の索引): whom a programme may search, by pointer and digest. Can be rebuilt."""

from dataclasses import dataclass
from typing import Any, Final, TypedDict
from uuid import UUID

from events.key import KeyDestroyed
from events.person import PersonRegistered, SheetCorrected
from events.values import Category, Pointer
from projections.fact import Conn, Fact

NAME: Final = "people"

DIGEST_FIELDS: Final = {1: "name_digest", 2: "name_and_birth_digest", 3: "phone_digest"}
"""The first byte of a search digest, and the column it goes to."""

ADD = """
INSERT INTO person (tenant, viewer, person_id, event_id, seq, part_no, id_key, contact_key,
    name_digest, name_and_birth_digest, phone_digest)
VALUES (%(tenant)s, %(viewer)s, %(person_id)s, %(event_id)s, %(seq)s, %(part_no)s, %(id_key)s,
    %(contact_key)s, %(name_digest)s, %(name_and_birth_digest)s, %(phone_digest)s)
"""
CORRECT = """
UPDATE person SET event_id = %(event_id)s, seq = %(seq)s, part_no = %(part_no)s,
    id_key = %(id_key)s, contact_key = %(contact_key)s, name_digest = %(name_digest)s,
    name_and_birth_digest = %(name_and_birth_digest)s, phone_digest = %(phone_digest)s
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND person_id = %(person_id)s
"""
FORGET = """
DELETE FROM person
WHERE tenant = %(tenant)s AND (id_key = %(key_id)s OR contact_key = %(key_id)s)
"""
ALL = """
SELECT person_id, event_id, seq, part_no FROM people.person
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
"""
BY_DIGEST = """
SELECT person_id FROM people.person
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
    AND (name_digest = %(name)s OR name_and_birth_digest = %(name_and_birth)s
        OR phone_digest = %(phone)s)
"""
SIMILAR = """
SELECT b.person_id, coalesce(b.name_and_birth_digest = a.name_and_birth_digest, false),
    coalesce(b.phone_digest = a.phone_digest, false)
FROM people.person a
JOIN people.person b ON b.tenant = a.tenant AND b.viewer = a.viewer AND b.person_id <> a.person_id
    AND (b.name_and_birth_digest = a.name_and_birth_digest OR b.phone_digest = a.phone_digest)
WHERE a.tenant = %(tenant)s AND a.viewer = %(viewer)s AND a.person_id = %(person_id)s
ORDER BY b.person_id LIMIT %(limit)s
"""

ROWS: Final = {"person": "SELECT * FROM person ORDER BY tenant, viewer, person_id"}
"""Each table's rows in key order, for the digest."""


class Digests(TypedDict):
    """What a search may match: digests of a name, a name and birth date, a telephone number."""

    name: bytes | None
    name_and_birth: bytes | None
    phone: bytes | None


@dataclass(frozen=True, kw_only=True)
class Similar:
    """Somebody with the same name and birth date, or the same telephone number."""

    person_id: UUID
    name_and_birth: bool
    phone: bool


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts in, in their order."""
    for fact in facts:
        _apply(conn, fact)


def _apply(conn: Conn, fact: Fact) -> None:
    event = fact.recorded.event
    match event:
        case PersonRegistered():
            conn.execute(ADD, _row(fact, event))
        case SheetCorrected():
            conn.execute(CORRECT, _row(fact, event))
        case KeyDestroyed():
            conn.execute(FORGET, {"tenant": fact.tenant, "key_id": event.key_id})
        case _:
            pass


def candidates(conn: Conn, *, tenant: str, viewer: UUID) -> dict[UUID, Pointer]:
    """Return all persons that a programme may search, and where the name of each stands."""
    rows = conn.execute(ALL, {"tenant": tenant, "viewer": viewer}).fetchall()
    return {
        person_id: Pointer(event_id, seq, part_no) for person_id, event_id, seq, part_no in rows
    }


def by_digest(conn: Conn, *, tenant: str, viewer: UUID, digests: Digests) -> frozenset[UUID]:
    """Return the persons with one of these digests."""
    given = {"tenant": tenant, "viewer": viewer, **digests}
    return frozenset(person_id for (person_id,) in conn.execute(BY_DIGEST, given))


def similar(
    conn: Conn, *, tenant: str, viewer: UUID, person_id: UUID, limit: int
) -> tuple[Similar, ...]:
    """Return who may be the same human being as a person, by digests of what stands."""
    given = {"tenant": tenant, "viewer": viewer, "person_id": person_id, "limit": limit}
    rows = conn.execute(SIMILAR, given)
    return tuple(Similar(person_id=row[0], name_and_birth=row[1], phone=row[2]) for row in rows)


def _row(fact: Fact, event: PersonRegistered | SheetCorrected) -> dict[str, Any]:
    named, contact = fact.part(Category.ID), fact.part(Category.CONTACT)
    assert named is not None
    assert contact is not None
    digests = _digests(named.digests) | _digests(contact.digests)
    return {
        "tenant": fact.tenant,
        "viewer": event.programme,
        "person_id": event.person_id,
        "event_id": fact.recorded.event_id,
        "seq": fact.recorded.seq,
        "part_no": named.part_no,
        "id_key": named.key_id,
        "contact_key": contact.key_id,
        **{column: digests.get(column) for column in DIGEST_FIELDS.values()},
    }


def _digests(stored: bytes | None) -> dict[str, bytes]:
    data = stored or b""
    return {
        DIGEST_FIELDS[data[start]]: data[start + 1 : start + 33]
        for start in range(0, len(data), 33)
    }
