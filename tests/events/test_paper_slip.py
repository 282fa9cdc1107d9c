"""Paper slip (紙の連絡票): the number on paper, written once more when it was wrong (R71)."""

from typing import Final

import pytest

from events.matter import Matter, TextMissing
from events.paper_slip import (
    LONGEST,
    NumberPaperSlip,
    PaperNumberTooLong,
    PaperSlip,
    PaperSlipNumbered,
    decide,
    evolve,
)
from tests.builders import CASE, DESK, MOTHER, NOON, SLIP, TODAY, YESTERDAY
from tests.events.examples.intake import PAPER_SLIP_NUMBERED

pytestmark = pytest.mark.pure

CLOSED: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=True,
    today=TODAY,
)
NOTHING: Final = PaperSlip()


def test_a_case_has_the_number_of_its_paper_also_when_it_is_closed() -> None:
    assert decide(NumberPaperSlip(number=" 6-118 "), NOTHING, CLOSED) == (PAPER_SLIP_NUMBERED,)


def test_a_later_number_stands_for_the_former() -> None:
    numbered = evolve(NOTHING, PAPER_SLIP_NUMBERED, event_id=SLIP, valid_at=NOON)

    told = decide(NumberPaperSlip(number="6-119"), numbered, CLOSED)

    assert told == (PaperSlipNumbered(corrects=SLIP, person_id=MOTHER, number="6-119"),)


@pytest.mark.parametrize(
    ("number", "refusal"), [(" ", TextMissing), ("1" * (LONGEST + 1), PaperNumberTooLong)]
)
def test_a_number_is_one(number: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        decide(NumberPaperSlip(number=number), NOTHING, CLOSED)
