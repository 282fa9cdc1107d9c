"""Relief (緊急支援): for programs, as on the page (R63)."""

from typing import Annotated

from fastapi import APIRouter, Response

from events import relief
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.relief import PLACE

router = APIRouter()


class NewRelief(Dated):
    """緊急支援."""

    given_on: Day
    kind: Annotated[relief.ReliefKind, Lax]
    text: str


class NewExplanation(Dated):
    """生活保護の案内."""

    explained_on: Day
    informed_by: Annotated[relief.InformedBy, Lax]
    text: str = ""


@router.get("/cases/{case}/relief", tags=["relief"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """緊急支援・生活保護の案内: what was done and told, newest first."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/relief", status_code=201, tags=["relief"])
def give(writer: Writing, case: Alias, sent: NewRelief) -> Done:
    """緊急支援: what was done at once."""
    command = relief.GiveRelief(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)


@router.post("/cases/{case}/public-assistance", status_code=201, tags=["relief"])
def explain(writer: Writing, case: Alias, sent: NewExplanation) -> Done:
    """生活保護の案内: the person was told of it (R63)."""
    command = relief.ExplainPublicAssistance(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)
