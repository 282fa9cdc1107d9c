"""
Question form (市の質問の版): which questions a municipality adds to the slip, each version dated.

It stands in one stream of the municipality. A version holds from its first day until another one's;
none holds from a day that has passed, since what was asked by the old one was asked (R74).
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.asking import ANSWER_CATEGORIES, MOST_QUESTIONS, Question, QuestionKind
from events.base import Event, RuleViolation


@dataclass(frozen=True, kw_only=True)
class QuestionsAdopted(Event):
    """市の質問の採用: what is asked from `first`, a Tokyo civil date, on; without any, nothing."""

    TOPIC: ClassVar[str] = "question.adopted"
    first: date
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questions:
    """The versions by their entries' ids, in the order in which they were adopted."""

    adopted: tuple[tuple[UUID, QuestionsAdopted], ...] = ()

    def on(self, day: date) -> tuple[UUID, QuestionsAdopted] | None:
        """Return the version that holds on a Tokyo civil date: of one beginning, the last."""
        begun = [version for version in self.adopted if version[1].first <= day]
        return max(reversed(begun), key=lambda version: version[1].first, default=None)


def evolve(state: Questions, event: QuestionsAdopted, *, event_id: UUID) -> Questions:
    """Fold one event, known by its entry's id."""
    return Questions((*state.adopted, (event_id, event)))


@dataclass(frozen=True, kw_only=True)
class AdoptQuestions:
    """Adopt a version."""

    first: date
    questions: tuple[Question, ...]


class QuestionsTakeEffectBackwards(RuleViolation):
    """A version holds from today or a later day on (R74)."""


class TooManyQuestions(RuleViolation):
    """A version asks at most twenty questions, besides those of the official form."""


class QuestionsAlike(RuleViolation):
    """The questions of a version have a wording each, and no two the same."""


class ChoicesUnclear(RuleViolation):
    """A question with choices has two or more different ones, and any other has none."""


class CategoryNotOfAnswers(RuleViolation):
    """A question is of a category that an answer may be about."""


def decide(
    command: AdoptQuestions, state: Questions, *, today: date
) -> tuple[QuestionsAdopted, ...]:
    """
    Decide about a version; the same as the one adopted last adds nothing.

    Raises:
        QuestionsTakeEffectBackwards: when it would hold from a day before `today`.
        TooManyQuestions, QuestionsAlike, ChoicesUnclear, CategoryNotOfAnswers: when it makes no
            sense.
    """
    if command.first < today:
        raise QuestionsTakeEffectBackwards
    if len(command.questions) > MOST_QUESTIONS:
        raise TooManyQuestions
    wordings = {question.wording.strip() for question in command.questions}
    ids = {question.question_id for question in command.questions}
    if "" in wordings or not len(wordings) == len(ids) == len(command.questions):
        raise QuestionsAlike
    for question in command.questions:
        _must_make_sense(question)
    version = QuestionsAdopted(first=command.first, questions=command.questions)
    return () if state.adopted and state.adopted[-1][1] == version else (version,)


def _must_make_sense(question: Question) -> None:
    chosen = {choice.strip() for choice in question.choices} - {""}
    several = len(chosen) > 1 and len(chosen) == len(question.choices)
    if not (several if question.kind is QuestionKind.ONE_OF else not question.choices):
        raise ChoicesUnclear
    if question.category not in ANSWER_CATEGORIES:
        raise CategoryNotOfAnswers
