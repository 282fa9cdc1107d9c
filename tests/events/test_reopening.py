"""Reopening (再開): a closed case goes on, with the reason."""

from dataclasses import replace
from typing import Final

import pytest

from events.matter import Matter, NotInTheFuture, TextMissing
from events.reopening import (
    CaseNotClosed,
    ReopenCase,
    ReopenedBeforeClosed,
    Reopening,
    decide,
    evolve,
)
from tests.builders import CASE, DESK, MOTHER, NOON, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.plan import CASE_REOPENED

pytestmark = pytest.mark.pure

CLOSED: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=True,
    today=TODAY,
    closed_on=TODAY,
)
REOPEN: Final = ReopenCase(reopened_on=TODAY, reason="長男が仕事をやめ、ふたたび相談があった。")


def test_a_closed_case_is_reopened_with_its_reason() -> None:
    assert decide(REOPEN, Reopening(), CLOSED) == (CASE_REOPENED,)


def test_an_open_case_is_not_reopened() -> None:
    with pytest.raises(CaseNotClosed):
        decide(REOPEN, Reopening(), replace(CLOSED, closed=False, closed_on=None))


def test_a_case_is_not_reopened_before_it_was_closed() -> None:
    with pytest.raises(ReopenedBeforeClosed):
        decide(replace(REOPEN, reopened_on=YESTERDAY), Reopening(), CLOSED)


def test_a_reopening_does_not_lie_after_today() -> None:
    with pytest.raises(NotInTheFuture):
        decide(replace(REOPEN, reopened_on=TOMORROW), Reopening(), CLOSED)


def test_a_reopening_has_a_reason() -> None:
    with pytest.raises(TextMissing):
        decide(replace(REOPEN, reason="　"), Reopening(), CLOSED)


def test_a_reopening_remembers_nothing_of_its_own() -> None:
    state = Reopening()

    assert evolve(state, CASE_REOPENED, event_id=UNKNOWN, valid_at=NOON) is state
