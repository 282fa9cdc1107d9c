"""
Apart (引き離す): from whom the records that protect a person keep them away (R54).

A record names whoever is on file by keyed ids that stand in the clear of it; nothing is opened, and
who has no key learns nothing. It holds from the moment it stands in the stream.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from events import record
from events.base import Recorded
from events.record import AGAINST, RecordKept, Records
from projections import household
from projections.household import Entry
from services.db import Conn
from services.keys.derived import Derived


def ids_of(derived: Derived, person: UUID, linked: Sequence[UUID]) -> tuple[UUID, ...]:
    """Return what stands in a record for these, among ids for nobody; always as many."""
    told = [derived.apart(person, one) for one in linked[:AGAINST]]
    return tuple(sorted([*told, *(uuid4() for _ in range(AGAINST - len(told)))]))


def kept_from(
    derived: Derived, person: UUID, against: frozenset[UUID], others: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of some others from whom records of these ids keep a person away."""
    if not against:
        return frozenset()
    return frozenset(one for one in others if derived.apart(person, one) in against)


def against(history: Sequence[Recorded]) -> frozenset[UUID]:
    """Return the ids in what protects a person, by the events of their stream."""
    state = Records()
    for recorded in history:
        if isinstance(recorded.event, RecordKept):
            state = record.evolve(state, recorded.event, event_id=recorded.event_id)
    return state.against


def against_rows(entries: Sequence[Entry]) -> frozenset[UUID]:
    """Return the ids in what protects a person, by the rows of a read model."""
    kept = [entry for entry in entries if entry.kind == RecordKept.TOPIC]
    gone = {one for entry in kept for one in entry.marks.get("corrects", [])}
    standing = (entry for entry in kept if str(entry.at.event_id) not in gone)
    return frozenset(UUID(one) for entry in standing for one in entry.marks["against"])


def persons_kept_from(
    conn: Conn, derived: Derived, *, tenant: str, viewer: UUID, other: UUID
) -> tuple[UUID, ...]:
    """Return the persons of a programme that somebody is kept away from."""
    told: dict[UUID, list[Entry]] = {}
    for person, entry in household.kept(conn, tenant=tenant, viewer=viewer):
        told.setdefault(person, []).append(entry)
    return tuple(
        person
        for person, entries in sorted(told.items())
        if kept_from(derived, person, against_rows(entries), [other])
    )
