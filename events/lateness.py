"""
Lateness (後から書いた理由): why what was done long ago is written down only now (R74).

One rule for every dated command of a case: the day that it tells of is its field named `…_on`.
What has a time of day too brings its own `Moment`.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private
from events.moment import must_be_explained
from events.values import Category


@dataclass(frozen=True, kw_only=True)
class LateReasonGiven(Event):
    """A record comes long after the day that it tells of; `record` is the entry of that record."""

    TOPIC: ClassVar[str] = "lateness.reason-given"
    record: UUID
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


def day_told(command: Any) -> date | None:
    """Return the day that a command tells of, a Tokyo civil date; None = it tells of now."""
    for field in fields(command):
        day: object = getattr(command, field.name)
        if field.name.endswith("_on") and isinstance(day, date):
            return day
    return None


def explain(
    command: Any, *, free_from: date, reason: str, record: UUID, person_id: UUID
) -> tuple[LateReasonGiven, ...]:
    """
    Return why a record comes late, as far as that was said; `record` is its entry.

    `free_from` is the first Tokyo civil date that needs no reason.

    Raises:
        BackdatedWithoutReason: when the day told lies before it and no reason is given (R74).
    """
    day = day_told(command)
    if day is not None:
        must_be_explained(day, free_from=free_from, reason=reason)
    if not reason.strip():
        return ()
    return (LateReasonGiven(record=record, person_id=person_id, text=reason),)
