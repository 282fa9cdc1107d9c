"""Opening (稼働前の数): totals of months that are over, put right by a new entry (R64, R71)."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from events.opening import (
    MOST,
    Count,
    CountImpossible,
    EndOldList,
    Figure,
    MonthNotOver,
    MonthTotalledAlready,
    NotAMonth,
    NothingCounted,
    OldListEnded,
    Opening,
    OpeningCommand,
    OpeningEvent,
    TotalMonth,
    TotalSource,
    about,
    decide,
    evolve,
)
from tests.builders import DESK, NOTE, SLIP, TODAY, YESTERDAY
from tests.events.examples.organisation import MONTH_TOTALLED, OLD_LIST_ENDED

pytestmark = pytest.mark.pure

NOTHING: Final = Opening()
AUGUST: Final = TotalMonth(
    month=date(2024, 8, 1),
    source=TotalSource.NATIONAL_REPORT,
    file_digest="",
    counts=MONTH_TOTALLED.counts,
)
TOTALLED: Final = evolve(NOTHING, MONTH_TOTALLED, event_id=SLIP)


def decided(command: OpeningCommand, state: Opening = NOTHING) -> tuple[OpeningEvent, ...]:
    return decide(command, state, programme=DESK, today=TODAY)


def counts(**told: int) -> tuple[Count, ...]:
    return tuple(Count(figure=Figure(name), count=count) for name, count in told.items())


def test_a_month_has_its_totals_with_what_they_were_taken_from() -> None:
    assert decided(AUGUST) == (MONTH_TOTALLED,)


def test_a_month_is_totalled_once_and_put_right_by_naming_what_stands() -> None:
    """R71."""
    with pytest.raises(MonthTotalledAlready):
        decided(AUGUST, TOTALLED)

    (told,) = decided(about(AUGUST, SLIP), TOTALLED)

    assert told == replace(MONTH_TOTALLED, corrects=SLIP)
    assert evolve(TOTALLED, told, event_id=NOTE).months == ((NOTE, told),)


@pytest.mark.parametrize("record", [SLIP, UUID(int=0)])
def test_what_does_not_stand_is_not_put_right(record: UUID) -> None:
    with pytest.raises(MonthTotalledAlready):
        decided(replace(AUGUST, record=record))


def test_months_stand_beside_each_other() -> None:
    july = replace(MONTH_TOTALLED, month=date(2024, 7, 1))
    both = evolve(TOTALLED, july, event_id=NOTE)

    assert both.of(date(2024, 8, 1)) == (SLIP, MONTH_TOTALLED)
    assert both.of(date(2024, 7, 1)) == (NOTE, july)
    assert both.of(date(2024, 6, 1)) is None


@pytest.mark.parametrize(
    ("month", "refusal"),
    [
        (date(2024, 8, 2), NotAMonth),
        (TODAY.replace(day=1), MonthNotOver),
        (date(2999, 1, 1), MonthNotOver),
    ],
)
def test_a_month_is_named_by_its_first_day_and_is_over(
    month: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        decided(replace(AUGUST, month=month))


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ((), NothingCounted),
        (counts(plans=1) * 2, NothingCounted),
        (counts(plans=-1), CountImpossible),
        (counts(plans=MOST + 1), CountImpossible),
        (counts(plans=1, work_support_plans=2), CountImpossible),
        (counts(new_consultations=1, referred=2), CountImpossible),
        (counts(referred=1, referred_to_public_assistance=2), CountImpossible),
    ],
)
def test_counts_are_possible(told: tuple[Count, ...], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        decided(replace(AUGUST, counts=told))


@pytest.mark.parametrize(
    "told",
    [
        counts(plans=0),
        counts(plans=MOST),
        counts(work_support_plans=2),
        counts(plans=2, work_support_plans=2),
    ],
)
def test_some_of_a_whole_is_no_more_than_the_whole_where_that_was_counted(
    told: tuple[Count, ...],
) -> None:
    (event,) = decided(replace(AUGUST, counts=told))

    assert event == replace(MONTH_TOTALLED, counts=told)


def test_the_old_list_ends_on_a_day_that_can_be_put_right() -> None:
    (first,) = decided(EndOldList(last_day=YESTERDAY))
    assert first == OLD_LIST_ENDED

    (second,) = decided(EndOldList(last_day=TODAY), evolve(NOTHING, first, event_id=SLIP))

    assert second == OldListEnded(corrects=SLIP, programme=DESK, last_day=TODAY)
