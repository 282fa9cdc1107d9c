"""Hand-over (引継ぎ): the page of hand-overs, open ones first, and how each ended (R58)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.access import Surface
from events.handover import (
    ConfirmHandover,
    HandoverConfirmed,
    HandoverMade,
    HandoverNotTakenUp,
    MakeHandover,
    NotTakenUpBecause,
    ReportNotTakenUp,
)
from events.screening import ScreeningDecided, ScreeningResult
from events.setting import Term
from events.values import AgencyKind
from services.acting import Acting
from services.case_views import CaseSheet, TimelineItem
from services.refusals import NotShown
from services.web import dates, sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

PLACE: Final = sheets.Place(
    "handovers",
    Surface.HANDOVERS,
    (ScreeningDecided, HandoverMade, HandoverConfirmed, HandoverNotTakenUp),
    {
        "handover": "引継ぎを保存しました。相手に確かめるまで、確認待ちに残ります。",
        "confirmation": "引継ぎの確認を保存しました。",
        "not-taken-up": "つながらなかったことを保存しました。次の引継ぎまで、期限に残ります。",
    },
)
_CONFIRM, _NOT_TAKEN_UP = "handovers/confirmation.html", "handovers/not_taken_up.html"
_LISTS: Final = {"receivers": AgencyKind, "reasons": NotTakenUpBecause}


@dataclass(frozen=True)
class Line:
    """One hand-over, how it ended if that is known, and whether it should be known by now."""

    made: TimelineItem
    end: TimelineItem | None
    overdue: bool


def lines(sheet: CaseSheet) -> tuple[Line, ...]:
    """Return the hand-overs, open ones first, each group newest first."""
    ends = {
        item.about: item for item in sheets.of_kind(sheet, HandoverConfirmed, HandoverNotTakenUp)
    }
    today = dates.today().isoformat()
    found = [
        Line(item, ends.get(item.alias), item.alias not in ends and item.mark("due") < today)
        for item in sheets.of_kind(sheet, HandoverMade)
    ]
    return tuple(sorted(found, key=lambda line: line.end is not None))


def waiting(sheet: CaseSheet) -> TimelineItem | None:
    """Return what came to nothing, or was decided last, and no hand-over has followed (R58)."""
    followed = {item.about for item in sheets.of_kind(sheet, HandoverMade)}
    for failed in sheets.of_kind(sheet, HandoverNotTakenUp):
        if failed.mark("due") and failed.alias not in followed:
            return failed
    return _referred(sheet)


def _referred(sheet: CaseSheet) -> TimelineItem | None:
    decided = next(iter(sheets.of_kind(sheet, ScreeningDecided)), None)
    if decided is None or decided.mark("result") != ScreeningResult.REFER:
        return None
    followed = any(
        line.made.about == decided.alias
        and (line.end is None or line.end.kind == HandoverConfirmed.TOPIC or line.end.mark("due"))
        for line in lines(sheet)
    )
    return None if followed else decided


@router.get("/cases/{case}/handovers")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List the hand-overs, and show the form for another."""
    sheet = PLACE.read(desk, acting, case)
    awaited = waiting(sheet)
    typed = (
        ("record", awaited.alias if awaited else ""),
        ("made_on", sheets.today()),
        ("due", dates.in_era(desk.settings.proposed(acting, Term.HANDOVER_CONFIRMATION))),
    )
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        lines=lines(sheet),
        waiting=awaited,
        posted=Posted(typed),
        command=str(uuid4()),
        **_LISTS,
    )


@router.post("/cases/{case}/handovers")
def make(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Hand the person over; the form names what asked for it, if something did."""

    def work(command_id: UUID) -> Response:
        token, command = posted.text("token"), _handover(posted)
        asked = posted.text("record") or None
        done = desk.commands.write(
            acting,
            command_id,
            case,
            token,
            command,
            record=asked,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "handover", at=PLACE.address)

    shown = Sheet("handovers/handover.html", here="/cases", case=case, more=_LISTS)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/handovers/{record}/confirmation")
def confirmation(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show the form that confirms an open hand-over."""
    return _ending(pages, desk, acting, case, record, _CONFIRM, "confirmed_on")


@router.post("/cases/{case}/handovers/{record}/confirmation")
def confirm(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Say that the receiving body has the person."""
    shown = Sheet(_CONFIRM, here="/cases", case=case, record=record)
    work = _write(desk, acting, posted, shown, _confirmed, "confirmation")
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/handovers/{record}/not-taken-up")
def not_taken_up(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show the form that says that an open hand-over came to nothing."""
    due = dates.in_era(desk.settings.proposed(acting, Term.HANDOVER_CONFIRMATION))
    return _ending(pages, desk, acting, case, record, _NOT_TAKEN_UP, "known_on", ("due", due))


@router.post("/cases/{case}/handovers/{record}/not-taken-up")
def report_not_taken_up(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Say that a hand-over came to nothing."""
    shown = Sheet(_NOT_TAKEN_UP, here="/cases", case=case, record=record, more=_LISTS)
    work = _write(desk, acting, posted, shown, _reported, "not-taken-up")
    return save(pages, acting, posted, shown, work)


def _ending(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    case: str,
    record: str,
    template: str,
    day: str,
    *more: tuple[str, str],
) -> Response:
    sheet = PLACE.read(desk, acting, case)
    line = next((line for line in lines(sheet) if line.made.alias == record), None)
    if line is None or line.end is not None:
        raise NotShown
    shown = Sheet(template, here="/cases", case=case, record=record, more=_LISTS)
    return sheets.form(pages, acting, shown, sheet, (day, sheets.today()), *more)


def _write(
    desk: Desk,
    acting: Acting,
    posted: Posted,
    shown: Sheet,
    read: Callable[[Posted], Any],
    what: str,
) -> Callable[[UUID], Response]:
    def work(command_id: UUID) -> Response:
        token, command = posted.text("token"), read(posted)
        done = desk.commands.write(
            acting,
            command_id,
            shown.case,
            token,
            command,
            record=shown.record,
            late_reason=posted.text("late_reason"),
        )
        return see(done, what, at=PLACE.address)

    return work


def _handover(posted: Posted) -> MakeHandover:
    reader = Reader(posted)
    made_on = reader.day("made_on", "引き継いだ日を書いてください。")
    receiver = reader.choice(AgencyKind, "receiver", "引継ぎ先の種類を選んでください。")
    name = reader.words("receiver_name", "引継ぎ先を書いてください。")
    along = posted.text("accompanied")
    if along not in {"yes", "no"}:
        reader.refuse("accompanied", "同行したかどうかを選んでください。")
    aim = reader.words("aim", "引継ぎの目的を書いてください。")
    due = reader.day("due", "確認の期限を書いてください。")
    reader.done()
    return MakeHandover(
        record=None,
        made_on=made_on,
        receiver=receiver,
        receiver_name=name,
        accompanied=along == "yes",
        aim=aim,
        due=due,
    )


def _confirmed(posted: Posted) -> ConfirmHandover:
    reader = Reader(posted)
    day = reader.day("confirmed_on", "確認した日を書いてください。")
    who = reader.words("confirmed_by", "確認の相手を書いてください。")
    reader.done()
    return ConfirmHandover(
        record=UUID(int=0), confirmed_on=day, confirmed_by=who, text=posted.text("text")
    )


def _reported(posted: Posted) -> ReportNotTakenUp:
    reader = Reader(posted)
    day = reader.day("known_on", "わかった日を書いてください。")
    because = reader.choice(NotTakenUpBecause, "because", "理由を選んでください。")
    due = reader.day_if_any("due", "次の手を打つ日を、例：令和8年4月1日 のように書いてください。")
    if not posted.text("due").strip() and because is not NotTakenUpBecause.PERSON_DECLINED:
        reader.refuse("due", "次の手を打つ日を書いてください。")
    text = reader.words("text", "どうしてつながらなかったかを書いてください。")
    reader.done()
    return ReportNotTakenUp(record=UUID(int=0), known_on=day, because=because, due=due, text=text)
