"""Dates (年月日): Tokyo civil dates as people write them, in an era or a Western year."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final, Protocol

TOKYO: Final = timezone(timedelta(hours=9), "Asia/Tokyo")
"""Japan has had no summer time since 1951, and no instant shown here is older."""

_ERAS: Final = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 10, 23)),
)
_SPLIT: Final = r"\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?"
_WESTERN: Final = (re.compile(r"(\d{4})" + _SPLIT), re.compile(r"(\d{4})(\d{2})(\d{2})"))
_ERA: Final = (
    re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])\.?\s*(\d{1,2}|元)" + _SPLIT),
    re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])(\d{2})(\d{2})(\d{2})"),
)
_CLOCKS: Final = (
    re.compile(r"(\d{1,2}):(\d{2})"),
    re.compile(r"(\d{2})(\d{2})"),
    re.compile(r"(\d{1,2})時(?:(\d{1,2})分)?"),
)
_PART: Final = r"\s*[年./\-]?(?:\s*(\d{1,2})\s*月?)?"
_PARTS: Final = (
    re.compile(r"()(\d{4})" + _PART),
    re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])\.?\s*(\d{1,2}|元)" + _PART),
)
_STORED: Final = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_WEEKDAYS: Final = "月火水木金土日"


class Hours(Protocol):
    """What opens and closes at times of the day, as the clock in Tokyo shows."""

    @property
    def opens(self) -> time:
        """When it opens."""
        ...

    @property
    def closes(self) -> time:
        """When it closes."""
        ...


def today() -> date:
    """Return the civil date in Tokyo now."""
    return datetime.now(UTC).astimezone(TOKYO).date()


def parse(text: str) -> date | None:
    """
    Read a date as typed: 昭和22年5月3日, S22.5.3, S220503, 1947/5/3, 19470503, in any width.

    A year after an era's end counts on (昭和64年5月); one before its first day is no date.
    """
    typed = unicodedata.normalize("NFKC", text).strip().upper()
    for pattern in _WESTERN:
        if found := pattern.fullmatch(typed):
            year, month, day = (int(group) for group in found.groups())
            return _date(year, month, day)
    for pattern in _ERA:
        if found := pattern.fullmatch(typed):
            return _in_era(*(str(group) for group in found.groups()))
    return None


def clock_time(text: str) -> time | None:
    """Read a time of day as typed: 14:30, 14時30分, 1430, in any width; None when it is none."""
    typed = unicodedata.normalize("NFKC", text).strip()
    found = next((found for clock in _CLOCKS if (found := clock.fullmatch(typed))), None)
    if found is None:
        return None
    hour, minute = (int(part or 0) for part in found.groups())
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_known(text: str) -> str:
    """
    Read as much of a date as is known, as ISO: 1947-05-03, 1947-05 or 1947; empty when it is none.

    A year alone is typed 昭和22年, S22 or 1947, with a month 昭和22年5月, S22.5 or 1947/5.
    """
    if (day := parse(text)) is not None:
        return day.isoformat()
    typed = unicodedata.normalize("NFKC", text).strip().upper()
    found = next((found for one in _PARTS if (found := one.fullmatch(typed))), None)
    if found is None:
        return ""
    era, number, month = found.groups()
    year = _year(era, number) if era else int(number)
    known = _date(year, int(month or 1), 1) if year else None
    if known is None or known > today():
        return ""
    return f"{year:04d}-{known.month:02d}" if month else f"{year:04d}"


def whole_number(text: str) -> int | None:
    """Read a whole number as typed: 1,204 or １２０４; None when it is none."""
    typed = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else None


def in_era(day: date) -> str:
    """Write a date in its era: 昭和22年5月3日."""
    for name, _, first in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def with_weekday(day: date) -> str:
    """Write a date in its era with the day of the week: 令和8年11月23日（月）."""
    return f"{in_era(day)}（{_WEEKDAYS[day.weekday()]}）"


def hours(window: Hours) -> str:
    """Write the hours of a window: 8:30～17:00."""
    return f"{clock(window.opens)}～{clock(window.closes)}"


def clock(at: time) -> str:
    """Write a time of day: 8:30."""
    return f"{at.hour}:{at.minute:02d}"


def at_tokyo(instant: datetime) -> str:
    """Write an instant as the clock in Tokyo shows it: 令和8年11月23日（月）9:05."""
    local = instant.astimezone(TOKYO)
    return f"{with_weekday(local.date())}{local.hour}:{local.minute:02d}"


def born(text: str, on: date) -> str:
    """Write a birth date with its Western year and the age on that day, or what is known of it."""
    day = parse(text)
    if day is None:
        return _known(text)
    age = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    return f"{in_era(day)}（{day.year}年、{age}歳）"


def _known(text: str) -> str:
    """Write a year, or a year and a month; anything else as it stands."""
    found = _STORED.fullmatch(text)
    if found is None:
        return text
    if found[2] is None:
        return f"{found[1]}年（月日はわからない）"
    return f"{found[1]}年{int(found[2])}月（日はわからない）"


def _year(era: str, number: str) -> int:
    """Return the Western year of one of an era; 0 when there is none."""
    first = next(start for name, letter, start in _ERAS if era in {name, letter})
    year = 1 if number == "元" else int(number)
    return first.year + year - 1 if year else 0


def _in_era(era: str, year: str, month: str, day: str) -> date | None:
    first = next(start for name, letter, start in _ERAS if era in {name, letter})
    number = 1 if year == "元" else int(year)
    found = _date(first.year + number - 1, int(month), int(day))
    return found if found is not None and number > 0 and found >= first else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
