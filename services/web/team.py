"""Team of the day (窓口の当番): who is on duty at the desk, and the forms of its chief."""

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.window import Weekday
from services.acting import Acting
from services.duties import NewDuty
from services.web import dates
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/team"


@router.get("/team")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """Show who is on duty on the next opening days."""
    return _page(pages, desk, acting, Posted((("first", dates.in_era(dates.today())),)), done=done)


@router.post("/team/duties")
def assign(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Put somebody on duty."""
    try:
        check_stand(acting, posted)
        desk.duties.assign(acting, command_id(posted), _duty(posted))
    except REFUSALS as refusal:
        return _page(pages, desk, acting, posted, refusal)
    return RedirectResponse(f"{HERE}?done=assigned", 303)


@router.post("/team/duties/{duty}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, duty: str) -> Response:
    """End a duty; today is its last day, or it never was."""
    try:
        check_stand(acting, posted)
        yesterday = dates.today() - timedelta(days=1)
        desk.duties.end(acting, command_id(posted), duty, yesterday)
    except REFUSALS as refusal:
        return _page(pages, desk, acting, posted, refusal)
    return RedirectResponse(f"{HERE}?done=ended", 303)


def _duty(posted: Posted) -> NewDuty:
    read = Reader(posted)
    staff = read.words("staff", "職員を選んでください。")
    weekdays = read.ticked(Weekday, "weekdays")
    if not weekdays:
        read.refuse("weekdays", "曜日を1つ以上選んでください。")
    first = read.day("first", "いつからかを、例：令和8年4月1日 のように書いてください。")
    last = read.day_if_any("last", "いつまでかを、例：令和9年3月31日 のように書いてください。")
    read.done()
    return NewDuty(staff=staff, weekdays=weekdays, first=first, last=last)


_DONE: Final = {"assigned": "当番を加えました。", "ended": "当番から外しました。"}


def _page(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    posted: Posted,
    refusal: Exception | None = None,
    *,
    done: str = "",
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "team/team.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        team=desk.duties.page(acting),
        staff=tuple(desk.reading.leaders(acting).values()),
        weekdays=Weekday,
        posted=posted,
        problem=told,
        done=_DONE.get(done),
        **repeatable(posted, refusal),
    )
