"""Lateness (後から書いた理由): a day of long ago comes with the reason why (R74)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pytest

from events.lateness import day_told, explain
from events.moment import BackdatedWithoutReason
from tests.builders import MOTHER, NOTE, TODAY, YESTERDAY
from tests.events.examples.intake import LATE_REASON_GIVEN

pytestmark = pytest.mark.pure

WHY: Final = "システム停止中の紙記録"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A command that tells of a day."""

    done_on: date | None
    due: date = YESTERDAY


def why(day: date | None, reason: str) -> object:
    command = Dated(done_on=day)
    return explain(command, free_from=TODAY, reason=reason, record=NOTE, person_id=MOTHER)


def test_the_day_told_is_that_of_the_deed_and_not_what_is_due() -> None:
    assert day_told(Dated(done_on=TODAY)) == TODAY
    assert day_told(Dated(done_on=None)) is None


def test_a_day_before_the_limit_comes_with_its_reason() -> None:
    """R74."""
    assert why(YESTERDAY, WHY) == (LATE_REASON_GIVEN,)


@pytest.mark.parametrize("reason", ["", " 　"])
def test_a_day_before_the_limit_is_refused_without_a_reason(reason: str) -> None:
    """R74."""
    with pytest.raises(BackdatedWithoutReason):
        why(YESTERDAY, reason)


@pytest.mark.parametrize("day", [TODAY, None])
def test_a_day_within_the_limit_needs_no_reason(day: date | None) -> None:
    """R74."""
    assert why(day, "") == ()


def test_a_reason_that_was_typed_is_kept_though_none_was_needed() -> None:
    assert why(TODAY, WHY) == (LATE_REASON_GIVEN,)
