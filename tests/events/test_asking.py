"""Asking (市の質問): how a question is answered, and what stands of it."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.asking import Answer, AnswerUnfit, Question, QuestionKind
from events.values import Category
from tests.events.examples.organisation import FEAR, LICENCE

pytestmark = pytest.mark.pure

SINCE: Final = Question(
    question_id=UUID(int=3),
    wording="いつから市内に住んでいますか。",
    kind=QuestionKind.DAY,
    category=Category.NOTE,
)
FREE: Final = replace(SINCE, kind=QuestionKind.TEXT)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (LICENCE, "はい"),
        (FEAR, "答えたくない"),
        (SINCE, "2024-04-01"),
        (FREE, "子どものころから。"),
        (LICENCE, ""),
    ],
)
def test_an_answer_stands_with_the_wording_of_its_day(question: Question, said: str) -> None:
    answer = question.answered(said)

    assert answer == Answer(question=question.question_id, asked=question.wording, said=said)


def test_blanks_are_no_answer() -> None:
    assert LICENCE.answered("　").said == ""


@pytest.mark.parametrize(
    ("question", "said"),
    [(LICENCE, "たぶん"), (FEAR, "はい"), (SINCE, "去年"), (SINCE, "20240401")],
)
def test_what_is_to_be_chosen_is_one_of_the_choices(question: Question, said: str) -> None:
    with pytest.raises(AnswerUnfit):
        question.answered(said)
