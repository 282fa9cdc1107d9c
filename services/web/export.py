"""Export (書き出し): the list of cases as a file that a spreadsheet opens, and runs nothing of."""

import csv
import io
from typing import Final

from fastapi import APIRouter, Response

from services.views import CaseRow
from services.web import cases, dates
from services.web.desk import AtDesk
from services.web.errors import problem
from services.web.labels import label
from services.web.posted import Form
from services.web.render import Rendered
from services.web.session import Current, StandChanged, check_stand

router = APIRouter()

HEADINGS: Final = ("番号", "氏名", "受付日", "主な相談", "緊急性", "担当", "状態", "最後の記録")
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula at the beginning of a cell (CWE-1236)."""


@router.post("/cases/export")
def export(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Give all cases of the programme, one line each; what was shown is on record."""
    try:
        check_stand(acting, posted)
    except StandChanged as refusal:
        return cases.listed(pages, desk, acting, problem=problem(refusal))
    out = io.StringIO(newline="")
    written = csv.writer(out)
    written.writerow(HEADINGS)
    for row in desk.exporting.rows(acting):
        written.writerow([_harmless(cell) for cell in _cells(row)])
    # With its mark of UTF-8, without which Excel reads Japanese as Shift_JIS.
    return Response(
        out.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="cases-{dates.today()}.csv"'},
    )


def _cells(row: CaseRow) -> tuple[str, ...]:
    return (
        row.alias,
        "消去済み" if row.erased else row.name or "名前を聞いていない方",
        row.opened_on.isoformat(),
        label(row.main_topic),
        label(row.urgency),
        row.lead_name,
        "終了" if row.closed else "支援中",
        dates.at_tokyo(row.last_at),
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
