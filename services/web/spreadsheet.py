"""Spreadsheet (表計算の書き出し): rows as a file that a spreadsheet opens, and runs nothing of."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from fastapi import Response

from services.web import dates

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula at the beginning of a cell (CWE-1236)."""


def of(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Return rows under their headings as a file that is named for today."""
    out = io.StringIO(newline="")
    written = csv.writer(out)
    written.writerow(headings)
    for row in rows:
        written.writerow([_harmless(cell) for cell in row])
    # With its mark of UTF-8, without which Excel reads Japanese as Shift_JIS.
    return Response(
        out.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{dates.today()}.csv"'},
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
