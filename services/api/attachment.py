"""Attachment (添付): for programs, as on the page; files are sent as a form, given one by one."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError

from events.attachment import CATEGORIES, WithdrawFiles
from events.values import Category
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.attachments import NewAttachment
from services.case_views import CaseSheet
from services.web.attachment import PLACE, Number, download
from services.web.desk import AtDesk
from services.web.guards import LARGEST_UPLOAD, MULTIPART
from services.web.uploads import Upload, read

router = APIRouter(tags=["attachments"])


class NewFiles(Sent):
    """添付: what is sent beside the `files`. `record` is the one they belong to; empty = none."""

    category: Annotated[Category, Lax]
    description: Annotated[str, Field(min_length=1)]
    record: str = ""


class NewWithdrawal(Sent):
    """添付の取下げ."""

    reason: str


_FILES: Final = {"type": "array", "items": {"type": "string", "format": "binary"}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "category": {"type": "string", "enum": list(CATEGORIES)},
                        "description": {"type": "string"},
                        "record": {"type": "string", "description": "empty = of the whole case"},
                        "files": _FILES,
                    },
                    "required": ["category", "description", "files"],
                    "additionalProperties": False,
                }
            }
        },
    }
}
_BINARY: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


async def _upload(request: Request, acting: Current) -> Upload:
    """Read the files of whoever is logged in, and of nobody else."""
    del acting
    return await read(request)


@router.get("/cases/{case}/attachments")
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """添付: what was attached to a case, with the names of the files; none is opened."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post(
    "/cases/{case}/attachments",
    status_code=201,
    openapi_extra=_BODY,
    max_body_size=LARGEST_UPLOAD,
)
def attach(writer: Writing, case: Alias, upload: Annotated[Upload, Depends(_upload)]) -> Done:
    """添付: attach up to forty files of at most 512 KiB: PDF, JPEG, PNG or text in UTF-8."""
    try:
        sent = NewFiles.model_validate(dict(upload.posted.pairs))
    except ValidationError as wrong:
        raise RequestValidationError(
            [{**error, "loc": ("body", *error["loc"])} for error in wrong.errors()]
        ) from wrong
    new = NewAttachment(
        category=sent.category,
        description=sent.description,
        record=sent.record,
        files=upload.files,
    )
    return writer.desk.attachments.attach(writer.acting, writer.command_id, case, writer.seen, new)


@router.get(
    "/cases/{case}/attachments/{record}/files/{number}",
    response_class=Response,
    responses=_BINARY,
)
def keep(desk: AtDesk, acting: Current, case: Alias, record: Alias, number: Number) -> Response:
    """添付ファイル: one file, from 1, under an entry of its own."""
    return download(desk.attachments.open(acting, case, record, number), number)


@router.post("/cases/{case}/attachments/{record}/withdrawal", status_code=201)
def withdraw(writer: Writing, case: Alias, record: Alias, sent: NewWithdrawal) -> Done:
    """添付の取下げ: what was attached wrongly, with the reason (R71)."""
    command = WithdrawFiles(record=UUID(int=0), reason=sent.reason)
    return writer.write(case, command, record)
