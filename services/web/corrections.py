"""Correction (訂正): the pages that put a new record in the place of a wrong one (R71)."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.case import ProgressCorrected, ProgressRecorded
from events.passage import PassageCorrected, PassageRecorded
from services.case_views import TimelineItem
from services.refusals import NotShown
from services.web import forms
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

_PROGRESS, _SLIP = "case/progress_correction.html", "case/slip_correction.html"
_PASSAGE: Final = "case/passage_correction.html"
_FORMS: Final = {
    ProgressRecorded.TOPIC: _PROGRESS,
    ProgressCorrected.TOPIC: _PROGRESS,
    PassageRecorded.TOPIC: _PASSAGE,
    PassageCorrected.TOPIC: _PASSAGE,
}
"""The form that corrects a kind of record; the slip's for all others that can be corrected."""


@router.get("/cases/{case}/records/{record}/correction")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias, state: str = ""
) -> Response:
    """Show a record's words in the form that corrects them; `state` is what the case page saw."""
    item = desk.reading.record(acting, case, record)
    if not item.correctable:
        raise NotShown
    sheet = Sheet(_FORMS.get(item.kind, _SLIP), here="/cases", case=case, record=record)
    return sheet.shown(pages, acting, _as_typed(item, state))


@router.post("/cases/{case}/records/{record}/progress-correction")
def correct_progress(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Correct a 支援経過."""

    def work(command_id: UUID) -> Response:
        correction = forms.progress_correction(posted)
        token = posted.text("token")
        done = desk.commands.correct_progress(acting, command_id, case, token, record, correction)
        return see(done, "correction")

    sheet = Sheet(_PROGRESS, here="/cases", case=case, record=record)
    return save(pages, acting, posted, sheet, work)


@router.post("/cases/{case}/records/{record}/passage-correction")
def correct_passage(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Correct what a 支援経過 says about another person."""

    def work(command_id: UUID) -> Response:
        command = forms.passage_correction(posted)
        token = posted.text("token")
        done = desk.commands.write(acting, command_id, case, token, command, record=record)
        return see(done, "correction")

    sheet = Sheet(_PASSAGE, here="/cases", case=case, record=record)
    return save(pages, acting, posted, sheet, work)


@router.post("/cases/{case}/records/{record}/slip-correction")
def correct_slip(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Correct the words of a 相談受付・連絡票."""

    def work(command_id: UUID) -> Response:
        correction = forms.slip_correction(posted)
        token = posted.text("token")
        done = desk.commands.correct_consultation(
            acting, command_id, case, token, record, correction
        )
        return see(done, "correction")

    sheet = Sheet(_SLIP, here="/cases", case=case, record=record)
    return save(pages, acting, posted, sheet, work)


def _as_typed(item: TimelineItem, state: str) -> Posted:
    texts = tuple((field, text) for field, text in item.texts if field != "reason")
    method = (("method", item.mark("method")),)
    return Posted((("command", str(uuid4())), ("token", state), *method, *texts))
