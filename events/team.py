"""
Team (窓口の当番): who is on duty at a programme's desk on which days.

The duties stand in the programme's stream. They say whom to ask, not who may see what: that is
decided by appointments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.window import Weekday

WEEK: Final = tuple(Weekday)
TEAM: Final = UUID(int=0)
"""In the place of a case's lead: nobody yet, the team of the day sees to it."""


@dataclass(frozen=True, kw_only=True)
class DutyAssigned(Event):
    """当番: `staff` is on duty on these days of the week, from `first` to `last` (None = open)."""

    TOPIC: ClassVar[str] = "team.duty-assigned"
    programme: UUID
    duty_id: UUID
    staff: UUID
    weekdays: tuple[Weekday, ...]
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Event):
    """当番の終わり: `last` is the last day of the duty; before its first day = it never was."""

    TOPIC: ClassVar[str] = "team.duty-ended"
    duty_id: UUID
    last: date


TeamEvent: TypeAlias = DutyAssigned | DutyEnded


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty as it stands; dates are Tokyo's and inclusive."""

    duty_id: UUID
    staff: UUID
    weekdays: tuple[Weekday, ...]
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Say whether the duty falls on a day."""
        within = self.first <= day and (self.last is None or day <= self.last)
        return within and WEEK[day.weekday()] in self.weekdays

    def over(self, day: date) -> bool:
        """Say whether the duty was over before a day."""
        return self.last is not None and self.last < day


@dataclass(frozen=True)
class Team:
    """The duties of a programme's desk, in the order in which they were set."""

    duties: Mapping[UUID, Duty] = field(default_factory=dict[UUID, Duty])

    def on_duty(self, day: date) -> tuple[UUID, ...]:
        """Return who is on duty on a day, each once."""
        return tuple(dict.fromkeys(d.staff for d in self.duties.values() if d.covers(day)))


def evolve(state: Team, event: Event) -> Team:
    """Fold one event; other concepts' events in the programme's stream say nothing here."""
    match event:
        case DutyAssigned():
            duty = Duty(
                duty_id=event.duty_id,
                staff=event.staff,
                weekdays=event.weekdays,
                first=event.first,
                last=event.last,
            )
            return Team({**state.duties, event.duty_id: duty})
        case DutyEnded():
            ended = replace(state.duties[event.duty_id], last=event.last)
            return Team({**state.duties, event.duty_id: ended})
        case _:
            return state


@dataclass(frozen=True, kw_only=True)
class AssignDuty:
    """Put somebody on duty."""

    programme: UUID
    duty_id: UUID
    staff: UUID
    weekdays: tuple[Weekday, ...]
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class EndDuty:
    """End a duty; `last` is its last day."""

    duty_id: UUID
    last: date


TeamCommand: TypeAlias = AssignDuty | EndDuty


class DutyWithoutDays(RuleViolation):
    """A duty falls on at least one day of the week, each named once."""


class DutyEndsBeforeItStarts(RuleViolation):
    """A duty's last day is not before its first."""


class DutyUnknown(RuleViolation):
    """Only a duty that was set is ended."""


class DutyProlonged(RuleViolation):
    """Ending a duty never makes it longer; that takes a new one."""


def decide(command: TeamCommand, state: Team) -> tuple[TeamEvent, ...]:
    """
    Decide about the duties of a desk.

    Raises:
        DutyWithoutDays, DutyEndsBeforeItStarts: when the duty would fall on no day.
        DutyUnknown, DutyProlonged: when there is nothing to end by that day.
    """
    match command:
        case AssignDuty():
            if not command.weekdays or len(set(command.weekdays)) != len(command.weekdays):
                raise DutyWithoutDays
            if command.last is not None and command.last < command.first:
                raise DutyEndsBeforeItStarts
            return (DutyAssigned(**vars(command)),)
        case EndDuty():
            return (_end(command, state),)
        case _:
            assert_never(command)


def _end(command: EndDuty, state: Team) -> DutyEnded:
    duty = state.duties.get(command.duty_id)
    if duty is None:
        raise DutyUnknown
    if duty.last is not None and command.last >= duty.last:
        raise DutyProlonged
    return DutyEnded(duty_id=command.duty_id, last=command.last)
