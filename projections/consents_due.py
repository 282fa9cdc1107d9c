"""
Consents due (同意の期限): which papers are awaited, which consents end. Can be rebuilt.

Days only, for the programme that keeps the person's sheet. The newest will counts: what the person
says anew, and a withdrawal of the whole, end the day of an older consent; its paper is awaited
until it arrives, since it still proves what was given.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.base import Event
from events.consent import ConsentGiven, ConsentRefused
from events.consent_changes import ConsentWithdrawn, PaperArrived
from events.person import PersonRegistered
from projections.fact import Conn, Fact

NAME: Final = "consents_due"
READS: Final[frozenset[type[Event]]] = frozenset(
    {PersonRegistered, ConsentGiven, ConsentRefused, ConsentWithdrawn, PaperArrived}
)

KEEP = """
INSERT INTO keeper (tenant, person_id, viewer) VALUES (%(tenant)s, %(person_id)s, %(viewer)s)
"""
OPEN = """
INSERT INTO due (tenant, viewer, person_id, consent, seq, paper, day)
SELECT tenant, viewer, person_id, %(consent)s::uuid, %(seq)s, %(paper)s, %(day)s
FROM keeper WHERE tenant = %(tenant)s AND person_id = %(person_id)s
"""
END_OF_PERSON = """
DELETE FROM due WHERE tenant = %(tenant)s AND person_id = %(person_id)s AND NOT paper
"""
END = """
DELETE FROM due WHERE tenant = %(tenant)s AND consent = %(consent)s AND paper = %(paper)s
"""
UNTIL = """
SELECT person_id, consent, seq, paper, day FROM consents_due.due
WHERE tenant = %(tenant)s AND viewer = %(viewer)s
    AND day <= CASE WHEN paper THEN %(papers)s::date ELSE %(ends)s::date END
ORDER BY day, seq LIMIT %(limit)s
"""

ROWS: Final = {
    "keeper": "SELECT * FROM keeper ORDER BY tenant, person_id",
    "due": "SELECT * FROM due ORDER BY tenant, viewer, consent, paper",
}
"""Each table's rows in key order, for the digest."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """The day (Tokyo) until which a consent's `paper` is awaited, or else the last it holds on."""

    person_id: UUID
    consent: UUID
    paper: bool
    day: date


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts in, in their order."""
    for fact in facts:
        _take(conn, fact)


def until(
    conn: Conn, *, tenant: str, viewer: UUID, papers: date, ends: date, limit: int
) -> tuple[Due, ...]:
    """Return the papers awaited until one day and the consents that end until another."""
    given = {"tenant": tenant, "viewer": viewer, "papers": papers, "ends": ends, "limit": limit}
    return tuple(
        Due(person_id=row[0], consent=row[1], paper=row[3], day=row[4])
        for row in conn.execute(UNTIL, given)
    )


def _take(conn: Conn, fact: Fact) -> None:
    event: Any = fact.event
    given: dict[str, Any] = {"tenant": fact.tenant, "person_id": event.person_id}
    match event:
        case PersonRegistered():
            conn.execute(KEEP, {**given, "viewer": event.programme})
        case ConsentGiven():
            conn.execute(END_OF_PERSON, given)
            for paper, day in ((True, event.scan_due), (False, event.last)):
                if day is not None:
                    opened = {"consent": fact.event_id, "seq": fact.seq, "paper": paper}
                    conn.execute(OPEN, {**given, **opened, "day": day})
        case ConsentRefused():
            conn.execute(END_OF_PERSON, given)
        case PaperArrived():
            conn.execute(END, {**given, "consent": event.consent, "paper": True})
        case ConsentWithdrawn() if not (event.recipients or event.purposes):
            conn.execute(END, {**given, "consent": event.consent, "paper": False})
        case _:
            pass
