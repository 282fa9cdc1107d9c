"""Task (やること): given → put off → done or dropped (R61)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.base import RuleViolation
from events.matter import CaseNotOpen, Matter, TextMissing
from events.task import (
    AssigneeAndOthersTurn,
    DropTask,
    DueInThePast,
    FinishTask,
    GiveTask,
    PostponeTask,
    TaskCommand,
    TaskDone,
    TaskDropped,
    TaskEvent,
    TaskGiven,
    TaskNotStanding,
    TaskPostponed,
    Tasks,
    WaitingFor,
    decide,
    evolve,
)
from tests.builders import (
    CASE,
    COLLEAGUE,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOON,
    NOTE,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)

pytestmark = pytest.mark.pure

OPEN = Matter(
    case_id=CASE, programme=DESK, person_id=MOTHER, opened_on=YESTERDAY, closed=False, today=TODAY
)
CLOSED = replace(OPEN, closed=True)
LATER = date(2024, 10, 15)

GIVE = GiveTask(
    waiting_for=WaitingFor.DESK, assignee=COLLEAGUE, due=TOMORROW, text="貸付の書類を届ける。"
)
GIVEN = TaskGiven(
    person_id=MOTHER,
    waiting_for=WaitingFor.DESK,
    assignee=COLLEAGUE,
    due=TOMORROW,
    text="貸付の書類を届ける。",
)
POSTPONE = PostponeTask(
    record=NOTE,
    waiting_for=WaitingFor.AGENCY,
    assignee=None,
    due=LATER,
    text="貸付の書類の返事を待つ。",
    reason="書類は届けた。",
)
POSTPONED = TaskPostponed(
    corrects=NOTE,
    person_id=MOTHER,
    waiting_for=WaitingFor.AGENCY,
    assignee=None,
    due=LATER,
    text="貸付の書類の返事を待つ。",
    reason="書類は届けた。",
)
FINISH = FinishTask(record=NOTE, text="本人が受け取った。")
DONE = TaskDone(settles=NOTE, person_id=MOTHER, text="本人が受け取った。")
DROP = DropTask(record=NOTE, reason="貸付を使わないことになった。")
DROPPED = TaskDropped(settles=NOTE, person_id=MOTHER, reason="貸付を使わないことになった。")


def given(*past: tuple[UUID, TaskEvent]) -> Tasks:
    state = Tasks()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


STANDING = given((NOTE, GIVEN))


@pytest.mark.parametrize(
    ("command", "event"),
    [(GIVE, GIVEN), (POSTPONE, POSTPONED), (FINISH, DONE), (DROP, DROPPED)],
)
def test_a_task_is_given_put_off_done_or_dropped(command: TaskCommand, event: TaskEvent) -> None:
    assert decide(command, STANDING, OPEN) == (event,)


def test_a_task_is_due_today_at_the_earliest() -> None:
    assert decide(replace(GIVE, due=TODAY), Tasks(), OPEN) == (replace(GIVEN, due=TODAY),)
    for command in (replace(GIVE, due=YESTERDAY), replace(POSTPONE, due=YESTERDAY)):
        with pytest.raises(DueInThePast):
            decide(command, STANDING, OPEN)


def test_what_waits_for_others_is_given_to_none_of_the_staff() -> None:
    with pytest.raises(AssigneeAndOthersTurn):
        decide(replace(GIVE, waiting_for=WaitingFor.PERSON), Tasks(), OPEN)


def test_what_waits_for_the_desk_may_be_left_to_whoever_leads_the_case() -> None:
    assert decide(replace(GIVE, assignee=None), Tasks(), OPEN) == (replace(GIVEN, assignee=None),)


def test_a_task_that_was_done_needs_no_more_words() -> None:
    assert decide(replace(FINISH, text=""), STANDING, OPEN) == (replace(DONE, text=""),)


@pytest.mark.parametrize(
    "command",
    [
        replace(GIVE, text=" "),
        replace(POSTPONE, text=""),
        replace(POSTPONE, reason="　"),
        replace(DROP, reason=""),
    ],
)
def test_a_task_and_the_reason_it_went_have_words(command: TaskCommand) -> None:
    with pytest.raises(TextMissing):
        decide(command, STANDING, OPEN)


@pytest.mark.parametrize(
    "past",
    [
        (),
        ((NOTE, GIVEN), (LATER_NOTE, DONE)),
        ((NOTE, GIVEN), (LATER_NOTE, DROPPED)),
        ((NOTE, GIVEN), (LATER_NOTE, POSTPONED)),
    ],
    ids=["never given", "done", "dropped", "put off"],
)
@pytest.mark.parametrize("command", [POSTPONE, FINISH, DROP])
def test_what_no_longer_stands_is_not_done_a_second_time(
    command: TaskCommand, past: tuple[tuple[UUID, TaskEvent], ...]
) -> None:
    with pytest.raises(TaskNotStanding):
        decide(command, given(*past), OPEN)


def test_a_task_put_off_is_known_by_its_later_entry() -> None:
    state = given((NOTE, GIVEN), (LATER_NOTE, POSTPONED))

    assert decide(replace(FINISH, record=LATER_NOTE), state, OPEN) == (
        replace(DONE, settles=LATER_NOTE),
    )


def test_an_alias_that_names_nothing_is_no_task() -> None:
    with pytest.raises(TaskNotStanding):
        decide(replace(FINISH, record=UNKNOWN), STANDING, OPEN)


@pytest.mark.parametrize("command", [GIVE, POSTPONE, FINISH, DROP])
def test_in_a_closed_case_nothing_is_left_to_do(command: TaskCommand) -> None:
    refused: type[RuleViolation] = CaseNotOpen

    with pytest.raises(refused):
        decide(command, STANDING, CLOSED)
