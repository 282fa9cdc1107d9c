"""Visit (訪問): planned → started → back safely, or cancelled; 不在票 by its rule (R57)."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from events.matter import CaseNotOpen, Matter, TextMissing
from events.visit import (
    AbsenceNote,
    BackOnAnotherDay,
    CancelVisit,
    CompanionRepeated,
    NoteAfterMeeting,
    NoteAgainstTheRule,
    PlanVisit,
    ReturnFromVisit,
    StartVisit,
    VisitCancelled,
    VisitCommand,
    VisitEvent,
    VisitInThePast,
    VisitNotOut,
    VisitNotPlanned,
    VisitOutcome,
    VisitPlanned,
    VisitReturned,
    Visits,
    VisitStarted,
    decide,
    evolve,
)
from tests.builders import (
    CASE,
    COLLEAGUE,
    COUNSELLOR,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOON,
    NOTE,
    SLIP,
    TODAY,
    UNKNOWN,
    YESTERDAY,
)

pytestmark = pytest.mark.pure

OPEN = Matter(
    case_id=CASE, programme=DESK, person_id=MOTHER, opened_on=YESTERDAY, closed=False, today=TODAY
)
CLOSED = replace(OPEN, closed=True)
FOUR = datetime(2024, 10, 1, 7, 0, tzinfo=UTC)

PLAN = PlanVisit(
    due=TODAY,
    assignee=COUNSELLOR,
    companions=(COLLEAGUE,),
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="暮らしの様子を見る。",
    safety="犬がいる。玄関の前で声をかける。",
)
PLANNED = VisitPlanned(
    person_id=MOTHER,
    due=TODAY,
    assignee=COUNSELLOR,
    companions=(COLLEAGUE,),
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="暮らしの様子を見る。",
    safety="犬がいる。玄関の前で声をかける。",
)
START = StartVisit(record=NOTE, back_at=FOUR, text="自転車で出る。")
STARTED = VisitStarted(
    settles=NOTE,
    person_id=MOTHER,
    due=TODAY,
    assignee=COUNSELLOR,
    companions=(COLLEAGUE,),
    back_at=FOUR,
    text="自転車で出る。",
)
RETURN = ReturnFromVisit(
    record=LATER_NOTE,
    outcome=VisitOutcome.ABSENT,
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="不在。",
)
RETURNED = VisitReturned(
    settles=LATER_NOTE,
    person_id=MOTHER,
    outcome=VisitOutcome.ABSENT,
    absence_note=AbsenceNote.WITHOUT_OFFICE,
    text="不在。",
)
CANCEL = CancelVisit(record=NOTE, reason="入院したため。")
CANCELLED = VisitCancelled(settles=NOTE, person_id=MOTHER, reason="入院したため。")


def given(*past: tuple[UUID, VisitEvent]) -> Visits:
    state = Visits()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


BEFORE = given((NOTE, PLANNED))
OUT = given((NOTE, PLANNED), (LATER_NOTE, STARTED))
BACK = given((NOTE, PLANNED), (LATER_NOTE, STARTED), (SLIP, RETURNED))


@pytest.mark.parametrize(
    ("command", "state", "event"),
    [
        (PLAN, Visits(), PLANNED),
        (START, BEFORE, STARTED),
        (RETURN, OUT, RETURNED),
        (CANCEL, BEFORE, CANCELLED),
    ],
)
def test_a_visit_is_planned_started_ended_or_cancelled(
    command: VisitCommand, state: Visits, event: VisitEvent
) -> None:
    """R57."""
    assert decide(command, state, OPEN) == (event,)


def test_a_visit_is_not_planned_for_a_day_that_went() -> None:
    with pytest.raises(VisitInThePast):
        decide(replace(PLAN, due=YESTERDAY), Visits(), OPEN)


@pytest.mark.parametrize("companions", [(COUNSELLOR,), (COLLEAGUE, COLLEAGUE)])
def test_whoever_goes_is_named_once(companions: tuple[UUID, ...]) -> None:
    with pytest.raises(CompanionRepeated):
        decide(replace(PLAN, companions=companions), Visits(), OPEN)


def test_a_visit_has_a_purpose_and_need_not_have_a_warning() -> None:
    assert decide(replace(PLAN, safety=""), Visits(), OPEN) == (replace(PLANNED, safety=""),)
    with pytest.raises(TextMissing):
        decide(replace(PLAN, text=" "), Visits(), OPEN)


def test_cancelling_has_a_reason() -> None:
    with pytest.raises(TextMissing):
        decide(replace(CANCEL, reason=""), BEFORE, OPEN)


@pytest.mark.parametrize("back_at", [FOUR.replace(day=2), FOUR.replace(month=9, day=30)])
def test_whoever_leaves_is_back_on_the_same_day_of_tokyo(back_at: datetime) -> None:
    """R74."""
    with pytest.raises(BackOnAnotherDay):
        decide(replace(START, back_at=back_at), BEFORE, OPEN)


@pytest.mark.parametrize("state", [Visits(), OUT, BACK, given((NOTE, PLANNED), (SLIP, CANCELLED))])
@pytest.mark.parametrize("command", [START, CANCEL])
def test_only_a_planned_visit_is_started_or_cancelled(command: VisitCommand, state: Visits) -> None:
    with pytest.raises(VisitNotPlanned):
        decide(command, state, OPEN)


@pytest.mark.parametrize("state", [Visits(), BEFORE, BACK])
def test_only_those_who_left_come_back(state: Visits) -> None:
    with pytest.raises(VisitNotOut):
        decide(RETURN, state, OPEN)
    with pytest.raises(VisitNotOut):
        decide(replace(RETURN, record=UNKNOWN), OUT, OPEN)


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        (AbsenceNote.NAMED, set[AbsenceNote]()),
        (AbsenceNote.WITHOUT_OFFICE, {AbsenceNote.NAMED}),
        (AbsenceNote.NONE, {AbsenceNote.NAMED, AbsenceNote.WITHOUT_OFFICE}),
    ],
)
def test_what_is_left_at_a_door_names_no_more_than_the_plan_allowed(
    rule: AbsenceNote, refused: set[AbsenceNote]
) -> None:
    """R57: a note that names the office may harm somebody in that house."""
    state = given((NOTE, replace(PLANNED, absence_note=rule)), (LATER_NOTE, STARTED))

    for left in AbsenceNote:
        command = replace(RETURN, absence_note=left)
        if left in refused:
            with pytest.raises(NoteAgainstTheRule):
                decide(command, state, OPEN)
        else:
            assert decide(command, state, OPEN) == (replace(RETURNED, absence_note=left),)


@pytest.mark.parametrize("outcome", [VisitOutcome.MET, VisitOutcome.MET_FAMILY])
def test_where_somebody_was_met_no_absence_note_was_left(outcome: VisitOutcome) -> None:
    with pytest.raises(NoteAfterMeeting):
        decide(replace(RETURN, outcome=outcome), OUT, OPEN)

    met = replace(RETURN, outcome=outcome, absence_note=AbsenceNote.NONE)
    assert decide(met, OUT, OPEN) == (
        replace(RETURNED, outcome=outcome, absence_note=AbsenceNote.NONE),
    )


@pytest.mark.parametrize(
    ("command", "state"), [(PLAN, Visits()), (START, BEFORE), (CANCEL, BEFORE)]
)
def test_nobody_sets_out_in_a_closed_case(command: VisitCommand, state: Visits) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, state, CLOSED)


def test_whoever_is_out_comes_back_even_when_the_case_was_closed_meanwhile() -> None:
    assert decide(RETURN, OUT, CLOSED) == (RETURNED,)
