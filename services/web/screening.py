"""Screening (振り分け): its form on the assessment's page, and the promoter's forms."""

from uuid import UUID

from fastapi import APIRouter, Response

from events.screening import (
    FOLLOWED,
    AnswerAsPromoter,
    AskPromoter,
    DecideScreening,
    PromoterAnswer,
    PromoterAnswered,
    PromoterAsked,
    ScreeningResult,
)
from events.setting import Term
from services.web import dates, sheets
from services.web.addresses import Alias
from services.web.assessment import PLACE
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

_ASK, _ANSWER = "assessment/promoter.html", "assessment/promoter_answer.html"


@router.post("/cases/{case}/screening")
def decide(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Decide where it goes from here; the form names the slip."""

    def work(command_id: UUID) -> Response:
        token, command = posted.text("token"), _screening(posted)
        slip = posted.text("record")
        done = desk.commands.write(
            acting,
            command_id,
            case,
            token,
            command,
            record=slip,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "screening", at=PLACE.address)

    more = {"results": ScreeningResult}
    shown = Sheet("assessment/screening.html", here="/cases", case=case, more=more)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/promoter")
def promoter(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the form that asks a promoter, or the one for the answer that is waited for."""
    sheet = PLACE.read(desk, acting, case)
    latest = next(iter(sheets.of_kind(sheet, PromoterAsked, PromoterAnswered)), None)
    if latest is not None and latest.kind == PromoterAsked.TOPIC:
        shown = Sheet(_ANSWER, here="/cases", case=case, more={"answers": PromoterAnswer})
        return sheets.form(pages, acting, shown, sheet, ("answered_on", sheets.today()))
    return sheets.form(
        pages,
        acting,
        Sheet(_ASK, here="/cases", case=case),
        sheet,
        ("asked_on", sheets.today()),
        ("due", dates.in_era(desk.settings.proposed(acting, Term.PROMOTER_ANSWER))),
    )


@router.post("/cases/{case}/promoter")
def ask(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Give the case to an inclusive promoter."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        asked_on = reader.day("asked_on", "引き渡した日を書いてください。")
        due = reader.day("due", "返事の期限を書いてください。")
        text = reader.words("text", "引き渡す理由を書いてください。")
        reader.done()
        command = AskPromoter(asked_on=asked_on, due=due, text=text)
        done = desk.commands.write(
            acting,
            command_id,
            case,
            posted.text("token"),
            command,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "promoter", at=PLACE.address)

    return save(pages, acting, posted, Sheet(_ASK, here="/cases", case=case), work)


@router.post("/cases/{case}/promoter-answer")
def answer(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Answer as the promoter."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("answered_on", "返事の日を書いてください。")
        said = reader.choice(PromoterAnswer, "answer", "返事を選んでください。")
        text = posted.text("text")
        if said is PromoterAnswer.RETURNED:
            text = reader.words("text", "窓口に戻す理由を書いてください。")
        reader.done()
        command = AnswerAsPromoter(answered_on=day, answer=said, text=text)
        done = desk.commands.write(
            acting,
            command_id,
            case,
            posted.text("token"),
            command,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "answer", at=PLACE.address)

    shown = Sheet(_ANSWER, here="/cases", case=case, more={"answers": PromoterAnswer})
    return save(pages, acting, posted, shown, work)


def _screening(posted: Posted) -> DecideScreening:
    reader = Reader(posted)
    day = reader.day("decided_on", "決めた日を書いてください。")
    result = reader.choice(ScreeningResult, "result", "結果を選んでください。")
    due = reader.day_if_any("due", "次の期限を、例：令和8年4月1日 のように書いてください。")
    if due is None and result in FOLLOWED and not posted.text("due").strip():
        reader.refuse("due", "つなぐ日まで、または次に尋ねる日を書いてください。")
    if due is not None and due < day:
        reader.refuse("due", f"次の期限は、{dates.in_era(day)}か、それよりあとの日にしてください。")
    text = posted.text("text")
    if posted.text("again"):
        text = reader.words("text", "前の結果を決め直す理由を書いてください。")
    reader.done()
    return DecideScreening(record=UUID(int=0), decided_on=day, result=result, due=due, text=text)
