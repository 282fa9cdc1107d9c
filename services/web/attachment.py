"""Attachment (添付): the files of a case: a list, a form for more, each to be kept alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Path, Response

from events.access import Surface
from events.attachment import (
    CATEGORIES,
    LARGEST_FILE,
    MOST_FILES,
    FilesAttached,
    FilesWithdrawn,
    WithdrawFiles,
)
from events.values import Category
from services.attached_files import ENDINGS, FIELD, SentFile
from services.attachments import NewAttachment, OpenedFile
from services.case_views import TimelineItem
from services.refusals import FieldRefused
from services.web import sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.errors import rule_sentence
from services.web.guards import LARGEST_UPLOAD
from services.web.posted import Form, FormRefused, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current
from services.web.uploads import Upload, WithFiles

router = APIRouter()

PLACE: Final = sheets.Place(
    "attachments",
    Surface.ATTACHMENTS,
    (FilesAttached, FilesWithdrawn),
    {"attached": "添付しました。", "withdrawn": "添付を取り下げました。"},
)
Number = Annotated[int, Path(ge=1, le=MOST_FILES)]
"""Which file of an attachment, from 1."""

_FORM, _WITHDRAWAL = "attachments/attach.html", "attachments/withdrawal.html"
LISTS: Final = {
    "categories": CATEGORIES,
    "endings": ",".join(ending for endings in ENDINGS.values() for ending in endings),
    "most": MOST_FILES,
    "largest": f"{LARGEST_FILE // 1024}KB",
    "largest_bytes": LARGEST_FILE,
}


@dataclass(frozen=True)
class Line:
    """One attachment: its record, and the name of each file with its number."""

    item: TimelineItem
    files: tuple[tuple[int, str], ...]


@router.get("/cases/{case}/attachments")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List the files of a case, and show the form for more."""
    sheet = PLACE.read(desk, acting, case)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        lines=[_line(item) for item in sheets.of_kind(sheet, FilesAttached)],
        withdrawn=sheets.of_kind(sheet, FilesWithdrawn),
        posted=Posted(),
        record="",
        about=None,
        chosen=(),
        **LISTS,
    )


@router.get("/cases/{case}/records/{record}/attachments")
def show_form(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show the form for files that belong to a record."""
    about = desk.reading.record(acting, case, record)
    sheet = PLACE.read(desk, acting, case)
    shown = Sheet(_FORM, "/cases", case, record, more={**LISTS, "about": about, "chosen": ()})
    return sheets.form(pages, acting, shown, sheet)


@router.post("/cases/{case}/attachments", max_body_size=LARGEST_UPLOAD)
def attach(pages: Rendered, desk: AtDesk, sent: WithFiles, case: Alias) -> Response:
    """Attach files."""
    acting, posted, files = sent.acting, sent.upload.posted, sent.upload.files
    record = posted.text("record")

    def work(command_id: UUID) -> Response:
        new = _new(sent.upload)
        try:
            done = desk.attachments.attach(acting, command_id, case, posted.text("token"), new)
        except FieldRefused as refused:
            raise _named(refused, files) from refused
        return see(done, "attached", at=PLACE.address)

    chosen = tuple(file.name for file in files)
    more = {**LISTS, "about": None, "chosen": chosen}
    return save(pages, acting, posted, Sheet(_FORM, "/cases", case, record, more=more), work)


@router.get("/cases/{case}/attachments/{record}/files/{number}")
def keep(desk: AtDesk, acting: Current, case: Alias, record: Alias, number: Number) -> Response:
    """Give one file, to be kept; no browser shows it."""
    return download(desk.attachments.open(acting, case, record, number), number)


@router.get("/cases/{case}/attachments/{record}/withdrawal")
def show_withdrawal(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show the form that withdraws what was attached wrongly."""
    sheet = PLACE.read(desk, acting, case)
    line = _line(sheets.standing(sheets.of_kind(sheet, FilesAttached), record))
    shown = Sheet(_WITHDRAWAL, "/cases", case, record, more={"line": line})
    return sheets.form(pages, acting, shown, sheet)


@router.post("/cases/{case}/attachments/{record}/withdrawal")
def withdraw(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Withdraw what was attached wrongly (R71)."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        reason = reader.words("reason", "取り下げる理由を書いてください。")
        reader.done()
        command = WithdrawFiles(record=UUID(int=0), reason=reason)
        token = posted.text("token")
        done = desk.commands.write(acting, command_id, case, token, command, record=record)
        return see(done, "withdrawn", at=PLACE.address)

    shown = Sheet(_WITHDRAWAL, "/cases", case, record, more={"line": None})
    return save(pages, acting, posted, shown, work)


def download(file: OpenedFile, number: int) -> Response:
    """Answer with a file under a name that no program misreads (RFC 6266, RFC 8187)."""
    plain = f"attachment-{number}{ENDINGS[file.type][0]}"
    named = quote(file.name, safe="", errors="replace")
    return Response(
        file.content,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
        },
    )


def _line(item: TimelineItem) -> Line:
    return Line(item, tuple(enumerate(item.text("names").splitlines(), 1)))


def _new(upload: Upload) -> NewAttachment:
    posted, reader = upload.posted, Reader(upload.posted)
    description = reader.words("description", "何の書類かを書いてください。")
    category = reader.choice(Category, "category", "内容の区分を選んでください。")
    if not upload.files:
        reader.refuse(FIELD, rule_sentence("files_missing"))
    reader.done()
    return NewAttachment(
        category=category,
        description=description,
        files=upload.files,
        record=posted.text("record"),
    )


def _named(refused: FieldRefused, files: Sequence[SentFile]) -> Exception:
    """Say of which file it is that was refused, by the name under which it was chosen."""
    field, _, number = refused.field.partition(".")
    if field != FIELD:
        return refused
    said = rule_sentence(refused.rule)
    name = files[int(number) - 1].name if number else ""
    return FormRefused({FIELD: f"「{name}」：{said}" if name else said})
