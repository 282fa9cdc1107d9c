"""Tables (表): a list that a desk brings along, as text: CSV or the first sheet of an .xlsx."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import openpyxl  # pyright: ignore[reportMissingTypeStubs]  the library ships no types

MOST_ROWS: Final = 100_000
ENCODINGS: Final = ("utf-8-sig", "cp932")
"""What Japanese CSV files are written in; the first that fits."""


class TableRefused(Exception):
    """The file cannot be read as a table; the text says why, in Japanese."""


@dataclass(frozen=True)
class Line:
    """One row: its place in the file (from 1, the heading counted), and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A file's rows, and the SHA-256 of its bytes in hex."""

    digest: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def read(path: Path, *, sheet: str = "") -> Table:
    """
    Read a file; rows without any text are left out.

    Raises:
        TableRefused: when it is no CSV or .xlsx, is empty or too long, has no such sheet, or has a
            heading twice.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise TableRefused(f"ファイルを読めません: {problem.strerror}") from problem
    rows = _xlsx(data, sheet) if path.suffix.lower() == ".xlsx" else _csv(data)
    headings = tuple(text.strip() for text in next(rows, [""]))
    if not any(headings):
        raise TableRefused("見出しの行がありません。")
    if len(named := [text for text in headings if text]) != len(set(named)):
        raise TableRefused("同じ見出しが2つあります。")
    lines: list[Line] = []
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise TableRefused(f"{MOST_ROWS}行より長い表は、分けてください。")
        cells = dict(zip(headings, (text.strip() for text in row), strict=False))
        if any(cells.values()):
            lines.append(Line(number, cells))
    return Table(digest=sha256(data).hexdigest(), headings=headings, lines=tuple(lines))


def _csv(data: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise TableRefused("文字のない部分（NUL）が入っています。")
        return iter(csv.reader(io.StringIO(text, newline="")))
    raise TableRefused("文字コードがUTF-8でもShift_JISでもありません。")


def _xlsx(data: bytes, sheet: str) -> Iterator[list[str]]:
    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as problem:
        raise TableRefused("Excelのファイルとして読めません。") from problem
    if sheet and sheet not in book.sheetnames:
        raise TableRefused(f"「{sheet}」というシートがありません。")
    rows: Any = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    return ([_text(cell) for cell in row] for row in rows)


def _text(cell: object) -> str:
    """Write a cell as it was meant: a whole number without a fraction, a date in ISO."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
