"""Routes of the API: the same commands and readings as on the pages, through the same gate."""

from typing import Any, Final, Literal

from fastapi import APIRouter, Response

from services.access_views import AccessPage
from services.acting import Done
from services.api import models
from services.api.addresses import Alias, Narrowed, PageNumber
from services.api.conditions import CommandId, StateSeen
from services.api.session import Current
from services.case_views import CasePage, TimelineItem
from services.caseload_views import CaseList, WorkList
from services.search_views import SearchResult
from services.web.desk import AtDesk

router = APIRouter()

_TEXT: Final = {"schema": {"type": "string"}}
_WITH_ETAG: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": {"ETag": {"description": "The state to send as If-Match", **_TEXT}}}
}
_WITH_LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    201: {"headers": {"Location": {"description": "The address of the case", **_TEXT}}}
}


@router.get("/my-work", tags=["cases"])
def my_work(desk: AtDesk, acting: Current) -> WorkList:
    """わたしの仕事: what is due in the programme and its open cases, the asker's own first."""
    return desk.reading.my_work(acting)


@router.get("/cases", tags=["cases"])
def case_list(
    desk: AtDesk,
    acting: Current,
    state: Literal["open", "team", "closed", "all"] = "open",
    page: PageNumber = 1,
) -> CaseList:
    """
    ケース一覧: the cases that the asker may see, 50 a page.

    `team`: open ones that somebody covers today, or whose lead does no casework here today.
    """
    return desk.reading.case_list(acting, state=state, page=page)


@router.post("/cases", status_code=201, tags=["cases"], responses=_WITH_LOCATION)
def receive_consultation(
    desk: AtDesk,
    acting: Current,
    command_id: CommandId,
    sent: models.NewConsultation,
    response: Response,
) -> Done:
    """相談受付・連絡票: take a consultation down; it opens a case."""
    done = desk.commands.receive_consultation(acting, command_id, sent.view())
    response.headers["Location"] = f"/api/v1/cases/{done.case}"
    return done


@router.get("/cases/{case}", tags=["cases"], responses=_WITH_ETAG)
def case_page(
    desk: AtDesk, acting: Current, case: Alias, response: Response, page: PageNumber = 1
) -> CasePage:
    """ケース: the person, the slip and the timeline, newest first, 50 records a page."""
    shown = desk.reading.case_page(acting, case, page=page)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.get("/cases/{case}/records/{record}", tags=["records"])
def record(desk: AtDesk, acting: Current, case: Alias, record: Alias) -> TimelineItem:
    """記録: one record of a case."""
    return desk.reading.record(acting, case, record)


@router.post("/cases/{case}/progress", status_code=201, tags=["records"])
def record_progress(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: models.NewProgress,
) -> Done:
    """支援経過: write a contact or a step of support."""
    return desk.commands.record_progress(acting, command_id, case, seen, sent.view())


@router.post(
    "/cases/{case}/records/{record}/progress-correction", status_code=201, tags=["records"]
)
def correct_progress(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: models.ProgressCorrection,
) -> Done:
    """支援経過の訂正: put a new record in the place of a wrong one (R71)."""
    return desk.commands.correct_progress(acting, command_id, case, seen, record, sent.view())


@router.post("/cases/{case}/records/{record}/slip-correction", status_code=201, tags=["records"])
def correct_consultation(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: models.SlipCorrection,
) -> Done:
    """連絡票の訂正: put new words in the place of wrong ones (R71)."""
    return desk.commands.correct_consultation(acting, command_id, case, seen, record, sent.view())


@router.post("/cases/{case}/closing", status_code=201, tags=["records"])
def close_case(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: models.Closing,
) -> Done:
    """終了: end the case."""
    return desk.commands.close_case(acting, command_id, case, seen, sent.view())


@router.post("/searches", tags=["search"])
def search(desk: AtDesk, acting: Current, sent: models.Search) -> SearchResult:
    """氏名の検索: among what the asker may read; words and reason are recorded (R76)."""
    return desk.reading.search(acting, words=sent.words, reason=sent.reason)


@router.get("/access", tags=["audit"])
def access_page(
    desk: AtDesk, acting: Current, case: Narrowed | None = None, page: PageNumber = 1
) -> AccessPage:
    """閲覧記録: who read what, for the auditor; never content (R50)."""
    return desk.reading.access_page(acting, page=page, case=case)
