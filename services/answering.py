"""Answering (市の質問への答え): what is answered to the questions of the day of a slip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events import answer
from events.answer import AnswerQuestions, AnswersRecorded, CorrectAnswers
from events.asking import Question
from events.base import Recorded
from events.matter import Matter
from events.values import tokyo_date
from services.acting import Acting, Done
from services.case_forms import NewAnswer
from services.case_writing import CaseStream, CaseWriter
from services.db import Databases
from services.facts import Facts
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.questions import ALIAS, STREAM, AskedQuestion, asked, fold, in_force
from services.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said to the municipality's questions."""

    answers: tuple[NewAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class SaidAnew:
    """The answers as they should have been written down, and why they were not."""

    answers: tuple[NewAnswer, ...]
    reason: str


class Answering:
    """Writes answers down in cases."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        reading: Reading,
        clock: Callable[[], datetime],
    ) -> None:
        """Write as `CaseWriter`."""
        self._ledgers = ledgers
        self._cases = CaseWriter(databases=databases, ledgers=ledgers, reading=reading, clock=clock)

    def write(
        self, acting: Acting, command_id: UUID, case_alias: str, token: str, sent: Said
    ) -> Done:
        """
        Write down what was said to the questions of the day of the case's slip.

        Raises:
            RuleViolation: as `events.answer.decide`.
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `CaseWriter.save`.
        """

        def drafts(stream: CaseStream) -> list[Draft]:
            ledger, facts = stream.work.ledger, stream.facts
            day = tokyo_date(stream.history[0].signature.valid_at)
            return stream.decided(_answering(ledger, facts, sent.answers, day))

        return self._cases.save(acting, command_id, case_alias, token, sent, drafts)

    def correct(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: SaidAnew,
    ) -> Done:
        """
        Correct the answers of one record (R71), by its alias.

        Raises:
            RuleViolation, NotShown, StaleSave, FieldRefused, CommandReused, FileErased,
                StorageUnavailable: as `answer`.
        """
        record_id = self._cases.record_id(acting, record)

        def drafts(stream: CaseStream) -> list[Draft]:
            ledger = stream.work.ledger
            command = CorrectAnswers(
                record=record_id,
                questions=_asked_then(ledger, stream.history, record_id),
                said=_said(ledger, acting, sent.answers),
                reason=sent.reason,
            )
            return stream.decided(command)

        return self._cases.save(
            acting, command_id, case_alias, token, sent, drafts, record=str(record_id)
        )

    def asked_then(self, acting: Acting, case_alias: str, record: str) -> tuple[AskedQuestion, ...]:
        """
        Return the questions that a record of answers is about.

        Of a case that the asker has just been shown: what was asked is no content.
        """
        ledger = self._ledgers.of(acting.tenant)
        case_id = ledger.derived.resolve(acting.agency, "case", case_alias)
        history = ledger.load(case_id) if case_id else ()
        record_id = self._cases.record_id(acting, record)
        about = (one.event for one in history if one.event_id == record_id)
        event = next(about, None)
        if not isinstance(event, AnswersRecorded):
            return ()
        then = _asked_then(ledger, history, record_id)
        return asked(ledger, acting, [one for one in then if one.category is event.category])


def slip_answers(
    ledger: Ledger,
    facts: Facts,
    case_id: UUID,
    person_id: UUID,
    answers: Sequence[NewAnswer],
    day: date,
) -> tuple[AnswersRecorded, ...]:
    """
    Return what was answered on a slip of a Tokyo civil date that is just taken down.

    Raises:
        NotAsked, AnswerUnfit: as `events.answer.decide`.
    """
    if not any(one.said.strip() for one in answers):
        return ()
    matter = Matter(
        case_id=case_id,
        programme=facts.acting.programme,
        person_id=person_id,
        opened_on=day,
        closed=False,
        today=tokyo_date(facts.now),
    )
    return answer.decide(_answering(ledger, facts, answers, day), answer.Answers(), matter)


def _answering(
    ledger: Ledger, facts: Facts, answers: Sequence[NewAnswer], day: date
) -> AnswerQuestions:
    found = in_force(ledger, facts, day)
    return AnswerQuestions(
        form=found[0] if found else UUID(int=0),
        questions=found[1].questions if found else (),
        said=_said(ledger, facts.acting, answers),
    )


def _said(
    ledger: Ledger, acting: Acting, answers: Sequence[NewAnswer]
) -> tuple[tuple[UUID, str], ...]:
    """Return answers by question; an alias that is none stands for no question at all."""
    return tuple(
        (ledger.derived.resolve(acting.agency, ALIAS, one.question) or UUID(int=0), one.said)
        for one in answers
    )


def _asked_then(
    ledger: Ledger, history: Sequence[Recorded], record_id: UUID
) -> tuple[Question, ...]:
    """Return the questions of the version that a record of a case is about."""
    about = (one.event for one in history if one.event_id == record_id)
    event = next(about, None)
    form = event.form if isinstance(event, AnswersRecorded) else None
    return next(
        (version.questions for of, version in fold(ledger.load(STREAM)).adopted if of == form), ()
    )
