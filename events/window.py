"""
Window (窓口): on which days and at which hours a desk is open, as settings and calendar have it.

Days are Tokyo civil dates, times of day are what the clock in Tokyo shows. Public holidays come in
as plain dates: who keeps their calendar is no matter of the rules.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Protocol

from events.values import TOKYO, tokyo_date


class Weekday(StrEnum):
    """曜日."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class WindowHours:
    """窓口時間: on these days of the week, public holidays apart."""

    weekdays: tuple[Weekday, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class HolidayWindow:
    """休日窓口: on the first, second, … (`weeks`, 1 to 5) such day of each month."""

    weekday: Weekday
    weeks: tuple[int, ...]
    opens: time
    closes: time


class Rules(Protocol):
    """What a desk has decided about its days, as it holds on a date."""

    def hours(self, on: date) -> WindowHours:
        """Return the 窓口時間."""
        ...

    def holiday_window(self, on: date) -> HolidayWindow | None:
        """Return the 休日窓口, if there is one."""
        ...

    def closed(self, on: date) -> bool:
        """Say whether it is a closing day of its own."""
        ...


@dataclass(frozen=True)
class Open:
    """The hours of one day."""

    opens: time
    closes: time


_WEEK: Final = tuple(Weekday)
_DAY: Final = timedelta(days=1)
_FAR: Final = 366
_TURN_OF_THE_YEAR: Final = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
"""年末年始 (地方自治法4条の2)."""


@dataclass(frozen=True)
class Calendar:
    """
    The opening days of one desk; `holidays` are the public ones (国民の祝日・休日) near today.

    A desk that opens on no day within a year is taken as open on every day: nobody's deadline
    waits for ever.
    """

    rules: Rules
    holidays: Set[date]

    def hours(self, on: date) -> Open | None:
        """Return the hours of a day, or None when the desk is closed."""
        if (on.month, on.day) in _TURN_OF_THE_YEAR or self.rules.closed(on):
            return None
        usual, extra = self.rules.hours(on), self.rules.holiday_window(on)
        if _WEEK[on.weekday()] in usual.weekdays and on not in self.holidays:
            return Open(usual.opens, usual.closes)
        if extra and _WEEK[on.weekday()] is extra.weekday and (on.day + 6) // 7 in extra.weeks:
            return Open(extra.opens, extra.closes)
        return None

    def is_open(self, on: date) -> bool:
        """Say whether the desk is open on a day."""
        return self.hours(on) is not None

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the next on which the desk is open."""
        days = (day + n * _DAY for n in range(_FAR))
        return next((one for one in days if self.is_open(one)), day)

    def on_or_before(self, day: date) -> date:
        """Return the day itself or the last before it on which the desk is open."""
        days = (day - n * _DAY for n in range(_FAR))
        return next((one for one in days if self.is_open(one)), day)

    def opening_days_later(self, day: date, count: int) -> date:
        """Return the opening day that comes as the `count`-th after a day."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def end_of_next_opening_day(self, after: datetime) -> datetime:
        """Return when the desk closes on its first opening day after the day of an instant, UTC."""
        day = self.on_or_after(tokyo_date(after) + _DAY)
        hours = self.hours(day)
        closes = hours.closes if hours else time.max
        return datetime.combine(day, closes, tzinfo=TOKYO).astimezone(UTC)
