"""Relief (緊急支援): the page of what was done at once, and that 生活保護 was explained (R63)."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.access import Surface
from events.relief import (
    ExplainPublicAssistance,
    GiveRelief,
    InformedBy,
    PublicAssistanceExplained,
    ReliefGiven,
    ReliefKind,
)
from services.web import sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

PLACE: Final = sheets.Place(
    "relief",
    Surface.RELIEF,
    (ReliefGiven, PublicAssistanceExplained),
    {
        "relief": "緊急支援を保存しました。",
        "explained": "生活保護の案内を保存しました。",
    },
)

_EXPLAINED: Final = "relief/public_assistance.html"
_KINDS: Final = {"kinds": ReliefKind}
_WAYS: Final = {"ways": InformedBy}


@router.get("/cases/{case}/relief")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List what was done at once, and show the form for more."""
    sheet = PLACE.read(desk, acting, case)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        given=sheets.of_kind(sheet, ReliefGiven),
        explained=sheets.of_kind(sheet, PublicAssistanceExplained),
        posted=Posted((("given_on", sheets.today()),)),
        command=str(uuid4()),
        **_KINDS,
    )


@router.post("/cases/{case}/relief")
def give(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down what was done at once."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("given_on", "行った日を書いてください。")
        kind = reader.choice(ReliefKind, "kind", "種類を選んでください。")
        text = reader.words("text", "内容を書いてください。")
        reader.done()
        command = GiveRelief(given_on=day, kind=kind, text=text)
        done = desk.commands.write(
            acting,
            command_id,
            case,
            posted.text("token"),
            command,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "relief", at=PLACE.address)

    shown = Sheet("relief/relief.html", here="/cases", case=case, more=_KINDS)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/public-assistance")
def public_assistance(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the form that says that 生活保護 was explained."""
    shown = Sheet(_EXPLAINED, here="/cases", case=case, more=_WAYS)
    sheet = PLACE.read(desk, acting, case)
    return sheets.form(pages, acting, shown, sheet, ("explained_on", sheets.today()))


@router.post("/cases/{case}/public-assistance")
def explain(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down that 生活保護 was explained (R63)."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("explained_on", "案内した日を書いてください。")
        way = reader.choice(InformedBy, "informed_by", "案内の方法を選んでください。")
        reader.done()
        command = ExplainPublicAssistance(
            explained_on=day, informed_by=way, text=posted.text("text")
        )
        done = desk.commands.write(
            acting,
            command_id,
            case,
            posted.text("token"),
            command,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "explained", at=PLACE.address)

    shown = Sheet(_EXPLAINED, here="/cases", case=case, more=_WAYS)
    return save(pages, acting, posted, shown, work)
