"""Team (当番): who is on duty at the desk on which days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from events.base import RuleViolation
from events.programme import ContractEnded
from events.team import (
    WEEK,
    AssignDuty,
    Duty,
    DutyAssigned,
    DutyEnded,
    DutyEndsBeforeItStarts,
    DutyProlonged,
    DutyUnknown,
    DutyWithoutDays,
    EndDuty,
    Team,
    TeamEvent,
    decide,
    evolve,
)
from events.window import Weekday
from tests.builders import COLLEAGUE, COUNSELLOR, DESK, LATER_NOTE, NOTE

pytestmark = pytest.mark.pure

MONDAY: Final = date(2025, 3, 31)
FRIDAY: Final = date(2025, 4, 4)
SET: Final = AssignDuty(
    programme=DESK,
    duty_id=NOTE,
    staff=COUNSELLOR,
    weekdays=(Weekday.MONDAY, Weekday.FRIDAY),
    first=MONDAY,
    last=FRIDAY,
)


def after(*events: TeamEvent) -> Team:
    state = Team()
    for event in events:
        state = evolve(state, event)
    return state


def on_duty(command: AssignDuty) -> Team:
    return after(*decide(command, Team()))


def test_a_duty_is_set_for_days_of_the_week_within_a_period() -> None:
    assert decide(SET, Team()) == (DutyAssigned(**vars(SET)),)
    assert on_duty(SET).duties == {
        NOTE: Duty(
            duty_id=NOTE,
            staff=COUNSELLOR,
            weekdays=(Weekday.MONDAY, Weekday.FRIDAY),
            first=MONDAY,
            last=FRIDAY,
        )
    }


def test_a_duty_falls_on_its_days_of_the_week_from_the_first_day_to_the_last() -> None:
    team = on_duty(SET)

    days = [MONDAY + timedelta(n) for n in range(-7, 12)]

    assert [day for day in days if team.on_duty(day)] == [MONDAY, FRIDAY]


def test_what_else_is_decided_of_a_programme_says_nothing_of_its_team() -> None:
    team = on_duty(SET)

    assert evolve(team, ContractEnded(last_day=MONDAY)) is team


def test_an_open_duty_goes_on() -> None:
    team = on_duty(replace(SET, last=None))

    assert team.on_duty(MONDAY + timedelta(weeks=60)) == (COUNSELLOR,)
    assert not team.duties[NOTE].over(date.max)


def test_the_week_begins_with_monday() -> None:
    duty = replace(on_duty(replace(SET, last=None)).duties[NOTE], weekdays=WEEK)

    for n, weekday in enumerate(WEEK):
        assert replace(duty, weekdays=(weekday,)).covers(MONDAY + timedelta(n))


def test_who_has_two_duties_on_one_day_is_on_duty_once() -> None:
    again = replace(DutyAssigned(**vars(SET)), duty_id=LATER_NOTE)
    other = replace(DutyAssigned(**vars(SET)), duty_id=DESK, staff=COLLEAGUE)

    assert after(DutyAssigned(**vars(SET)), again, other).on_duty(MONDAY) == (COUNSELLOR, COLLEAGUE)


def test_a_duty_is_ended_by_a_last_day() -> None:
    team = on_duty(SET)

    events = decide(EndDuty(duty_id=NOTE, last=MONDAY), team)

    assert events == (DutyEnded(duty_id=NOTE, last=MONDAY),)
    ended = after(DutyAssigned(**vars(SET)), *events)
    assert (ended.on_duty(MONDAY), ended.on_duty(FRIDAY)) == ((COUNSELLOR,), ())
    assert [ended.duties[NOTE].over(day) for day in (MONDAY, FRIDAY)] == [False, True]


def test_an_open_duty_is_ended() -> None:
    assert decide(EndDuty(duty_id=NOTE, last=FRIDAY), on_duty(replace(SET, last=None)))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(SET, weekdays=()), DutyWithoutDays),
        (replace(SET, weekdays=(Weekday.MONDAY, Weekday.MONDAY)), DutyWithoutDays),
        (replace(SET, last=MONDAY - timedelta(1)), DutyEndsBeforeItStarts),
        (EndDuty(duty_id=LATER_NOTE, last=MONDAY), DutyUnknown),
        (EndDuty(duty_id=NOTE, last=FRIDAY), DutyProlonged),
    ],
)
def test_what_means_nothing_is_refused(
    command: AssignDuty | EndDuty, refusal: type[RuleViolation]
) -> None:
    with pytest.raises(refusal):
        decide(command, on_duty(SET))


def test_a_duty_of_one_day_is_possible() -> None:
    assert on_duty(replace(SET, last=MONDAY)).on_duty(MONDAY) == (COUNSELLOR,)
