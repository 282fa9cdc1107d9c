"""Brief (ひとこと受付): a few keys for a question at the window; the open ones in a list."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from services.web import forms
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, forget_draft, save
from services.web.session import Current

router = APIRouter()

_TEMPLATE = "brief/brief.html"


@router.get("/brief")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """Show an empty form, and the open ones below it."""
    notes = desk.desk_notes.briefs(acting)
    return pages.page(
        _TEMPLATE, acting, here="/brief", posted=Posted(), notes=notes, done=bool(done)
    )


@router.post("/brief")
def note(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Write one down."""

    def work(command_id: UUID) -> Response:
        desk.desk_notes.note_brief(acting, command_id, forms.brief(posted))
        forget_draft(desk, acting, posted)
        return RedirectResponse("/brief?done=1", 303)

    return save(pages, acting, posted, Sheet(_TEMPLATE, here="/brief"), work)


@router.post("/brief/{note}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, note: Alias) -> Response:
    """End one as information only."""

    def work(command_id: UUID) -> Response:
        desk.desk_notes.end_brief(acting, command_id, note)
        return RedirectResponse("/brief?done=1", 303)

    return save(pages, acting, posted, Sheet(_TEMPLATE, here="/brief"), work)
