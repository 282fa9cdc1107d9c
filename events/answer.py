"""
Answer (市の質問への答え): what somebody said to the municipality's own questions.

The answers of one category are one record, sealed in that category with the wording of then
(decision 0028). Every category of the version has one, answered or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.asking import Answer, Question
from events.base import Chosen, Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category


@dataclass(frozen=True, kw_only=True)
class AnswersRecorded(Event):
    """
    市の質問への答え: the answers in one category to the version `form`.

    `corrects` is the record that it replaces, for a `reason` (R71).
    """

    TOPIC: ClassVar[str] = "answer.recorded"
    corrects: UUID | None
    person_id: UUID
    form: UUID
    category: Category
    answers: Annotated[Private[tuple[Answer, ...]], Personal(Chosen("category"), of="person_id")]
    reason: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]


@dataclass(frozen=True)
class Answers:
    """The records that stand: of which version and category each is."""

    standing: Mapping[UUID, tuple[UUID, Category]] = field(
        default_factory=dict[UUID, tuple[UUID, Category]]
    )


def evolve(state: Answers, event: AnswersRecorded, *, event_id: UUID, **_: object) -> Answers:
    """Fold one event, known by its entry's id."""
    kept = {entry: of for entry, of in state.standing.items() if entry != event.corrects}
    return Answers({**kept, event_id: (event.form, event.category)})


@dataclass(frozen=True, kw_only=True)
class AnswerQuestions:
    """Write down what was said to the questions of the version `form`."""

    form: UUID
    questions: tuple[Question, ...]
    said: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, kw_only=True)
class CorrectAnswers:
    """Correct the answers of the record `record`; `questions` are those of its version."""

    record: UUID
    questions: tuple[Question, ...]
    said: tuple[tuple[UUID, str], ...]
    reason: str


AnswerCommand: TypeAlias = AnswerQuestions | CorrectAnswers


class AnsweredAlready(RuleViolation):
    """The municipality's questions are answered once in a case; later ones correct that (R71)."""


class NothingAnswered(RuleViolation):
    """An answer is written down when something was said."""


class NotAsked(RuleViolation):
    """Only the questions of the version that holds on the day of the slip are answered, once."""


class AnswersNotStanding(RuleViolation):
    """Only answers of this case that still stand are corrected (R71)."""


def decide(command: AnswerCommand, state: Answers, matter: Matter) -> tuple[AnswersRecorded, ...]:
    """
    Decide about answers; wrong ones are corrected in a closed case too.

    Raises:
        CaseNotOpen: when they would be added to a closed case.
        AnsweredAlready: when the questions were answered before.
        NothingAnswered: when nothing was said to any.
        NotAsked: when something else was answered, or one question twice.
        AnswerUnfit: when an answer is none of the choices, or no day.
        AnswersNotStanding: when there is no such record, or it was corrected.
        TextMissing: when a correction says no reason.
    """
    match command:
        case AnswerQuestions():
            matter.must_be_open()
            if state.standing:
                raise AnsweredAlready
            said = _said(command, command.questions)
            if not any(text.strip() for text in said.values()):
                raise NothingAnswered
            categories = dict.fromkeys(question.category for question in command.questions)
            return tuple(
                _record(matter, command.form, category, _of(command.questions, category), said)
                for category in categories
            )
        case CorrectAnswers():
            if command.record not in state.standing:
                raise AnswersNotStanding
            need_words(command.reason)
            form, category = state.standing[command.record]
            questions = _of(command.questions, category)
            said = _said(command, questions)
            return (_record(matter, form, category, questions, said, command),)
        case _:
            assert_never(command)


def _of(questions: Sequence[Question], category: Category) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.category is category)


def _said(command: AnswerCommand, questions: Sequence[Question]) -> dict[UUID, str]:
    said = dict(command.said)
    if len(said) < len(command.said) or not said.keys() <= {one.question_id for one in questions}:
        raise NotAsked
    return said


def _record(
    matter: Matter,
    form: UUID,
    category: Category,
    questions: Sequence[Question],
    said: Mapping[UUID, str],
    correcting: CorrectAnswers | None = None,
) -> AnswersRecorded:
    return AnswersRecorded(
        corrects=correcting.record if correcting else None,
        person_id=matter.person_id,
        form=form,
        category=category,
        answers=tuple(one.answered(said.get(one.question_id, "")) for one in questions),
        reason=correcting.reason if correcting else "",
    )
