"""
Visit (訪問): planned, started, back safely (R57); who is out past the hour told is an alarm.

What the visitor must know for safety is a part of its own record. 不在票 follows the rule that was
set when the visit was planned: at some doors it must not name the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, TypeVar, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category, tokyo_date

T = TypeVar("T")


class AbsenceNote(StrEnum):
    """不在票: what may be left, or was left, at the door of somebody who is out (R57)."""

    NAMED = "named"
    WITHOUT_OFFICE = "without_office"
    NONE = "none"


class VisitOutcome(StrEnum):
    """訪問の結果: whether the person was met."""

    MET = "met"
    MET_FAMILY = "met_family"
    ABSENT = "absent"
    NOT_OPENED = "not_opened"


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(Event):
    """
    Somebody will call on a day; `assignee` goes, `companions` go along.

    `absence_note` is the most that may be left at the door. `safety` is for those who go.
    """

    TOPIC: ClassVar[str] = "visit.planned"
    person_id: UUID
    due: date
    assignee: UUID
    companions: tuple[UUID, ...]
    absence_note: AbsenceNote
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]
    safety: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class VisitStarted(Event):
    """They left; `back_at` (UTC) is when they said to be back: past it, it is an alarm."""

    TOPIC: ClassVar[str] = "visit.started"
    settles: UUID
    person_id: UUID
    due: date
    assignee: UUID
    companions: tuple[UUID, ...]
    back_at: datetime
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class VisitReturned(Event):
    """They are back safely; whom they met, and what was left at the door."""

    TOPIC: ClassVar[str] = "visit.returned"
    settles: UUID
    person_id: UUID
    outcome: VisitOutcome
    absence_note: AbsenceNote
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(Event):
    """A planned visit will not be made, and why."""

    TOPIC: ClassVar[str] = "visit.cancelled"
    settles: UUID
    person_id: UUID
    reason: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


VisitEvent: TypeAlias = VisitPlanned | VisitStarted | VisitReturned | VisitCancelled


@dataclass(frozen=True)
class Visits:
    """The visits of a case that are planned, and those that are out, with the rule for 不在票."""

    planned: Mapping[UUID, VisitPlanned] = field(default_factory=dict[UUID, VisitPlanned])
    out: Mapping[UUID, AbsenceNote] = field(default_factory=dict[UUID, AbsenceNote])


def evolve(state: Visits, event: VisitEvent, *, event_id: UUID, valid_at: datetime) -> Visits:
    """Fold one event, known by its entry's id."""
    match event:
        case VisitPlanned():
            return replace(state, planned={**state.planned, event_id: event})
        case VisitStarted():
            rule = state.planned[event.settles].absence_note
            planned = _without(state.planned, event.settles)
            return Visits(planned=planned, out={**state.out, event_id: rule})
        case VisitReturned():
            return replace(state, out=_without(state.out, event.settles))
        case VisitCancelled():
            return replace(state, planned=_without(state.planned, event.settles))
        case _:
            assert_never(event)


_NOT_SAID: Final = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class PlanVisit:
    """Plan a visit."""

    due: date
    assignee: UUID
    companions: tuple[UUID, ...]
    absence_note: AbsenceNote
    text: str
    safety: str


@dataclass(frozen=True, kw_only=True)
class StartVisit:
    """Leave for a planned visit; `back_at` (UTC) is when to be back."""

    record: UUID = _NOT_SAID
    back_at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class ReturnFromVisit:
    """Say that they are back safely."""

    record: UUID = _NOT_SAID
    outcome: VisitOutcome
    absence_note: AbsenceNote
    text: str


@dataclass(frozen=True, kw_only=True)
class CancelVisit:
    """Say that a planned visit will not be made, and why."""

    record: UUID = _NOT_SAID
    reason: str


VisitCommand: TypeAlias = PlanVisit | StartVisit | ReturnFromVisit | CancelVisit


class VisitNotPlanned(RuleViolation):
    """Only a visit of this case that is planned can be started or cancelled."""


class VisitNotOut(RuleViolation):
    """Only those who left for a visit of this case come back from it."""


class VisitInThePast(RuleViolation):
    """A visit is planned for today or later."""


class CompanionRepeated(RuleViolation):
    """Whoever goes is named once."""


class BackOnAnotherDay(RuleViolation):
    """Whoever leaves says an hour of the same day to be back at."""


class NoteAgainstTheRule(RuleViolation):
    """What is left at a door names no more than was allowed when the visit was planned (R57)."""


class NoteAfterMeeting(RuleViolation):
    """An absence note is left only where nobody was met."""


def decide(command: VisitCommand, state: Visits, matter: Matter) -> tuple[VisitEvent, ...]:
    """
    Decide about the visits of a case.

    Coming back can be said in a closed case too: whoever is out is looked for until then.

    Raises:
        CaseNotOpen: when the case is closed, but for coming back.
        VisitInThePast, CompanionRepeated: when the plan cannot be carried out.
        VisitNotPlanned: when the visit is not of this case, or was started or cancelled.
        BackOnAnotherDay: when they would be back on another Tokyo civil date than today.
        VisitNotOut: when nobody is out on that visit.
        NoteAgainstTheRule, NoteAfterMeeting: when the 不在票 may not have been left (R57).
        TextMissing: when the purpose, or the reason of cancelling, has no words.
    """
    if isinstance(command, ReturnFromVisit):
        return (_come_back(command, state, matter),)
    matter.must_be_open()
    match command:
        case PlanVisit():
            return (_plan(command, matter),)
        case StartVisit():
            return (_start(command, state, matter),)
        case CancelVisit():
            return (_cancel(command, state, matter),)
        case _:
            assert_never(command)


def _plan(command: PlanVisit, matter: Matter) -> VisitPlanned:
    if command.due < matter.today:
        raise VisitInThePast
    going = (command.assignee, *command.companions)
    if len(set(going)) != len(going):
        raise CompanionRepeated
    need_words(command.text)
    return VisitPlanned(
        person_id=matter.person_id,
        due=command.due,
        assignee=command.assignee,
        companions=command.companions,
        absence_note=command.absence_note,
        text=command.text,
        safety=command.safety,
    )


def _start(command: StartVisit, state: Visits, matter: Matter) -> VisitStarted:
    plan = state.planned.get(command.record)
    if plan is None:
        raise VisitNotPlanned
    if tokyo_date(command.back_at) != matter.today:
        raise BackOnAnotherDay
    return VisitStarted(
        settles=command.record,
        person_id=matter.person_id,
        due=matter.today,
        assignee=plan.assignee,
        companions=plan.companions,
        back_at=command.back_at,
        text=command.text,
    )


def _cancel(command: CancelVisit, state: Visits, matter: Matter) -> VisitCancelled:
    if command.record not in state.planned:
        raise VisitNotPlanned
    need_words(command.reason)
    return VisitCancelled(settles=command.record, person_id=matter.person_id, reason=command.reason)


def _come_back(command: ReturnFromVisit, state: Visits, matter: Matter) -> VisitReturned:
    rule = state.out.get(command.record)
    if rule is None:
        raise VisitNotOut
    left = command.absence_note
    if left is not AbsenceNote.NONE and command.outcome in _MET:
        raise NoteAfterMeeting
    if left not in _ALLOWED[rule]:
        raise NoteAgainstTheRule
    return VisitReturned(
        settles=command.record,
        person_id=matter.person_id,
        outcome=command.outcome,
        absence_note=left,
        text=command.text,
    )


def _without(entries: Mapping[UUID, T], entry: UUID) -> dict[UUID, T]:
    return {known: value for known, value in entries.items() if known != entry}


_MET: Final = frozenset({VisitOutcome.MET, VisitOutcome.MET_FAMILY})
_ALLOWED: Final = {
    AbsenceNote.NAMED: frozenset(AbsenceNote),
    AbsenceNote.WITHOUT_OFFICE: frozenset({AbsenceNote.WITHOUT_OFFICE, AbsenceNote.NONE}),
    AbsenceNote.NONE: frozenset({AbsenceNote.NONE}),
}
"""By the rule of the plan, what may have been left."""
