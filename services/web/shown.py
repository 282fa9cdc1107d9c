"""Shown (画面を見せる): one case alone, for a screen that is turned to the person (R38)."""

from typing import Final

from fastapi import APIRouter, Response

from events.access import Surface
from events.case import (
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from events.task import WaitingFor
from events.values import Caller, ClientStanding
from events.visit import VisitPlanned
from services.case_views import CasePage, TimelineItem
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.render import Rendered
from services.web.session import Current

router = APIRouter()

_SLIP: Final = (ConsultationReceived.TOPIC, ConsultationCorrected.TOPIC)
_PROGRESS: Final = (ProgressRecorded.TOPIC, ProgressCorrected.TOPIC)
_FIELDS: Final = ("own_words", "wishes", "text")
"""What was said, in the person's words and ours; who told it, and warnings, stay away."""


def _by_the_person(shown: CasePage, item: TimelineItem) -> bool:
    """
    Say whether the person may see a record of their own case on a screen that is turned to them.

    What somebody else came to tell is theirs: they may have asked that the person not hear of it.
    """
    return shown.standing is ClientStanding.CLIENT and (
        item.kind not in _SLIP or shown.caller is Caller.SELF
    )


@router.get("/cases/{case}/shown")
def show(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, more: str = "") -> Response:
    """Show what was said and what comes next; with `more=progress` what was done as well."""
    kinds = (*_SLIP, *_PROGRESS) if more == "progress" else _SLIP
    shown = desk.reading.case_page(acting, case, kinds=kinds, surface=Surface.CASE_SHOWN)
    told = tuple(item for item in shown.items if _by_the_person(shown, item))
    coming = tuple(
        row
        for row in shown.deadlines
        if row.kind == VisitPlanned.TOPIC or row.waiting_for is WaitingFor.PERSON
    )
    return pages.page(
        "shown/shown.html",
        acting,
        menu=(),
        case=shown,
        told=told,
        coming=coming,
        fields=_FIELDS,
        more=more == "progress",
    )
