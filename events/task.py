"""
Task (やること): what is to be done in a case, by whom or by whose turn, until when (R61).

A task ends by being done or by being dropped with a reason; until then it is among the deadlines.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

# Events


class WaitingFor(StrEnum):
    """だれの番か: who is to act next."""

    DESK = "desk"
    PERSON = "person"
    AGENCY = "agency"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Event):
    """
    Something is to be done until a day.

    `assignee` is the one of the staff who does it; None = whoever leads the case.
    """

    TOPIC: ClassVar[str] = "task.given"
    person_id: UUID
    waiting_for: WaitingFor
    assignee: UUID | None
    due: date
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class TaskPostponed(Event):
    """The same task until another day; it takes the earlier one's place."""

    TOPIC: ClassVar[str] = "task.postponed"
    corrects: UUID
    person_id: UUID
    waiting_for: WaitingFor
    assignee: UUID | None
    due: date
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class TaskDone(Event):
    """A task was done; `text` says with what result, empty = nothing more to say."""

    TOPIC: ClassVar[str] = "task.done"
    settles: UUID
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class TaskDropped(Event):
    """A task is not to be done any more, and why."""

    TOPIC: ClassVar[str] = "task.dropped"
    settles: UUID
    person_id: UUID
    reason: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


TaskEvent: TypeAlias = TaskGiven | TaskPostponed | TaskDone | TaskDropped

# State


@dataclass(frozen=True)
class Tasks:
    """The tasks of a case that are still to be done, by the entry that stands for each."""

    standing: frozenset[UUID] = frozenset()


def evolve(state: Tasks, event: TaskEvent, *, event_id: UUID, valid_at: datetime) -> Tasks:
    """Fold one event, known by its entry's id."""
    match event:
        case TaskGiven():
            return replace(state, standing=state.standing | {event_id})
        case TaskPostponed():
            return replace(state, standing=state.standing - {event.corrects} | {event_id})
        case TaskDone() | TaskDropped():
            return replace(state, standing=state.standing - {event.settles})
        case _:
            assert_never(event)


# Commands

_NOT_SAID: Final = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class GiveTask:
    """Say what is to be done, by whom or by whose turn, until when."""

    waiting_for: WaitingFor
    assignee: UUID | None
    due: date
    text: str


@dataclass(frozen=True, kw_only=True)
class PostponeTask:
    """Put a task off, in its words of now; `record` is the task that stands."""

    record: UUID = _NOT_SAID
    waiting_for: WaitingFor
    assignee: UUID | None
    due: date
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FinishTask:
    """Say that a task is done."""

    record: UUID = _NOT_SAID
    text: str


@dataclass(frozen=True, kw_only=True)
class DropTask:
    """Say that a task is not to be done any more, and why."""

    record: UUID = _NOT_SAID
    reason: str


TaskCommand: TypeAlias = GiveTask | PostponeTask | FinishTask | DropTask


class TaskNotStanding(RuleViolation):
    """Only a task of this case that is still to be done can be put off, done or dropped."""


class DueInThePast(RuleViolation):
    """What is to be done is due today or later."""


class AssigneeAndOthersTurn(RuleViolation):
    """A task is given to one of the staff only while it is the desk's turn."""


def decide(command: TaskCommand, state: Tasks, matter: Matter) -> tuple[TaskEvent, ...]:
    """
    Decide about the tasks of a case.

    Raises:
        CaseNotOpen: when the case is closed.
        TaskNotStanding: when the task is not of this case, or was done, dropped or put off.
        DueInThePast: when it would be due before today.
        AssigneeAndOthersTurn: when it waits for others and is given to one of the staff.
        TextMissing: when the task, or the reason of putting off or dropping it, has no words.
    """
    matter.must_be_open()
    if isinstance(command, GiveTask):
        _must_be_possible(command, matter)
        need_words(command.text)
        return (
            TaskGiven(
                person_id=matter.person_id,
                waiting_for=command.waiting_for,
                assignee=command.assignee,
                due=command.due,
                text=command.text,
            ),
        )
    if command.record not in state.standing:
        raise TaskNotStanding
    return (_follow_up(command, matter),)


def _follow_up(command: PostponeTask | FinishTask | DropTask, matter: Matter) -> TaskEvent:
    match command:
        case PostponeTask():
            _must_be_possible(command, matter)
            need_words(command.text, command.reason)
            return TaskPostponed(
                corrects=command.record,
                person_id=matter.person_id,
                waiting_for=command.waiting_for,
                assignee=command.assignee,
                due=command.due,
                text=command.text,
                reason=command.reason,
            )
        case FinishTask():
            return TaskDone(settles=command.record, person_id=matter.person_id, text=command.text)
        case DropTask():
            need_words(command.reason)
            return TaskDropped(
                settles=command.record, person_id=matter.person_id, reason=command.reason
            )
        case _:
            assert_never(command)


def _must_be_possible(command: GiveTask | PostponeTask, matter: Matter) -> None:
    if command.due < matter.today:
        raise DueInThePast
    if command.assignee is not None and command.waiting_for is not WaitingFor.DESK:
        raise AssigneeAndOthersTurn
