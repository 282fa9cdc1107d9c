"""Values for the pages of the migration: totals from before, paper against the system."""

from datetime import date
from typing import Any, Final

from events.opening import Count, Figure, TotalSource
from services.openings import MonthRow, OpeningPage
from services.paper_slips import Comparison, NumberedSlip
from services.web.errors import SENTENCES, Problem
from services.web.posted import FormRefused, Posted
from tests.services.web import samples

MONTH: Final = MonthRow(
    alias="m1",
    month=date(2024, 8, 1),
    source=TotalSource.NATIONAL_REPORT,
    counts=(Count(figure=Figure.NEW_CONSULTATIONS, count=31), Count(figure=Figure.PLANS, count=7)),
    from_file=True,
    corrected=True,
    recorded_at=samples.NOTE.recorded_at,
    recorder_name="佐藤 美咲",
)
WRONG: Final = Problem(SENTENCES[FormRefused], {"last_day": "最終日を…", "month": "月を…"})
_ROW: Final = samples.CASES.rows[0]
_PAGE: Final[dict[str, Any]] = {
    "here": "/cases",
    "posted": Posted((("record", "m1"), ("last_day", "令和8年3月31日"))),
    "token": "state",
    "command": "c",
    "done": "保存しました。",
    "late": True,
}
_FIGURES: Final[dict[str, Any]] = {**_PAGE, "figures": Figure, "sources": TotalSource}
_NONE: Final = Comparison(matched=3, only_on_paper=(), only_here=(), unnumbered=(), twice=())
_SOME: Final = Comparison(
    matched=0,
    only_on_paper=("6-118",),
    only_here=(NumberedSlip("6-119", _ROW),),
    unnumbered=(_ROW,),
    twice=("6-120",),
)

SHEETS: Final[dict[str, list[dict[str, Any]]]] = {
    "migration/migration.html": [
        {**_PAGE, "opening": OpeningPage(token="s", months=(MONTH,), last_day=date(2026, 3, 31))},
        {
            **_PAGE,
            "opening": OpeningPage(token="s", months=(), last_day=None),
            "done": None,
            "problem": WRONG,
        },
    ],
    "migration/totals.html": [
        _FIGURES,
        {**_FIGURES, "posted": Posted()},
        {**_FIGURES, "problem": WRONG},
    ],
    "migration/slips.html": [{**_PAGE, "result": one} for one in (None, _NONE, _SOME)],
}
"""The pages, filled."""

FORMS: Final[dict[str, dict[str, Any]]] = {"migration/paper_number.html": {}}
"""The page of one form on a case."""
