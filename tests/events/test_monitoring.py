"""Monitoring (経過確認): each look sets the next one and settles the one before (R61)."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.monitoring import (
    AgreeWatch,
    Monitoring,
    MonitoringCommand,
    MonitoringResult,
    NextLookMissing,
    NextLookNotAhead,
    ReachWorkResult,
    RecordMonitoring,
    WorkResult,
    decide,
    evolve,
)
from tests.builders import CASE, DESK, MOTHER, NOON, OPEN_TENANT, TODAY, TOMORROW, UNKNOWN
from tests.events.examples.plan import (
    MONITORING_RECORDED,
    PLAN,
    PLAN_DECISION,
    WATCH_AGREED,
    WORK_RESULT_REACHED,
)

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=TODAY,
    closed=False,
    today=TODAY,
)
PLANNED: Final = replace(OPEN, plan=PLAN, monitoring=PLAN_DECISION)
WATCH: Final = AgreeWatch(
    agreed_on=TODAY, due=date(2024, 12, 2), text="民生委員が月1回声をかける。"
)
LOOK: Final = RecordMonitoring(
    monitored_on=TODAY,
    result=MonitoringResult.AS_PLANNED,
    due=date(2025, 1, 6),
    text="滞納は残り1か月分。長男は2回訪問に応じた。",
)
WORK: Final = ReachWorkResult(
    result=WorkResult.STARTED_WORK, reached_on=TODAY, text="清掃の仕事、週3日。"
)


def test_a_look_settles_the_date_that_stood_and_sets_the_next() -> None:
    """R61."""
    assert decide(LOOK, Monitoring(), PLANNED) == (MONITORING_RECORDED,)


@pytest.mark.parametrize("result", MonitoringResult)
def test_while_a_plan_runs_each_look_sets_the_next(result: MonitoringResult) -> None:
    """R61: the look that leads to the evaluation says until when that is to be made."""
    assert decide(replace(LOOK, result=result), Monitoring(), PLANNED) == (
        replace(MONITORING_RECORDED, result=result),
    )
    with pytest.raises(NextLookMissing):
        decide(replace(LOOK, result=result, due=None), Monitoring(), PLANNED)


def test_without_a_plan_a_look_may_be_the_last() -> None:
    events = decide(replace(LOOK, due=None), Monitoring(), OPEN)

    assert events == (replace(MONITORING_RECORDED, settles=None, due=None),)


def test_an_agreed_watch_says_when_to_look_next() -> None:
    events = decide(WATCH, Monitoring(), OPEN)
    settling = decide(WATCH, Monitoring(), PLANNED)

    assert events == (WATCH_AGREED,)
    assert settling == (replace(WATCH_AGREED, settles=PLAN_DECISION),)


@pytest.mark.parametrize("command", [replace(LOOK, due=TODAY), replace(WATCH, due=TODAY)])
def test_the_next_look_lies_after_this_one(command: MonitoringCommand) -> None:
    """R61."""
    with pytest.raises(NextLookNotAhead):
        decide(command, Monitoring(), PLANNED)


@pytest.mark.parametrize("result", WorkResult)
def test_work_and_a_higher_income_are_recorded_with_their_day(result: WorkResult) -> None:
    """law.md §4.3: 就労者数, 増収者数."""
    events = decide(replace(WORK, result=result), Monitoring(), OPEN)

    assert events == (replace(WORK_RESULT_REACHED, result=result),)


@pytest.mark.parametrize("command", [replace(LOOK, text=" "), replace(WATCH, text="")])
def test_a_look_and_a_watch_have_words(command: MonitoringCommand) -> None:
    with pytest.raises(TextMissing):
        decide(command, Monitoring(), OPEN)


@pytest.mark.parametrize(
    "command",
    [
        replace(LOOK, monitored_on=TOMORROW),
        replace(WATCH, agreed_on=TOMORROW),
        replace(WORK, reached_on=TOMORROW),
    ],
)
def test_nothing_recorded_lies_after_today(command: MonitoringCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, Monitoring(), OPEN)


@pytest.mark.parametrize("command", [LOOK, WATCH, WORK])
def test_a_closed_case_is_not_monitored(command: MonitoringCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, Monitoring(), replace(OPEN, closed=True))


def test_monitoring_remembers_nothing_of_its_own() -> None:
    state = Monitoring()

    assert evolve(state, MONITORING_RECORDED, event_id=UNKNOWN, valid_at=NOON) is state


def test_only_what_is_about_monitoring_is_decided() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, Monitoring(), OPEN)  # pyright: ignore[reportArgumentType]  # the point of the test
