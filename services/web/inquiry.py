"""Inquiry (所在を探る問い合わせ): what to say, and what was said; nothing is looked up."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from services.web import forms
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

_TEMPLATE = "inquiry/inquiry.html"


@router.get("/inquiry")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """Show what to say, an empty form, and what was noted before."""
    notes = desk.desk_notes.inquiries(acting)
    return pages.page(
        _TEMPLATE, acting, here="/brief", posted=Posted(), notes=notes, done=bool(done)
    )


@router.post("/inquiry")
def note(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Write one down; the answer is the same whoever was asked for."""

    def work(command_id: UUID) -> Response:
        desk.desk_notes.note_inquiry(acting, command_id, forms.inquiry(posted))
        return RedirectResponse("/inquiry?done=1", 303)

    return save(pages, acting, posted, Sheet(_TEMPLATE, here="/brief"), work)
