"""Asking (市の質問): what a municipality asks besides the official form, and what is answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from events.base import RuleViolation
from events.values import Category

MOST_QUESTIONS: Final = 20
YES_OR_NO: Final = ("はい", "いいえ")
ANSWER_CATEGORIES: Final = (
    Category.NOTE,
    Category.HOUSEHOLD,
    Category.INCOME,
    Category.DEBT,
    Category.TAX,
    Category.HEALTH,
    Category.DISABILITY,
    Category.SCHOOL_WORK,
    Category.WELFARE_USE,
    Category.CRIME,
    Category.ABUSE,
)
"""What an answer may be about: the strictest of what it can say (architecture §3)."""


class QuestionKind(StrEnum):
    """質問の種類: how a question is answered."""

    YES_NO = "yes_no"
    ONE_OF = "one_of"
    TEXT = "text"
    DAY = "day"


class AnswerUnfit(RuleViolation):
    """An answer is one of the choices, or a day, where its question asks for that."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    One question: its wording, how it is answered, and of which category its answers are.

    `question_id` stays from version to version while kind and category do.
    """

    question_id: UUID
    wording: str
    kind: QuestionKind
    category: Category
    choices: tuple[str, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """What is to be chosen from; empty = anything may be said."""
        return YES_OR_NO if self.kind is QuestionKind.YES_NO else self.choices

    def answered(self, said: str) -> "Answer":
        """
        Return an answer with the wording of today; a day is in ISO, empty = nothing was said.

        Raises:
            AnswerUnfit: when it is none of the choices, or no day.
        """
        told = said.strip()
        if told and self.offered and told not in self.offered:
            raise AnswerUnfit
        if told and self.kind is QuestionKind.DAY and not _is_day(told):
            raise AnswerUnfit
        return Answer(question=self.question_id, asked=self.wording, said=said if told else "")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was said to a question, and how that was worded then."""

    question: UUID
    asked: str
    said: str


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
