"""Values for the team of the day, of people who do not exist."""

from datetime import date
from typing import Any, Final

from events.window import Weekday
from services.duties import DutyLine, TeamDay, TeamPage
from services.web import dates
from services.web.posted import Posted

TEAM: Final = TeamPage(
    days=(
        TeamDay(day=dates.today(), names=("山本 千尋", "中村 大輔")),
        TeamDay(day=date(2031, 4, 2), names=()),
    ),
    duties=(
        DutyLine(
            alias="d1",
            name="山本 千尋",
            weekdays=(Weekday.MONDAY, Weekday.FRIDAY),
            first=date(2026, 4, 1),
            last=None,
        ),
        DutyLine(
            alias="d2",
            name="中村 大輔",
            weekdays=(Weekday.MONDAY,),
            first=date(2026, 4, 1),
            last=date(2027, 3, 31),
        ),
    ),
    may_set=True,
)
SEEN: Final = TeamPage(days=TEAM.days, duties=(), may_set=False)
NOBODY: Final = TeamPage(days=(), duties=(), may_set=True)


def pages(problem: object) -> list[dict[str, Any]]:
    """Return the page of a chief, of others, and of a desk that has set nothing."""
    common: dict[str, Any] = {
        "here": "/team",
        "staff": (("sA", "山本 千尋"), ("sB", "中村 大輔")),
        "weekdays": Weekday,
        "posted": Posted(),
        "command": "c",
        "problem": None,
        "done": None,
    }
    typed = Posted((("staff", "sA"), ("weekdays", "monday"), ("first", "令和9年4月1日")))
    return [
        {**common, "team": TEAM, "done": "当番を加えました。"},
        {**common, "team": TEAM, "posted": typed, "problem": problem},
        {**common, "team": SEEN},
        {**common, "team": NOBODY},
    ]
