"""Upload (送られたファイル): the one form that brings files, held in memory and on no disk."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from services.acting import Acting
from services.attached_files import SentFile
from services.login_views import StandNeeded
from services.refusals import StorageUnavailable
from services.web.desk import AtDesk, Desk
from services.web.guards import LARGEST_UPLOAD, MULTIPART, media_type
from services.web.posted import Posted
from services.web.session import LoginNeeded, Token, known

MOST_FIELDS: Final = 20
MOST_PARTS: Final = 100
"""Files in one request; which of them are taken is for the case to say."""

_AT_ONCE: Final = asyncio.Semaphore(8)
"""How many uploads are held in memory at a time; whoever comes next waits."""


@dataclass(frozen=True)
class Upload:
    """What a form with files sent: its fields, its files."""

    posted: Posted
    files: tuple[SentFile, ...] = ()


@dataclass(frozen=True)
class Uploaded:
    """The same, and who sent it."""

    acting: Acting
    upload: Upload


class _InMemory(MultiPartParser):
    """A parser whose files never spill to a disk, where they would lie in the clear."""

    spool_max_size = LARGEST_UPLOAD


class _TextsOnly(_InMemory):
    """A parser that lets the bytes of files pass by."""

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Keep what is no file's."""
        if self._current_part.file is None:
            super().on_part_data(data, start, end)


async def read(request: Request) -> Upload:
    """
    Read a form with files.

    Raises:
        HTTPException: 400 when it cannot be understood.
    """
    async with _AT_ONCE:
        return await _read(request, _InMemory)


async def _read(request: Request, kind: type[MultiPartParser]) -> Upload:
    form = await _form(request, kind)
    try:
        items = form.multi_items()
        pairs = tuple(
            (name, value.replace("\r\n", "\n")) for name, value in items if isinstance(value, str)
        )
        files = tuple(
            SentFile(name=value.filename or "", content=value.file.read())
            for _, value in items
            if isinstance(value, UploadFile)
        )
    finally:
        await form.close()
    # A field of a form in which no file was chosen is sent as an empty one without a name.
    chosen = tuple(file for file in files if file.name or file.content)
    return Upload(Posted(pairs), chosen)


async def _form(request: Request, kind: type[MultiPartParser]) -> FormData:
    # No browser names a codec here, and no sender chooses the one that reads what it sends.
    if "charset" in request.headers.get("content-type", "").lower():
        raise HTTPException(400)
    if media_type(request.headers) != MULTIPART:
        return await request.form(max_files=0, max_fields=MOST_FIELDS)
    parser = kind(request.headers, request.stream(), max_files=MOST_PARTS, max_fields=MOST_FIELDS)
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400) from error


async def _uploaded(request: Request, token: Token, desk: AtDesk) -> Uploaded:
    try:
        acting = await run_in_threadpool(_asker, request, token, desk)
    except (LoginNeeded, StandNeeded, StorageUnavailable):
        request.state.posted = (await _read(request, _TextsOnly)).posted
        raise
    return Uploaded(acting, await read(request))


def _asker(request: Request, token: str, desk: Desk) -> Acting:
    return known(request, desk, desk.sessions.current(token) if token else None)


WithFiles = Annotated[Uploaded, Depends(_uploaded)]
"""
The form with files of this request.

Of somebody who is not logged in only the texts are read, so that they can be sent again.
"""
