"""Protecting (守るための記録): writes DV等支援措置, the other party and refuges on a sheet."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from consent.gate import Item
from events import record
from events.access import Surface
from events.base import Recorded
from events.record import NameOtherParty, RecordCommand, RecordKept, RecordKind
from events.values import Category, Pointer
from services import apart, keeping, linking
from services.candidates import Candidates
from services.carrying import Work
from services.facts import Facts
from services.files import person_file
from services.ledger.drafts import Draft
from services.sheets import content_of
from services.showing import Look, Showing


def drafts(
    work: Work,
    facts: Facts,
    who: UUID,
    history: Sequence[Recorded],
    seen: int,
    sent: RecordCommand,
    showing: Showing,
    candidates: Candidates,
) -> list[Draft]:
    """
    Decide about the records of a person: one entry, whatever it says (promise 8).

    What is to be replaced or taken back is opened, since its kind stands sealed.

    Raises:
        RuleViolation: as `events.record.decide`.
        NotShown: as `Showing.show`.
    """
    state, about = record.Records(), getattr(sent, "record", None)
    kind: RecordKind | None = None
    for recorded in history:
        if isinstance(recorded.event, RecordKept):
            state = record.evolve(state, recorded.event, event_id=recorded.event_id)
            if recorded.event_id == about:
                kind = _kind(work, facts, who, recorded, len(history), showing)
    if isinstance(sent, NameOtherParty):
        sent = linking.named(candidates, showing, work.ledger, facts, who, sent)
    told = record.decide(
        sent,
        state,
        person_id=who,
        other_id=uuid4(),
        writer=facts.acting.staff,
        against=apart.ids_of(work.ledger.derived, who, getattr(sent, "linked", ())),
        replaced=kind,
    )
    file = person_file(who)
    return [work.draft(facts, e, who, seen + n, file) for n, e in enumerate(told, 1)]


def _kind(
    work: Work, facts: Facts, who: UUID, recorded: Recorded, version: int, showing: Showing
) -> RecordKind | None:
    """Open of what kind a record is; None when it cannot be opened any more."""
    at = Pointer(recorded.event_id, recorded.seq, 0)
    kept = keeping.of_persons(work.ledger, facts, [who])[who]
    look = Look(
        surface=Surface.SAVING,
        items=(Item(pointer=at, category=Category.SHELTER, keeping=kept),),
        streams={who: version},
    )
    _, shown = showing.show(work.ledger, facts.acting, Surface.SAVING, lambda _: look)
    told = content_of(at, shown).get("kind")
    return RecordKind(told) if told else None
