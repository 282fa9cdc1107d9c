"""
Inquiry reminding (所在を探る問い合わせの知らせ): a call that may be about a protected person (R53).

Compared when whoever leads the person's case looks at their own work, never when the call is taken:
so nothing about who takes it, what is stored of it or what they are answered can differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from consent.gate import Item
from events.inquiry import InquiryNoted
from events.values import tokyo_date
from projections import caseload, desk_notes, household
from projections.caseload import Matter
from projections.desk_notes import Note
from projections.household import Entry
from services import keeping
from services.caseload_views import InquiryRow
from services.db import Conn
from services.facts import Facts
from services.keys import normal
from services.ledger.ledger import Ledger
from services.note_items import note_items, pointers, words_of
from services.protection_views import Protection
from services.sheets import Names, Shown, content_of, entry_items, kept_of
from services.sights import Sight

DAYS: Final = 30
"""How long a call is compared, counted in days from the day on which it came."""
MOST: Final = 200
"""Calls that are compared, the latest."""
SHORTEST: Final = 2
"""Characters that a part of a name has at least to be looked for alone."""


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What protects one person, and a case of their own that the asker leads or covers in."""

    matter: Matter
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Calls:
    """
    The asker's own cases of persons of whom a record is kept, and all calls of the last days.

    Which calls are opened rests on nothing that is sealed, so an entry tells of no match.
    """

    own: tuple[Guarded, ...] = ()
    notes: tuple[Note, ...] = ()


def find(conn: Conn, facts: Facts, sight: Sight) -> Calls:
    """Find what may belong together; without an own case of that kind nothing is opened."""
    tenant, viewer = sight["tenant"], sight["viewer"]
    kept: dict[UUID, list[Entry]] = {}
    for person_id, entry in household.kept(conn, tenant=tenant, viewer=viewer):
        kept.setdefault(person_id, []).append(entry)
    own = tuple(
        Guarded(matter=matter, entries=tuple(kept[matter.person_id]))
        for matter in _own(conn, facts, sight, sorted(kept))
    )
    if not own:
        return Calls()
    first = facts.asker.on - timedelta(days=DAYS)
    kind = InquiryNoted.TOPIC
    latest = desk_notes.latest(conn, tenant=tenant, viewer=viewer, kind=kind, limit=MOST)
    notes = tuple(note for note in latest if tokyo_date(note.valid_at) >= first)
    return Calls(own=own, notes=notes)


def items(ledger: Ledger, facts: Facts, calls: Calls) -> tuple[Item, ...]:
    """Return what the gate is to decide on: the calls, and from whom these persons are kept."""
    if not calls.notes:
        return ()
    kept = keeping.of_persons(ledger, facts, [one.matter.person_id for one in calls.own])
    entries = {one.matter.person_id: one.entries for one in calls.own}
    return (
        *note_items(ledger, calls.notes),
        *(
            item
            for person_id, told in entries.items()
            if person_id in kept
            for item in entry_items(told, kept[person_id], warning=True)
        ),
    )


def rows(names: Names, calls: Calls, shown: Shown) -> tuple[InquiryRow, ...]:
    """Return the calls that may be about a protected person, the latest first, by case."""
    guarded = [
        (one, kept)
        for one in calls.own
        if one.matter.name_at in shown and (kept := kept_of(names, one.entries, shown)).guarded
    ]
    return tuple(
        _row(names, note, one.matter, told, shown)
        for note in calls.notes
        if all(pointer in shown for pointer in pointers(note))
        and (told := words_of(note, shown)) is not None
        for one, kept in guarded
        if may_concern(told, content_of(one.matter.name_at, shown), kept)
    )


def may_concern(call: Mapping[str, str], person: Mapping[str, str], kept: Protection) -> bool:
    """
    Say whether a call may be about a person: by their name, or by who is kept away from them.

    A family name alone is enough, as is the given name: rather one call too many than one missed.
    """
    asked, number = normal.name(call.get("asked", "")), normal.phone(call.get("number", ""))
    called = [person.get("name", ""), person.get("kana", "")]
    called += [other.name for other in kept.others]
    if any(_called(name, asked) for name in called):
        return True
    return bool(number) and any(number in normal.phone(one.reached) for one in kept.others)


def _called(name: str, asked: str) -> bool:
    """Say whether a name, or a part of it that is set apart, stands among what was asked."""
    parts = {normal.name(part) for part in (name, *name.split())}
    return any(part in asked for part in parts if len(part) >= SHORTEST)


def _own(conn: Conn, facts: Facts, sight: Sight, persons: Sequence[UUID]) -> tuple[Matter, ...]:
    """Return these persons' cases in which the asker is the lead or covers today."""
    me, tenant, viewer = facts.acting.staff, sight["tenant"], sight["viewer"]
    pairs = household.cases(conn, tenant=tenant, viewer=viewer, persons=persons)
    cases = [case_id for _, case_id in pairs]
    covered = {
        cover.case_id
        for cover in caseload.covers(conn, **sight, case_ids=cases)
        if cover.staff == me and cover.since <= facts.asker.on
    }
    found = caseload.several(conn, **sight, case_ids=cases)
    return tuple(matter for matter in found if matter.lead == me or matter.case_id in covered)


def _row(
    names: Names, note: Note, matter: Matter, told: Mapping[str, str], shown: Shown
) -> InquiryRow:
    return InquiryRow(
        case=names.alias("case", matter.case_id),
        name=content_of(matter.name_at, shown).get("name") or None,
        valid_at=note.valid_at,
        untimed=note.untimed,
        recorder_name=names.staff.get(note.staff, ""),
        words=told.get("asked", ""),
        number=told.get("number", ""),
    )
