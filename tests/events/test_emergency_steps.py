"""Emergency steps (緊急開示の手順): opened by one, reviewed by another (R39)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.emergency import Emergency, EmergencyEvent, Finding, Stopping, evolve
from events.emergency_steps import (
    MOST_MINUTES,
    DiscloseInEmergency,
    EmergencyCommand,
    EmergencyOver,
    EmergencyToOneself,
    EndEmergency,
    ExtendEmergency,
    Hand,
    NotAReviewer,
    NothingDisclosed,
    NotOfTheEmergency,
    NoUseToStop,
    ReviewedBefore,
    ReviewedByAnother,
    ReviewEmergency,
    ReviewOverdue,
    StopUse,
    TooLongForEmergency,
    decide,
)
from events.matter import TextMissing
from events.provided import MOST_RECORDS
from tests.builders import CASE, COLLEAGUE, COUNSELLOR, DESK, EMERGENCY, LOANS, MOTHER, NOON
from tests.events.examples.sharing import (
    EMERGENCY_DISCLOSED,
    EMERGENCY_ENDED,
    EMERGENCY_EXTENDED,
    EMERGENCY_REVIEWED,
    EMERGENCY_USE_STOPPED,
)

pytestmark = pytest.mark.pure

DISCLOSE = DiscloseInEmergency(
    emergency_id=EMERGENCY,
    case_id=CASE,
    person_id=MOTHER,
    recipient=LOANS,
    law=EMERGENCY_DISCLOSED.law,
    records=EMERGENCY_DISCLOSED.records,
    minutes=60,
    review_by=date(2026, 4, 7),
    words="電話口で薬を大量に飲んだと話している。",
)
EXTEND = ExtendEmergency(minutes=30, words="まだ救急隊が着いていない。")
UPHOLD = ReviewEmergency(finding=Finding.UPHELD, words="電話の記録を確かめた。")
REJECT = ReviewEmergency(finding=Finding.NOT_UPHELD, words="翌日の電話でも足りた。")
STOP = StopUse(how=Stopping.DESTROYED)
END = EndEmergency()
WORKER = Hand(staff=COUNSELLOR, programme=DESK, reviews=False, now=NOON, today=date(2026, 4, 7))
SENIOR = replace(WORKER, staff=COLLEAGUE, reviews=True)
THEM = replace(WORKER, staff=COLLEAGUE, programme=LOANS)


def told(*events: EmergencyEvent) -> Emergency:
    """Fold events that the counsellor brought about at noon."""
    state = Emergency()
    for event in events:
        state = evolve(state, event, by=COUNSELLOR, valid_at=NOON)
    return state


OPENED = told(EMERGENCY_DISCLOSED)


def test_records_are_opened_in_one_step() -> None:
    assert decide(DISCLOSE, Emergency(), WORKER) == (EMERGENCY_DISCLOSED,)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"recipient": DESK}, EmergencyToOneself),
        ({"records": ()}, NothingDisclosed),
        ({"records": EMERGENCY_DISCLOSED.records * (MOST_RECORDS + 1)}, NothingDisclosed),
        ({"minutes": 0}, TooLongForEmergency),
        ({"minutes": MOST_MINUTES + 1}, TooLongForEmergency),
        ({"words": " "}, TextMissing),
    ],
)
def test_what_is_not_needed_is_not_opened(
    change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        decide(replace(DISCLOSE, **change), Emergency(), WORKER)  # pyright: ignore[reportArgumentType]  one field each, of its own type


def test_it_is_opened_once() -> None:
    with pytest.raises(EmergencyOver):
        decide(DISCLOSE, OPENED, WORKER)


def test_it_is_kept_open_from_now_on() -> None:
    longer = evolve(OPENED, EMERGENCY_EXTENDED, by=COLLEAGUE, valid_at=NOON + timedelta(hours=2))

    assert decide(EXTEND, OPENED, WORKER) == (EMERGENCY_EXTENDED,)
    assert longer.is_open(NOON + timedelta(hours=2, minutes=29))
    assert longer.by == (COUNSELLOR, COLLEAGUE)


def test_nothing_is_kept_open_while_its_review_is_overdue() -> None:
    with pytest.raises(ReviewOverdue):
        decide(EXTEND, OPENED, replace(WORKER, today=date(2026, 4, 8)))


@pytest.mark.parametrize("over", [EMERGENCY_ENDED, EMERGENCY_REVIEWED])
@pytest.mark.parametrize("command", [EXTEND, END])
def test_what_is_over_stays_over(over: EmergencyEvent, command: EmergencyCommand) -> None:
    with pytest.raises(EmergencyOver):
        decide(command, told(EMERGENCY_DISCLOSED, over), WORKER)


def test_who_opened_it_may_end_it() -> None:
    assert decide(END, OPENED, WORKER) == (EMERGENCY_ENDED,)
    assert not told(EMERGENCY_DISCLOSED, EMERGENCY_ENDED).is_open(NOON)


def test_somebody_else_reviews_it() -> None:
    assert decide(REJECT, OPENED, SENIOR) == (EMERGENCY_REVIEWED,)


@pytest.mark.parametrize(
    ("hand", "error"),
    [
        (replace(SENIOR, reviews=False), NotAReviewer),
        (replace(SENIOR, staff=COUNSELLOR), ReviewedByAnother),
        (replace(SENIOR, programme=LOANS), NotOfTheEmergency),
    ],
)
def test_who_may_not_review_does_not(hand: Hand, error: type[Exception]) -> None:
    with pytest.raises(error):
        decide(UPHOLD, OPENED, hand)


def test_it_is_reviewed_once_and_with_words() -> None:
    with pytest.raises(ReviewedBefore):
        decide(UPHOLD, told(EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED), SENIOR)
    with pytest.raises(TextMissing):
        decide(replace(UPHOLD, words=""), OPENED, SENIOR)


def test_the_recipient_stops_the_use_of_what_was_not_upheld() -> None:
    state = told(EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED)

    assert decide(STOP, state, THEM) == (EMERGENCY_USE_STOPPED,)


def test_no_use_is_stopped_twice_or_without_need() -> None:
    stopped = told(EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED, EMERGENCY_USE_STOPPED)

    for state in (OPENED, stopped):
        with pytest.raises(NoUseToStop):
            decide(STOP, state, THEM)


@pytest.mark.parametrize("command", [EXTEND, END, UPHOLD, STOP])
def test_nobody_acts_on_what_is_not_there_or_not_theirs(command: EmergencyCommand) -> None:
    other = WORKER if isinstance(command, StopUse) else THEM

    with pytest.raises(NotOfTheEmergency):
        decide(command, Emergency(), SENIOR)
    with pytest.raises(NotOfTheEmergency):
        decide(command, OPENED, other)
