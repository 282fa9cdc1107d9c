"""Reopening (再開): a closed matter goes on, with the reason; it takes records again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    """再開: the closed case was opened again; its plan ended with the closing."""

    TOPIC: ClassVar[str] = "reopening.recorded"
    person_id: UUID
    reopened_on: date
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True)
class Reopening:
    """Nothing of its own: whether a case is closed is known from the matter."""


def evolve(
    state: Reopening, event: CaseReopened, *, event_id: UUID, valid_at: datetime
) -> Reopening:
    """Leave the state as it is."""
    del event, event_id, valid_at
    return state


@dataclass(frozen=True, kw_only=True)
class ReopenCase:
    """Open a closed case again."""

    reopened_on: date
    reason: str


class CaseNotClosed(RuleViolation):
    """Only a closed case is reopened."""


class ReopenedBeforeClosed(RuleViolation):
    """A case is not reopened before the day on which it was closed."""


def decide(command: ReopenCase, state: Reopening, matter: Matter) -> tuple[CaseReopened, ...]:
    """
    Decide about a reopening.

    Raises:
        CaseNotClosed: when the case is open.
        NotInTheFuture: when it lies after today.
        ReopenedBeforeClosed: when it lies before the closing.
        TextMissing: when it has no reason.
    """
    del state
    if matter.closed_on is None:
        raise CaseNotClosed
    matter.must_be_of_this_case(command.reopened_on)
    if command.reopened_on < matter.closed_on:
        raise ReopenedBeforeClosed
    need_words(command.reason)
    return (
        CaseReopened(
            person_id=matter.person_id, reopened_on=command.reopened_on, reason=command.reason
        ),
    )
