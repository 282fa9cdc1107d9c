"""Import events (移行の出来事): what one old case becomes, each event at the time it was true."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from events import case, migration, person
from events.base import Event
from events.matter import Matter
from events.migration import MigrateCase, Migration
from events.moment import Moment
from events.values import TOKYO, ClientStanding, ClosingReason, tokyo_date
from services.carrying import Work
from services.facts import Facts
from services.files import case_file, person_file
from services.import_map import CaseState, ColumnMap
from services.import_rows import OldCase
from services.ledger.drafts import Draft
from services.tables import Table

MIDNIGHT: Final = time.min.replace(tzinfo=TOKYO)
"""When something happened that the old list knows only the day of."""


def events_of(
    work: Work,
    facts: Facts,
    column_map: ColumnMap,
    table: Table,
    old: OldCase,
    ids: tuple[UUID, UUID],
    lead: UUID,
) -> list[Draft]:
    """
    Return what is to be recorded for a row: a sheet, a slip, where it comes from, its end.

    Raises:
        RuleViolation: as the concepts' `decide`.
    """
    person_id, case_id = ids
    programme = facts.acting.programme
    registered = person.decide(
        person.RegisterPerson(
            person_id=person_id,
            programme=programme,
            name=old.name,
            kana=old.kana,
            born=old.born,
            address=old.address,
            phone=old.phone,
        ),
        person.Person(),
    )
    sheet, file = person_file(person_id), case_file(case_id)
    opened = _at(old.opened)
    drafts = [
        _past(work.draft(facts, event, person_id, n, sheet), opened)
        for n, event in enumerate(registered, 1)
    ]
    told: list[tuple[Event, datetime]] = [
        (event, opened) for event in _received(facts, old, person_id, case_id, lead)
    ]
    command = MigrateCase(
        file_digest=table.digest,
        last_contact_on=old.last_contact,
        consent=old.consent,
        consent_on=old.consent_on,
        source_key=f"{column_map.source} {old.key}",
        remarks=old.remarks,
    )
    told += [
        (event, facts.now)
        for event in migration.decide(command, Migration(), _matter(facts, old, person_id, case_id))
    ]
    if old.state is CaseState.CLOSED and old.last_contact is not None:
        told.append((_closed(old.last_contact, person_id), _at(old.last_contact)))
    return drafts + [
        _past(work.draft(facts, event, case_id, n, file), at)
        for n, (event, at) in enumerate(told, 1)
    ]


def _received(
    facts: Facts, old: OldCase, person_id: UUID, case_id: UUID, lead: UUID
) -> Sequence[Event]:
    return case.decide(
        case.ReceiveConsultation(
            case_id=case_id,
            programme=facts.acting.programme,
            person_id=person_id,
            lead=lead,
            route=old.route,
            caller=old.caller,
            topics=(old.topic,),
            main_topic=old.topic,
            urgency=old.urgency,
            sharing=old.sharing,
            standing=ClientStanding.CLIENT,
            means=None,
            heard_of=None,
            urgency_grounds=(),
            interpreter=None,
            due=None,
            teller_id=person_id,
            brief=None,
            own_words="",
            wishes="",
            heard_of_words="",
            interpreter_words="",
            teller="",
            moment=Moment(
                happened_at=_at(old.opened),
                written_at=facts.now,
                free_from=old.opened,
                untimed=True,
            ),
        ),
        case.Case(),
    )


def _closed(day: date, person_id: UUID) -> case.CaseClosed:
    return case.CaseClosed(
        person_id=person_id, reason=ClosingReason.INTERRUPTED, closed_on=day, summary=""
    )


def _matter(facts: Facts, old: OldCase, person_id: UUID, case_id: UUID) -> Matter:
    return Matter(
        case_id=case_id,
        programme=facts.acting.programme,
        person_id=person_id,
        opened_on=old.opened,
        closed=False,
        today=tokyo_date(facts.now),
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, MIDNIGHT).astimezone(UTC)


def _past(draft: Draft, at: datetime) -> Draft:
    """Say when it was true, which for old cases is not now (R74)."""
    return replace(draft, signature=replace(draft.signature, valid_at=at))
