"""Values for settings, posts, qualifications and partners: of a city that does not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from events.partner import Channel
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
from events.values import AgencyKind, Language, Period
from events.window import HolidayWindow, Open, Weekday
from services.caseload_views import Window
from services.consent_texts import ConsentText
from services.desk_settings import Holds, SettingLine, SettingsPage
from services.partners import PartnerLine
from services.posts import HoldingLine, PostLine, PostsPage
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


TEXT: Final = ConsentText(
    document=UUID("5d1f1c0e-7a53-4c0c-9a39-0d1c6f0a2b11"),
    name="個人情報に関する管理・取扱規程",
    version="令和8年4月1日版",
    words="関係機関と共有することに同意します。",
    digest="0" * 64,
    classes=(AgencyKind.MEDICAL,),
    language=None,
    in_use=Period(date(2026, 4, 1)),
)
TEXTS: Final = (
    TEXT,
    replace(TEXT, language=Language.VIETNAMESE, in_use=Period(date(2020, 4, 1), date(2020, 4, 2))),
)
SETTINGS_PAGES: Final[list[dict[str, Any]]] = [
    {"page": SETTINGS, "kinds": KINDS, "done": True, "texts": TEXTS},
    {"page": NOTHING_DECIDED, "kinds": KINDS, "done": False, "texts": ()},
]

HELD: Final = HoldingLine(
    alias="h1", name="森 健", period=Period(date(2026, 4, 1), date(2027, 3, 31)), ended=False
)
POST: Final = PostLine(
    alias="o1",
    title="社会福祉協議会係長",
    holder="森 健",
    holdings=(
        HELD,
        HoldingLine(alias="h2", name="原 望", period=Period(date(2025, 4, 1)), ended=True),
    ),
)
VACANT: Final = PostLine(alias="o2", title="支援会議 会長", holder="", holdings=())
POSTS: Final = PostsPage(posts=(POST, VACANT), holders=(("a1", "森 健"), ("a2", "原 望")))
PARTNER: Final = PartnerLine(
    alias="r1",
    name="三田村 きよ",
    title="民生委員・児童委員（本町地区）",
    office="さくら市民生委員児童委員協議会",
    kind=AgencyKind.RESIDENT_ORGANISATION,
    channel=Channel.PHONE,
    first=date(2025, 12, 1),
    last=None,
    gone=False,
    successor="",
)
LEFT: Final = replace(
    PARTNER, alias="r2", office="", last=date(2026, 11, 30), gone=True, successor="三田村 きよ"
)


def pages(problem: Any) -> dict[str, list[dict[str, Any]]]:
    """Return every page of the organisation, as it is and refused."""
    listed = {"kinds": AgencyKind, "channels": Channel, "posted": Posted()}
    typed = {"holders": POSTS.holders, "posted": Posted()}
    return {
        "settings/settings.html": SETTINGS_PAGES,
        "settings/form.html": setting_forms(problem),
        "posts/posts.html": [
            {"page": POSTS, "posted": Posted()},
            {"page": PostsPage(posts=(), holders=()), "posted": Posted(), "problem": problem},
        ],
        "posts/post.html": [
            {"post": POST, **typed},
            {"post": VACANT, **typed, "problem": problem},
        ],
        "partners/partners.html": [
            {"partners": (PARTNER, LEFT), **listed},
            {"partners": (), **listed, "problem": problem},
        ],
        "partners/partner.html": [
            {"partner": PARTNER, "others": [LEFT], "posted": Posted()},
            {"partner": LEFT, "others": [], "posted": Posted(), "problem": problem},
        ],
    }
