"""Hand-over (引継ぎ): for programs, as on the page (R58)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from events import handover
from events.values import AgencyKind
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.handover import PLACE

router = APIRouter()


class NewHandover(Dated):
    """引継ぎ. `asked_by` is the alias of the 振り分け or of the failed 引継ぎ that asked for it."""

    asked_by: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    made_on: Day
    receiver: Annotated[AgencyKind, Lax]
    receiver_name: str
    accompanied: bool
    aim: str
    due: Day


class NewConfirmation(Dated):
    """引継ぎの確認."""

    confirmed_on: Day
    confirmed_by: str
    text: str = ""


class NewNotTakenUp(Dated):
    """つながらなかった引継ぎ. `due` is the day of the next step; null only where they declined."""

    known_on: Day
    because: Annotated[handover.NotTakenUpBecause, Lax]
    due: Day | None = None
    text: str


@router.get("/cases/{case}/handovers", tags=["handovers"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """引継ぎ: those made and how they ended; `about` says which one an ending belongs to."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/handovers", status_code=201, tags=["handovers"])
def make(writer: Writing, case: Alias, sent: NewHandover) -> Done:
    """引継ぎ: bring the person to another body; open until it confirms."""
    told = sent.told("asked_by")
    command = handover.MakeHandover(record=None, **told)
    return writer.write(case, command, record=sent.asked_by, late_reason=sent.late_reason)


@router.post("/cases/{case}/handovers/{record}/confirmation", status_code=201, tags=["handovers"])
def confirm(writer: Writing, case: Alias, record: Alias, sent: NewConfirmation) -> Done:
    """引継ぎの確認: the receiving body has the person."""
    command = handover.ConfirmHandover(record=UUID(int=0), **sent.told())
    return writer.write(case, command, record, late_reason=sent.late_reason)


@router.post("/cases/{case}/handovers/{record}/not-taken-up", status_code=201, tags=["handovers"])
def report_not_taken_up(writer: Writing, case: Alias, record: Alias, sent: NewNotTakenUp) -> Done:
    """つながらなかった引継ぎ: it came to nothing, and why."""
    command = handover.ReportNotTakenUp(record=UUID(int=0), **sent.told())
    return writer.write(case, command, record, late_reason=sent.late_reason)
