"""Migration (移行): totals from before, the old list's end, paper slips; for programs."""

import re
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import Field

from events.opening import Count, EndOldList, Figure, TotalMonth, TotalSource
from events.paper_slip import NumberPaperSlip
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Day, Lax, Made, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.openings import OpeningPage
from services.paper_slips import Comparison
from services.refusals import FieldRefused
from services.web.desk import AtDesk
from services.web.migration import NUMBER

router = APIRouter(tags=["migration"])

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class FigureCount(Sent):
    """How many of a figure were counted in the month."""

    figure: Annotated[Figure, Lax]
    count: int


class MonthTotals(Sent):
    """月別の数. `month` is YYYY-MM; a figure that is left out was not counted then."""

    month: Annotated[str, Field(pattern=_MONTH.pattern)]
    source: Annotated[TotalSource, Lax]
    counts: list[FigureCount]

    def command(self) -> TotalMonth:
        """Return what the services take."""
        return TotalMonth(
            month=date.fromisoformat(f"{self.month}-01"),
            source=self.source,
            file_digest="",
            counts=tuple(Count(figure=one.figure, count=one.count) for one in self.counts),
        )


class OldListEnd(Sent):
    """旧一覧の最終日: the last day that is written in the list kept before."""

    last_day: Day


class OnPaper(Sent):
    """紙の番号: those of the slips on paper of some days; they are compared and not kept."""

    first: Day
    last: Day
    numbers: list[str]


class PaperNumber(Sent):
    """紙の番号 of one consultation; takes the place of the one that stood (R71)."""

    number: str


@router.get("/migration")
def show(desk: AtDesk, acting: Current, response: Response) -> OpeningPage:
    """稼働前の数: by month, the latest first, and the old list's last day."""
    page = desk.openings.page(acting)
    response.headers["ETag"] = f'"{page.token}"'
    return page


@router.post("/migration/totals", status_code=201)
def total(
    desk: AtDesk, acting: Current, command_id: CommandId, seen: StateSeen, sent: MonthTotals
) -> Made:
    """月別の数: what was counted in a month before the program (R64)."""
    return Made.of(desk.openings.write(acting, command_id, seen, sent.command()))


@router.post("/migration/totals/{record}/correction", status_code=201)
def correct_total(
    desk: AtDesk,
    acting: Current,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: MonthTotals,
) -> Made:
    """月別の数の訂正: in the place of the totals that stand (R71)."""
    command = sent.command()
    return Made.of(desk.openings.write(acting, command_id, seen, command, record=record))


@router.post("/migration/old-list", status_code=201)
def end_old_list(
    desk: AtDesk, acting: Current, command_id: CommandId, seen: StateSeen, sent: OldListEnd
) -> Made:
    """旧一覧の最終日: rows of later days are refused at the import."""
    command = EndOldList(last_day=sent.last_day)
    return Made.of(desk.openings.write(acting, command_id, seen, command))


@router.post("/migration/slips")
def compare(desk: AtDesk, acting: Current, sent: OnPaper) -> Comparison:
    """紙との突合せ: what is missing on either side, of the slips received in these days."""
    if sent.last < sent.first:
        raise FieldRefused(field="last", rule="date")
    return desk.paper_slips.compare(acting, first=sent.first, last=sent.last, numbers=sent.numbers)


@router.get("/cases/{case}/paper-number")
def paper_number(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """紙の番号: the number of a case's slip on paper, if it bears one."""
    shown = NUMBER.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/paper-number", status_code=201)
def write_paper_number(writing: Writing, case: Alias, sent: PaperNumber) -> Done:
    """紙の番号: write it down, or put it right."""
    return writing.write(case, NumberPaperSlip(number=sent.number))
