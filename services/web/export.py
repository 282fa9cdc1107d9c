"""Export (書き出し): the list of cases as a file that a spreadsheet opens, and runs nothing of."""

from typing import Final

from fastapi import APIRouter, Response

from services.caseload_views import CaseRow
from services.web import cases, dates, spreadsheet
from services.web.desk import AtDesk
from services.web.errors import problem
from services.web.labels import label
from services.web.posted import Form
from services.web.render import Rendered
from services.web.session import Current, StandChanged, check_stand

router = APIRouter()

HEADINGS: Final = ("番号", "氏名", "受付日", "主な相談", "緊急性", "担当", "状態", "最後の記録")


@router.post("/cases/export")
def export(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Give all cases of the programme, one line each; what was shown is on record."""
    try:
        check_stand(acting, posted)
    except StandChanged as refusal:
        return cases.listed(pages, desk, acting, problem=problem(refusal))
    rows = (_cells(row) for row in desk.exporting.rows(acting))
    return spreadsheet.of("cases", HEADINGS, rows)


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
