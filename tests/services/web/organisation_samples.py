"""Values for settings, posts, qualifications and partners: of a city that does not exist."""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from events.setting import (
    USUAL_DAYS,
    USUAL_HOURS,
    ClosingDaysDecided,
    Decision,
    HolidayWindowDecided,
    PlaceDecided,
    Term,
    TermDecided,
    WindowHoursDecided,
)
from events.window import HolidayWindow, Open, Weekday
from services.desk_settings import Holds, SettingLine, SettingsPage
from services.views import Window
from services.web.posted import Posted
from services.web.setting import KINDS, WEEKS

WINDOW: Final = Window(
    hours=Open(time(8, 30), time(17)),
    next_day=date(2026, 11, 24),
    next_hours=Open(time(9), time(12)),
    place="本庁舎2階 3番窓口",
)
SUNDAYS: Final = HolidayWindow(Weekday.SUNDAY, (2, 4), time(9), time(12))
DAY: Final = date(2026, 12, 1)


def line(decision: Decision, holds: Holds, said_by: str = "森 健") -> SettingLine:
    """Make a line of a decision."""
    said_at = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    return SettingLine(alias="s1", decision=decision, holds=holds, said_at=said_at, said_by=said_by)


SETTINGS: Final = SettingsPage(
    window=WINDOW,
    hours=USUAL_HOURS,
    holiday_window=SUNDAYS,
    place="本庁舎2階 3番窓口",
    days=tuple(USUAL_DAYS.items()),
    lines=(
        line(WindowHoursDecided(first=DAY, hours=USUAL_HOURS), Holds.AHEAD),
        line(HolidayWindowDecided(first=DAY, window=None), Holds.AHEAD),
        line(HolidayWindowDecided(first=date(2026, 4, 1), window=SUNDAYS), Holds.NOW, ""),
        line(PlaceDecided(first=date(2026, 4, 1), place="本庁舎2階 3番窓口"), Holds.NOW),
        line(PlaceDecided(first=date(2025, 4, 1), place="第二庁舎1階"), Holds.BEFORE),
        line(TermDecided(first=date(2026, 4, 1), term=Term.SCREENING, days=10), Holds.NOW),
        line(ClosingDaysDecided(first=DAY, last=date(2026, 12, 4)), Holds.AHEAD),
        line(ClosingDaysDecided(first=date(2026, 11, 2), last=date(2026, 11, 2)), Holds.BEFORE),
    ),
)
NOTHING_DECIDED: Final = SettingsPage(
    window=WINDOW,
    hours=USUAL_HOURS,
    holiday_window=None,
    place="",
    days=tuple(USUAL_DAYS.items()),
    lines=(),
)
_LISTS: Final = {"weekdays": Weekday, "weeks": WEEKS, "terms": Term}


def setting_forms(problem: Any) -> list[dict[str, Any]]:
    """Return each form of a setting, empty and refused."""
    return [
        {"kind": kind, "title": one.title, "posted": Posted(), "problem": told, **_LISTS}
        for kind, one in KINDS.items()
        for told in (None, problem)
    ]


SETTINGS_PAGES: Final = [
    {"page": SETTINGS, "kinds": KINDS, "done": True},
    {"page": NOTHING_DECIDED, "kinds": KINDS, "done": False},
]
