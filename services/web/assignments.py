"""Assignments (担当の一覧): who leads what, and many cases moved at once, for chiefs."""

from collections.abc import Callable
from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.assignment import LeadReason
from services.acting import Acting
from services.assignment_views import Move
from services.assignments import UNLED
from services.refusals import CommandReused
from services.web import dates
from services.web.addresses import Page
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, FormRefused, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/assignments"
TRANSFERS: Final = (4, 1)
"""Month and day on which most transfers take effect (desk.md 1.5)."""


@router.get("/assignments")
def show(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    page: Page,
    of: str = "",
    on: str = "",
    moved: str = "",
    late: str = "",
) -> Response:
    """Show who leads the open cases of the programme on a day, the next 1 April if none is said."""
    posted = Posted((("of", of), ("on", on)))
    told = dates.whole_number(moved)
    return _page(pages, desk, acting, posted, page=page, moved=told, late=bool(late))


@router.post("/assignments/moves")
def move(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Move one case or many to somebody else from a day on: all of them, or none."""
    try:
        check_stand(acting, posted)
        command_id, sent = _command_id(posted), _move(posted)
        done = desk.assignments.move(acting, command_id, sent)
    except REFUSALS as refusal:
        return _page(pages, desk, acting, posted, refusal=refusal)
    told = {"of": sent.giver, "on": dates.in_era(sent.since), "moved": str(done.cases)}
    late = {} if done.shown else {"late": "1"}
    return RedirectResponse(f"{HERE}?{urlencode({**told, **late})}", 303)


def _command_id(posted: Posted) -> UUID:
    found = posted.identifier("command")
    if found is None:
        raise FormRefused({"command": "用紙が壊れていました。もう一度送ってください。"})
    return found


def _move(posted: Posted) -> Move:
    read = Reader(posted)
    since = read.day("on", "替わる日を、例：令和8年4月1日 のように書いてください。")
    lead = read.words("lead", "新しい担当を選んでください。")
    reason = read.choice(LeadReason, "reason", "理由を選んでください。")
    every, cases = posted.text("scope") == "every", posted.ticked("case")
    if not every and not cases:
        read.refuse("case", "移すケースを選んでください。")
    read.done()
    return Move(
        giver=posted.text("of"),
        lead=lead,
        since=since,
        reason=reason,
        every=every,
        cases=() if every else cases,
    )


def day_asked(typed: str) -> Callable[[date], date]:
    """Return how to say the day asked for, by today: the next 1 April unless one was typed."""
    asked = dates.parse(typed)
    return lambda today: max(asked or _next_transfers(today), today)


def _next_transfers(today: date) -> date:
    day = date(today.year, *TRANSFERS)
    return day if day > today else date(today.year + 1, *TRANSFERS)


def _page(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    posted: Posted,
    *,
    page: int = 1,
    moved: int | None = None,
    late: bool = False,
    refusal: Exception | None = None,
) -> Response:
    told = problem(refusal) if refusal else None
    of, on = posted.text("of"), posted.text("on")
    kept = posted.identifier("command") and not isinstance(refusal, CommandReused)
    shown = desk.assignments.page(acting, on=day_asked(on), of=of, page=page)
    return pages.page(
        "assignments/assignments.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        assigned=shown,
        unled=UNLED,
        whose=next((load for load in shown.loads if load.alias == of), None),
        reasons=LeadReason,
        posted=posted,
        problem=told,
        command=posted.text("command") if kept else str(uuid4()),
        moved=moved,
        late=late,
    )
