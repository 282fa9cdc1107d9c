"""Timeline: from candidates and opened parts to what a page shows; and why something is erased."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from consent.gate import Item
from events.key import KeyDestructionOrdered
from events.values import Category, Pointer
from projections.case_timeline import Record
from projections.caseload import Matter
from services.ledger.ledger import Ledger
from services.views import Acting, CaseRow, Erased, PersonSheet, TimelineItem

CORRECTABLE: Final = frozenset(
    {
        "case.consultation-received",
        "case.progress-recorded",
        "case.consultation-corrected",
        "case.progress-corrected",
    }
)
CORRECTIONS: Final = frozenset({"case.consultation-corrected", "case.progress-corrected"})
TEXTS: Final = ("own_words", "wishes", "text", "summary", "reason")
"""The fields of the records' parts, in the order of the forms."""

Opened = Mapping[Pointer, Mapping[str, Any]]


def pointers(record: Record) -> tuple[Pointer, ...]:
    """Return where the parts of a record stand."""
    return tuple(Pointer(record.event_id, record.seq, n) for n in range(len(record.categories)))


def record_items(records: Sequence[Record], keeper: UUID) -> tuple[Item, ...]:
    """Return what the gate is to decide on for these records."""
    return tuple(
        Item(pointer=pointer, category=category, keeper=keeper)
        for record in records
        for pointer, category in zip(pointers(record), record.categories, strict=True)
    )


def sheet_items(matter: Matter, keeper: UUID) -> tuple[Item, ...]:
    """Return what the gate is to decide on for a person's name and contact."""
    return (
        Item(pointer=matter.name_at, category=Category.ID, keeper=keeper),
        Item(pointer=matter.contact_at, category=Category.CONTACT, keeper=keeper),
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


def person_sheet(ledger: Ledger, matter: Matter, opened: Opened) -> PersonSheet:
    """Return the person of a case as far as it was opened."""
    named, contact = opened.get(matter.name_at), opened.get(matter.contact_at)
    gone = erased(ledger, matter.name_key) if named is None or contact is None else None
    return PersonSheet(
        name=(named or {}).get("name", ""),
        kana=(named or {}).get("kana", ""),
        born=(named or {}).get("born", ""),
        address=(contact or {}).get("address", ""),
        phone=(contact or {}).get("phone", ""),
        erased=gone,
    )


def timeline_item(
    ledger: Ledger, acting: Acting, record: Record, opened: Opened, names: Mapping[UUID, str]
) -> TimelineItem:
    """Return one record as far as it was opened."""
    found = [opened.get(pointer) for pointer in pointers(record)]
    content = {field: text for part in found if part for field, text in part.items()}
    gone = next(
        (erased(ledger, key) for part, key in zip(found, record.keys, strict=True) if part is None),
        None,
    )
    return TimelineItem(
        alias=ledger.derived.alias(acting.agency, "record", record.event_id),
        kind=record.kind,
        valid_at=record.valid_at,
        recorded_at=record.recorded_at,
        recorder_name=names.get(record.staff, ""),
        recorder_role=record.role,
        method=record.method,
        closing_reason=record.closing_reason,
        texts=tuple((field, content[field]) for field in TEXTS if field in content),
        corrected=record.kind in CORRECTIONS,
        correctable=record.kind in CORRECTABLE and gone is None,
        erased=gone,
    )


def case_row(
    ledger: Ledger, acting: Acting, matter: Matter, opened: Opened, names: Mapping[UUID, str]
) -> CaseRow:
    """Return one case of a list as far as its name was opened."""
    named = opened.get(matter.name_at)
    return CaseRow(
        alias=ledger.derived.alias(acting.agency, "case", matter.case_id),
        name=(named or {}).get("name") or None,
        erased=named is None,
        urgency=matter.urgency,
        main_topic=matter.main_topic,
        opened_on=matter.opened_on,
        lead_name=names.get(matter.lead, ""),
        mine=matter.lead == acting.staff,
        closed=matter.closed,
        last_at=matter.last_at,
    )
