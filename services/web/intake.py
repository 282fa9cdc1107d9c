"""Intake (受付): the page of the 相談受付・連絡票."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from services.web import forms
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()


@router.get("/intake")
def show(pages: Rendered, acting: Current) -> Response:
    """Show an empty slip."""
    return pages.page("intake/slip.html", acting, here="/intake", posted=Posted())


@router.post("/intake")
def receive(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take the consultation down."""

    def work(command_id: UUID) -> Response:
        slip = forms.consultation(posted)
        done = desk.commands.receive_consultation(acting, command_id, slip)
        desk.drafts.forget(acting, posted.text("draft"))
        late = "" if done.shown else "?late=1"
        return RedirectResponse(f"/intake/received/{done.case}{late}", 303)

    return save(pages, acting, posted, Sheet("intake/slip.html", here="/intake"), work)


@router.get("/intake/received/{case}")
def received(pages: Rendered, acting: Current, case: Alias, late: str = "") -> Response:
    """Say that the slip was saved; shows no content."""
    return pages.page("intake/received.html", acting, here="/intake", case=case, late=bool(late))
