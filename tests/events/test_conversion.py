"""Conversion (連絡票と支援経過の入替え): the one becomes the other, nothing is lost (R71)."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.base import Event
from events.conversion import (
    Conversions,
    ConvertedIntoItself,
    ConvertProgress,
    ConvertSlip,
    ProgressNotConvertible,
    SupportHasBegun,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, Matter, TextMissing
from tests.builders import (
    CASE,
    CORRECTED_NOTE,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOTE,
    OTHER_CASE,
    SLIP,
    TODAY,
)
from tests.events.examples.intake import PROGRESS_CONVERTED, PROGRESS_CORRECTED, SLIP_CONVERTED

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=TODAY,
    closed=False,
    today=TODAY,
    slip=SLIP,
    notes=frozenset({NOTE, LATER_NOTE}),
)
SLIP_IS_PROGRESS: Final = ConvertSlip(into=OTHER_CASE, reason="支援中の方からの電話だった。")
PROGRESS_IS_SLIP: Final = ConvertProgress(
    record=NOTE, into=OTHER_CASE, reason="別の困りごとの新しい相談だった。"
)


def given(*past: tuple[UUID, Event]) -> Conversions:
    state = Conversions()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id)
    return state


def test_a_slip_written_by_mistake_says_which_case_it_went_to() -> None:
    """R58: contact on an open case is 支援経過."""
    assert decide(SLIP_IS_PROGRESS, given(), MATTER) == (SLIP_CONVERTED,)


def test_a_slip_does_not_go_to_its_own_case() -> None:
    with pytest.raises(ConvertedIntoItself):
        decide(replace(SLIP_IS_PROGRESS, into=CASE), given(), MATTER)


def test_a_case_in_which_support_has_begun_is_no_mistake() -> None:
    with pytest.raises(SupportHasBegun):
        decide(SLIP_IS_PROGRESS, given(), replace(MATTER, begun=True))


def test_the_slip_of_a_closed_case_stays_a_slip() -> None:
    with pytest.raises(CaseNotOpen):
        decide(SLIP_IS_PROGRESS, given(), replace(MATTER, closed=True))


@pytest.mark.parametrize("closed", [False, True])
def test_a_progress_record_that_was_a_consultation_says_which_case_it_became(
    closed: bool,
) -> None:
    """R71: also after the closing, as every correction."""
    events = decide(PROGRESS_IS_SLIP, given(), replace(MATTER, closed=closed))

    assert events == (PROGRESS_CONVERTED,)


@pytest.mark.parametrize("record", [SLIP, CORRECTED_NOTE])
def test_only_a_progress_record_of_the_case_that_stands_becomes_a_slip(record: UUID) -> None:
    """R71."""
    with pytest.raises(ProgressNotConvertible):
        decide(replace(PROGRESS_IS_SLIP, record=record), given(), MATTER)


def test_a_progress_record_becomes_a_slip_once_also_when_it_is_corrected_after() -> None:
    """R58: it is not counted as two consultations."""
    state = given((SLIP, PROGRESS_CONVERTED), (CORRECTED_NOTE, PROGRESS_CORRECTED))
    later = replace(MATTER, notes=frozenset({NOTE, LATER_NOTE, CORRECTED_NOTE}))

    for record in (NOTE, CORRECTED_NOTE):
        with pytest.raises(ProgressNotConvertible):
            decide(replace(PROGRESS_IS_SLIP, record=record), state, later)

    (other,) = decide(replace(PROGRESS_IS_SLIP, record=LATER_NOTE), state, later)
    assert other == replace(PROGRESS_CONVERTED, record=LATER_NOTE)


def test_a_correction_of_another_record_leaves_everything_as_it_is() -> None:
    assert given((CORRECTED_NOTE, PROGRESS_CORRECTED)) == Conversions()


@pytest.mark.parametrize("command", [SLIP_IS_PROGRESS, PROGRESS_IS_SLIP])
def test_a_conversion_says_why(command: ConvertSlip | ConvertProgress) -> None:
    with pytest.raises(TextMissing):
        decide(replace(command, reason=" "), given(), MATTER)
