"""Access ledger (閲覧記録): who read what, for the auditor; never content (R50)."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from consent.gate import Reason
from events.access import Surface
from services.web.addresses import Page
from services.web.desk import AtDesk
from services.web.render import Rendered
from services.web.session import Current

router = APIRouter()

Narrowed = Annotated[str, Query(pattern=r"^\s{0,9}[A-Za-z0-9_-]{0,64}\s{0,9}$")]
"""An alias or nothing; anything else would stand in the entry of its refusal."""


@router.get("/access")
def ledger(
    pages: Rendered, desk: AtDesk, acting: Current, page: Page, case: Narrowed = ""
) -> Response:
    """Show a page of the ledger, of all cases or of one."""
    return pages.page(
        "access/ledger.html",
        acting,
        here="/access",
        ledger=desk.reading.access_page(acting, page=page, case=case.strip() or None),
        case=case.strip(),
        surfaces=Surface,
        reasons=Reason,
    )
