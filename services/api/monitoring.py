"""Monitoring (経過確認・サービス): for programs, as on the page (R61)."""

from typing import Annotated, Final

from fastapi import APIRouter, Response

from events import monitoring, plan, service
from events.access import Surface
from events.values import StatutoryProgramme
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.stepping import NOBODY

router = APIRouter(prefix="/cases/{case}/monitoring", tags=["monitoring"])

_KINDS: Final = (
    plan.PlanDecided.TOPIC,
    service.ServiceStarted.TOPIC,
    service.ServiceEnded.TOPIC,
    monitoring.WatchAgreed.TOPIC,
    monitoring.MonitoringRecorded.TOPIC,
    monitoring.WorkResultReached.TOPIC,
)


class NewLook(Dated):
    """経過確認; `due` is the next one."""

    monitored_on: Day
    result: Annotated[monitoring.MonitoringResult, Lax]
    due: Day | None = None
    text: str


class NewWatch(Dated):
    """見守りの合意."""

    agreed_on: Day
    due: Day
    text: str


class NewWork(Dated):
    """就労・増収."""

    result: Annotated[monitoring.WorkResult, Lax]
    reached_on: Day
    text: str = ""


class NewService(Dated):
    """サービスの利用開始."""

    service: Annotated[StatutoryProgramme, Lax]
    started_on: Day
    text: str = ""


class NewServiceEnd(Dated):
    """サービスの利用終了."""

    ended_on: Day
    text: str = ""


@router.get("")
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """経過確認・サービス: what was seen, and which services started and ended."""
    shown = desk.reading.sheet(acting, case, surface=Surface.MONITORING, kinds=list(_KINDS))
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/look", status_code=201)
def look(writing: Writing, case: Alias, sent: NewLook) -> Done:
    """経過確認: how support goes, and when to look next (R61)."""
    return writing.write(
        case, monitoring.RecordMonitoring(**sent.told()), late_reason=sent.late_reason
    )


@router.post("/watch", status_code=201)
def watch(writing: Writing, case: Alias, sent: NewWatch) -> Done:
    """見守りの合意: who watches and how."""
    return writing.write(case, monitoring.AgreeWatch(**sent.told()), late_reason=sent.late_reason)


@router.post("/work", status_code=201)
def work(writing: Writing, case: Alias, sent: NewWork) -> Done:
    """就労・増収: the person found work, or earns more."""
    return writing.write(
        case, monitoring.ReachWorkResult(**sent.told()), late_reason=sent.late_reason
    )


@router.post("/service", status_code=201)
def start(writing: Writing, case: Alias, sent: NewService) -> Done:
    """サービスの利用開始: a programme under the Act began."""
    return writing.write(case, service.StartService(**sent.told()), late_reason=sent.late_reason)


@router.post("/{record}/end", status_code=201)
def end(writing: Writing, case: Alias, record: Alias, sent: NewServiceEnd) -> Done:
    """サービスの利用終了: `record` is its start."""
    return writing.write(
        case, service.EndService(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )
