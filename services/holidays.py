"""Public holidays (国民の祝日・休日): the library's calendar, handed on as plain dates."""

from datetime import date
from functools import lru_cache

import jpholiday

from events.window import Calendar, Rules


def calendar(rules: Rules, today: date) -> Calendar:
    """Return the opening days of a desk, with the holidays from last year to two years ahead."""
    return Calendar(rules, _around(today.year))


@lru_cache(maxsize=8)
def _around(year: int) -> frozenset[date]:
    first, last = date(year - 1, 1, 1), date(year + 2, 12, 31)
    return frozenset(day for day, _ in jpholiday.between(first, last))
