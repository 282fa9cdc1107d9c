"""Monitoring (経過確認): services, 見守り, work, and when to look next."""

from typing import Final

from fastapi import APIRouter, Response

from events import monitoring, plan, service
from events.access import Surface
from events.monitoring import MonitoringResult, WorkResult
from events.values import StatutoryProgramme
from services.case_views import TimelineItem
from services.web import stepping
from services.web.addresses import Alias
from services.web.posted import Posted
from services.web.reader import Reader
from services.web.stepping import NOBODY, AtWriting, Step, Steps, dated

_STARTED: Final = service.ServiceStarted.TOPIC
_SETTING: Final = (
    plan.PlanDecided.TOPIC,
    monitoring.WatchAgreed.TOPIC,
    monitoring.MonitoringRecorded.TOPIC,
)
_OWN: Final = (
    _STARTED,
    service.ServiceEnded.TOPIC,
    monitoring.WatchAgreed.TOPIC,
    monitoring.MonitoringRecorded.TOPIC,
    monitoring.WorkResultReached.TOPIC,
)

router = APIRouter()


@router.get("/cases/{case}/monitoring")
def show(writer: AtWriting, case: Alias, done: str = "", late: str = "") -> Response:
    """Show services in use, when to look next, and what was seen."""
    sheet = writer.desk.reading.sheet(
        writer.acting, case, surface=Surface.MONITORING, kinds=[plan.PlanDecided.TOPIC, *_OWN]
    )
    setting = [item for item in reversed(sheet.items) if item.kind in _SETTING]
    last = max(setting, key=lambda item: item.recorded_at, default=None)
    return writer.pages.page(
        "monitoring/monitoring.html",
        writer.acting,
        here="/cases",
        case=case,
        sheet=sheet,
        in_use=in_use(sheet.items),
        due=last.mark("due") if last and not sheet.closed else "",
        records=[item for item in sheet.items if item.kind in _OWN],
        done=STEPS.done(done),
        late=bool(late),
    )


def in_use(items: tuple[TimelineItem, ...]) -> tuple[TimelineItem, ...]:
    """Return the starts of the services that have not ended, the earliest first."""
    ended = {item.about for item in items if item.kind == service.ServiceEnded.TOPIC}
    started = (item for item in reversed(items) if item.kind == _STARTED)
    return tuple(item for item in started if item.alias not in ended)


def look(posted: Posted) -> monitoring.RecordMonitoring:
    """
    Read a 経過確認.

    Raises:
        FormRefused: when day, result or words are missing, or the next day is none.
    """
    reader = Reader(posted)
    monitored_on = reader.day("monitored_on", "経過確認をした日を書いてください。")
    text = reader.words("text", "様子を書いてください。")
    result = reader.choice(MonitoringResult, "result", "結果を選んでください。")
    due = reader.day_if_any("due", "次の経過確認の日を、例：令和9年1月6日 のように書いてください。")
    reader.done()
    return monitoring.RecordMonitoring(monitored_on=monitored_on, result=result, due=due, text=text)


def watch(posted: Posted) -> monitoring.AgreeWatch:
    """
    Read a 見守り.

    Raises:
        FormRefused: when a day or the words are missing.
    """
    reader = Reader(posted)
    agreed_on = reader.day("agreed_on", "合意した日を書いてください。")
    text = reader.words("text", "だれが、どのように見守るかを書いてください。")
    due = reader.day("due", "次に様子を確かめる日を書いてください。")
    reader.done()
    return monitoring.AgreeWatch(agreed_on=agreed_on, due=due, text=text)


def work(posted: Posted) -> monitoring.ReachWorkResult:
    """
    Read 就労・増収.

    Raises:
        FormRefused: when the result or the day is missing.
    """
    reader = Reader(posted)
    result = reader.choice(WorkResult, "result", "就労開始か増収かを選んでください。")
    reached_on = reader.day("reached_on", "就労・増収の日を書いてください。")
    reader.done()
    return monitoring.ReachWorkResult(
        result=result, reached_on=reached_on, text=posted.text("text")
    )


def service_start(posted: Posted) -> service.StartService:
    """
    Read the start of a service.

    Raises:
        FormRefused: when the service or the day is missing.
    """
    reader = Reader(posted)
    chosen = reader.choice(StatutoryProgramme, "service", "サービスを選んでください。")
    started_on = reader.day("started_on", "利用を始めた日を書いてください。")
    reader.done()
    return service.StartService(service=chosen, started_on=started_on, text=posted.text("text"))


def service_end(posted: Posted) -> service.EndService:
    """
    Read the end of a service.

    Raises:
        FormRefused: when the day is missing.
    """
    reader = Reader(posted)
    ended_on = reader.day("ended_on", "利用を終えた日を書いてください。")
    reader.done()
    return service.EndService(record=NOBODY, ended_on=ended_on, text=posted.text("text"))


STEPS: Final = Steps(
    at="monitoring",
    surface=Surface.MONITORING,
    kinds=(_STARTED,),
    steps={
        "look": Step(
            title="経過確認を記録する",
            read=look,
            done="経過確認を記録しました。",
            typed=dated("monitored_on"),
        ),
        "watch": Step(
            title="見守りの合意を記録する",
            read=watch,
            done="見守りの合意を記録しました。",
            typed=dated("agreed_on"),
        ),
        "work": Step(
            title="就労・増収を記録する",
            read=work,
            done="就労・増収を記録しました。",
            typed=dated("reached_on"),
        ),
        "service": Step(
            title="サービスの利用開始を記録する",
            read=service_start,
            done="サービスの利用開始を記録しました。",
            typed=dated("started_on"),
        ),
        "end": Step(
            title="サービスの利用終了を記録する",
            read=service_end,
            done="サービスの利用終了を記録しました。",
            about=True,
            typed=dated("ended_on"),
        ),
    },
)
router.include_router(stepping.routes(STEPS))
