"""Slips (相談受付・連絡票): from what was typed to the entries that open a case (R58)."""

from dataclasses import dataclass
from uuid import UUID

from events import brief, case, person
from events.moment import Moment
from events.setting import Term
from events.team import TEAM
from events.values import Caller, tokyo_date
from services import terms
from services.answering import slip_answers
from services.carrying import Work
from services.case_forms import NewConsultation
from services.desk_notes import brief_drafts
from services.facts import Facts
from services.files import case_file, person_file
from services.ledger.drafts import Draft
from services.paper_slips import numbered


@dataclass(frozen=True, kw_only=True)
class Ids:
    """The ids of a slip, drawn once; `other` is for whoever came about the person."""

    person: UUID
    case: UUID
    other: UUID


def intake_drafts(work: Work, facts: Facts, ids: Ids, sent: NewConsultation) -> list[Draft]:
    """Take a consultation down about somebody new: their sheet, and a case."""
    registered = person.decide(
        person.RegisterPerson(
            person_id=ids.person,
            programme=facts.acting.programme,
            name=sent.name,
            kana=sent.kana,
            born=sent.born,
            address=sent.address,
            phone=sent.phone,
        ),
        person.Person(),
    )
    sheet = person_file(ids.person)
    moment = terms.moment(
        facts, day=sent.happened_on, at=sent.happened_time, reason=sent.late_reason
    )
    return [
        *completed(work, facts, sent.brief, ids.case),
        *(work.draft(facts, event, ids.person, n, sheet) for n, event in enumerate(registered, 1)),
        *slip_drafts(work, facts, ids, sent, moment),
    ]


def completed(work: Work, facts: Facts, alias: str, case_id: UUID) -> list[Draft]:
    """Say of a ひとこと受付, if there was one, which case it became."""
    if not alias:
        return []
    return brief_drafts(
        work, facts, alias, lambda id_: brief.CompleteBrief(brief_id=id_, case_id=case_id)
    )


def slip_drafts(
    work: Work,
    facts: Facts,
    ids: Ids,
    sent: NewConsultation,
    moment: Moment,
    *,
    from_case: UUID | None = None,
) -> list[Draft]:
    """Open a case with a slip; `from_case` is where it was taken for 支援経過 first."""
    slip = _command(work, facts, ids, sent, moment, from_case)
    file, at = case_file(ids.case), moment.happened_at
    received = case.decide(slip, case.Case())
    paper = numbered(facts, ids.case, ids.person, sent.paper_number)
    day = tokyo_date(moment.happened_at)
    said = slip_answers(work.ledger, facts, ids.case, ids.person, sent.answers, day)
    return [
        work.draft(facts, event, ids.case, n, file, valid_at=at)
        for n, event in enumerate([*received, *paper, *said], 1)
    ]


def _command(
    work: Work,
    facts: Facts,
    ids: Ids,
    sent: NewConsultation,
    moment: Moment,
    from_case: UUID | None,
) -> case.ReceiveConsultation:
    brief_id = work.ledger.derived.resolve(work.acting.agency, "brief", sent.brief)
    return case.ReceiveConsultation(
        case_id=ids.case,
        programme=facts.acting.programme,
        person_id=ids.person,
        lead=TEAM if sent.unassigned else facts.acting.staff,
        route=sent.route,
        caller=sent.caller,
        topics=sent.topics,
        main_topic=sent.main_topic,
        urgency=sent.urgency,
        sharing=sent.sharing,
        standing=sent.standing,
        means=sent.means,
        heard_of=sent.heard_of,
        urgency_grounds=sent.urgency_grounds,
        interpreter=sent.interpreter,
        due=terms.due(facts, Term.SCREENING, tokyo_date(moment.happened_at)),
        teller_id=ids.person if sent.caller is Caller.SELF else ids.other,
        brief=brief_id if sent.brief else None,
        from_case=from_case,
        own_words=sent.own_words,
        wishes=sent.wishes,
        heard_of_words=sent.heard_of_words,
        interpreter_words=sent.interpreter_words,
        teller=sent.teller,
        moment=moment,
    )
