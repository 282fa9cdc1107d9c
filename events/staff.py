"""Staff (職員): one account, holding dated appointments (任用) to a role in a programme (R75)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import Period, Role

# Events


@dataclass(frozen=True, kw_only=True)
class StaffRegistered(Event):
    """A person who works here gets an account. The login is a work login, not a private address."""

    TOPIC: ClassVar[str] = "staff.registered"
    staff_id: UUID
    name: str
    login: str


@dataclass(frozen=True, kw_only=True)
class StaffAppointed(Event):
    """The account may act in one role of one programme during a period."""

    TOPIC: ClassVar[str] = "staff.appointed"
    appointment_id: UUID
    programme: UUID
    role: Role
    period: Period


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event):
    """The appointment ends: `last_day` is its last day (R75: the same day)."""

    TOPIC: ClassVar[str] = "staff.appointment-ended"
    appointment_id: UUID
    last_day: date


@dataclass(frozen=True, kw_only=True)
class StaffDeactivated(Event):
    """The account may no longer be used, from this moment."""

    TOPIC: ClassVar[str] = "staff.deactivated"


StaffEvent: TypeAlias = StaffRegistered | StaffAppointed | AppointmentEnded | StaffDeactivated

# State


@dataclass(frozen=True)
class Appointment:
    """One dated appointment as it stands."""

    appointment_id: UUID
    programme: UUID
    role: Role
    period: Period


@dataclass(frozen=True)
class Staff:
    """What a decision about an account looks at, and what the gate asks of it."""

    active: bool = False
    appointments: tuple[Appointment, ...] = ()
    registered: bool = False

    def appointment(self, *, programme: UUID, role: Role, on: date) -> Appointment | None:
        """Return the appointment in force on that Tokyo civil date, if the account is active."""
        if not self.active:
            return None
        fitting = (a for a in self.appointments if a.programme == programme and a.role == role)
        return next((a for a in fitting if a.period.covers(on)), None)


def evolve(state: Staff, event: Event) -> Staff:
    """Fold one event; other concepts' events in the account's stream say nothing here."""
    match event:
        case StaffRegistered():
            return replace(state, active=True, registered=True)
        case StaffAppointed():
            new = Appointment(event.appointment_id, event.programme, event.role, event.period)
            return replace(state, appointments=(*state.appointments, new))
        case AppointmentEnded():
            return replace(
                state,
                appointments=tuple(
                    replace(a, period=Period(a.period.first, event.last_day))
                    if a.appointment_id == event.appointment_id
                    else a
                    for a in state.appointments
                ),
            )
        case StaffDeactivated():
            return replace(state, active=False)
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class RegisterStaff:
    """Create an account."""

    staff_id: UUID
    name: str
    login: str


@dataclass(frozen=True, kw_only=True)
class AppointStaff:
    """Appoint an account to a role in a programme."""

    appointment_id: UUID
    programme: UUID
    role: Role
    period: Period


@dataclass(frozen=True, kw_only=True)
class EndAppointment:
    """End an appointment."""

    appointment_id: UUID
    last_day: date


@dataclass(frozen=True, kw_only=True)
class DeactivateStaff:
    """Stop an account."""


StaffCommand: TypeAlias = RegisterStaff | AppointStaff | EndAppointment | DeactivateStaff


class StaffAlreadyRegistered(RuleViolation):
    """An account is created once."""


class StaffNotActive(RuleViolation):
    """Only an active account can be appointed, ended or stopped."""


class AppointmentAlreadyMade(RuleViolation):
    """An appointment is made once."""


class AppointmentUnknown(RuleViolation):
    """Only an appointment that was made can be ended."""


class AppointmentEndsBeforeItStarts(RuleViolation):
    """An appointment's last day is not before its first."""


class AppointmentProlonged(RuleViolation):
    """Ending an appointment never makes it longer; that takes a new one (R75)."""


def decide(command: StaffCommand, state: Staff) -> tuple[StaffEvent, ...]:
    """
    Decide about an account; ending an appointment on the day it ends anyway adds nothing.

    Raises:
        StaffAlreadyRegistered: when the account exists or existed.
        StaffNotActive: when it does not exist or was stopped.
        AppointmentAlreadyMade: when an appointment of this id exists.
        AppointmentUnknown: when the appointment was never made.
        AppointmentEndsBeforeItStarts: when a last day is before the first.
        AppointmentProlonged: when an end would come after the last day that stands.
    """
    if isinstance(command, RegisterStaff):
        if state.registered:
            raise StaffAlreadyRegistered
        return (StaffRegistered(staff_id=command.staff_id, name=command.name, login=command.login),)
    if not state.active:
        raise StaffNotActive
    match command:
        case AppointStaff():
            return _appoint(command, state)
        case EndAppointment():
            return _end(command, state)
        case DeactivateStaff():
            return (StaffDeactivated(),)
        case _:
            assert_never(command)


def _appoint(command: AppointStaff, state: Staff) -> tuple[StaffEvent, ...]:
    if any(a.appointment_id == command.appointment_id for a in state.appointments):
        raise AppointmentAlreadyMade
    if command.period.last is not None and command.period.last < command.period.first:
        raise AppointmentEndsBeforeItStarts
    return (
        StaffAppointed(
            appointment_id=command.appointment_id,
            programme=command.programme,
            role=command.role,
            period=command.period,
        ),
    )


def _end(command: EndAppointment, state: Staff) -> tuple[StaffEvent, ...]:
    periods = {a.appointment_id: a.period for a in state.appointments}
    if command.appointment_id not in periods:
        raise AppointmentUnknown
    period = periods[command.appointment_id]
    if command.last_day < period.first:
        raise AppointmentEndsBeforeItStarts
    if period.last is not None and command.last_day > period.last:
        raise AppointmentProlonged
    if command.last_day == period.last:
        return ()
    return (AppointmentEnded(appointment_id=command.appointment_id, last_day=command.last_day),)
