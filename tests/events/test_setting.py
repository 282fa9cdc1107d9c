"""Setting (設定): what a desk goes by from a day on; what held before stays known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from events.base import Event
from events.setting import (
    USUAL_DAYS,
    USUAL_HOURS,
    ClosingDaysDecided,
    ClosingTooLong,
    DecideSetting,
    Decision,
    HolidayWindowDecided,
    PlaceDecided,
    PlaceMissing,
    SettingEvent,
    SettingNotWithdrawable,
    Settings,
    SettingTakesEffectBackwards,
    Term,
    TermDecided,
    TermOutOfRange,
    WindowHoursDecided,
    WindowNeverOpen,
    WithdrawSetting,
    decide,
    evolve,
)
from events.window import Weekday
from tests.builders import (
    LATE_HOURS,
    SECOND_SUNDAY,
    SETTING,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.organisation import (
    CLOSING_DAYS_DECIDED,
    HOLIDAY_WINDOW_DECIDED,
    HOURS_DECIDED,
    PLACE_DECIDED,
    PROGRAMME_OPENED,
    SETTING_WITHDRAWN,
    TERM_DECIDED,
)

pytestmark = pytest.mark.pure

DECISIONS: list[Decision] = [
    HOURS_DECIDED,
    HOLIDAY_WINDOW_DECIDED,
    PLACE_DECIDED,
    TERM_DECIDED,
    CLOSING_DAYS_DECIDED,
]


def given(*past: Event) -> Settings:
    """Fold what happened, the first under the id of `SETTING_WITHDRAWN`."""
    state = Settings()
    for n, event in enumerate(past):
        state = evolve(state, event, event_id=SETTING if n == 0 else UUID(int=n))
    return state


def decided(decision: Decision, state: Settings, today: date = TODAY) -> tuple[SettingEvent, ...]:
    return decide(DecideSetting(decision=decision), state, today=today)


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_is_recorded_as_it_was_made(decision: Decision) -> None:
    state = given()

    events = decided(decision, state)

    assert events == (decision,)


def test_before_anything_is_decided_a_desk_is_open_from_monday_to_friday() -> None:
    state = given(PROGRAMME_OPENED)

    assert state == Settings()
    assert state.hours(TODAY) == USUAL_HOURS
    assert (USUAL_HOURS.opens, USUAL_HOURS.closes) == (time(8, 30), time(17))
    assert (state.holiday_window(TODAY), state.place(TODAY)) == (None, "")
    assert {term: state.days(term, TODAY) for term in Term} == USUAL_DAYS
    assert not state.closed(TODAY)


READS: list[tuple[Decision, Callable[[Settings, date], Any], Any, Any]] = [
    (HOURS_DECIDED, Settings.hours, USUAL_HOURS, LATE_HOURS),
    (HOLIDAY_WINDOW_DECIDED, Settings.holiday_window, None, SECOND_SUNDAY),
    (PLACE_DECIDED, Settings.place, "", "第二庁舎1階"),
    (TERM_DECIDED, lambda state, on: state.days(Term.SCREENING, on), 14, 10),
]


@pytest.mark.parametrize(("decision", "read", "before", "after"), READS)
def test_a_setting_holds_from_its_first_day_on_and_the_one_before_until_then(
    decision: Decision, read: Callable[[Settings, date], Any], before: Any, after: Any
) -> None:
    state = given(decision)

    held = [read(state, day) for day in (TODAY, TOMORROW, date(2030, 1, 1))]

    assert held == [before, after, after]


def test_what_begins_last_holds_and_of_one_beginning_what_was_decided_last() -> None:
    first = PlaceDecided(first=TODAY, place="本庁舎1階")
    later = PlaceDecided(first=date(2025, 4, 1), place="保健センター")
    instead = PlaceDecided(first=TODAY, place="本庁舎2階")

    state = given(first, later, instead)

    days = (YESTERDAY, TODAY, date(2025, 3, 31), date(2025, 4, 1))
    assert [state.place(day) for day in days] == ["", "本庁舎2階", "本庁舎2階", "保健センター"]


def test_each_term_has_a_length_of_its_own() -> None:
    state = given(TERM_DECIDED, TermDecided(first=TOMORROW, term=Term.BACKDATING, days=3))

    lengths = [state.days(term, TOMORROW) for term in Term]

    assert lengths == [10, 3, USUAL_DAYS[Term.HANDOVER_CONFIRMATION], 7, 14, 7]


def test_a_holiday_window_ends_when_none_is_decided() -> None:
    ended = HolidayWindowDecided(first=date(2025, 4, 1), window=None)
    state = given(HOLIDAY_WINDOW_DECIDED, ended)

    held = [state.holiday_window(day) for day in (date(2025, 3, 31), date(2025, 4, 1))]

    assert held == [SECOND_SUNDAY, None]


def test_closing_days_include_the_first_and_the_last() -> None:
    state = given(CLOSING_DAYS_DECIDED, HOURS_DECIDED)

    days = [date(2024, 10, 14) + timedelta(days=n) for n in range(4)]

    assert [state.closed(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("decision", DECISIONS)
def test_r74_no_setting_holds_from_a_day_that_has_passed(decision: Decision) -> None:
    """What was decided by the old one stays decided."""
    state = given()
    late: Any = replace(decision, first=YESTERDAY)

    with pytest.raises(SettingTakesEffectBackwards):
        decided(late, state)


def test_a_setting_may_hold_from_today() -> None:
    place = replace(PLACE_DECIDED, first=TODAY)

    assert decided(place, given()) == (place,)


@pytest.mark.parametrize(
    ("decision", "rule"),
    [
        (replace(HOURS_DECIDED, hours=replace(LATE_HOURS, weekdays=())), WindowNeverOpen),
        (replace(HOURS_DECIDED, hours=replace(LATE_HOURS, closes=time(9))), WindowNeverOpen),
        (
            replace(HOLIDAY_WINDOW_DECIDED, window=replace(SECOND_SUNDAY, weeks=())),
            WindowNeverOpen,
        ),
        (
            replace(HOLIDAY_WINDOW_DECIDED, window=replace(SECOND_SUNDAY, weeks=(2, 6))),
            WindowNeverOpen,
        ),
        (
            replace(HOLIDAY_WINDOW_DECIDED, window=replace(SECOND_SUNDAY, weeks=(0,))),
            WindowNeverOpen,
        ),
        (
            replace(HOLIDAY_WINDOW_DECIDED, window=replace(SECOND_SUNDAY, opens=time(12))),
            WindowNeverOpen,
        ),
        (replace(PLACE_DECIDED, place=" 　"), PlaceMissing),
        (replace(TERM_DECIDED, days=-1), TermOutOfRange),
        (replace(TERM_DECIDED, days=367), TermOutOfRange),
        (replace(CLOSING_DAYS_DECIDED, last=date(2024, 10, 14)), ClosingTooLong),
        (replace(CLOSING_DAYS_DECIDED, last=date(2025, 1, 16)), ClosingTooLong),
    ],
)
def test_a_setting_makes_sense(decision: Decision, rule: type[Exception]) -> None:
    state = given()

    with pytest.raises(rule):
        decided(decision, state)


@pytest.mark.parametrize(
    "decision",
    [
        replace(HOLIDAY_WINDOW_DECIDED, window=replace(SECOND_SUNDAY, weeks=(1, 5))),
        replace(HOLIDAY_WINDOW_DECIDED, window=None),
        replace(TERM_DECIDED, days=0),
        replace(TERM_DECIDED, days=366),
        replace(CLOSING_DAYS_DECIDED, last=date(2024, 10, 15)),
        replace(CLOSING_DAYS_DECIDED, last=date(2025, 1, 15)),
    ],
)
def test_a_setting_may_be_as_short_or_long_as_this(decision: Decision) -> None:
    state = given()

    assert decided(decision, state) == (decision,)


def test_the_same_said_twice_in_a_row_is_recorded_once() -> None:
    back = replace(HOURS_DECIDED, hours=USUAL_HOURS)

    assert decided(HOURS_DECIDED, given(HOURS_DECIDED)) == ()
    assert decided(HOURS_DECIDED, given(HOURS_DECIDED, back)) == (HOURS_DECIDED,)


def test_what_does_not_hold_yet_is_taken_back() -> None:
    state = given(HOURS_DECIDED, PLACE_DECIDED)

    events = decide(WithdrawSetting(record=SETTING), state, today=TODAY)

    assert events == (SETTING_WITHDRAWN,)
    after = given(HOURS_DECIDED, PLACE_DECIDED, SETTING_WITHDRAWN)
    assert after == Settings(((UUID(int=1), PLACE_DECIDED),))


@pytest.mark.parametrize(("record", "today"), [(SETTING, TOMORROW), (UNKNOWN, TODAY)])
def test_r74_what_holds_or_never_stood_is_not_taken_back(record: UUID, today: date) -> None:
    state = given(HOURS_DECIDED)

    with pytest.raises(SettingNotWithdrawable):
        decide(WithdrawSetting(record=record), state, today=today)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@drawn(st.lists(st.tuples(DAYS, st.integers(0, 366)), max_size=6), DAYS, st.data())
def test_a_later_decision_changes_nothing_before_its_first_day(
    made: list[tuple[date, int]], day: date, data: st.DataObject
) -> None:
    """R74: as-of is a function of the day; the past does not move."""
    past = [TermDecided(first=first, term=Term.SCREENING, days=days) for first, days in made]
    before = given(*past)
    first = data.draw(DAYS.filter(lambda one: one > day))
    after = given(*past, TermDecided(first=first, term=Term.SCREENING, days=1))

    assert after.days(Term.SCREENING, day) == before.days(Term.SCREENING, day)
    assert after.days(Term.SCREENING, first) == 1


def test_days_of_a_week_stand_in_their_order() -> None:
    assert [day.value for day in Weekday][::6] == ["monday", "sunday"]
    assert ClosingDaysDecided.TOPIC != WindowHoursDecided.TOPIC
