"""Answers (市の質問への答え): a record for each category, corrected under its own version (R71)."""

from dataclasses import replace
from typing import Final

import pytest

from events.answer import (
    AnsweredAlready,
    AnswerQuestions,
    Answers,
    AnswersNotStanding,
    AnswersRecorded,
    CorrectAnswers,
    NotAsked,
    NothingAnswered,
    decide,
    evolve,
)
from events.asking import Answer, AnswerUnfit, Question
from events.matter import CaseNotOpen, Matter, TextMissing
from events.values import Category
from tests.builders import CASE, DESK, FORM, MOTHER, NOTE, TODAY, UNKNOWN, YESTERDAY
from tests.events.examples.intake import ANSWERS_RECORDED
from tests.events.examples.organisation import FEAR, LICENCE

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
)
ASKED: Final = (LICENCE, FEAR)
SAY: Final = AnswerQuestions(
    form=FORM,
    questions=ASKED,
    said=((LICENCE.question_id, ""), (FEAR.question_id, "答えたくない")),
)
CORRECT: Final = CorrectAnswers(
    record=NOTE,
    questions=ASKED,
    said=((FEAR.question_id, "ある"),),
    reason="聞きちがえた。",
)
UNANSWERED: Final = AnswersRecorded(
    corrects=None,
    person_id=MOTHER,
    form=FORM,
    category=Category.SCHOOL_WORK,
    answers=(Answer(question=LICENCE.question_id, asked=LICENCE.wording, said=""),),
    reason="",
)
NOTHING: Final = Answers()
STANDING: Final = evolve(NOTHING, ANSWERS_RECORDED, event_id=NOTE)


def test_each_category_of_the_version_has_its_record_answered_or_not() -> None:
    """Decision 0028: what stands in the clear does not tell what was answered."""
    assert decide(SAY, NOTHING, OPEN) == (UNANSWERED, ANSWERS_RECORDED)


def test_questions_of_one_category_stand_in_one_record_in_their_order() -> None:
    work: Question = replace(LICENCE, question_id=UNKNOWN, wording="働いていますか。")
    command = replace(SAY, questions=(LICENCE, work), said=((UNKNOWN, "はい"),))

    (event,) = decide(command, NOTHING, OPEN)

    assert [(one.asked, one.said) for one in _answers(event)] == [
        (LICENCE.wording, ""),
        ("働いていますか。", "はい"),
    ]


def _answers(event: AnswersRecorded) -> tuple[Answer, ...]:
    assert isinstance(event.answers, tuple)
    return event.answers


def test_a_correction_takes_the_place_of_one_record_and_says_why() -> None:
    """R71; also in a closed case."""
    (event,) = decide(CORRECT, STANDING, replace(OPEN, closed=True))

    assert event == replace(
        ANSWERS_RECORDED,
        corrects=NOTE,
        answers=(Answer(question=FEAR.question_id, asked=FEAR.wording, said="ある"),),
        reason="聞きちがえた。",
    )
    assert evolve(STANDING, event, event_id=UNKNOWN) == Answers({UNKNOWN: (FORM, Category.ABUSE)})


def test_the_questions_are_answered_once() -> None:
    with pytest.raises(AnsweredAlready):
        decide(SAY, STANDING, OPEN)


def test_no_answer_is_no_record() -> None:
    with pytest.raises(NothingAnswered):
        decide(replace(SAY, said=((FEAR.question_id, "　"),)), NOTHING, OPEN)


@pytest.mark.parametrize(
    "said",
    [
        ((UNKNOWN, "はい"),),
        ((FEAR.question_id, "ある"), (FEAR.question_id, "ない")),
    ],
)
def test_only_what_is_asked_is_answered_and_once(said: tuple[tuple[object, str], ...]) -> None:
    with pytest.raises(NotAsked):
        decide(replace(SAY, said=said), NOTHING, OPEN)


def test_a_correction_keeps_to_the_questions_of_its_record() -> None:
    with pytest.raises(NotAsked):
        decide(replace(CORRECT, said=((LICENCE.question_id, "はい"),)), STANDING, OPEN)


def test_an_answer_fits_its_question() -> None:
    with pytest.raises(AnswerUnfit):
        decide(replace(SAY, said=((FEAR.question_id, "はい"),)), NOTHING, OPEN)


def test_what_does_not_stand_is_not_corrected() -> None:
    with pytest.raises(AnswersNotStanding):
        decide(CORRECT, NOTHING, OPEN)


def test_a_correction_has_a_reason() -> None:
    """R71."""
    with pytest.raises(TextMissing):
        decide(replace(CORRECT, reason=""), STANDING, OPEN)


def test_a_closed_case_takes_no_answers() -> None:
    with pytest.raises(CaseNotOpen):
        decide(SAY, NOTHING, replace(OPEN, closed=True))
