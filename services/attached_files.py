"""
Attached files (添付ファイルの確かめ): what a file is, by its content; whatever is else is refused.

Only forms that look the same in years and run nothing are taken. Nothing is ever unpacked, so that
an archive can hide nothing and no bomb goes off; Word and Excel are archives, and come as PDF.
"""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from events.attachment import LARGEST_FILE, MOST_FILES, File, FileType
from services.inputs import CONTROL, check_line, check_text
from services.refusals import FieldRefused

FIELD: Final = "files"
ENDINGS: Final = {
    FileType.PDF: (".pdf",),
    FileType.JPEG: (".jpg", ".jpeg"),
    FileType.PNG: (".png",),
    FileType.TEXT: (".txt",),
}
"""How a file's name ends, so that what opens it elsewhere is what looked at it here."""

_BEGINNINGS: Final = (
    (b"%PDF-", FileType.PDF),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
)
_PROGRAMS_IN_PDF: Final = (b"/JavaScript", b"/Launch")
_PATH: Final = re.compile(r'[/\\:*?"<>|\n\t]')
"""What separates the parts of a path somewhere, or cannot stand in a file's name."""

_MARKUP: Final = ("<", "#!")
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file as it was sent: its name as typed, its bytes."""

    name: str
    content: bytes


def check_files(sent: Sequence[SentFile]) -> tuple[File, ...]:
    """
    Check files and say what each is.

    Raises:
        FieldRefused: of "files" with rule "files_missing" or "files_many"; of "files.N" (from 1)
            with "file_empty", "file_large", "file_name", "file_type", "file_ending",
            "file_program", or as `inputs.check_text` for a name or a text.
    """
    if not sent:
        raise FieldRefused(field=FIELD, rule="files_missing")
    if len(sent) > MOST_FILES:
        raise FieldRefused(field=FIELD, rule="files_many")
    return tuple(_checked(f"{FIELD}.{number}", file) for number, file in enumerate(sent, 1))


def _checked(field: str, sent: SentFile) -> File:
    if not sent.content:
        raise FieldRefused(field=field, rule="file_empty")
    if len(sent.content) > LARGEST_FILE:
        raise FieldRefused(field=field, rule="file_large")
    check_line(field, sent.name)
    if _PATH.search(sent.name) or not sent.name.strip(" ."):
        raise FieldRefused(field=field, rule="file_name")
    kind = _type(field, sent.content)
    if not sent.name.lower().endswith(ENDINGS[kind]):
        raise FieldRefused(field=field, rule="file_ending")
    return File(name=sent.name, type=kind, content=sent.content)


def _type(field: str, content: bytes) -> FileType:
    # One file can be two: an archive is read from its end, whatever it begins with.
    if zipfile.is_zipfile(BytesIO(content)):
        raise FieldRefused(field=field, rule="file_type")
    kind = next((kind for begins, kind in _BEGINNINGS if content.startswith(begins)), None)
    if kind is FileType.PDF and any(program in content for program in _PROGRAMS_IN_PDF):
        raise FieldRefused(field=field, rule="file_program")
    return kind or _text(field, content)


def _text(field: str, content: bytes) -> FileType:
    try:
        text = content.decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        raise FieldRefused(field=field, rule="file_type") from None
    if CONTROL.search(text) or text.lstrip().startswith(_MARKUP):
        raise FieldRefused(field=field, rule="file_type")
    check_text(field, text, longest=LARGEST_FILE)
    return FileType.TEXT
