"""Visits (訪問): for programs, as on the page (R57)."""

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, Field

from events import visit
from events.access import Surface
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.api.task import colleague
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.visit import KINDS

router = APIRouter()


class NewVisit(Sent):
    """訪問の予定. `assignee` and `companions` are aliases of colleagues."""

    due: Day
    assignee: str
    companions: list[str] = Field(default_factory=list[str])
    absence_note: Annotated[visit.AbsenceNote, Lax]
    text: str
    safety: str = ""


class Started(Sent):
    """訪問への出発. `back_at` is an instant with its zone (RFC 3339), of today in Tokyo."""

    back_at: Annotated[AwareDatetime, Field(strict=False)]
    text: str = ""


class Returned(Sent):
    """訪問からの帰着."""

    outcome: Annotated[visit.VisitOutcome, Lax]
    absence_note: Annotated[visit.AbsenceNote, Lax]
    text: str = ""


class Cancelled(Sent):
    """訪問の取りやめ."""

    reason: str


@router.get("/cases/{case}/visits", tags=["visits"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """訪問: what is planned and who is out (`deadlines`), and what was before."""
    shown = desk.reading.sheet(acting, case, surface=Surface.VISITS, kinds=KINDS)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/visits", status_code=201, tags=["visits"])
def plan(writing: Writing, case: Alias, sent: NewVisit) -> Done:
    """訪問の予定."""
    desk, acting = writing.desk, writing.acting
    command = visit.PlanVisit(
        due=sent.due,
        assignee=colleague(desk, acting, sent.assignee),
        companions=tuple(colleague(desk, acting, alias) for alias in sent.companions),
        absence_note=sent.absence_note,
        text=sent.text,
        safety=sent.safety,
    )
    return writing.write(case, command)


@router.post("/cases/{case}/visits/{record}/start", status_code=201, tags=["visits"])
def start(writing: Writing, case: Alias, record: Alias, sent: Started) -> Done:
    """訪問への出発: past `back_at`, it is an alarm on everyone's page."""
    command = visit.StartVisit(back_at=sent.back_at.astimezone(UTC), text=sent.text)
    return writing.write(case, command, record)


@router.post("/cases/{case}/visits/{record}/return", status_code=201, tags=["visits"])
def come_back(writing: Writing, case: Alias, record: Alias, sent: Returned) -> Done:
    """訪問からの帰着: back safely."""
    return writing.write(case, visit.ReturnFromVisit(**sent.model_dump()), record)


@router.post("/cases/{case}/visits/{record}/cancellation", status_code=201, tags=["visits"])
def cancel(writing: Writing, case: Alias, record: Alias, sent: Cancelled) -> Done:
    """訪問の取りやめ."""
    return writing.write(case, visit.CancelVisit(reason=sent.reason), record)
