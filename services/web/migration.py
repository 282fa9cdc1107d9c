"""Migration (移行): totals from before, paper against the system, the old list's last day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.access import Surface
from events.opening import Count, EndOldList, Figure, TotalMonth, TotalSource
from events.paper_slip import NumberPaperSlip, PaperSlipNumbered
from services.acting import Acting, Done
from services.openings import MonthRow
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

HERE: Final = "/cases"
_DONE: Final = {
    "totals": "月別の数を保存しました。",
    "old-list": "前の一覧の最終日を保存しました。",
}
_TOTALS: Final = Sheet(
    "migration/totals.html", here=HERE, more={"figures": Figure, "sources": TotalSource}
)
_SLIPS: Final = Sheet("migration/slips.html", here=HERE, more={"result": None})
NUMBER: Final = sheets.Place("paper-number", Surface.PAPER_SLIPS, (PaperSlipNumbered,))


@dataclass(frozen=True)
class _Overview(Sheet):
    """The overview, which is read anew when the old list's last day is refused."""

    desk: Desk | None = field(default=None)

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show what stands now, above what was typed."""
        assert self.desk is not None
        now = self.desk.openings.page(acting)
        filled: dict[str, object] = {"opening": now, "done": None, "late": False, **more}
        return super().shown(pages, acting, posted, status=status, **filled)


@router.get("/migration")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, done: str = "", late: str = ""
) -> Response:
    """Show the totals from before, and what can be done."""
    opening = desk.openings.page(acting)
    last = dates.in_era(opening.last_day) if opening.last_day else ""
    fresh = (("command", str(uuid4())), ("token", opening.token), ("last_day", last))
    return _overview(desk).shown(
        pages, acting, Posted(fresh), done=_DONE.get(done), late=bool(late)
    )


@router.post("/migration/old-list")
def end_old_list(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Say the last day of the old list."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("last_day", "最終日を、例：令和8年3月31日 のように書いてください。")
        reader.done()
        command = EndOldList(last_day=day)
        done = desk.openings.write(acting, command_id, posted.text("token"), command)
        return _see("old-list", done)

    return save(pages, acting, posted, _overview(desk), work)


@router.get("/migration/totals")
def totals(pages: Rendered, desk: AtDesk, acting: Current, record: str = "") -> Response:
    """Show the form for a month, with what stands when it is to be put right."""
    opening = desk.openings.page(acting)
    typed: tuple[tuple[str, str], ...] = ()
    if record:
        row = next((row for row in opening.months if row.alias == record), None)
        if row is None:
            raise NotShown
        typed = _as_it_stands(row)
    fresh = (("command", str(uuid4())), ("token", opening.token), ("record", record))
    return _TOTALS.shown(pages, acting, Posted((*fresh, *typed)))


@router.post("/migration/totals")
def write_totals(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Write a month's totals down, or put right what stands."""

    def work(command_id: UUID) -> Response:
        command, token = _month(posted), posted.text("token")
        record = posted.text("record") or None
        done = desk.openings.write(acting, command_id, token, command, record=record)
        return _see("totals", done)

    return save(pages, acting, posted, _TOTALS, work)


@router.get("/migration/slips")
def slips(pages: Rendered, acting: Current) -> Response:
    """Show the form for the numbers on paper, for the last seven days."""
    first = sheets.in_days(-6)
    typed = (("command", str(uuid4())), ("first", first), ("last", sheets.today()))
    return _SLIPS.shown(pages, acting, Posted(typed))


@router.post("/migration/slips")
def compare(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Compare; what was typed is shown again and not kept."""

    def work(_: UUID) -> Response:
        first, last = _period(posted)
        numbers = posted.text("numbers").replace("、", "\n").replace(",", "\n").split()
        result = desk.paper_slips.compare(acting, first=first, last=last, numbers=numbers)
        return _SLIPS.shown(pages, acting, posted, result=result)

    return save(pages, acting, posted, _SLIPS, work)


@router.get("/cases/{case}/paper-number")
def number(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the form for the number of a case's paper slip."""
    sheet = NUMBER.read(desk, acting, case)
    stands = sheet.items[0].text("number") if sheet.items else ""
    return sheets.form(pages, acting, _number_form(case), sheet, ("number", stands))


@router.post("/cases/{case}/paper-number")
def write_number(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Write the number down."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        command = NumberPaperSlip(number=reader.words("number", "紙の番号を書いてください。"))
        reader.done()
        done = desk.commands.write(acting, command_id, case, posted.text("token"), command)
        return see(done, "paper-number")

    return save(pages, acting, posted, _number_form(case), work)


def _number_form(case: str) -> Sheet:
    return Sheet("migration/paper_number.html", here=HERE, case=case)


def _overview(desk: Desk) -> _Overview:
    return _Overview("migration/migration.html", here=HERE, desk=desk)


def _month(posted: Posted) -> TotalMonth:
    reader = Reader(posted)
    known = dates.parse_known(posted.text("month"))
    if len(known) != len("2024-08"):
        reader.refuse("month", "月を、例：令和6年8月、R6.8、2024/8 のように書いてください。")
    source = reader.choice(TotalSource, "source", "出典を選んでください。")
    counts = [
        Count(figure=figure, count=count)
        for figure in Figure
        if (count := _count(reader, posted, figure)) is not None
    ]
    reader.done()
    return TotalMonth(
        month=date.fromisoformat(f"{known}-01"),
        source=source,
        file_digest="",
        counts=tuple(counts),
    )


def _count(reader: Reader, posted: Posted, figure: Figure) -> int | None:
    count = dates.whole_number(posted.text(figure))
    if count is None and posted.text(figure).strip():
        reader.refuse(figure, "0以上の数を書いてください。数えていなかったときは空欄にします。")
    return count


def _period(posted: Posted) -> tuple[date, date]:
    reader = Reader(posted)
    first = reader.day("first", "はじめの日を、例：令和8年4月6日 のように書いてください。")
    last = reader.day("last", "おわりの日を、例：令和8年4月10日 のように書いてください。")
    if last < first:
        reader.refuse("last", "おわりの日は、はじめの日より後にしてください。")
    reader.done()
    return first, last


def _as_it_stands(row: MonthRow) -> tuple[tuple[str, str], ...]:
    told: Mapping[str, str] = {one.figure: str(one.count) for one in row.counts}
    month = dates.in_era(row.month).removesuffix("1日")
    return (("month", month), ("source", row.source), *told.items())


def _see(what: str, done: Done) -> Response:
    late = "" if done.shown else "&late=1"
    return RedirectResponse(f"/migration?done={what}{late}", 303)
