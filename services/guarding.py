"""Guarding (守ること): what may be learnt of a person by way of somebody else's case (R53, R54)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from events.access import Surface
from events.record import RecordKept
from projections import directory, household
from projections.household import Entry, Home, Member, Sheet
from services import apart, keeping
from services.candidates import Candidates
from services.db import Conn
from services.facts import Facts
from services.keys import normal
from services.ledger.ledger import Ledger
from services.protection_views import Kept
from services.sheets import (
    Names,
    Shown,
    content_of,
    entry_items,
    kept_of,
    name_items,
)
from services.showing import Look, Showing


class Reach(Enum):
    """How far a person can be reached by way of another's case."""

    OPEN = "open"
    """Nothing protects them."""
    NAME = "name"
    """Their name is known there; nothing else is told, nor that there is more."""
    CLOSED = "closed"
    """The other party may be near: they are as unknown as anybody."""


@dataclass(frozen=True, kw_only=True)
class GuardLook(Look):
    """
    A look at what protects a person, and at the names of those who are near the asked case.

    `apart` = the other party is on file and near, or is the person of the case. `sealed` = some of
    what protects them stands on a linked sheet that is not there for the asker.
    """

    entries: tuple[tuple[Entry, ...], ...]
    sealed: bool
    apart: bool
    near: dict[UUID, Sheet]
    names: Names


def reach(
    showing: Showing,
    candidates: Candidates,
    ledger: Ledger,
    facts: Facts,
    *,
    own: UUID,
    who: UUID,
    surface: Surface,
) -> Reach:
    """
    Say how far `who` can be reached from the case of `own`.

    What protects them is opened for it, with an entry of its own, if there is any record at all.

    Raises:
        NotShown: as `Showing.show`.
    """
    acting = facts.acting
    if not keeping.knows(facts, keeping.of_persons(ledger, facts, [who]).get(who)):
        return Reach.CLOSED
    if own == who:
        return Reach.OPEN
    with candidates.viewing(facts) as conn:
        there = _find(conn, ledger, facts, own, who, surface)
    if there.sealed or there.apart:
        # Whom it keeps away cannot be asked: it may be anybody.
        return Reach.CLOSED
    if not any(there.entries):
        return Reach.OPEN

    def look(facts: Facts) -> GuardLook:
        with candidates.viewing(facts) as conn:
            return _find(conn, ledger, facts, own, who, surface)

    found, shown = showing.show(ledger, acting, surface, look)
    told = [kept_of(found.names, entries, shown) for entries in found.entries]
    names = _names(found.near, shown)
    if any(_may_be(other, names) for one in told for other in one.others):
        return Reach.CLOSED
    return Reach.NAME if any(one.guarded for one in told) else Reach.OPEN


def hidden(
    conn: Conn, ledger: Ledger, facts: Facts, own: UUID, persons: Iterable[UUID]
) -> frozenset[UUID]:
    """
    Return those of some persons whom the case of `own` must not tell of: the other party is there.

    Only who is linked is known without opening anything (R54).
    """
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    others = {
        member.person_id
        for one in same_person(conn, facts, own)
        for member in (*_near(conn, facts, one),)
    } | same_person(conn, facts, own)
    found: set[UUID] = set()
    for who in {*persons} - {own}:
        for one in same_person(conn, facts, who):
            rows = household.records(conn, tenant=tenant, viewer=viewer, person_id=one)
            ids = apart.against_rows(rows)
            if apart.kept_from(ledger.derived, one, ids, others - {one}):
                found.add(who)
    return frozenset(found)


def present(conn: Conn, facts: Facts, own: UUID, homes: Sequence[Home]) -> tuple[Member, ...]:
    """Return who lives now in those of these homes in which a person is now, them among these."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    there = household.members(
        conn, tenant=tenant, viewer=viewer, households=[home.household_id for home in homes]
    )
    now = [member for member in there if member.left_at is None]
    mine = {member.household_id for member in now if member.person_id == own}
    return tuple(member for member in now if member.household_id in mine)


def _find(
    conn: Conn, ledger: Ledger, facts: Facts, own: UUID, who: UUID, surface: Surface
) -> GuardLook:
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    theirs = same_person(conn, facts, who)
    entries = {
        one: tuple(
            entry
            for entry in household.records(conn, tenant=tenant, viewer=viewer, person_id=one)
            if entry.kind == RecordKept.TOPIC
        )
        for one in theirs
    }
    around = same_person(conn, facts, own)
    near = {member.person_id for one in around for member in _near(conn, facts, one)}
    wanted = sorted((near | around) - theirs)
    sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=wanted)
    kept = keeping.of_persons(ledger, facts, sorted({*theirs, *sheets}))
    return GuardLook(
        surface=surface,
        items=(
            *(
                item
                for one, records in entries.items()
                if one in kept
                for item in entry_items(records, kept[one], warning=True)
            ),
            *name_items(sheets, kept),
        ),
        streams={one: ledger.version(one) for one in sorted(theirs)},
        entries=tuple(entries.values()),
        sealed=any(
            records and not keeping.knows(facts, kept.get(one)) for one, records in entries.items()
        ),
        apart=any(
            apart.kept_from(ledger.derived, one, apart.against_rows(records), near | around)
            for one, records in entries.items()
        ),
        near=sheets,
        names=Names(ledger, facts.acting, directory.staff_names(conn, tenant)),
    )


def _near(conn: Conn, facts: Facts, who: UUID) -> tuple[Member, ...]:
    """Return who lives with a person, whoever may know of that: their names are told to nobody."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    homes = household.homes(conn, tenant=tenant, viewer=viewer, person_id=who)
    return present(conn, facts, who, homes)


def same_person(conn: Conn, facts: Facts, who: UUID) -> frozenset[UUID]:
    """Return a person's sheet and those that are linked to it."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    records = household.records(conn, tenant=tenant, viewer=viewer, person_id=who)
    return frozenset({who, *(entry.other for entry in records if entry.other)})


def _names(sheets: dict[UUID, Sheet], shown: Shown) -> frozenset[str]:
    """Return the names and kana of persons in normal form."""
    found = (content_of(sheet.name_at, shown) for sheet in sheets.values())
    texts = {normal.name(one.get(field, "")) for one in found for field in ("name", "kana")}
    return frozenset(texts - {""})


def _may_be(other: Kept, names: frozenset[str]) -> bool:
    """
    Say whether the other party may be one of those of these names.

    Who was named in part only may be anybody of that part, who was not named may be anybody.
    """
    named = normal.name(other.name)
    return not named or any(named in name or name in named for name in names)
