"""Converting (連絡票と支援経過の入替え): the pages on which one is turned into the other."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.access import Surface
from events.case import (
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from services.acting import Acting
from services.case_views import CaseSheet
from services.person_views import Told
from services.refusals import NotShown
from services.web import dates, forms, retold
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.labels import label
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current
from services.web.words.search import SearchReason

router = APIRouter()

_SLIPS: Final = (ConsultationReceived.TOPIC, ConsultationCorrected.TOPIC)
_NOTES: Final = (ProgressRecorded.TOPIC, ProgressCorrected.TOPIC)
_AS_PROGRESS, _AS_SLIP = "case/slip_as_progress.html", "case/progress_as_slip.html"


@router.get("/cases/{case}/slip-as-progress")
def show_slip(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the slip's words in the form of a 支援経過, and which open cases it may belong to."""
    sheet = _sheet(desk, acting, case, _SLIPS)
    slip = next((item for item in sheet.items if item.correctable), None)
    if slip is None or sheet.closed:
        raise NotShown
    typed = (
        ("command", str(uuid4())),
        ("token", sheet.token),
        ("method", retold.method(slip.mark)),
        ("text", retold.as_text(Posted(slip.texts))),
    )
    page = Sheet(_AS_PROGRESS, here="/cases", case=case)
    choices = _open_cases(desk, acting, sheet, other_than=case)
    return page.shown(pages, acting, Posted(typed), choices=choices)


@router.post("/cases/{case}/slip-as-progress")
def convert_slip(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Make the slip a 支援経過 of another case."""
    offered = tuple((alias, alias) for alias in posted.ticked("offered"))

    def work(command_id: UUID) -> Response:
        sent = forms.slip_as_progress(posted)
        done = desk.converting.slip(acting, command_id, case, posted.text("token"), sent)
        late = "" if done.shown else "&late=1"
        return RedirectResponse(f"/cases/{sent.into}?done=converted{late}", 303)

    page = Sheet(_AS_PROGRESS, here="/cases", case=case, more={"choices": offered})
    return save(pages, acting, posted, page, work)


@router.get("/cases/{case}/records/{record}/as-slip")
def show_progress(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show a 支援経過's words in the form of a 連絡票 about the same person."""
    sheet = _sheet(desk, acting, case, _NOTES)
    item = next((one for one in sheet.items if one.alias == record and one.correctable), None)
    if item is None:
        raise NotShown
    typed = (
        ("command", str(uuid4())),
        ("token", sheet.token),
        ("own_words", item.text("text")),
    )
    page = Sheet(_AS_SLIP, here="/cases", case=case, record=record)
    return page.shown(pages, acting, Posted(typed), whose=sheet.person, noted=item)


@router.post("/cases/{case}/records/{record}/as-slip")
def convert_progress(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Make a 支援経過 a slip that opens a case of its own."""

    def work(command_id: UUID) -> Response:
        sent = forms.progress_as_slip(posted)
        token = posted.text("token")
        done = desk.converting.progress(acting, command_id, case, token, record, sent)
        late = "" if done.shown else "?late=1"
        return RedirectResponse(f"/intake/received/{done.case}{late}", 303)

    page = Sheet(_AS_SLIP, here="/cases", case=case, record=record)
    return save(pages, acting, posted, page, work)


def _sheet(desk: Desk, acting: Acting, case: str, kinds: tuple[str, ...]) -> CaseSheet:
    return desk.reading.sheet(acting, case, surface=Surface.CORRECTION_FORM, kinds=kinds)


def _open_cases(
    desk: Desk, acting: Acting, sheet: CaseSheet, *, other_than: str
) -> tuple[tuple[str, str], ...]:
    """Return the open cases of whoever may be the same person: alias and words for each."""
    person = sheet.person
    told = Told(name=person.name, kana=person.kana, born=person.born, phone=person.phone)
    return tuple(
        (link.alias, f"{one.name}、{dates.in_era(link.opened_on)}受付")
        for one in desk.recognising.likely(acting, told, reason=label(SearchReason.DOUBLE))
        for link in one.cases
        if not link.closed and link.alias != other_than
    )
