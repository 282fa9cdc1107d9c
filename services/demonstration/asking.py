"""Asking (市の質問): what this municipality asks besides the slip, and what is said to it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import uuid4

from events.asking import QuestionKind
from events.values import Category
from services.acting import Acting
from services.case_forms import NewAnswer
from services.questions import AskedQuestion, LocalQuestions, NewQuestion

ANSWERED: Final = 0.6
"""How many of those who come say something to it."""


def adopt(questions: LocalQuestions, acting: Acting, told: dict[str, Any]) -> None:
    """Adopt a version; a question that is only worded otherwise stays the same question."""
    before = {
        asked.wording: asked.alias
        for version in questions.versions(acting)
        for asked in version.questions
    }
    typed = tuple(
        NewQuestion(
            alias=before.get(one.get("was", one["wording"]), ""),
            wording=one["wording"],
            kind=QuestionKind(one["kind"]),
            category=Category(one["category"]),
            choices=tuple(one.get("choices", ())),
        )
        for one in told["asked"]
    )
    questions.adopt(acting, uuid4(), date.fromisoformat(told["first"]), typed)


def answers(
    asked: Sequence[AskedQuestion], today: date, dice: Random, say: Callable[[str], str]
) -> tuple[NewAnswer, ...]:
    """Answer what is asked, as far as anybody does."""
    if not asked or dice.random() > ANSWERED:
        return ()
    return tuple(
        NewAnswer(question=one.alias, said=_said(one, today, dice, say))
        for one in asked
        if dice.random() < 0.8
    )


def _said(question: AskedQuestion, today: date, dice: Random, say: Callable[[str], str]) -> str:
    if question.kind is QuestionKind.DAY:
        return (today + timedelta(dice.randrange(2, 40))).isoformat()
    return dice.choice(question.offered) if question.offered else say("animals")
