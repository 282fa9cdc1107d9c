"""Access ledger (参照記録): who read what, for the auditor; never content (R50)."""

from fastapi import APIRouter, Response

from consent.gate import Reason
from events.access import Surface
from services.web.addresses import Page
from services.web.desk import AtDesk
from services.web.render import Rendered
from services.web.session import Current

router = APIRouter()


@router.get("/access")
def ledger(pages: Rendered, desk: AtDesk, acting: Current, page: Page, case: str = "") -> Response:
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
