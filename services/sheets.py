"""Sheets (本人票): from pointers and opened parts of persons to what a page shows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from consent.gate import Item, Keeping
from events.contact import (
    AddressKind,
    AddressRecorded,
    ContactMeans,
    DeathRecorded,
    MovedAway,
    SafeContactRecorded,
    SenderName,
)
from events.record import RecordKept, RecordKind
from events.values import Category, Pointer
from projections import caseload, household
from projections.household import Entry, Member, Sheet
from projections.marks import Marks
from services import keeping
from services.acting import Acting
from services.case_views import PersonSheet
from services.contact_views import Address, Notice, SafeContact, Whereabouts
from services.db import Conn
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.person_views import CaseLink
from services.protection_views import Kept, Protection, protection
from services.showing import Opened
from services.sights import own_sight
from services.timeline import erased

KEPT_TEXTS: Final = (
    "authority",
    "covered",
    "address",
    "note",
    "name",
    "relation",
    "reached",
    "features",
    "linked",
)
Shown = Mapping[Pointer, Opened]
CaseLinks = dict[UUID, tuple[CaseLink, ...]]
WARNINGS: Final = frozenset(
    kind.TOPIC for kind in (SafeContactRecorded, MovedAway, DeathRecorded, RecordKept)
)
"""What whoever opens a case must know before anything else."""


@dataclass(frozen=True)
class Names:
    """What turns ids into what a page may say: aliases of this agency, names of staff."""

    ledger: Ledger
    acting: Acting
    staff: Mapping[UUID, str]

    def alias(self, kind: str, thing: UUID) -> str:
        """Return the alias of a thing."""
        return self.ledger.derived.alias(self.acting.agency, kind, thing)


def sheet_items(sheet: Sheet, keeping: Keeping, *, named_only: bool = False) -> tuple[Item, ...]:
    """Return what the gate is to decide on for a sheet."""
    named = Item(pointer=sheet.name_at, category=Category.ID, keeping=keeping)
    contact = Item(pointer=sheet.contact_at, category=Category.CONTACT, keeping=keeping)
    return (named,) if named_only else (named, contact)


def name_items(sheets: Mapping[UUID, Sheet], kept: Mapping[UUID, Keeping]) -> tuple[Item, ...]:
    """Return what the gate is to decide on for the names of persons."""
    return tuple(
        Item(pointer=sheet.name_at, category=Category.ID, keeping=kept[person_id])
        for person_id, sheet in sheets.items()
        if person_id in kept
    )


def entry_items(
    entries: Sequence[Entry], keeping: Keeping, *, warning: bool = False
) -> tuple[Item, ...]:
    """
    Return what the gate is to decide on for records about where a person is.

    As a `warning` of what protects them, where they are and what else was noted stays sealed.
    """
    gone = replaced(entries)
    return tuple(
        Item(pointer=at, category=_category(entry), keeping=keeping)
        for entry in entries
        for at in _wanted(entry, gone, warning=warning)
    )


def term_items(entries: Sequence[Entry], keeping: Keeping) -> tuple[Item, ...]:
    """Return what the gate is to decide on to learn what protects a person, and until when."""
    return tuple(
        Item(pointer=entry.at, category=_category(entry), keeping=keeping) for entry in entries
    )


def replaced(entries: Sequence[Entry]) -> frozenset[UUID]:
    """Return the records to protect that others replaced; which they were stays known (R53)."""
    return frozenset(UUID(entry.marks["corrects"][0]) for entry in entries if _replaces(entry))


def kept_of(names: Names, entries: Sequence[Entry], shown: Shown) -> Protection:
    """Return what protects a person, as far as it was cleared and opened."""
    seen = [entry for entry in _of(entries, RecordKept.TOPIC) if entry.at in shown]
    gone = {names.alias("record", record) for record in replaced(entries)}
    return protection([_kept(names, one, shown) for one in seen], gone)


def _replaces(entry: Entry) -> bool:
    return entry.kind == RecordKept.TOPIC and "corrects" in entry.marks


def _category(entry: Entry) -> Category:
    """Return what the gate takes an entry for: what protects is SHELTER, whatever the log says."""
    return Category.SHELTER if entry.kind == RecordKept.TOPIC else entry.category


def _wanted(entry: Entry, gone: frozenset[UUID], *, warning: bool) -> tuple[Pointer, ...]:
    if entry.kind != RecordKept.TOPIC:
        return (entry.at,)
    terms, words, other = _parts(entry)
    if entry.at.event_id in gone:
        return (terms,)
    return (terms, other) if warning else (terms, words, other)


def _parts(entry: Entry) -> tuple[Pointer, Pointer, Pointer]:
    """Return where a record to protect says what it is, where and what else, and of whom."""
    terms, words, other = (Pointer(entry.at.event_id, entry.at.seq, part) for part in range(3))
    return terms, words, other


def member_items(members: Sequence[Member], kept: Mapping[UUID, Keeping]) -> tuple[Item, ...]:
    """Return what the gate is to decide on for places in households."""
    return tuple(
        Item(pointer=at, category=Category.HOUSEHOLD, keeping=kept[member.person_id])
        for member in members
        if member.person_id in kept
        for at in (member.at, member.left_at)
        if at is not None
    )


def content_of(at: Pointer, shown: Shown) -> Mapping[str, Any]:
    """Return what was opened there; nothing where it was withheld or erased."""
    part = shown.get(at)
    return (part.content if part else None) or {}


def is_gone(at: Pointer, shown: Shown) -> bool:
    """Say whether what was cleared there was erased (R70)."""
    part = shown.get(at)
    return part is not None and part.content is None


def person_sheet(ledger: Ledger, sheet: Sheet, shown: Shown) -> PersonSheet:
    """Return a sheet as far as it was cleared and opened."""
    content = {**content_of(sheet.name_at, shown), **content_of(sheet.contact_at, shown)}
    gone = is_gone(sheet.name_at, shown) or is_gone(sheet.contact_at, shown)
    return PersonSheet(
        name=content.get("name", ""),
        kana=content.get("kana", ""),
        born=content.get("born", ""),
        address=content.get("address", ""),
        phone=content.get("phone", ""),
        erased=erased(ledger, sheet.name_key) if gone else None,
    )


def whereabouts(names: Names, entries: Sequence[Entry], shown: Shown) -> Whereabouts:
    """Return where a person is, as far as it was cleared and opened."""
    seen = [entry for entry in entries if entry.at in shown]
    safe = [_safe(names, entry, shown) for entry in _of(seen, SafeContactRecorded.TOPIC)]
    moved = [_notice(names, entry, shown) for entry in _of(seen, MovedAway.TOPIC)]
    died = [_notice(names, entry, shown) for entry in _of(seen, DeathRecorded.TOPIC)]
    addresses = (_address(names, entry, shown) for entry in _of(seen, AddressRecorded.TOPIC))
    return Whereabouts(
        safe=safe[0] if safe else None,
        addresses=tuple(sorted(addresses, key=lambda one: one.until is not None)),
        moved=moved[0] if moved else None,
        died=died[0] if died else None,
        protection=kept_of(names, entries, shown).as_opened(),
    )


def case_links(conn: Conn, names: Names, facts: Facts, persons: Sequence[UUID]) -> CaseLinks:
    """Return the cases of persons that the asker may know of."""
    sight = own_sight(facts)
    tenant, viewer = sight["tenant"], sight["viewer"]
    pairs = household.cases(conn, tenant=tenant, viewer=viewer, persons=list(persons))
    kept = keeping.of_cases(names.ledger, facts, [case_id for _, case_id in pairs])
    known = [case_id for case_id, one in kept.items() if keeping.knows(facts, one)]
    matters = {matter.case_id: matter for matter in caseload.several(conn, **sight, case_ids=known)}
    found: dict[UUID, list[CaseLink]] = {}
    for person_id, case_id in pairs:
        if (matter := matters.get(case_id)) is not None:
            link = CaseLink(
                alias=names.alias("case", case_id),
                closed=matter.closed,
                opened_on=matter.opened_on,
            )
            found.setdefault(person_id, []).append(link)
    return {person_id: tuple(links) for person_id, links in found.items()}


def day_of(marks: Marks, field: str) -> date | None:
    """Return the day that stands under a field, None where none does."""
    return date.fromisoformat(marks[field][0]) if marks.get(field) else None


def _of(entries: Sequence[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _safe(names: Names, entry: Entry, shown: Shown) -> SafeContact:
    content = content_of(entry.at, shown)
    return SafeContact(
        alias=names.alias("record", entry.at.event_id),
        means=tuple(ContactMeans(code) for code in content.get("means", "").split()),
        times=content.get("times", ""),
        sender=SenderName(content.get("sender", SenderName.NOT_ASKED)),
        never=content.get("never", ""),
        note=content.get("note", ""),
        recorded_at=entry.valid_at,
        recorder_name=names.staff.get(entry.staff, ""),
        erased=is_gone(entry.at, shown),
    )


def _address(names: Names, entry: Entry, shown: Shown) -> Address:
    content = content_of(entry.at, shown)
    return Address(
        alias=names.alias("record", entry.at.event_id),
        kind=AddressKind(entry.marks["kind"][0]),
        address=content.get("address", ""),
        note=content.get("note", ""),
        since=day_of(entry.marks, "since"),
        until=day_of(entry.marks, "until"),
        erased=is_gone(entry.at, shown),
    )


def _kept(names: Names, entry: Entry, shown: Shown) -> Kept:
    content = {field: text for at in _parts(entry) for field, text in content_of(at, shown).items()}
    days = (content.get("first", ""), content.get("last", ""))
    first, last = (date.fromisoformat(day) if day else None for day in days)
    return Kept(
        alias=names.alias("record", entry.at.event_id),
        kind=RecordKind(content.get("kind", RecordKind.TAKEN_BACK)),
        whole=_parts(entry)[1] in shown,
        first=first,
        last=last,
        **{name: content.get(name, "") for name in KEPT_TEXTS},
        recorded_at=entry.valid_at,
        recorder_name=names.staff.get(entry.staff, ""),
        erased=is_gone(entry.at, shown),
    )


def _notice(names: Names, entry: Entry, shown: Shown) -> Notice:
    content = content_of(entry.at, shown)
    return Notice(
        alias=names.alias("record", entry.at.event_id),
        on=day_of(entry.marks, "moved_on") or day_of(entry.marks, "died_on"),
        text=content.get("destination", "") or content.get("known_by", ""),
        erased=is_gone(entry.at, shown),
    )
