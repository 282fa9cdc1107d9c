"""Questions (市の質問): dated versions, none of them backwards (R74)."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.asking import MOST_QUESTIONS, Question, QuestionKind
from events.base import RuleViolation
from events.question import (
    AdoptQuestions,
    CategoryNotOfAnswers,
    ChoicesUnclear,
    Questions,
    QuestionsAdopted,
    QuestionsAlike,
    QuestionsTakeEffectBackwards,
    TooManyQuestions,
    decide,
    evolve,
)
from events.values import Category
from tests.builders import FORM, SETTING, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.organisation import FEAR, LICENCE, QUESTIONS_ADOPTED

pytestmark = pytest.mark.pure

ADOPT: Final = AdoptQuestions(first=TODAY, questions=(LICENCE, FEAR))
NONE: Final = Questions()
ADOPTED: Final = evolve(NONE, QUESTIONS_ADOPTED, event_id=FORM)


def many(count: int) -> tuple[Question, ...]:
    return tuple(
        replace(LICENCE, question_id=UUID(int=n), wording=f"{n}番の質問") for n in range(count)
    )


def test_a_version_is_adopted_from_a_day_on() -> None:
    assert decide(ADOPT, NONE, today=TODAY) == (QUESTIONS_ADOPTED,)


def test_a_version_without_questions_asks_nothing_any_more() -> None:
    silent = AdoptQuestions(first=TODAY, questions=())

    assert decide(silent, ADOPTED, today=TODAY) == (QuestionsAdopted(first=TODAY, questions=()),)


def test_the_version_adopted_last_is_not_adopted_again() -> None:
    assert decide(ADOPT, ADOPTED, today=TODAY) == ()


def test_a_version_holds_until_another_one_does() -> None:
    later = QuestionsAdopted(first=TOMORROW, questions=(LICENCE,))
    state = evolve(ADOPTED, later, event_id=SETTING)

    assert [state.on(day) for day in (YESTERDAY, TODAY, TOMORROW)] == [
        None,
        (FORM, QUESTIONS_ADOPTED),
        (SETTING, later),
    ]


def test_of_two_versions_for_one_day_the_last_holds() -> None:
    other = replace(QUESTIONS_ADOPTED, questions=(FEAR,))

    assert evolve(ADOPTED, other, event_id=UNKNOWN).on(TODAY) == (UNKNOWN, other)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(ADOPT, first=YESTERDAY), QuestionsTakeEffectBackwards),
        (replace(ADOPT, questions=many(MOST_QUESTIONS + 1)), TooManyQuestions),
        (replace(ADOPT, questions=(replace(LICENCE, wording="　"),)), QuestionsAlike),
        (replace(ADOPT, questions=(LICENCE, replace(FEAR, wording=LICENCE.wording))),
         QuestionsAlike),
        (replace(ADOPT, questions=(LICENCE, replace(FEAR, question_id=LICENCE.question_id))),
         QuestionsAlike),
        (replace(ADOPT, questions=(replace(FEAR, choices=("ある",)),)), ChoicesUnclear),
        (replace(ADOPT, questions=(replace(FEAR, choices=("ある", " ある")),)), ChoicesUnclear),
        (replace(ADOPT, questions=(replace(FEAR, choices=("ある", "ない", " ")),)), ChoicesUnclear),
        (replace(ADOPT, questions=(replace(LICENCE, choices=("はい", "いいえ")),)), ChoicesUnclear),
        (replace(ADOPT, questions=(replace(LICENCE, kind=QuestionKind.ONE_OF),)), ChoicesUnclear),
        (replace(ADOPT, questions=(replace(LICENCE, category=Category.SHELTER),)),
         CategoryNotOfAnswers),
    ],
)  # fmt: skip
def test_a_version_that_makes_no_sense_is_refused(
    command: AdoptQuestions, refusal: type[RuleViolation]
) -> None:
    """R74 among them."""
    with pytest.raises(refusal):
        decide(command, NONE, today=TODAY)


def test_a_version_may_ask_twenty_questions() -> None:
    full = replace(ADOPT, questions=many(MOST_QUESTIONS))

    assert decide(full, NONE, today=TODAY) == (
        QuestionsAdopted(first=TODAY, questions=many(MOST_QUESTIONS)),
    )
