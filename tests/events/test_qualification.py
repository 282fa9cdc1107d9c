"""Qualification (資格・研修): what somebody has passed or attended, and until when."""

from dataclasses import replace
from datetime import date

import pytest

from events.base import Event
from events.qualification import (
    REQUIRED,
    Qualification,
    QualificationEndsBeforeItStarts,
    QualificationInTheFuture,
    Qualifications,
    QualificationUnknown,
    RecordQualification,
    WithdrawQualification,
    decide,
    evolve,
)
from events.values import Role
from tests.builders import QUALIFICATION, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.staff import (
    QUALIFICATION_RECORDED,
    QUALIFICATION_WITHDRAWN,
    STAFF_REGISTERED,
)

pytestmark = pytest.mark.pure

LAST = date(2029, 9, 29)
RECORD = RecordQualification(
    qualification_id=QUALIFICATION,
    qualification=Qualification.WORKER_TRAINING,
    gained_on=YESTERDAY,
    valid_until=LAST,
)
FOR_GOOD = replace(
    QUALIFICATION_RECORDED,
    qualification_id=UNKNOWN,
    qualification=Qualification.CERTIFIED_SOCIAL_WORKER,
    valid_until=None,
)
TRAINED, LICENSED = Qualification.WORKER_TRAINING, Qualification.CERTIFIED_SOCIAL_WORKER


def given(*past: Event) -> Qualifications:
    state = Qualifications()
    for event in past:
        state = evolve(state, event)
    return state


def test_what_somebody_has_is_recorded_with_its_days() -> None:
    assert decide(RECORD, given(), today=TODAY) == (QUALIFICATION_RECORDED,)
    assert given(STAFF_REGISTERED) == Qualifications()


def test_it_counts_from_its_first_to_its_last_day_or_for_good() -> None:
    state = given(QUALIFICATION_RECORDED, FOR_GOOD)

    days = (date(2024, 9, 29), YESTERDAY, LAST, date(2029, 9, 30))
    assert [state.in_force(day) for day in days] == [
        frozenset(),
        {TRAINED, LICENSED},
        {TRAINED, LICENSED},
        {LICENSED},
    ]


def test_the_same_again_adds_nothing_and_another_day_does() -> None:
    state = given(QUALIFICATION_RECORDED)
    again = replace(RECORD, qualification_id=UNKNOWN)
    renewed = replace(again, gained_on=TODAY, valid_until=None)

    assert decide(again, state, today=TODAY) == ()
    assert len(decide(renewed, state, today=TODAY)) == 1


def test_what_is_not_yet_gained_is_not_recorded() -> None:
    ahead = replace(RECORD, gained_on=TOMORROW)

    with pytest.raises(QualificationInTheFuture):
        decide(ahead, given(), today=TODAY)
    assert decide(replace(RECORD, gained_on=TODAY), given(), today=TODAY)


def test_it_counts_on_one_day_at_least() -> None:
    with pytest.raises(QualificationEndsBeforeItStarts):
        decide(replace(RECORD, valid_until=date(2024, 9, 29)), given(), today=TODAY)
    assert decide(replace(RECORD, valid_until=YESTERDAY), given(), today=TODAY)


def test_a_wrong_record_is_taken_back_once() -> None:
    state = given(QUALIFICATION_RECORDED, FOR_GOOD)
    withdraw = WithdrawQualification(qualification_id=QUALIFICATION)

    assert decide(withdraw, state, today=TODAY) == (QUALIFICATION_WITHDRAWN,)
    after = evolve(state, QUALIFICATION_WITHDRAWN)
    assert after == Qualifications((FOR_GOOD,))
    with pytest.raises(QualificationUnknown):
        decide(withdraw, after, today=TODAY)


def test_the_training_that_the_roles_ask_for_is_missing_until_it_counts() -> None:
    state = given(QUALIFICATION_RECORDED)
    roles = [Role.WORKER, Role.BUDGET_WORKER, Role.CITY_WELFARE_CHIEF]

    assert state.missing(roles, TODAY) == {Qualification.BUDGET_WORKER_TRAINING}
    assert state.missing([Role.WORKER], date(2029, 9, 30)) == {TRAINED}
    assert set(REQUIRED) == {
        Role.SENIOR_WORKER,
        Role.WORKER,
        Role.EMPLOYMENT_WORKER,
        Role.BUDGET_WORKER,
    }


def test_what_will_not_count_any_more_is_told_unless_it_was_renewed() -> None:
    state = given(QUALIFICATION_RECORDED, FOR_GOOD)
    renewed = replace(QUALIFICATION_RECORDED, qualification_id=UNKNOWN, valid_until=None)

    assert state.ending(TODAY, date(2029, 9, 28)) == frozenset()
    assert state.ending(TODAY, LAST) == {TRAINED}
    assert state.ending(date(2029, 9, 30), date(2030, 1, 1)) == frozenset()
    assert evolve(state, renewed).ending(TODAY, LAST) == frozenset()
