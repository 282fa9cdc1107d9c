"""Hand-over (つなぎ): accompanied or not, confirmed or open (R58)."""

from dataclasses import replace
from typing import Final

import pytest

from events.handover import (
    ArrivalBeforeHandover,
    ConfirmHandover,
    HandoverCommand,
    HandoverNotAskedFor,
    HandoverNotOpen,
    Handovers,
    MakeHandover,
    NextDayMissing,
    NotTakenUpBecause,
    ReportNotTakenUp,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.values import AgencyKind
from tests.builders import (
    CASE,
    DESK,
    HANDOVER,
    MOTHER,
    NOTE,
    OTHER_HANDOVER,
    SCREENING,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.assessment import (
    HANDOVER_CONFIRMED,
    HANDOVER_MADE,
    HANDOVER_NOT_TAKEN_UP,
)

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
    screening=SCREENING,
)
MAKE: Final = MakeHandover(
    record=SCREENING,
    made_on=TODAY,
    receiver=AgencyKind.COMMUNITY_SUPPORT_CENTER,
    receiver_name="瀬名木北 地域包括支援センター",
    accompanied=True,
    aim="要介護認定の申請と、日中の過ごし方の相談。",
    due=TOMORROW,
)
CONFIRM: Final = ConfirmHandover(
    record=HANDOVER,
    confirmed_on=TODAY,
    confirmed_by="北センター 主任 相原さん",
    text="申請書を受け取ってもらえた。訪問調査は来週。",
)
REPORT: Final = ReportNotTakenUp(
    record=HANDOVER,
    known_on=TODAY,
    because=NotTakenUpBecause.PERSON_DID_NOT_GO,
    due=TOMORROW,
    text="約束の時間に来られなかった。長男が止めたとのこと。",
)
ENDINGS: Final = (CONFIRM, REPORT)
NOTHING: Final = Handovers()
MADE: Final = evolve(NOTHING, HANDOVER_MADE, event_id=HANDOVER)


def test_a_handover_names_the_latest_screening_or_none() -> None:
    """R58: the alias of another record of the case would end that record's deadline."""
    with pytest.raises(HandoverNotAskedFor):
        decide(replace(MAKE, record=NOTE), Handovers(), OPEN)

    (made,) = decide(replace(MAKE, record=None), Handovers(), OPEN)

    assert made == replace(HANDOVER_MADE, settles=None)


def test_a_hand_over_settles_the_screening_that_asked_for_it() -> None:
    """R58."""
    assert decide(MAKE, NOTHING, OPEN) == (HANDOVER_MADE,)


def test_a_hand_over_may_be_made_without_a_screening_and_without_going_along() -> None:
    sent = replace(MAKE, record=None, accompanied=False)

    events = decide(sent, NOTHING, OPEN)

    assert events == (replace(HANDOVER_MADE, settles=None, accompanied=False),)


@pytest.mark.parametrize(
    "command",
    [
        replace(MAKE, receiver_name=""),
        replace(MAKE, aim="　"),
        replace(CONFIRM, confirmed_by=""),
        replace(REPORT, text=""),
    ],
)
def test_who_receives_why_who_confirmed_and_why_not_are_told(command: HandoverCommand) -> None:
    """R58."""
    with pytest.raises(TextMissing):
        decide(command, MADE, OPEN)


def test_a_hand_over_stays_open_until_the_receiver_confirms_it() -> None:
    """R58."""
    events = decide(CONFIRM, MADE, OPEN)

    state = evolve(MADE, HANDOVER_CONFIRMED, event_id=NOTE)

    assert Handovers(open=((HANDOVER, TODAY),)) == MADE
    assert events == (HANDOVER_CONFIRMED,)
    assert state == NOTHING


def test_a_hand_over_that_came_to_nothing_ends_with_the_reason() -> None:
    events = decide(REPORT, MADE, OPEN)

    state = evolve(MADE, HANDOVER_NOT_TAKEN_UP, event_id=NOTE)

    assert events == (HANDOVER_NOT_TAKEN_UP,)
    assert state == Handovers(failed=frozenset({NOTE}))


def test_the_next_hand_over_settles_the_one_that_came_to_nothing() -> None:
    """R58: what came to nothing stays on the list until a next step is taken."""
    failed = evolve(MADE, HANDOVER_NOT_TAKEN_UP, event_id=NOTE)

    (made,) = decide(replace(MAKE, record=NOTE), failed, OPEN)
    state = evolve(failed, made, event_id=OTHER_HANDOVER)

    assert made == replace(HANDOVER_MADE, settles=NOTE)
    assert state == Handovers(open=((OTHER_HANDOVER, TODAY),))
    with pytest.raises(HandoverNotAskedFor):
        decide(replace(MAKE, record=NOTE), state, OPEN)


def test_only_who_declined_needs_no_next_day() -> None:
    """R58."""
    with pytest.raises(NextDayMissing):
        decide(replace(REPORT, due=None), MADE, OPEN)

    declined = replace(REPORT, due=None, because=NotTakenUpBecause.PERSON_DECLINED)
    (reported,) = decide(declined, MADE, OPEN)
    (closed,) = decide(replace(REPORT, due=None), MADE, replace(OPEN, closed=True))

    assert evolve(MADE, reported, event_id=NOTE) == NOTHING
    assert closed == replace(HANDOVER_NOT_TAKEN_UP, due=None)


def test_the_end_of_one_hand_over_leaves_the_others_open() -> None:
    both = evolve(MADE, HANDOVER_MADE, event_id=OTHER_HANDOVER)

    state = evolve(both, HANDOVER_CONFIRMED, event_id=NOTE)

    assert state == Handovers(open=((OTHER_HANDOVER, TODAY),))


@pytest.mark.parametrize("command", ENDINGS)
def test_only_an_open_hand_over_of_this_case_ends(
    command: ConfirmHandover | ReportNotTakenUp,
) -> None:
    ended = evolve(MADE, HANDOVER_CONFIRMED, event_id=NOTE)

    for record, state in ((UNKNOWN, MADE), (HANDOVER, ended)):
        with pytest.raises(HandoverNotOpen):
            decide(replace(command, record=record), state, OPEN)


@pytest.mark.parametrize(
    "command",
    [
        replace(MAKE, due=YESTERDAY),
        replace(CONFIRM, confirmed_on=YESTERDAY),
        replace(REPORT, known_on=YESTERDAY),
        replace(REPORT, due=YESTERDAY),
    ],
)
def test_nobody_arrives_before_the_hand_over(command: HandoverCommand) -> None:
    with pytest.raises(ArrivalBeforeHandover):
        decide(command, MADE, OPEN)


def test_nobody_is_handed_over_from_a_closed_case() -> None:
    with pytest.raises(CaseNotOpen):
        decide(MAKE, MADE, replace(OPEN, closed=True))


@pytest.mark.parametrize("command", ENDINGS)
def test_what_became_of_a_handover_is_written_down_after_the_closing_too(
    command: HandoverCommand,
) -> None:
    """R58: an unconfirmed hand-over stays open, whatever becomes of the case."""
    assert decide(command, MADE, replace(OPEN, closed=True)) == decide(command, MADE, OPEN)


@pytest.mark.parametrize(
    "command",
    [
        replace(MAKE, made_on=TOMORROW),
        replace(CONFIRM, confirmed_on=TOMORROW),
        replace(REPORT, known_on=TOMORROW),
    ],
)
def test_nothing_is_handed_over_before_its_day_has_come(command: HandoverCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, MADE, OPEN)
