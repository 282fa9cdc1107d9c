"""Terms (期間の設定): dated settings in days; what was in force on a day stays true of that day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from events.moment import Moment
from events.values import TOKYO, tokyo_date

SCREENING: Final[Mapping[date, int]] = MappingProxyType({date.min: 14})
"""スクリーニングの期限: days from the slip to the screening result, by first day in force (R58)."""

BACKDATING: Final[Mapping[date, int]] = MappingProxyType({date.min: 7})
"""遡って書ける日数: days back that need no reason, by first day in force (R74)."""


def in_force(setting: Mapping[date, int], day: date) -> int:
    """Return the days that a setting says on a Tokyo civil date."""
    return setting[max(first for first in setting if first <= day)]


def screening_due(received_on: date) -> date:
    """Return the last day for the screening of a slip taken on a Tokyo civil date (R58)."""
    return received_on + timedelta(days=in_force(SCREENING, received_on))


def moment(now: datetime, *, day: date | None, at: time | None, reason: str) -> Moment:
    """
    Return when something happened, as told: a Tokyo civil date and a time of that day (R74).

    No day = now; a day that is not today without a time = that day, its time unknown.
    """
    today = tokyo_date(now)
    free_from = today - timedelta(days=in_force(BACKDATING, today))
    if day is None or (day == today and at is None):
        return Moment(happened_at=now, written_at=now, free_from=free_from, reason=reason)
    told = datetime.combine(day, at or time.min, tzinfo=TOKYO).astimezone(UTC)
    return Moment(
        happened_at=told, written_at=now, free_from=free_from, untimed=at is None, reason=reason
    )
