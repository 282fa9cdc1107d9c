"""Note items (控えの部分): what the gate decides on for a ひとこと受付 or an inquiry."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from consent.gate import Item, Keeping
from events import brief, inquiry
from events.values import Pointer
from projections.desk_notes import Note
from services.ledger.ledger import Ledger
from services.timeline import Shown


def note_items(ledger: Ledger, notes: Sequence[Note]) -> tuple[Item, ...]:
    """Return what the gate is to decide on; whose each note is, is in its stream."""
    keepers = _keepers(ledger, notes)
    return tuple(
        Item(pointer=pointer, category=category, keeping=keepers[note.note_id])
        for note in notes
        if note.note_id in keepers
        for pointer, category in zip(pointers(note), note.categories, strict=True)
    )


def pointers(note: Note) -> tuple[Pointer, ...]:
    """Return where the parts of a note stand."""
    return tuple(Pointer(note.event_id, note.seq, n) for n in range(len(note.categories)))


def words_of(note: Note, shown: Shown) -> Mapping[str, Any] | None:
    """Return the words of a note that was cleared whole; None when one was erased (R70)."""
    told: dict[str, Any] = {}
    for pointer in pointers(note):
        content = shown[pointer].content
        if content is None:
            return None
        told |= content
    return told


def _keepers(ledger: Ledger, notes: Sequence[Note]) -> dict[UUID, Keeping]:
    """Return whose each note is: from the streams, not from a read model."""
    firsts = ledger.firsts([note.note_id for note in notes])
    return {
        note_id: Keeping(programme=recorded.event.programme)
        for note_id, recorded in firsts.items()
        if isinstance(recorded.event, brief.BriefNoted | inquiry.InquiryNoted)
    }
