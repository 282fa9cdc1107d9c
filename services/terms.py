"""Terms (期間): settings in days as they count for what is written down today."""

from datetime import UTC, date, datetime, time, timedelta

from events.moment import Moment
from events.setting import Term
from events.values import TOKYO, tokyo_date
from services.caseload_views import Window
from services.facts import Facts


def due(facts: Facts, term: Term, begins: date) -> date:
    """Return the last day of a term that begins on a Tokyo civil date: an opening day."""
    return facts.calendar.on_or_after(begins + timedelta(days=facts.settings.days(term, begins)))


def free_from(facts: Facts) -> date:
    """Return the first Tokyo civil date that is written down today without a reason (R74)."""
    today = tokyo_date(facts.now)
    return today - timedelta(days=facts.settings.days(Term.BACKDATING, today))


def moment(facts: Facts, *, day: date | None, at: time | None, reason: str) -> Moment:
    """
    Return when something happened, as told: a Tokyo civil date and a time of that day (R74).

    No day = now; a day that is not today without a time = that day, its time unknown.
    """
    now = facts.now
    today = tokyo_date(now)
    free = free_from(facts)
    if day is None or (day == today and at is None):
        return Moment(happened_at=now, written_at=now, free_from=free, reason=reason)
    told = datetime.combine(day, at or time.min, tzinfo=TOKYO).astimezone(UTC)
    return Moment(
        happened_at=told, written_at=now, free_from=free, untimed=at is None, reason=reason
    )


def window_of(facts: Facts) -> Window:
    """Return when the asker's desk is open today, and when next."""
    today, calendar = facts.asker.on, facts.calendar
    next_day = calendar.opening_days_later(today, 1)
    return Window(
        hours=calendar.hours(today),
        next_day=next_day,
        next_hours=calendar.hours(next_day),
        place=facts.settings.place(today),
    )
