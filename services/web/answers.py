"""Answers (市の質問への答え): asked after the slip was taken down, and put right."""

from datetime import date
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from events.access import Surface
from events.answer import AnswersRecorded
from events.case import ConsultationCorrected, ConsultationReceived
from events.values import tokyo_date
from services.answering import Said, SaidAnew
from services.case_views import CaseSheet
from services.questions import Asked
from services.refusals import NotShown
from services.web import asked, sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

PLACE: Final = sheets.Place(
    "answers",
    Surface.ANSWERS,
    (AnswersRecorded, ConsultationReceived, ConsultationCorrected),
    {"answers": "答えを保存しました。", "correction": "訂正を保存しました。"},
)
_FORM, _CORRECTION = "answers/answers.html", "answers/correction.html"


def received_on(sheet: CaseSheet) -> date:
    """Return the day of a case's slip (Tokyo)."""
    slip = sheets.of_kind(sheet, ConsultationReceived, ConsultationCorrected)
    return tokyo_date(slip[0].valid_at)


@router.get("/cases/{case}/answers")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List what was answered; while nothing was, show the questions of the slip's day."""
    sheet = PLACE.read(desk, acting, case)
    lines = sheets.of_kind(sheet, AnswersRecorded)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        lines=lines,
        asked=Asked() if lines else desk.questions.on(acting, received_on(sheet)),
    )


@router.get("/cases/{case}/answers/form")
def form(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the questions of the slip's day."""
    sheet = PLACE.read(desk, acting, case)
    shown = Sheet(
        _FORM,
        here="/cases",
        case=case,
        more={"asked": desk.questions.on(acting, received_on(sheet))},
    )
    return sheets.form(pages, acting, shown, sheet)


@router.post("/cases/{case}/answers/form")
def write(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down what was answered."""
    there = desk.questions.on(acting, received_on(PLACE.read(desk, acting, case)))

    def work(command_id: UUID) -> Response:
        said = Said(answers=asked.answers(posted, there))
        done = desk.answering.write(acting, command_id, case, posted.text("token"), said)
        return see(done, "answers", at=PLACE.address)

    shown = Sheet(_FORM, here="/cases", case=case, more={"asked": there})
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/answers/{record}/correction")
def correction(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show what was answered, in the wording of then, in the form that corrects it."""
    sheet = PLACE.read(desk, acting, case)
    item = sheets.standing(sheets.of_kind(sheet, AnswersRecorded), record)
    if item.erased:
        raise NotShown
    then = Asked(questions=desk.answering.asked_then(acting, case, record))
    shown = Sheet(_CORRECTION, here="/cases", case=case, record=record, more={"asked": then})
    typed = (asked.as_typed(one, item.text(one.wording)) for one in then.questions)
    return sheets.form(pages, acting, shown, sheet, *typed)


@router.post("/cases/{case}/answers/{record}/correction")
def correct(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Correct what was answered (R71)."""
    sheets.standing(sheets.of_kind(PLACE.read(desk, acting, case), AnswersRecorded), record)
    then = Asked(questions=desk.answering.asked_then(acting, case, record))

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        reason = reader.words("reason", "訂正の理由を書いてください。")
        reader.done()
        said = SaidAnew(answers=asked.answers(posted, then), reason=reason)
        done = desk.answering.correct(acting, command_id, case, posted.text("token"), record, said)
        return see(done, "correction", at=PLACE.address)

    shown = Sheet(_CORRECTION, here="/cases", case=case, record=record, more={"asked": then})
    return save(pages, acting, posted, shown, work)
