"""Answers (市の質問への答え): for programs, and the questions themselves for administrators."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from events.asking import QuestionKind
from events.values import Category
from services.acting import Done
from services.answering import Said, SaidAnew
from services.api.addresses import Alias
from services.api.conditions import CommandId
from services.api.models import Day, Lax, NewAnswer, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.questions import Asked, NewQuestion, Version
from services.web import dates
from services.web.answers import PLACE
from services.web.desk import AtDesk

router = APIRouter()


class NewAnswers(Sent):
    """What was said to the questions of the day of the slip."""

    answers: list[NewAnswer]


class AnswerCorrection(NewAnswers):
    """The answers of one record, whole, and why they were wrong."""

    reason: str


class NewAskedQuestion(Sent):
    """A question; `alias` is that of the one whose wording it changes. `choices`: of `one_of`."""

    alias: str = ""
    wording: str
    kind: Annotated[QuestionKind, Lax]
    category: Annotated[Category, Lax]
    choices: Annotated[list[str], Field(default_factory=list)]


class NewVersion(Sent):
    """市の質問の版: all that is asked from `first` (Tokyo) on."""

    first: Day
    questions: list[NewAskedQuestion]


@router.get("/questions/asked", tags=["questions"])
def asked(desk: AtDesk, acting: Current, on: date | None = None) -> Asked:
    """市の質問: what is asked at the desk today, or on another day (Tokyo)."""
    return desk.questions.on(acting, on or dates.today())


@router.get("/questions", tags=["questions"])
def versions(desk: AtDesk, acting: Current) -> tuple[Version, ...]:
    """市の質問の版, the latest beginning first; for administrators of a desk of the city."""
    return desk.questions.versions(acting)


@router.post("/questions", status_code=201, tags=["questions"])
def adopt(
    desk: AtDesk, acting: Current, command_id: CommandId, sent: NewVersion
) -> tuple[Version, ...]:
    """市の質問の採用: a version for a day to come, or from today on."""
    meant = [
        NewQuestion(
            alias=one.alias,
            wording=one.wording,
            kind=one.kind,
            category=one.category,
            choices=tuple(one.choices),
        )
        for one in sent.questions
    ]
    desk.questions.adopt(acting, command_id, sent.first, meant)
    return desk.questions.versions(acting)


@router.get("/cases/{case}/answers", tags=["questions"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """市の質問への答え, in the wording of then, with the slip."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/answers", status_code=201, tags=["questions"])
def write(writer: Writing, case: Alias, sent: NewAnswers) -> Done:
    """市の質問への答え: what was said after the slip was taken down."""
    said = Said(answers=tuple(one.view() for one in sent.answers))
    return writer.desk.answering.write(writer.acting, writer.command_id, case, writer.seen, said)


@router.post("/cases/{case}/answers/{record}/correction", status_code=201, tags=["questions"])
def correct(writer: Writing, case: Alias, record: Alias, sent: AnswerCorrection) -> Done:
    """市の質問への答えの訂正 (R71)."""
    said = SaidAnew(answers=tuple(one.view() for one in sent.answers), reason=sent.reason)
    return writer.desk.answering.correct(
        writer.acting, writer.command_id, case, writer.seen, record, said
    )
