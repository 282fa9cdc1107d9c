"""Values for who leads and covers, and for a restricted case, of people who do not exist."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from events.assignment import CoverReason, CoverTaken
from events.restriction import CaseRestricted, RestrictionReason
from services.caseload_views import CoverRow
from services.web import dates
from services.web.assignment import CODES, PRESET
from services.web.posted import Posted
from tests.services.web import due_samples, samples

COVER: Final = CoverRow(
    record="cA1",
    name="中村 大輔",
    mine=False,
    since=dates.today(),
    until=dates.today() + timedelta(days=2),
    reason=CoverReason.LEAVE,
)
MINE: Final = replace(COVER, record="cB2", mine=True, until=COVER.since)
NAMED: Final = replace(
    samples.NOTE,
    alias="rA1",
    kind=CaseRestricted.TOPIC,
    marks=(
        ("named", ("山本 千尋", "中村 大輔")),
        ("reason", (RestrictionReason.PROTECTION,)),
    ),
    texts=(("text", "夫が窓口に来ることがある。"),),
    correctable=False,
)
COVERED: Final = replace(
    NAMED,
    alias="cA1",
    kind=CoverTaken.TOPIC,
    marks=(("cover", ("中村 大輔",)), ("reason", (CoverReason.LEAVE,))),
    texts=(("text", ""),),
)
SHEET: Final = replace(
    due_samples.SHEET,
    items=(NAMED, COVERED),
    deadlines=(),
    covers=(COVER, MINE),
    restricted=True,
)
CASE_PAGE: Final = replace(samples.CASE_PAGE, mine=False, covers=(COVER,), restricted=True)
COVERED_PAGE: Final = replace(CASE_PAGE, covers=(MINE,))
STAFF: Final = (("sA", "山本 千尋"), ("sB", "中村 大輔"))
CASE: Final[dict[str, Any]] = {"cover_command": "c", "cover_reasons": PRESET}
PAGE: Final[dict[str, Any]] = {
    "case": SHEET,
    "staff": STAFF,
    "chief": True,
    "asker": None,
    "commands": dict.fromkeys(("lead", "cover", "end", "restriction", "lifting"), "c"),
    "posted": Posted((("since", "令和8年4月1日"),)),
    "problem": None,
    "done": "代わりを保存しました。",
    "late": True,
    **CODES,
}
EMPTY: Final = replace(SHEET, items=(), covers=(), restricted=False, closed=True)
PAGES: Final = [PAGE, {**PAGE, "case": EMPTY, "done": None, "late": False}]


def steps(on_a_case: dict[str, Any], problem: object) -> list[dict[str, Any]]:
    """Return each form on a page of its own, as it is shown again."""
    named = {**on_a_case, "staff": STAFF, "asker": None, **CODES}
    posted = Posted((("named", "sA"), ("lead", "sA"), ("cover", "sB"), ("reason", "other")))
    return [
        {**named, "step": step, "posted": posted, "record": "cA1", "problem": problem}
        for step in ("lead", "cover", "end", "restriction", "lifting")
    ]
