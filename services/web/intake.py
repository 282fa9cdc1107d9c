"""Intake (受付): the page of the 相談受付・連絡票."""

from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.access import Surface
from services.acting import Acting
from services.case_forms import NewConsultation
from services.desk_note_views import DeskNote
from services.person_views import LikelyPerson, Told
from services.questions import Asked
from services.refusals import NotShown
from services.web import asked, dates, forms, retold
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


@router.get("/intake")
def show(pages: Rendered, desk: AtDesk, acting: Current, brief: str = "") -> Response:
    """Show an empty slip, or one that completes an open ひとこと受付."""
    note = None
    if brief:
        found = (one for one in desk.desk_notes.briefs(acting) if one.alias == brief)
        note = next(found, None)
        if note is None:
            raise NotShown
    asking = desk.questions.on(acting, dates.today())
    typed = _from(note)
    return pages.page(_SLIP, acting, here="/intake", posted=typed, note=note, asked=asking)


@router.post("/intake")
def receive(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take the consultation down, or propose who may be meant before anything is recorded."""
    asking = desk.questions.on(acting, asked.day_of(posted))
    sheet = Sheet(_SLIP, here="/intake", more={"asked": asking})

    def work(command_id: UUID) -> Response:
        slip = forms.consultation(posted)
        if posted.text("asked") != asking.form and not _sent_before(desk, acting, posted):
            return sheet.shown(pages, acting, posted, asked_anew=True)
        slip = replace(slip, answers=asked.answers(posted, asking))
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
def show_paper(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """Show the form for slips that were written on paper meanwhile (R74)."""
    asking = desk.questions.on(acting, dates.today())
    return _paper(asking).shown(pages, acting, Posted(), command=str(uuid4()))


@router.post("/intake/paper")
def receive_paper(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take a paper slip down and show the next one, with its day and reason kept."""
    asking = desk.questions.on(acting, asked.day_of(posted))
    sheet = _paper(asking)

    def work(command_id: UUID) -> Response:
        slip = forms.consultation(posted, dated=True)
        if posted.text("asked") != asking.form and not _sent_before(desk, acting, posted):
            return sheet.shown(pages, acting, posted, asked_anew=True)
        slip = replace(slip, answers=asked.answers(posted, asking))
        if likely := _likely(desk, acting, posted, slip, SearchReason.DOUBLE):
            return sheet.shown(pages, acting, posted, likely=likely)
        done = desk.commands.receive_consultation(acting, command_id, slip)
        kept = Posted(tuple((field, posted.text(field)) for field in _KEPT))
        return sheet.shown(pages, acting, kept, command=str(uuid4()), case=done.case)

    return save(pages, acting, posted, sheet, work)


@router.get("/intake/received/{case}")
def received(pages: Rendered, acting: Current, case: Alias, late: str = "") -> Response:
    """Say that the slip was saved; shows no content."""
    return pages.page("intake/received.html", acting, here="/intake", case=case, late=bool(late))


def _likely(
    desk: Desk, acting: Acting, posted: Posted, slip: NewConsultation, reason: SearchReason
) -> tuple[LikelyPerson, ...]:
    """Return who may be meant, unless the writer has seen them, or sends the same slip again."""
    if posted.text("known") or _sent_before(desk, acting, posted):
        return ()
    told = Told(name=slip.name, kana=slip.kana, born=slip.born, phone=slip.phone)
    return desk.recognising.likely(acting, told, reason=label(reason))


def _sent_before(desk: Desk, acting: Acting, posted: Posted) -> bool:
    """Say whether a slip is sent again that was taken down."""
    command_id = posted.identifier("command")
    return command_id is not None and desk.commands.came_before(acting, command_id)


def _paper(asking: Asked) -> Sheet:
    return Sheet("intake/paper.html", here="/intake", more={"asked": asking})


def _from(note: DeskNote | None) -> Posted:
    if note is None or note.route is None or note.topic is None:
        return Posted()
    told = (("brief", note.alias), ("route", note.route), ("topics", note.topic))
    return Posted(tuple((field, str(text)) for field, text in told))
