"""Calendar of the demonstration: opening days, meetings, and a clock that stands in its time."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from events.values import TOKYO, tokyo_date

FIRST: Final = date(2024, 10, 1)
LAST: Final = date(2025, 6, 30)
"""The days of the demonstration: across 9条6項, the transfers of April and 拘禁刑."""
TRANSFERS: Final = date(2025, 4, 1)

OPENS: Final = time(8, 30)
LATEST_START: Final = 390
"""Minutes after the opening by which something begins, so that it ends before the desk closes."""
THURSDAY: Final = 3
SATURDAY: Final = 5


class Calendar:
    """The days on which the desk is open, and those on which the 支援調整会議 sits."""

    def __init__(self, holidays: frozenset[date]) -> None:
        """`holidays` are the closed weekdays of the demonstration's days."""
        self._holidays = holidays
        days = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
        self.days = tuple(day for day in days if self.is_open(day))

    def is_open(self, day: date) -> bool:
        """Say whether the desk is open on a Tokyo civil date."""
        return day.weekday() < SATURDAY and day not in self._holidays

    def after(self, day: date, opening_days: int) -> date:
        """Return the day that lies some opening days later; 0 = the day, or the next open one."""
        left = opening_days
        while left > 0 or not self.is_open(day):
            day += timedelta(1)
            left -= self.is_open(day)
        return day

    def meeting(self, day: date) -> date:
        """Return the next 支援調整会議 after a day: each month's third Thursday."""
        month = day.replace(day=1)
        while True:
            held = month + timedelta((THURSDAY - month.weekday()) % 7 + 14)
            if held > day:
                return self.after(held, 0)
            month = (month + timedelta(32)).replace(day=1)


class Clock:
    """
    The clock of the demonstration, in UTC: what is written is true at its time.

    The log's own times stay those of the database: when the city was really loaded (R74).
    """

    def __init__(self) -> None:
        """Stand at the opening of the first day."""
        self._now = opening(FIRST)

    def __call__(self) -> datetime:
        """Return the time at which it stands."""
        return self._now

    @property
    def today(self) -> date:
        """The Tokyo civil date on which it stands."""
        return tokyo_date(self._now)

    def put(self, moment: datetime) -> None:
        """Put it on to a moment in UTC."""
        self._now = moment

    def run(self, minutes: int) -> None:
        """Let some minutes go by."""
        self._now += timedelta(minutes=minutes)


def opening(day: date, minutes: int = 0) -> datetime:
    """Return a moment in UTC, in minutes after the desk opens on a Tokyo civil date."""
    return (datetime.combine(day, OPENS, tzinfo=TOKYO) + timedelta(minutes=minutes)).astimezone(UTC)


def some_time(day: date, dice: Random) -> datetime:
    """Draw a moment of a day, in UTC, at which something begins."""
    return opening(day, dice.randrange(5, LATEST_START))
