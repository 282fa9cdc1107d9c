"""Disclosure ledger (開示台帳): for programs, as on the pages (R43, R50)."""

from fastapi import APIRouter

from services import accounting_views
from services.accounting import Narrowing
from services.api.addresses import Alias, Narrowed, PageNumber
from services.api.session import Current
from services.web.desk import AtDesk

router = APIRouter()


@router.get("/disclosures", tags=["audit"])
def ledger(
    desk: AtDesk,
    acting: Current,
    case: Narrowed | None = None,
    person: Narrowed | None = None,
    other: Narrowed | None = None,
    member: Narrowed | None = None,
    page: PageNumber = 1,
) -> accounting_views.DisclosurePage:
    """開示台帳: what crossed between programmes and what was refused, for the auditor (R50)."""
    to = Narrowing(case=case or "", person=person or "", other=other or "", member=member or "")
    return desk.accounting.page(acting, to, page=page)


@router.get("/cases/{case}/disclosures", tags=["provision"])
def of_case(desk: AtDesk, acting: Current, case: Alias) -> accounting_views.CaseDisclosures:
    """だれに渡したか: each look of another programme at what the case has (R43)."""
    return desk.accounting.of_case(acting, case)
