"""Values for the list of who leads what, of people who do not exist."""

from datetime import date
from typing import Any, Final

from events.assignment import LeadReason
from services.assignment_views import AssignmentsPage, LeadLine, LedCase, Load
from services.assignments import UNLED
from services.web.posted import Posted

DAY: Final = date(2027, 4, 1)
LOADS: Final = (
    Load(alias="sA", name="山本 千尋", today=12, then=11, until=date(2027, 3, 31), there=True),
    Load(alias="sB", name="中村 大輔", today=3, then=4, until=None, there=True),
    Load(alias="sC", name="西 望", today=1, then=1, until=date(2026, 3, 31), there=False),
)
STAYS: Final = LedCase(
    alias="cA1",
    name="髙橋 花子",
    erased=False,
    opened_on=date(2026, 5, 7),
    restricted=True,
    leads=(
        LeadLine(name="山本 千尋", since=None, until=date(2027, 3, 31), there=True),
        LeadLine(name="中村 大輔", since=DAY, until=None, there=True),
    ),
    unled_from=None,
)
LOST: Final = LedCase(
    alias="cB2",
    name=None,
    erased=False,
    opened_on=date(2026, 5, 8),
    restricted=False,
    leads=(LeadLine(name="西 望", since=None, until=date(2026, 3, 31), there=False),),
    unled_from=date(2026, 11, 23),
)


def page(of: str, *rows: LedCase) -> AssignmentsPage:
    """Return a page of whose cases were asked for."""
    return AssignmentsPage(
        on=DAY,
        of=of,
        loads=LOADS,
        leaders=(("sA", "山本 千尋"), ("sB", "中村 大輔")),
        rows=rows,
        total=len(rows),
        unled=1 if LOST in rows else 0,
        team="sT",
        page=1,
        pages=2,
    )


def pages(problem: object) -> list[dict[str, Any]]:
    """Return the list of all, of one of the staff, of what is lost, and of nothing."""
    common: dict[str, Any] = {
        "here": "/assignments",
        "unled": UNLED,
        "whose": None,
        "reasons": LeadReason,
        "posted": Posted(),
        "command": "c",
        "moved": None,
        "late": False,
        "problem": None,
    }
    chosen = Posted((("scope", "every"), ("case", "cA1"), ("lead", "sB"), ("reason", "transfer")))
    one = {**common, "whose": LOADS[0], "assigned": page("sA", STAYS)}
    return [
        {**common, "assigned": page("", STAYS, LOST), "moved": 3, "late": True},
        {**common, "assigned": page(UNLED, LOST)},
        {**common, "assigned": page("sB")},
        one,
        {**one, "posted": chosen, "problem": problem},
    ]
