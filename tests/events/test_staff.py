"""Staff (職員): accounts and their dated appointments (任用), R75."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.staff import (
    Appointment,
    AppointmentAlreadyMade,
    AppointmentEndsBeforeItStarts,
    AppointmentProlonged,
    AppointmentUnknown,
    DeactivateStaff,
    EndAppointment,
    Staff,
    StaffAlreadyRegistered,
    StaffAppointed,
    StaffCommand,
    StaffDeactivated,
    StaffEvent,
    StaffNotActive,
    decide,
    evolve,
)
from events.values import Period, Role
from tests.builders import (
    APPOINT,
    APPOINTMENT,
    DESK,
    FISCAL_YEAR,
    LOANS,
    OPEN_TENANT,
    OTHER_APPOINTMENT,
    REGISTER_STAFF,
    TODAY,
    YESTERDAY,
)
from tests.events.examples.organisation import TENANT_OPENED
from tests.events.examples.staff import APPOINTMENT_ENDED, STAFF_APPOINTED, STAFF_REGISTERED

pytestmark = pytest.mark.pure

ALSO_APPOINTED = StaffAppointed(
    appointment_id=OTHER_APPOINTMENT, programme=LOANS, role=Role.BUDGET_WORKER, period=FISCAL_YEAR
)
END_TODAY = EndAppointment(appointment_id=APPOINTMENT, last_day=TODAY)
LAST_DAY = date(2025, 3, 31)


def given(*past: StaffEvent) -> Staff:
    state = Staff()
    for event in past:
        state = evolve(state, event)
    return state


def in_force(state: Staff, on: date) -> Appointment | None:
    return state.appointment(programme=DESK, role=Role.WORKER, on=on)


# Accounts.


def test_registering_records_the_name_and_the_work_login() -> None:
    state = given()

    events = decide(REGISTER_STAFF, state)

    assert events == (STAFF_REGISTERED,)


@pytest.mark.parametrize(
    "past",
    [
        (STAFF_REGISTERED,),
        (STAFF_REGISTERED, StaffDeactivated()),
        (STAFF_REGISTERED, STAFF_APPOINTED, StaffDeactivated()),
    ],
    ids=["active", "stopped", "stopped with an appointment"],
)
def test_an_account_is_created_once_even_after_it_was_stopped(past: tuple[StaffEvent, ...]) -> None:
    state = given(*past)

    with pytest.raises(StaffAlreadyRegistered):
        decide(REGISTER_STAFF, state)


def test_an_active_account_can_be_stopped() -> None:
    state = given(STAFF_REGISTERED)

    events = decide(DeactivateStaff(), state)

    assert events == (StaffDeactivated(),)


@pytest.mark.parametrize("command", [APPOINT, END_TODAY, DeactivateStaff()])
@pytest.mark.parametrize(
    "past",
    [(), (STAFF_REGISTERED, STAFF_APPOINTED, StaffDeactivated())],
    ids=["never created", "stopped"],
)
def test_only_an_active_account_is_appointed_ended_or_stopped(
    command: StaffCommand, past: tuple[StaffEvent, ...]
) -> None:
    state = given(*past)

    with pytest.raises(StaffNotActive):
        decide(command, state)


# Appointments.


def test_appointing_records_programme_role_and_period() -> None:
    state = given(STAFF_REGISTERED)

    events = decide(APPOINT, state)

    assert events == (STAFF_APPOINTED,)


def test_an_account_may_hold_several_appointments() -> None:
    state = given(STAFF_REGISTERED, ALSO_APPOINTED)

    events = decide(APPOINT, state)

    assert events == (STAFF_APPOINTED,)


def test_an_appointment_is_made_once() -> None:
    state = given(STAFF_REGISTERED, ALSO_APPOINTED, STAFF_APPOINTED)

    with pytest.raises(AppointmentAlreadyMade):
        decide(APPOINT, state)


def test_an_appointment_does_not_end_before_it_starts() -> None:
    state = given(STAFF_REGISTERED)
    backwards = Period(TODAY, YESTERDAY)

    with pytest.raises(AppointmentEndsBeforeItStarts):
        decide(replace(APPOINT, period=backwards), state)


@pytest.mark.parametrize("period", [Period(TODAY, TODAY), Period(TODAY)], ids=["a day", "open"])
def test_an_appointment_may_last_one_day_or_have_no_last_day(period: Period) -> None:
    state = given(STAFF_REGISTERED)

    events = decide(replace(APPOINT, period=period), state)

    assert events == (replace(STAFF_APPOINTED, period=period),)


def test_ending_an_appointment_records_its_last_day() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED)

    events = decide(END_TODAY, state)

    assert events == (APPOINTMENT_ENDED,)


def test_an_appointment_without_a_last_day_can_be_ended() -> None:
    state = given(STAFF_REGISTERED, replace(STAFF_APPOINTED, period=Period(date(2024, 4, 1))))

    events = decide(END_TODAY, state)

    assert events == (APPOINTMENT_ENDED,)


def test_an_appointment_may_end_on_its_first_day() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED)

    events = decide(replace(END_TODAY, last_day=FISCAL_YEAR.first), state)

    assert events == (replace(APPOINTMENT_ENDED, last_day=FISCAL_YEAR.first),)


def test_ending_an_appointment_on_the_day_it_ends_anyway_adds_nothing() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED)

    events = decide(replace(END_TODAY, last_day=LAST_DAY), state)

    assert events == ()


def test_an_appointment_does_not_end_before_its_first_day() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED)

    with pytest.raises(AppointmentEndsBeforeItStarts):
        decide(replace(END_TODAY, last_day=FISCAL_YEAR.first - timedelta(days=1)), state)


def test_ending_an_appointment_never_makes_it_longer() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED, APPOINTMENT_ENDED)

    with pytest.raises(AppointmentProlonged):
        decide(replace(END_TODAY, last_day=LAST_DAY), state)


def test_only_an_appointment_that_was_made_can_be_ended() -> None:
    state = given(STAFF_REGISTERED, ALSO_APPOINTED)

    with pytest.raises(AppointmentUnknown):
        decide(END_TODAY, state)


# What the gate asks.


def test_an_appointment_is_in_force_on_its_first_and_on_its_last_day() -> None:
    state = given(STAFF_REGISTERED, ALSO_APPOINTED, STAFF_APPOINTED)
    standing = Appointment(APPOINTMENT, DESK, Role.WORKER, FISCAL_YEAR)

    found = {day: in_force(state, day) for day in (FISCAL_YEAR.first, TODAY, LAST_DAY)}

    assert found == {FISCAL_YEAR.first: standing, TODAY: standing, LAST_DAY: standing}


def test_an_appointment_is_not_in_force_outside_its_period() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED)

    before = in_force(state, FISCAL_YEAR.first - timedelta(days=1))
    after = in_force(state, LAST_DAY + timedelta(days=1))

    assert (before, after) == (None, None)


def test_an_ended_appointment_is_in_force_up_to_its_last_day_and_no_longer() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED, ALSO_APPOINTED, APPOINTMENT_ENDED)

    shortened = Appointment(APPOINTMENT, DESK, Role.WORKER, Period(FISCAL_YEAR.first, TODAY))
    untouched = Appointment(OTHER_APPOINTMENT, LOANS, Role.BUDGET_WORKER, FISCAL_YEAR)
    assert state == Staff(active=True, appointments=(shortened, untouched), registered=True)
    assert in_force(state, TODAY) == shortened
    assert in_force(state, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("programme", "role"),
    [(LOANS, Role.WORKER), (DESK, Role.BUDGET_WORKER)],
    ids=["other programme", "other role"],
)
def test_an_appointment_counts_for_its_own_programme_and_role_only(
    programme: UUID, role: Role
) -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED, ALSO_APPOINTED)

    found = state.appointment(programme=programme, role=role, on=TODAY)

    assert found is None


def test_a_stopped_account_holds_no_appointment_from_that_moment() -> None:
    state = given(STAFF_REGISTERED, STAFF_APPOINTED, StaffDeactivated())

    standing = Appointment(APPOINTMENT, DESK, Role.WORKER, FISCAL_YEAR)
    assert state == Staff(active=False, appointments=(standing,), registered=True)
    assert in_force(state, TODAY) is None


# What is not about an account.


def test_only_what_happens_to_accounts_is_folded_and_decided() -> None:
    state = given(STAFF_REGISTERED)

    assert evolve(state, TENANT_OPENED) == state
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, state)  # pyright: ignore[reportArgumentType]  # the point of the test
