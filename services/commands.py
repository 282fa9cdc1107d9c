"""
Commands: what a counsellor does, from the form to the log (architecture §2: a write).

A command carries an id from the client and the state that the writer saw: the same command twice is
one event, the same id with another body is refused, a stale save is refused with what changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from consent.gate import Reason
from events import brief, case, person
from events.access import Surface
from events.moment import Moment
from events.setting import Term
from events.values import Caller, tokyo_date
from services import concepts, terms
from services.arrivals import arrived
from services.carrying import Carrier, Work
from services.db import Databases
from services.desk_notes import brief_drafts
from services.facts import Facts, utc_now
from services.files import case_file, person_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.paper_slips import numbered
from services.reading import Reading
from services.refusing import refuse
from services.views import (
    Acting,
    Closing,
    Done,
    FieldRefused,
    NewConsultation,
    NewProgress,
    NotShown,
    ProgressCorrection,
    SlipCorrection,
    StaleSave,
)


class Commands:
    """Carries out what the desk's pages and API send."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        reading: Reading,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`reading` says what changed when a save is stale."""
        self._databases = databases
        self._ledgers = ledgers
        self._reading = reading
        self._clock = clock
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def receive_consultation(self, acting: Acting, command_id: UUID, sent: NewConsultation) -> Done:
        """
        Take a consultation down: a person's sheet and a case, in one append (R58).

        Raises:
            NotShown: when the writer may not do casework.
            FieldRefused: when a text is too long or holds a 個人番号 (R77).
            MainTopicNotAmongTopics, TopicRepeated: when the ticks contradict each other.
            BriefNotOpen: when the ひとこと受付 that it completes was completed or has ended.
            PreClientCame, NotInTheFuture, BackdatedWithoutReason: as `events.case.decide`.
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        work = self._carrier.begin(acting, command_id, sent)
        ids = Ids(person=uuid4(), case=uuid4(), other=uuid4())
        return self._carrier.carry_out(work, lambda facts: _intake(work, facts, ids, sent))

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        command: Any,
        *,
        record: str | None = None,
    ) -> Done:
        """
        Carry out a command of a concept in a case; `command` is a command of `events`.

        `record` is the alias of an earlier record that the command is about: it goes into the
        command's field `record`.

        Raises:
            RuleViolation: as the concept's `decide`.
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `record_progress`.
        """
        if record is not None:
            command = concepts.about(command, self._record_id(acting, record))
        return self._save(acting, command_id, case_alias, token, command, command)

    def record_progress(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: NewProgress
    ) -> Done:
        """
        Write down a 支援経過.

        Raises:
            NotShown: when there is no such case, or the writer may not write in it.
            StaleSave: when the case moved since the writer saw it.
            CaseNotOpen, TextMissing, NotInTheFuture, BackdatedWithoutReason: as
                `events.case.decide`.
            FieldRefused, CommandReused, FileErased, StorageUnavailable: as above.
        """

        def command(facts: Facts) -> case.RecordProgress:
            moment = _moment(facts, sent)
            return case.RecordProgress(method=sent.method, text=sent.text, moment=moment)

        return self._save(acting, command_id, case_alias, token, sent, command)

    def correct_consultation(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: SlipCorrection,
    ) -> Done:
        """
        Correct the words of the slip (R71).

        Raises:
            RecordNotCorrectable, TextMissing: as `events.case.decide`; the others as
                `record_progress`.
        """
        command = case.CorrectConsultation(
            corrects=self._record_id(acting, record),
            own_words=sent.own_words,
            wishes=sent.wishes,
            heard_of_words=sent.heard_of_words,
            interpreter_words=sent.interpreter_words,
            teller=sent.teller,
            reason=sent.reason,
        )
        return self._save(acting, command_id, case_alias, token, sent, command)

    def correct_progress(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: ProgressCorrection,
    ) -> Done:
        """
        Correct a 支援経過 (R71).

        Raises:
            RecordNotCorrectable, TextMissing: as `events.case.decide`; the others as
                `record_progress`.
        """
        command = case.CorrectProgress(
            corrects=self._record_id(acting, record),
            method=sent.method,
            text=sent.text,
            reason=sent.reason,
        )
        return self._save(acting, command_id, case_alias, token, sent, command)

    def close_case(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: Closing
    ) -> Done:
        """
        End the matter.

        Raises:
            FieldRefused: also with rule "date" when the closing lies in the future.
            CaseNotOpen: when it is closed; the others as `record_progress`.
        """
        if sent.closed_on > tokyo_date(self._clock()):
            raise FieldRefused(field="closed_on", rule="date")
        command = case.CloseCase(reason=sent.reason, closed_on=sent.closed_on, summary=sent.summary)
        return self._save(acting, command_id, case_alias, token, sent, command)

    def _save(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        sent: Any,
        command: Any,
    ) -> Done:
        """`command` is one of `events`, or makes one once it is known who writes."""
        work = self._carrier.begin(
            acting, command_id, sent, case=case_alias, token=token, command=_body(command)
        )
        case_id = work.ledger.derived.resolve(acting.agency, "case", case_alias)
        seen = case_id and work.ledger.derived.read_version_token(acting.agency, case_id, token)

        def drafts(facts: Facts) -> list[Draft]:
            if case_id is None or seen is None:
                raise _not_found(work.ledger, facts, case_alias)
            told = command(facts) if callable(command) else command
            return _on_case(work, facts, case_alias, case_id, seen, told)

        try:
            return self._carrier.carry_out(work, drafts)
        except StreamMoved as moved:
            # It may be this very command that moved it: sent twice at once, it waited for itself.
            if (repeated := self._carrier.repeated(work)) is not None:
                return repeated
            assert case_id is not None
            assert seen is not None
            raise self._stale(work, case_alias, case_id, seen) from moved

    def _stale(self, work: Work, case_alias: str, case_id: UUID, seen: int) -> StaleSave:
        version = work.ledger.version(case_id)
        if not arrived(self._databases, work.acting.tenant, work.ledger.size()):
            # What cannot be shown yet was not seen: saving against it is stale again.
            version = seen
        return StaleSave(
            changes=self._reading.changes(work.acting, case_alias, since=seen),
            token=work.ledger.derived.version_token(work.acting.agency, case_id, version),
        )

    def _record_id(self, acting: Acting, record: str) -> UUID:
        """Return the record behind an alias; one that is none stands for no record at all."""
        derived = self._ledgers.of(acting.tenant).derived
        return derived.resolve(acting.agency, "record", record) or UUID(int=0)


def _on_case(
    work: Work, facts: Facts, case_alias: str, case_id: UUID, seen: int, command: Any
) -> list[Draft]:
    history = work.ledger.load(case_id)
    kept = history and concepts.matter(history, facts.now).programme
    if kept != facts.acting.programme:
        raise _not_found(work.ledger, facts, case_alias)
    if seen != len(history):
        raise StreamMoved
    told = getattr(command, "moment", None)
    happened_at = told.happened_at if told else None
    return [
        work.draft(facts, event, case_id, seen + n, case_file(case_id), valid_at=happened_at)
        for n, event in enumerate(concepts.decide(command, history, facts.now), 1)
    ]


def _not_found(ledger: Ledger, facts: Facts, case_alias: str) -> NotShown:
    return refuse(ledger, facts, surface=Surface.SAVING, asked=case_alias, why=Reason.NOT_FOUND)


@dataclass(frozen=True, kw_only=True)
class Ids:
    """The ids that a slip draws; `other` is for whoever came about the person."""

    person: UUID
    case: UUID
    other: UUID


def _intake(work: Work, facts: Facts, ids: Ids, sent: NewConsultation) -> list[Draft]:
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
    slip = _slip(work, facts, ids, sent)
    received, at = case.decide(slip, case.Case()), slip.moment.happened_at
    sheet, file = person_file(ids.person), case_file(ids.case)
    completed = (
        brief_drafts(
            work,
            facts,
            sent.brief,
            lambda brief_id: brief.CompleteBrief(brief_id=brief_id, case_id=ids.case),
        )
        if sent.brief
        else []
    )
    return [
        *completed,
        *(work.draft(facts, event, ids.person, n, sheet) for n, event in enumerate(registered, 1)),
        *(
            work.draft(facts, event, ids.case, n, file, valid_at=at)
            for n, event in enumerate(
                [*received, *numbered(facts, ids.case, ids.person, sent.paper_number)], 1
            )
        ),
    ]


def _slip(work: Work, facts: Facts, ids: Ids, sent: NewConsultation) -> case.ReceiveConsultation:
    moment = _moment(facts, sent)
    return case.ReceiveConsultation(
        case_id=ids.case,
        programme=facts.acting.programme,
        person_id=ids.person,
        lead=facts.acting.staff,
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
        brief=work.ledger.derived.resolve(work.acting.agency, "brief", sent.brief)
        if sent.brief
        else None,
        own_words=sent.own_words,
        wishes=sent.wishes,
        heard_of_words=sent.heard_of_words,
        interpreter_words=sent.interpreter_words,
        teller=sent.teller,
        moment=moment,
    )


def _moment(facts: Facts, sent: NewConsultation | NewProgress) -> Moment:
    return terms.moment(facts, day=sent.happened_on, at=sent.happened_time, reason=sent.late_reason)


def _body(command: Any) -> dict[str, Any]:
    """Return which record a command is about; its texts are in what was sent."""
    return {"kind": type(command).__name__, "corrects": str(getattr(command, "corrects", ""))}
