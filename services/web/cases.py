"""Cases (ケース一覧): the cases that the asker may see."""

from typing import Final, Literal

from fastapi import APIRouter, Response

from services.web.addresses import Page
from services.web.desk import AtDesk
from services.web.render import Rendered
from services.web.session import Current

router = APIRouter()

State = Literal["open", "closed", "all"]
_STATES: Final[dict[State, str]] = {"open": "支援中", "closed": "終了", "all": "すべて"}


@router.get("/cases")
def case_list(
    pages: Rendered, desk: AtDesk, acting: Current, page: Page, state: State = "open"
) -> Response:
    """Show a page of cases under a filter that stands in the address."""
    cases = desk.reading.case_list(acting, state=state, page=page)
    return pages.page(
        "cases/list.html", acting, here="/cases", cases=cases, state=state, states=_STATES
    )
