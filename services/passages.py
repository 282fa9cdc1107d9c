"""Passages (書き分け): whom a 支援経過 may speak about besides the person of the case."""

from collections.abc import Sequence
from uuid import UUID

from events.case import ConsultationReceived
from events.passage import Passage, RecordPassages
from services import keeping
from services.case_forms import NewPassage
from services.case_writing import CaseStream
from services.db import Databases
from services.kin import family_of
from services.ledger.drafts import Draft
from services.refusals import FieldRefused


def passage_drafts(
    databases: Databases, stream: CaseStream, note: Draft, sent: Sequence[NewPassage]
) -> list[Draft]:
    """
    Write down what a 支援経過 that is about to be recorded says about others, after it.

    Raises:
        FieldRefused: when one is about somebody who is neither of the household nor who came.
        PassageNotAboutAnother, PassageRepeated, CategoryNotOfPassages, TextMissing: as
            `events.passage.decide`.
    """
    if not sent:
        return []
    others = _others(databases, stream)
    derived, agency = stream.work.ledger.derived, stream.work.acting.agency
    passages: list[Passage] = []
    for one in sent:
        person_id = derived.resolve(agency, "person", one.person)
        if person_id is None or person_id not in others:
            raise FieldRefused(field="person", rule="known-person")
        passages.append(Passage(person_id=person_id, category=one.category, text=one.text))
    command = RecordPassages(record=note.event_id, passages=tuple(passages))
    return stream.decided(command, after=1, at=note.signature.valid_at)


def _others(databases: Databases, stream: CaseStream) -> frozenset[UUID]:
    """Return who is or was of the household, or came, as far as the writer may know of them."""
    received = stream.history[0].event
    assert isinstance(received, ConsultationReceived)
    acting, ledger, facts = stream.work.acting, stream.work.ledger, stream.facts
    with databases.within(acting.tenant, viewer=acting.programme) as conn:
        there = family_of(conn, ledger, facts, received.person_id)
    others = sorted({*there, received.person_id, received.teller_id})
    kept = keeping.of_persons(ledger, facts, others)
    # Who came has no sheet unless they are of the household.
    return frozenset(one for one in others if one not in kept or keeping.knows(facts, kept[one]))
