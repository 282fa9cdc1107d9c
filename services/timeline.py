"""Timeline: from candidates and opened parts to what a page shows; and why something is erased."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Protocol
from uuid import UUID

from consent.gate import Item, Keeping
from events.base import clear_fields, files_field, personal_fields
from events.catalogue import BY_TOPIC
from events.key import KeyDestructionOrdered
from events.team import TEAM
from events.values import Category, Pointer
from projections.case_timeline import Record
from projections.caseload import Cover, Matter
from projections.deadlines import Deadline
from services.acting import Acting
from services.case_views import Erased, PersonSheet, TimelineItem
from services.caseload_views import CaseRow, CoverRow, DeadlineRow
from services.ledger.codec import part_fields
from services.ledger.ledger import Ledger
from services.showing import Opened

PASSAGES: Final = frozenset({"passage.recorded", "passage.corrected"})
CORRECTABLE: Final = frozenset(
    {
        *PASSAGES,
        "case.consultation-received",
        "case.progress-recorded",
        "case.consultation-corrected",
        "case.progress-corrected",
    }
)
CORRECTIONS: Final = frozenset(
    {"case.consultation-corrected", "case.progress-corrected", "passage.corrected"}
)
CORRECTED_ALIKE: Final = frozenset({"answer.recorded", "interpreter.recorded"})
"""The records that are corrected by one of their own kind."""

TEAM_NAME: Final = "窓口の当番"
"""How the team of the day is called where a lead's name stands."""
Shown = Mapping[Pointer, Opened]
"""What the gate has cleared, by pointer."""


class Around(Protocol):
    """What stands around cases: names of staff, and who covers in which."""

    @property
    def names(self) -> Mapping[UUID, str]:
        """Names of staff by account."""
        ...

    @property
    def covers(self) -> Mapping[UUID, tuple[Cover, ...]]:
        """Covers that are not over, by case."""
        ...


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """Which records of a case are wanted: of some kinds (none = all), of one of the staff."""

    kinds: tuple[str, ...] = ()
    by: UUID | None = None


EVERYTHING: Final = Narrowing()


def pointers(record: Record) -> tuple[Pointer, ...]:
    """Return where the parts of a record stand that are read with it: all but its files."""
    return _pointers(record, range(_first_file(record)))


def files(record: Record) -> tuple[tuple[Pointer, Category], ...]:
    """Return where the files of a record stand, each of which is opened alone."""
    at = _pointers(record, range(_first_file(record), len(record.categories)))
    return tuple((pointer, record.categories[pointer.part]) for pointer in at)


def record_items(records: Sequence[Record], keeping: Keeping) -> tuple[Item, ...]:
    """Return what the gate is to decide on for these records, without their files."""
    return tuple(
        Item(pointer=pointer, category=record.categories[pointer.part], keeping=keeping)
        for record in records
        for pointer in pointers(record)
    )


def word_items(
    due: Sequence[Deadline], keeping: Keeping, known: Sequence[Item]
) -> tuple[Item, ...]:
    """Return what the gate is to decide on for the words of what is due, beyond what it knows."""
    seen = {item.pointer for item in known}
    return tuple(
        Item(pointer=pointer, category=Category.TASK, keeping=keeping)
        for one in due
        if (pointer := one.pointer(Category.TASK)) and pointer not in seen
    )


def sheet_items(matter: Matter, keeping: Keeping) -> tuple[Item, ...]:
    """Return what the gate is to decide on for a person's name and contact."""
    return (
        Item(pointer=matter.name_at, category=Category.ID, keeping=keeping),
        Item(pointer=matter.contact_at, category=Category.CONTACT, keeping=keeping),
    )


def erased(ledger: Ledger, key_id: UUID) -> Erased | None:
    """Return why what a key protected is erased: from the key's own stream (R70)."""
    orders = (
        recorded.event
        for recorded in ledger.load(key_id)
        if isinstance(recorded.event, KeyDestructionOrdered)
    )
    order = next(orders, None)
    if order is None:
        return None
    return Erased(
        authority=order.authority, reason_code=order.reason_code, decided_on=order.decided_on
    )


def elsewhere(record: Record) -> UUID | None:
    """Return the other case that a record was made from or went into."""
    found = record.marks.get("into") or record.marks.get("from_case") or [""]
    return UUID(found[0]) if found[0] else None


def is_shown(record: Record, shown: Shown) -> bool:
    """Say whether the gate has cleared anything of a record; if not, it is not there."""
    return any(pointer in shown for pointer in pointers(record))


def person_sheet(ledger: Ledger, matter: Matter, shown: Shown) -> PersonSheet:
    """Return the person of a case as far as it was cleared and opened."""
    parts = (shown.get(matter.name_at), shown.get(matter.contact_at))
    content = {field: text for part in parts for field, text in _content(part).items()}
    gone = any(part is not None and part.content is None for part in parts)
    return PersonSheet(
        name=content.get("name", ""),
        kana=content.get("kana", ""),
        born=content.get("born", ""),
        address=content.get("address", ""),
        phone=content.get("phone", ""),
        erased=erased(ledger, matter.name_key) if gone else None,
    )


def timeline_item(
    ledger: Ledger,
    acting: Acting,
    record: Record,
    shown: Shown,
    names: Mapping[UUID, str],
    *,
    known: Collection[UUID] = (),
) -> TimelineItem:
    """Return one record as far as it was cleared and opened; it leads to `known` cases only."""
    parts = [shown.get(pointer) for pointer in pointers(record)]
    content = {field: text for part in parts for field, text in _content(part).items()}
    gone = next(
        (
            erased(ledger, key)
            for part, key in zip(parts, record.keys, strict=False)
            if part is not None and part.content is None
        ),
        None,
    )
    sealed = _sealed_codes(record.kind)
    return TimelineItem(
        alias=ledger.derived.alias(acting.agency, "record", record.event_id),
        kind=record.kind,
        valid_at=record.valid_at,
        recorded_at=record.recorded_at,
        recorder_name=names.get(record.staff, ""),
        recorder_role=record.role,
        marks=_marks(record, names, {field: content.get(field, "") for field in sealed}),
        texts=tuple(
            told
            for field in personal_fields(BY_TOPIC[record.kind])
            if field in content and field not in sealed
            for told in _told(field, content[field])
        ),
        corrected=record.kind in CORRECTIONS or _replaces(record),
        correctable=record.kind in CORRECTABLE and gone is None,
        erased=gone,
        about=_about(ledger, acting, record),
        elsewhere=ledger.derived.alias(acting.agency, "case", other)
        if (other := elsewhere(record)) in known and other
        else "",
    )


def who(names: Mapping[UUID, str], lead: UUID) -> str:
    """Return the name of who leads a case, or of the team of the day."""
    return TEAM_NAME if lead == TEAM else names.get(lead, "")


def deadline_row(
    ledger: Ledger,
    acting: Acting,
    due: Deadline,
    named: Opened,
    shown: Shown,
    names: Mapping[UUID, str],
) -> DeadlineRow:
    """Return one thing that is due in a case whose name was cleared."""
    pointer = due.pointer(Category.TASK)
    words = _content(shown.get(pointer) if pointer else None)
    return DeadlineRow(
        case=ledger.derived.alias(acting.agency, "case", due.case_id),
        record=ledger.derived.alias(acting.agency, "record", due.event_id),
        name=_content(named).get("name") or None,
        erased=named.content is None,
        kind=due.kind,
        text=words.get("text", ""),
        due=due.due,
        back_at=due.back_at,
        waiting_for=due.waiting_for,
        responsible=who(names, due.responsible),
        mine=due.responsible == acting.staff,
    )


def case_row(
    ledger: Ledger, acting: Acting, matter: Matter, named: Opened, around: Around
) -> CaseRow:
    """Return one case of a list, whose name was cleared."""
    return CaseRow(
        alias=ledger.derived.alias(acting.agency, "case", matter.case_id),
        name=_content(named).get("name") or None,
        erased=named.content is None,
        urgency=matter.urgency,
        main_topic=matter.main_topic,
        opened_on=matter.opened_on,
        lead_name=who(around.names, matter.lead),
        mine=matter.lead == acting.staff,
        closed=matter.closed,
        last_at=matter.last_at,
        covers=cover_rows(ledger, acting, matter, around),
        restricted=matter.restricted,
    )


def cover_rows(
    ledger: Ledger, acting: Acting, matter: Matter, around: Around
) -> tuple[CoverRow, ...]:
    """Return who covers in a case, those that lie ahead among them."""
    return tuple(
        CoverRow(
            record=ledger.derived.alias(acting.agency, "record", cover.event_id),
            name=around.names.get(cover.staff, ""),
            mine=cover.staff == acting.staff,
            since=cover.since,
            until=cover.until,
            reason=cover.reason,
        )
        for cover in around.covers.get(matter.case_id, ())
    )


def _pointers(record: Record, parts: Iterable[int]) -> tuple[Pointer, ...]:
    return tuple(Pointer(record.event_id, record.seq, n) for n in parts)


def _first_file(record: Record) -> int:
    """Return the number of a record's first file; without any, of the part after its last."""
    kind = BY_TOPIC[record.kind]
    if (files := files_field(kind)) is None:
        return len(record.categories)
    return part_fields(kind, {field: codes[0] for field, codes in record.marks.items()})[files]


def _sealed_codes(kind: str) -> tuple[str, ...]:
    """Return the personal fields of a kind of record that hold codes."""
    marks = personal_fields(BY_TOPIC[kind])
    return tuple(field for field, mark in marks.items() if mark.codes is not None)


def _marks(
    record: Record, names: Mapping[UUID, str], opened: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """
    Return a record's marks in their order; an id becomes the name it has, or is left out.

    `opened` are the sealed codes that were opened, by field.
    """
    clear = clear_fields(BY_TOPIC[record.kind])
    told = {
        **{field: tuple(_named(c, names) for c in record.marks.get(field, ())) for field in clear},
        **{field: tuple(codes.split()) for field, codes in opened.items()},
    }
    found = ((one.name, told.get(one.name, ())) for one in fields(BY_TOPIC[record.kind]))
    return tuple((field, codes) for field, codes in found if any(codes))


def _told(field: str, said: Any) -> tuple[tuple[str, str], ...]:
    """Return a text under its field; answers each under the question as it was worded then."""
    if isinstance(said, str):
        return ((field, said),)
    return tuple((one["asked"], one["said"]) for one in said)


def _replaces(record: Record) -> bool:
    return record.kind in CORRECTED_ALIKE and "corrects" in record.marks


def _about(ledger: Ledger, acting: Acting, record: Record) -> str:
    found = record.marks.get("record") or record.marks.get("settles") or [""]
    return ledger.derived.alias(acting.agency, "record", UUID(found[0])) if found[0] else ""


def _named(code: str, names: Mapping[UUID, str]) -> str:
    try:
        return names.get(UUID(code), "")
    except ValueError:
        return code


def _content(part: Opened | None) -> Mapping[str, Any]:
    return (part.content if part else None) or {}
