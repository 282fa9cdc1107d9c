"""Intake (受付): the page of the 相談受付・連絡票."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.access import Surface
from services.person_views import LikelyPerson, Told
from services.views import Acting, DeskNote, NewConsultation, NotShown
from services.web import forms, retold
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.labels import label
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, forget_draft, save
from services.web.session import Current
from services.web.words.search import SearchReason

router = APIRouter()


_SLIP = "intake/slip.html"
_KEPT: Final = ("happened_on", "late_reason")
"""What the next paper slip has in common with the last one."""
_PAPER = Sheet("intake/paper.html", here="/intake")


@router.get("/intake")
def show(pages: Rendered, desk: AtDesk, acting: Current, brief: str = "") -> Response:
    """Show an empty slip, or one that completes an open ひとこと受付."""
    note = None
    if brief:
        found = (one for one in desk.desk_notes.briefs(acting) if one.alias == brief)
        note = next(found, None)
        if note is None:
            raise NotShown
    return pages.page(_SLIP, acting, here="/intake", posted=_from(note), note=note)


@router.post("/intake")
def receive(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take the consultation down, or propose who may be meant before anything is recorded."""
    sheet = Sheet(_SLIP, here="/intake")

    def work(command_id: UUID) -> Response:
        slip = forms.consultation(posted)
        if likely := _likely(desk, acting, posted, slip, SearchReason.HERE_NOW):
            return sheet.shown(pages, acting, posted, likely=likely)
        done = desk.commands.receive_consultation(acting, command_id, slip)
        forget_draft(desk, acting, posted)
        late = "" if done.shown else "?late=1"
        return RedirectResponse(f"/intake/received/{done.case}{late}", 303)

    return save(pages, acting, posted, sheet, work)


@router.post("/intake/progress")
def as_progress(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Show what was typed into a slip in the form of a 支援経過 of a case; nothing is recorded."""

    def work(_command_id: UUID) -> Response:
        into = posted.text("into")
        sheet = desk.reading.sheet(acting, into, surface=Surface.CASE_PAGE, kinds=())
        told = Posted((("token", sheet.token), *retold.as_progress(posted)))
        page = Sheet("case/progress.html", here="/cases", case=into)
        return page.shown(pages, acting, told, command=str(uuid4()), whose=sheet.person)

    return save(pages, acting, posted, Sheet(_SLIP, here="/intake"), work)


@router.get("/intake/paper")
def show_paper(pages: Rendered, acting: Current) -> Response:
    """Show the form for slips that were written on paper meanwhile (R74)."""
    return pages.page(_PAPER.template, acting, here=_PAPER.here, posted=Posted(), case="")


@router.post("/intake/paper")
def receive_paper(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take a paper slip down and show the next one, with its day and reason kept."""

    def work(command_id: UUID) -> Response:
        slip = forms.consultation(posted, dated=True)
        if likely := _likely(desk, acting, posted, slip, SearchReason.DOUBLE):
            return _PAPER.shown(pages, acting, posted, likely=likely)
        done = desk.commands.receive_consultation(acting, command_id, slip)
        kept = Posted(tuple((field, posted.text(field)) for field in _KEPT))
        return pages.page(_PAPER.template, acting, here=_PAPER.here, posted=kept, case=done.case)

    return save(pages, acting, posted, _PAPER, work)


@router.get("/intake/received/{case}")
def received(pages: Rendered, acting: Current, case: Alias, late: str = "") -> Response:
    """Say that the slip was saved; shows no content."""
    return pages.page("intake/received.html", acting, here="/intake", case=case, late=bool(late))


def _likely(
    desk: Desk, acting: Acting, posted: Posted, slip: NewConsultation, reason: SearchReason
) -> tuple[LikelyPerson, ...]:
    """Return who may be meant, unless the writer has seen them, or sends the same slip again."""
    command_id = posted.identifier("command")
    if posted.text("known") or (command_id and desk.commands.came_before(acting, command_id)):
        return ()
    told = Told(name=slip.name, kana=slip.kana, born=slip.born, phone=slip.phone)
    return desk.recognising.likely(acting, told, reason=label(reason))


def _from(note: DeskNote | None) -> Posted:
    if note is None or note.route is None or note.topic is None:
        return Posted()
    told = (("brief", note.alias), ("route", note.route), ("topics", note.topic))
    return Posted(tuple((field, str(text)) for field, text in told))
