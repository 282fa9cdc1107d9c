"""Assigning (担当を決める): what leading, covering and restricting asks of other streams."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from events.assignment import HandOverLead, TakeCover
from events.base import Event
from events.restriction import CaseRestricted, RestrictionLifted
from events.withholding import SheetReleased, SheetWithheld
from services.carrying import Work
from services.colleagues import accounts_of
from services.facts import Facts
from services.files import person_file
from services.keeping import withheld_by
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.refusals import FieldRefused


def must_be_at_desk(ledger: Ledger, facts: Facts, command: Any) -> None:
    """
    Go on only when who is to lead or cover does casework in the programme on the first day.

    Raises:
        FieldRefused: when they do not.
    """
    match command:
        case HandOverLead():
            field, staff = "lead", command.lead
        case TakeCover():
            field, staff = "cover", command.cover
        case _:
            return
    asker = facts.asker
    folded = accounts_of(ledger, asker.programme_id, asker.programme, [staff])
    if not folded.works(staff, command.since):
        raise FieldRefused(field=field, rule="not-at-desk")


def sheet_drafts(work: Work, facts: Facts, told: Sequence[tuple[UUID, Event]]) -> list[Draft]:
    """Let a person's sheet follow what restricts their cases, or lifts that; by case."""
    turning = [
        (case, event)
        for case, event in told
        if isinstance(event, CaseRestricted | RestrictionLifted)
    ]
    if not turning:
        return []
    who = turning[0][1].person_id
    history = work.ledger.load(who)
    withheld = withheld_by(history)
    events = [
        SheetWithheld(person_id=who, case_id=case)
        if isinstance(event, CaseRestricted)
        else SheetReleased(person_id=who, case_id=case)
        for case, event in turning
        if (case in withheld) is not isinstance(event, CaseRestricted)
    ]
    return [
        work.draft(facts, event, who, len(history) + n, person_file(who))
        for n, event in enumerate(events, 1)
    ]
