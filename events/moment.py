"""Moment (出来事の日時): when something happened, apart from when it is written down (R74)."""

from dataclasses import dataclass
from datetime import date, datetime

from events.base import RuleViolation
from events.matter import NotInTheFuture
from events.values import tokyo_date


class BackdatedWithoutReason(RuleViolation):
    """What is written down long after it happened says why (R74)."""


def must_be_explained(day: date, *, free_from: date, reason: str) -> None:
    """
    Go on only with a day that needs no reason, or with a reason; Tokyo civil dates.

    Raises:
        BackdatedWithoutReason: when the day lies before `free_from` and no reason is given (R74).
    """
    if day < free_from and not reason.strip():
        raise BackdatedWithoutReason


@dataclass(frozen=True, kw_only=True)
class Moment:
    """
    When something happened and when it is written down, both in UTC.

    `untimed` = only the day is known; `happened_at` is then its first instant in Tokyo.
    `free_from` is the first Tokyo civil date that needs no reason.
    """

    happened_at: datetime
    written_at: datetime
    free_from: date
    untimed: bool = False
    reason: str = ""

    def must_stand(self) -> None:
        """
        Go on only with a time that may be written down now.

        Raises:
            NotInTheFuture: when it has not come yet.
            BackdatedWithoutReason: when it lies before `free_from` and no reason is given (R74).
        """
        if self.happened_at > self.written_at:
            raise NotInTheFuture
        day = tokyo_date(self.happened_at)
        must_be_explained(day, free_from=self.free_from, reason=self.reason)
