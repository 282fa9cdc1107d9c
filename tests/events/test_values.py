"""Code lists and small values that several concepts share."""

import importlib
import json
import pkgutil
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

import events
from events.values import Period, end_of_day, tokyo_date
from tests.builders import TODAY, TOMORROW, YESTERDAY

pytestmark = pytest.mark.pure

STORED_CODES = Path(__file__).with_name("codes.json")


def code_lists() -> dict[str, list[str]]:
    modules = [
        importlib.import_module(f"events.{m.name}") for m in pkgutil.iter_modules(events.__path__)
    ]
    kinds = {kind for module in modules for kind in vars(module).values() if is_code_list(kind)}
    return {kind.__name__: [code.value for code in kind] for kind in kinds}


def is_code_list(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum


def test_a_code_that_may_stand_in_a_log_is_never_renamed_or_dropped() -> None:
    """
    Promise 1: stored codes outlive the program.

    `codes.json` is what logs may hold: a new code is added to it, nothing is taken out.
    """
    stored = json.loads(STORED_CODES.read_text(encoding="utf-8"))

    assert code_lists() == stored


@pytest.mark.parametrize("day", [YESTERDAY, TODAY, TOMORROW])
def test_a_period_includes_its_first_and_its_last_day(day: date) -> None:
    period = Period(YESTERDAY, TOMORROW)

    assert period.covers(day)


def test_a_period_of_one_day_covers_that_day_only() -> None:
    period = Period(TODAY, TODAY)

    covered = [period.covers(day) for day in (YESTERDAY, TODAY, TOMORROW)]

    assert covered == [False, True, False]


def test_a_period_without_a_last_day_covers_every_day_from_its_first() -> None:
    period = Period(TODAY)

    covered = [period.covers(day) for day in (YESTERDAY, TODAY, date.max)]

    assert covered == [False, True, True]


# Time: the desk's days are Tokyo's, the log's instants are UTC (architecture §3).


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 9, 30, 14, 59, 59, 999999, tzinfo=UTC), YESTERDAY),
        (datetime(2024, 9, 30, 15, 0, tzinfo=UTC), TODAY),
        (datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC), TODAY),
        (datetime(2024, 10, 1, 15, 0, tzinfo=UTC), TOMORROW),
    ],
    ids=["last of yesterday", "first of today", "last of today", "first of tomorrow"],
)
def test_a_day_of_the_desk_begins_and_ends_at_midnight_in_tokyo(
    instant: datetime, day: date
) -> None:
    assert tokyo_date(instant) == day


def test_a_day_ends_with_its_last_microsecond_in_tokyo_stated_in_utc() -> None:
    end = end_of_day(TODAY)

    assert end == datetime(2024, 10, 1, 14, 59, 59, 999999, tzinfo=UTC)
    assert end.tzinfo is UTC
