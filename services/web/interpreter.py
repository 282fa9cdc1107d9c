"""Interpreter (通訳): who interpreted at which contact, and what they pledged."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.access import Surface
from events.case import (
    ConsultationCorrected,
    ConsultationReceived,
    ProgressCorrected,
    ProgressRecorded,
)
from events.interpreter import (
    CorrectInterpreter,
    InterpreterArranger,
    InterpreterRecorded,
    InterpreterStanding,
    Interpreting,
    RecordInterpreter,
    SecrecyPledge,
)
from events.values import Language
from services.acting import Acting
from services.case_views import CaseSheet, TimelineItem
from services.web import dates, labels, sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

CONTACTS: Final = (ConsultationReceived, ConsultationCorrected, ProgressRecorded, ProgressCorrected)
PLACE: Final = sheets.Place(
    "interpreters",
    Surface.INTERPRETERS,
    (InterpreterRecorded, *CONTACTS),
    {"interpreter": "通訳を保存しました。", "correction": "訂正を保存しました。"},
)
_FORM, _CORRECTION = "interpreters/interpreter.html", "interpreters/correction.html"
LISTS: Final = {
    "languages": Language,
    "standings": InterpreterStanding,
    "arrangers": InterpreterArranger,
    "pledges": SecrecyPledge,
}
_TIME: Final = "時刻を、例：14:30 のように書いてください。"


@dataclass(frozen=True)
class _FormSheet(Sheet):
    """The form, which names the contacts of the case anew when it is shown again."""

    desk: Desk | None = field(default=None)

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show what was typed beside the contacts to choose from."""
        assert self.desk is not None
        sheet = PLACE.read(self.desk, acting, self.case)
        filled: dict[str, object] = {"contacts": contacts(sheet), **more}
        return super().shown(pages, acting, posted, status=status, **filled)


def contacts(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    """Return the slip and the 支援経過 that stand, the newest first, as they are chosen from."""
    return tuple((item.alias, _contact(item)) for item in sheets.of_kind(sheet, *CONTACTS))


@router.get("/cases/{case}/interpreters")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List who interpreted, and show the form for more."""
    sheet = PLACE.read(desk, acting, case)
    offered = contacts(sheet)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        lines=sheets.of_kind(sheet, InterpreterRecorded),
        contacts=offered,
        posted=Posted((("contact", offered[0][0] if offered else ""),)),
        command=str(uuid4()),
        **LISTS,
    )


@router.post("/cases/{case}/interpreters")
def record(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down who interpreted."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        contact = reader.words("contact", "どの連絡票・支援経過で通訳したかを選んでください。")
        told = _told(reader, posted)
        done = desk.interpreters.write(
            acting, command_id, case, posted.text("token"), contact, RecordInterpreter(told=told)
        )
        return see(done, "interpreter", at=PLACE.address)

    shown = _FormSheet(_FORM, here="/cases", case=case, more=LISTS, desk=desk)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/interpreters/{record}/correction")
def correction(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show what was written down in the form that corrects it."""
    sheet = PLACE.read(desk, acting, case)
    item = sheets.standing(sheets.of_kind(sheet, InterpreterRecorded), record)
    shown = Sheet(_CORRECTION, here="/cases", case=case, record=record, more=LISTS)
    return sheets.form(pages, acting, shown, sheet, *_as_typed(item))


@router.post("/cases/{case}/interpreters/{record}/correction")
def correct(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Correct who interpreted (R71)."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        reason = reader.words("reason", "訂正の理由を書いてください。")
        command = CorrectInterpreter(told=_told(reader, posted), reason=reason)
        done = desk.interpreters.write(
            acting, command_id, case, posted.text("token"), record, command
        )
        return see(done, "correction", at=PLACE.address)

    shown = Sheet(_CORRECTION, here="/cases", case=case, record=record, more=LISTS)
    return save(pages, acting, posted, shown, work)


def _told(reader: Reader, posted: Posted) -> Interpreting:
    language = reader.choice(Language, "language", "言語を選んでください。")
    standing = reader.choice(InterpreterStanding, "standing", "通訳した人の立場を選んでください。")
    name = reader.words("name", "通訳した人の氏名か会社名を書いてください。")
    arranged_by = reader.choice(InterpreterArranger, "arranged_by", "手配した人を選んでください。")
    pledge = reader.choice(SecrecyPledge, "pledge", "秘密を守る約束を選んでください。")
    pledged_on = _pledged_on(reader, posted, pledge)
    began, ended = _time(reader, posted, "began"), _time(reader, posted, "ended")
    if ended is not None and (began is None or ended <= began):
        reader.refuse("ended", "始まりの時刻より後にするか、両方とも空欄にしてください。")
    reader.done()
    return Interpreting(
        language=language,
        standing=standing,
        name=name,
        relation=posted.text("relation"),
        arranged_by=arranged_by,
        pledge=pledge,
        pledged_on=pledged_on,
        began=began,
        ended=ended,
        text=posted.text("text"),
    )


def _pledged_on(reader: Reader, posted: Posted, pledge: SecrecyPledge) -> date | None:
    wrong = "約束した日を、例：令和8年4月1日 のように書いてください。"
    if pledge in {SecrecyPledge.WRITTEN, SecrecyPledge.SPOKEN}:
        return reader.day("pledged_on", wrong)
    if posted.text("pledged_on").strip():
        reader.refuse("pledged_on", "誓約書か口頭のときだけ、約束した日を書いてください。")
    return None


def _time(reader: Reader, posted: Posted, name: str) -> time | None:
    return reader.clock(name, _TIME) if posted.text(name).strip() else None


def _contact(item: TimelineItem) -> str:
    day = dates.with_weekday(item.valid_at.astimezone(dates.TOKYO).date())
    method = item.mark("method")
    how = f"（{labels.words_of(item.kind, 'method', method)}）" if method else ""
    return f"{day}の{labels.title_of(item.kind)}{how}"


def _as_typed(item: TimelineItem) -> tuple[tuple[str, str], ...]:
    marks = ("language", "standing", "arranged_by", "pledge")
    days = item.mark("pledged_on")
    return (
        *((name, item.mark(name)) for name in marks),
        *((name, item.text(name)) for name in ("name", "relation", "text")),
        ("pledged_on", dates.in_era(date.fromisoformat(days)) if days else ""),
        *((name, item.mark(name)[:5]) for name in ("began", "ended")),
    )
