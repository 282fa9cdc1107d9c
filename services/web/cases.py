"""Cases (ケース一覧): the cases that the asker may see."""

from typing import Final, Literal

from fastapi import APIRouter, Response

from services.acting import Acting
from services.web.addresses import Page
from services.web.desk import AtDesk, Desk
from services.web.errors import Problem
from services.web.render import Pages, Rendered
from services.web.session import Current

router = APIRouter()

State = Literal["open", "team", "closed", "all"]
_STATES: Final[dict[State, str]] = {
    "open": "支援中",
    "team": "担当が不在",
    "closed": "終了",
    "all": "すべて",
}


@router.get("/cases")
def case_list(
    pages: Rendered, desk: AtDesk, acting: Current, page: Page, state: State = "open"
) -> Response:
    """Show a page of cases under a filter that stands in the address."""
    return listed(pages, desk, acting, page=page, state=state)


def listed(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    *,
    page: int = 1,
    state: State = "open",
    problem: Problem | None = None,
) -> Response:
    """Show the list, with what is to be said above it."""
    return pages.page(
        "cases/list.html",
        acting,
        status=problem.sentence.status if problem else 200,
        here="/cases",
        cases=desk.reading.case_list(acting, state=state, page=page),
        state=state,
        states=_STATES,
        problem=problem,
    )
