"""Stretches (担当の期間): who leads a case from when to when, as far as that is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.colleagues import Accounts

DAY = timedelta(1)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """
    Who leads from a Tokyo civil date to another, inclusive; None = no end is settled.

    It ends with the next hand-over, or with the last day on which they do casework here; `until`
    before `since` = they do none.
    """

    staff: UUID
    since: date
    until: date | None


def stretches(
    leads: Sequence[tuple[date, UUID]], accounts: Accounts, on: date
) -> tuple[Stretch, ...]:
    """Return who leads on a day and later; `leads` are in the order of the days."""
    standing = max((n for n, (since, _) in enumerate(leads) if since <= on), default=0)
    ahead = leads[standing:]
    nexts = [*(since for since, _ in ahead[1:]), None]
    return tuple(
        _stretch(accounts, lead, since=since, following=following, first=max(since, on))
        for (since, lead), following in zip(ahead, nexts, strict=True)
    )


def gaps(found: Sequence[Stretch], on: date) -> tuple[tuple[UUID, date], ...]:
    """Return after whose lead nobody leads, and the first day of that, none before `on`."""
    nexts = [*(one.since for one in found[1:]), None]
    return tuple(
        (one.staff, max(on, one.since, one.until + DAY))
        for one, following in zip(found, nexts, strict=True)
        if one.until is not None and (following is None or one.until + DAY < following)
    )


def unled_from(found: Sequence[Stretch], on: date) -> date | None:
    """Return the first day from `on` on that nobody leads; None = there is none."""
    return next((day for _, day in gaps(found, on)), None)


def _stretch(
    accounts: Accounts, lead: UUID, *, since: date, following: date | None, first: date
) -> Stretch:
    works_until = accounts.last_day(lead, first)
    ends = [day for day in (works_until, following and following - DAY) if day is not None]
    return Stretch(staff=lead, since=since, until=min(ends, default=None))
