"""Case (ケース): its page, 支援経過 and 終了."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from services.web import dates, forms
from services.web.addresses import Alias, Page
from services.web.assignment import PRESET
from services.web.desk import AtDesk
from services.web.labels import alike
from services.web.others import ProgressSheet
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, forget_draft, save, see
from services.web.session import Current

router = APIRouter()

_DONE: Final = {
    "progress": "支援経過を保存しました。",
    "correction": "訂正を保存しました。",
    "closing": "ケースを終了しました。",
    "paper-number": "紙の番号を保存しました。",
    "converted": "連絡票を支援経過にしました。",
    "cover": "今日の代わりになりました。",
}


@router.get("/cases/{case}")
def show(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    page: Page,
    kind: str = "",
    by: str = "",
    done: str = "",
    late: str = "",
) -> Response:
    """
    Show a case: who, the slip, the timeline, and the forms for the next record.

    `kind` (a topic) and `by` (the alias of one of the staff) narrow the timeline.
    """
    return pages.page(
        "case/case.html",
        acting,
        here="/cases",
        case=desk.reading.case_page(acting, case, page=page, kinds=alike(kind), by=by),
        kind=kind,
        by=by,
        done=_DONE.get(done),
        late=bool(late),
        posted=Posted(),
        closing_command=str(uuid4()),
        cover_command=str(uuid4()),
        cover_reasons=PRESET,
        closing_posted=Posted((("closed_on", dates.in_era(dates.today())),)),
    )


@router.post("/cases/{case}/progress")
def record_progress(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Write a 支援経過, or offer places for what it says about others."""
    sheet = ProgressSheet("case/progress.html", here="/cases", case=case, desk=desk)

    def work(command_id: UUID) -> Response:
        if posted.text("step") == "others":
            return sheet.shown(pages, acting, posted)
        progress = forms.progress(posted)
        token = posted.text("token")
        done = desk.commands.record_progress(acting, command_id, case, token, progress)
        forget_draft(desk, acting, posted)
        return see(done, "progress")

    return save(pages, acting, posted, sheet, work)


@router.post("/cases/{case}/closing")
def close_case(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """End the case, after a page that asks whether to."""
    sheet = Sheet("case/closing.html", here="/cases", case=case)

    def work(command_id: UUID) -> Response:
        if posted.text("step") == "rewrite":
            return sheet.shown(pages, acting, posted)
        closing = forms.closing(posted)
        if posted.text("step") != "close":
            check = Sheet("case/closing_check.html", here="/cases", case=case)
            return check.shown(pages, acting, posted, closing=closing)
        token = posted.text("token")
        return see(desk.commands.close_case(acting, command_id, case, token, closing), "closing")

    return save(pages, acting, posted, sheet, work)
