"""Matter: what every concept may ask of the case that it writes in."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from events.matter import (
    BeforeTheCase,
    CaseNotOpen,
    Matter,
    NotInTheFuture,
    TextMissing,
    need_words,
)

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=UUID(int=1),
    programme=UUID(int=2),
    person_id=UUID(int=3),
    opened_on=date(2026, 4, 1),
    closed=False,
    today=date(2026, 5, 7),
)


def test_a_closed_case_takes_nothing_more() -> None:
    OPEN.must_be_open()

    with pytest.raises(CaseNotOpen):
        replace(OPEN, closed=True).must_be_open()


def test_what_has_happened_happened_today_or_before() -> None:
    OPEN.must_have_come(date(2026, 5, 7))

    with pytest.raises(NotInTheFuture):
        OPEN.must_have_come(date(2026, 5, 8))


def test_what_is_done_in_a_case_is_done_no_earlier_than_its_consultation() -> None:
    """R74: a day of long ago needs a record of its own, with the reason why it comes late."""
    OPEN.must_be_of_this_case(date(2026, 4, 1))
    OPEN.must_be_of_this_case(date(2026, 5, 7))

    with pytest.raises(BeforeTheCase):
        OPEN.must_be_of_this_case(date(2026, 3, 31))
    with pytest.raises(NotInTheFuture):
        OPEN.must_be_of_this_case(date(2026, 5, 8))


@pytest.mark.parametrize("texts", [("",), ("電話した。", " \n　")])
def test_a_text_that_must_have_words_has_some(texts: tuple[str, ...]) -> None:
    need_words("電話した。")

    with pytest.raises(TextMissing):
        need_words(*texts)
