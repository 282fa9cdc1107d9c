"""Window (窓口): on which days and at which hours a desk is open."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from events.setting import USUAL_HOURS
from events.values import tokyo_date
from events.window import Calendar, HolidayWindow, Open, Weekday, WindowHours
from tests.builders import SECOND_SUNDAY

pytestmark = pytest.mark.pure

SPORTS_DAY = date(2024, 10, 14)
USUAL = Open(time(8, 30), time(17))


@dataclass(frozen=True)
class Rules:
    """A desk that keeps the same days all the time."""

    weekly: WindowHours = USUAL_HOURS
    extra: HolidayWindow | None = None
    shut: frozenset[date] = field(default_factory=frozenset[date])

    def hours(self, on: date) -> WindowHours:
        assert on
        return self.weekly

    def holiday_window(self, on: date) -> HolidayWindow | None:
        assert on
        return self.extra

    def closed(self, on: date) -> bool:
        return on in self.shut


def calendar(*shut: date, extra: HolidayWindow | None = None) -> Calendar:
    return Calendar(Rules(extra=extra, shut=frozenset(shut)), frozenset({SPORTS_DAY}))


def test_a_desk_is_open_on_its_days_of_the_week() -> None:
    week = [date(2024, 10, 7) + timedelta(days=n) for n in range(7)]

    hours = [calendar().hours(day) for day in week]

    assert hours == [USUAL] * 5 + [None, None]


@pytest.mark.parametrize(
    "day",
    [
        SPORTS_DAY,
        date(2024, 12, 30),
        date(2024, 12, 31),
        date(2025, 1, 1),
        date(2025, 1, 2),
        date(2025, 1, 3),
        date(2025, 12, 29),
        date(2024, 10, 16),
    ],
)
def test_a_desk_is_closed_on_public_holidays_at_the_turn_of_the_year_and_on_its_own_days(
    day: date,
) -> None:
    """地方自治法4条の2."""
    assert not calendar(date(2024, 10, 16)).is_open(day)


@pytest.mark.parametrize("day", [date(2024, 12, 27), date(2025, 1, 6), date(2024, 10, 15)])
def test_a_desk_is_open_on_the_days_beside(day: date) -> None:
    assert calendar(date(2024, 10, 16)).is_open(day)


def test_a_holiday_window_opens_on_its_day_of_the_month_only() -> None:
    open_then = calendar(extra=SECOND_SUNDAY)
    sundays = [date(2024, 9, 1) + timedelta(weeks=n) for n in range(9)]

    opened = [day for day in sundays if open_then.is_open(day)]

    assert opened == [date(2024, 9, 8), date(2024, 10, 13)]
    assert open_then.hours(date(2024, 10, 13)) == Open(time(9), time(12))


@pytest.mark.parametrize(("week", "day"), [(1, 7), (2, 8), (2, 14), (3, 15), (4, 28), (5, 29)])
def test_the_weeks_of_a_month_are_counted_by_sevens(week: int, day: int) -> None:
    on = date(2024, 9, day)
    extra = HolidayWindow(tuple(Weekday)[on.weekday()], (week,), time(18), time(20))
    never = WindowHours((), time(9), time(17))

    assert Calendar(Rules(never, extra), frozenset()).hours(on) == Open(time(18), time(20))


def test_a_holiday_window_is_open_on_a_public_holiday_but_not_at_the_turn_of_the_year() -> None:
    mondays = HolidayWindow(Weekday.MONDAY, (2, 5), time(9), time(12))
    open_then = calendar(date(2024, 9, 30), extra=mondays)

    assert open_then.hours(SPORTS_DAY) == Open(time(9), time(12))
    assert open_then.hours(date(2024, 12, 9)) == USUAL
    assert open_then.hours(date(2024, 12, 30)) is None
    assert open_then.hours(date(2024, 9, 30)) is None


def test_the_next_and_the_last_opening_day_are_the_day_itself_when_it_is_one() -> None:
    friday, saturday, tuesday = date(2024, 10, 11), date(2024, 10, 12), date(2024, 10, 15)
    open_then = calendar()

    assert (open_then.on_or_after(friday), open_then.on_or_before(friday)) == (friday, friday)
    assert (open_then.on_or_after(saturday), open_then.on_or_before(SPORTS_DAY)) == (
        tuesday,
        friday,
    )


def test_opening_days_are_counted_from_the_day_after() -> None:
    thursday, open_then = date(2024, 12, 26), calendar()

    days = [open_then.opening_days_later(thursday, n) for n in range(4)]

    assert days == [thursday, date(2024, 12, 27), date(2025, 1, 6), date(2025, 1, 7)]


@pytest.mark.parametrize(
    ("after", "closes"),
    [
        (datetime(2024, 10, 11, 8, 20, tzinfo=UTC), datetime(2024, 10, 15, 8, tzinfo=UTC)),
        (datetime(2024, 10, 14, 14, 59, tzinfo=UTC), datetime(2024, 10, 15, 8, tzinfo=UTC)),
        (datetime(2024, 10, 14, 15, 0, tzinfo=UTC), datetime(2024, 10, 16, 8, tzinfo=UTC)),
    ],
)
def test_the_end_of_the_next_opening_day_is_told_in_utc(after: datetime, closes: datetime) -> None:
    """R39: on a Friday evening in Tokyo it is the Tuesday after a long weekend, 17:00 there."""
    assert calendar().end_of_next_opening_day(after) == closes


def test_a_desk_that_never_opens_is_taken_as_open_so_that_nothing_waits_for_ever() -> None:
    never = Calendar(Rules(WindowHours((), time(9), time(17))), frozenset())
    day = date(2024, 10, 1)

    assert (never.on_or_after(day), never.on_or_before(day)) == (day, day)
    assert never.end_of_next_opening_day(datetime(2024, 10, 1, tzinfo=UTC)) == datetime(
        2024, 10, 2, 14, 59, 59, 999999, tzinfo=UTC
    )


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WINDOWS = st.builds(
    HolidayWindow,
    st.sampled_from(Weekday),
    st.lists(st.integers(1, 5), min_size=1, unique=True).map(tuple),
    st.just(time(9)),
    st.just(time(12)),
)
CALENDARS = st.builds(
    Calendar,
    st.builds(
        Rules,
        st.builds(
            WindowHours,
            st.lists(st.sampled_from(Weekday), min_size=1, unique=True).map(tuple),
            st.just(time(8, 30)),
            st.just(time(17)),
        ),
        st.none() | WINDOWS,
        st.frozensets(DAYS, max_size=5),
    ),
    st.frozensets(DAYS, max_size=5),
)


@drawn(CALENDARS, DAYS)
def test_no_opening_day_lies_between_a_day_and_the_one_it_is_moved_to(
    desk: Calendar, day: date
) -> None:
    later, earlier = desk.on_or_after(day), desk.on_or_before(day)

    assert desk.is_open(later)
    assert desk.is_open(earlier)
    between = [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]
    assert [one for one in between if desk.is_open(one)] == []
    assert earlier <= day <= later


@drawn(CALENDARS, DAYS, st.integers(1, 10))
def test_as_many_opening_days_pass_as_were_asked_for(desk: Calendar, day: date, count: int) -> None:
    until = desk.opening_days_later(day, count)

    passed = [day + timedelta(days=n) for n in range(1, (until - day).days + 1)]
    assert sum(map(desk.is_open, passed)) == count


@drawn(CALENDARS, DAYS, st.times())
def test_the_end_of_the_next_opening_day_is_later_and_on_an_opening_day(
    desk: Calendar, day: date, at: time
) -> None:
    instant = datetime.combine(day, at, tzinfo=UTC)

    closes = desk.end_of_next_opening_day(instant)

    assert tokyo_date(closes) > tokyo_date(instant)
    assert desk.is_open(tokyo_date(closes))


@drawn(CALENDARS, st.integers(2020, 2035), st.sampled_from([(12, 29), (12, 31), (1, 1), (1, 3)]))
def test_no_desk_opens_at_the_turn_of_the_year(
    desk: Calendar, year: int, at: tuple[int, int]
) -> None:
    assert not desk.is_open(date(year, *at))
