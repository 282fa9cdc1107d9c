"""Emergency (緊急開示): how long it is open, from when it is overdue (R39)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.emergency import Emergency, EmergencyEvent, Finding, evolve
from tests.builders import COUNSELLOR, NOON
from tests.events.examples.organisation import TENANT_OPENED
from tests.events.examples.sharing import EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED

pytestmark = pytest.mark.pure


def told(*events: EmergencyEvent) -> Emergency:
    """Fold events that the counsellor brought about at noon."""
    state = Emergency()
    for event in events:
        state = evolve(state, event, by=COUNSELLOR, valid_at=NOON)
    return state


OPENED = told(EMERGENCY_DISCLOSED)


def test_it_is_open_for_its_minutes_and_no_longer() -> None:
    end = NOON + timedelta(minutes=60)

    assert OPENED.is_open(end - timedelta(seconds=1))
    assert not OPENED.is_open(end)
    assert not Emergency().is_open(NOON)


def test_it_is_overdue_from_the_day_after() -> None:
    """R39; a holiday evening's is due on the day after the holidays."""
    assert not OPENED.overdue(date(2026, 4, 7))
    assert OPENED.overdue(date(2026, 4, 8))
    assert not told(EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED).overdue(date(2026, 4, 8))
    assert not Emergency().overdue(date(2026, 4, 8))


def test_what_is_not_upheld_ends_and_what_is_upheld_goes_on() -> None:
    upheld = replace(EMERGENCY_REVIEWED, finding=Finding.UPHELD)

    assert not told(EMERGENCY_DISCLOSED, EMERGENCY_REVIEWED).is_open(NOON)
    assert told(EMERGENCY_DISCLOSED, upheld).is_open(NOON)


def test_other_events_change_nothing() -> None:
    assert evolve(OPENED, TENANT_OPENED, by=COUNSELLOR, valid_at=NOON) == OPENED
