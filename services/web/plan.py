"""Plan (支援計画): its page with steps and versions, its forms, and the sheet for paper."""

from fastapi import APIRouter, Response

from events.access import Surface
from services.refusals import NotShown
from services.web import stepping
from services.web.addresses import Alias
from services.web.plan_forms import STEPS
from services.web.plan_versions import COMPARED, ORDER, compare, versions
from services.web.stepping import AtWriting

router = APIRouter()


@router.get("/cases/{case}/plan")
def show(writer: AtWriting, case: Alias, done: str = "", late: str = "") -> Response:
    """Show the plan of a case: its steps, what may be done next, its versions side by side."""
    sheet = writer.desk.reading.sheet(writer.acting, case, surface=Surface.PLAN, kinds=list(ORDER))
    found = versions(sheet.items)
    return writer.pages.page(
        "plan/plan.html",
        writer.acting,
        here="/cases",
        case=case,
        sheet=sheet,
        versions=found,
        order=ORDER,
        steps=STEPS.steps,
        compared=compare(found[1], found[0]) if len(found) > 1 else (),
        done=STEPS.done(done),
        late=bool(late),
    )


@router.get("/cases/{case}/plan/{record}/print")
def show_on_paper(writer: AtWriting, case: Alias, record: Alias) -> Response:
    """Show a version of the plan as a sheet to print, with room for the person's signature."""
    sheet = writer.desk.reading.sheet(
        writer.acting, case, surface=Surface.PLAN_PRINT, kinds=list(ORDER)
    )
    version = next((v for v in versions(sheet.items) if v.draft.alias == record), None)
    if version is None:
        raise NotShown
    return writer.pages.page(
        "plan/paper.html",
        writer.acting,
        here="/cases",
        case=case,
        sheet=sheet,
        version=version,
        fields=COMPARED,
        done=None,
    )


router.include_router(stepping.routes(STEPS))
