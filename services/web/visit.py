"""Visits (訪問) of a case: planning one, setting out, and being back safely (R57)."""

import re
import unicodedata
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events import visit
from events.access import Surface
from events.visit import AbsenceNote, VisitOutcome
from services.acting import Acting
from services.case_views import CaseSheet, TimelineItem
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import save, see
from services.web.session import Current
from services.web.task import CODES, StaffedSheet

router = APIRouter()

KINDS: Final = (
    visit.VisitPlanned.TOPIC,
    visit.VisitStarted.TOPIC,
    visit.VisitReturned.TOPIC,
    visit.VisitCancelled.TOPIC,
)
_DONE: Final = {
    "planned": "訪問の予定を書きました。",
    "started": "出発を記録しました。戻ったら、必ず「戻った」を記録してください。",
    "returned": "戻ったことを記録しました。話したことは支援経過に書きます。",
    "cancelled": "訪問を取りやめました。",
}
_CLOCK: Final = re.compile(r"(\d{1,2})\s*(?::|時)?\s*(\d{2})?\s*分?", re.ASCII)


class Leaving(StrEnum):
    """What becomes of a planned visit; the values are those of the form, not stored."""

    START = "start"
    CANCEL = "cancel"


@router.get("/cases/{case}/visits")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """Show the visits of a case, and the form for another."""
    staff = desk.reading.colleagues(acting)
    shown = desk.reading.sheet(acting, case, surface=Surface.VISITS, kinds=KINDS)
    mine = staff.get(acting.staff, ("", ""))[0]
    return pages.page(
        "visit/visits.html",
        acting,
        here="/cases",
        case=shown,
        staff=tuple(staff.values()),
        posted=Posted((("assignee", mine),)),
        done=_DONE.get(done),
        late=bool(late),
        **CODES,
    )


@router.post("/cases/{case}/visits")
def plan(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Plan a visit."""
    sheet = _sheet(desk, acting, "visit/plan.html", case)

    def work(command_id: UUID) -> Response:
        command = _planned(posted, sheet)
        done = desk.commands.write(acting, command_id, case, posted.text("token"), command)
        return see(done, "planned", at="visits")

    return save(pages, acting, posted, sheet, work)


@router.get("/cases/{case}/visits/{record}")
def show_one(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show the form for setting out, or for being back, whichever comes next."""
    shown = desk.reading.sheet(acting, case, surface=Surface.VISITS, kinds=KINDS)
    item = _standing(shown, record)
    template = _NEXT[item.kind]
    posted = Posted(
        (
            ("command", str(uuid4())),
            ("token", shown.token),
            ("leaving", Leaving.START),
            ("absence_note", AbsenceNote.NONE),
        )
    )
    sheet = _sheet(desk, acting, template, case, record)
    return sheet.shown(pages, acting, posted, item=item)


@router.post("/cases/{case}/visits/{record}/leaving")
def leave(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Set out for a planned visit, or cancel it."""
    sheet = _sheet(desk, acting, "visit/leaving.html", case, record)

    def work(command_id: UUID) -> Response:
        command, what = _left(posted)
        token = posted.text("token")
        done = desk.commands.write(acting, command_id, case, token, command, record=record)
        return see(done, what, at="visits")

    return save(pages, acting, posted, sheet, work)


@router.post("/cases/{case}/visits/{record}/return")
def come_back(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Say that they are back safely."""
    sheet = _sheet(desk, acting, "visit/return.html", case, record)

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        outcome = reader.choice(VisitOutcome, "outcome", "訪問の結果を選んでください。")
        left = reader.choice(AbsenceNote, "absence_note", "不在票をどうしたか選んでください。")
        reader.done()
        command = visit.ReturnFromVisit(
            outcome=outcome, absence_note=left, text=posted.text("text")
        )
        token = posted.text("token")
        done = desk.commands.write(acting, command_id, case, token, command, record=record)
        return see(done, "returned", at="visits")

    return save(pages, acting, posted, sheet, work)


_NEXT: Final = {
    visit.VisitPlanned.TOPIC: "visit/leaving.html",
    visit.VisitStarted.TOPIC: "visit/return.html",
}


def _sheet(desk: Desk, acting: Acting, template: str, case: str, record: str = "") -> StaffedSheet:
    return StaffedSheet(
        template=template,
        here="/cases",
        case=case,
        record=record,
        staff=desk.reading.colleagues(acting),
    )


def _standing(shown: CaseSheet, record: str) -> TimelineItem:
    """
    Return a visit that is planned or out.

    Raises:
        NotShown: when the case has none of that alias.
    """
    standing = {one.record for one in shown.deadlines}
    found = (one for one in shown.items if one.alias == record and one.alias in standing)
    item = next(found, None)
    if item is None:
        raise NotShown
    return item


def _planned(posted: Posted, sheet: StaffedSheet) -> visit.PlanVisit:
    reader = Reader(posted)
    due = reader.day("due", "訪問日を、例：令和8年4月1日 のように書いてください。")
    assignee = sheet.id_of(posted.text("assignee"))
    if assignee is None:
        reader.refuse("assignee", "訪問する人を選んでください。")
    text = reader.words("text", "訪問の目的を書いてください。")
    rule = reader.choice(AbsenceNote, "absence_note", "不在票の決まりを選んでください。")
    going = [sheet.id_of(alias) for alias in posted.ticked("companions")]
    if None in going:
        reader.refuse("companions", "同行する人を選び直してください。")
    reader.done()
    assert assignee is not None
    return visit.PlanVisit(
        due=due,
        assignee=assignee,
        companions=tuple(one for one in going if one is not None),
        absence_note=rule,
        text=text,
        safety=posted.text("safety"),
    )


def _left(posted: Posted) -> tuple[visit.VisitCommand, str]:
    reader = Reader(posted)
    leaving = reader.choice(Leaving, "leaving", "出発か取りやめかを選んでください。")
    if leaving is Leaving.CANCEL:
        reason = reader.words("text", "取りやめの理由を書いてください。")
        reader.done()
        return visit.CancelVisit(reason=reason), "cancelled"
    back_at = hour(posted.text("back_at"))
    if back_at is None or back_at <= datetime.now(UTC):
        reader.refuse("back_at", "今日の、これからの時刻を、例：16:30 のように書いてください。")
    reader.done()
    assert back_at is not None
    return visit.StartVisit(back_at=back_at, text=posted.text("text")), "started"


def hour(typed: str) -> datetime | None:
    """Read an hour of today in Tokyo: 16:30, 16時30分, 16時, 1630; in any width."""
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return None
    local = datetime.combine(dates.today(), time(hour, minute), tzinfo=dates.TOKYO)
    return local.astimezone(UTC)
