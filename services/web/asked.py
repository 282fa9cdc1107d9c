"""Asked (市の質問の欄): the municipality's own questions on a form, and what was typed there."""

from datetime import date
from typing import Final

from events.asking import QuestionKind
from services.case_forms import NewAnswer
from services.questions import Asked, AskedQuestion
from services.web import dates
from services.web.posted import Posted
from services.web.reader import Reader

FIELD: Final = "q-"
"""How the field of a question begins; its alias follows."""


def answers(posted: Posted, asked: Asked) -> tuple[NewAnswer, ...]:
    """
    Read what was said to the questions.

    Raises:
        FormRefused: when a day cannot be read.
    """
    reader = Reader(posted)
    told = tuple(
        NewAnswer(question=one.alias, said=_said(reader, posted, one)) for one in asked.questions
    )
    reader.done()
    return told


def as_typed(question: AskedQuestion, said: str) -> tuple[str, str]:
    """Return what was said to a question as it is typed."""
    if question.kind is QuestionKind.DAY and said:
        said = dates.in_era(date.fromisoformat(said))
    return (f"{FIELD}{question.alias}", said)


def day_of(posted: Posted) -> date:
    """Return the day (Tokyo) of a slip as typed: today, unless another one can be read."""
    return dates.parse(posted.text("happened_on")) or dates.today()


def _said(reader: Reader, posted: Posted, question: AskedQuestion) -> str:
    field = f"{FIELD}{question.alias}"
    if question.kind is not QuestionKind.DAY:
        return posted.text(field)
    day = reader.day_if_any(field, "日付を、例：令和8年4月1日 のように書いてください。")
    return day.isoformat() if day else ""
