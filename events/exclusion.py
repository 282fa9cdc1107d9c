"""
Exclusion (除外): whom a person does not want to know anything; it outlives every consent (R25).

It stands in the stream of the person. Whoever excludes an agency need not take a consent back, and
a new consent does not lift it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import NotInTheFuture
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class RecipientExcluded(Event):
    """
    除外: a programme, an agency or a person is to learn nothing.

    Known only by the Tokyo civil date `effective`, it holds from 00:00 of that day for whatever is
    decided after it was recorded.
    """

    TOPIC: ClassVar[str] = "exclusion.recipient-excluded"
    person_id: UUID
    recipient: UUID
    effective: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ExclusionLifted(Event):
    """除外の取りやめ: the person lifted an exclusion."""

    TOPIC: ClassVar[str] = "exclusion.lifted"
    person_id: UUID
    recipient: UUID
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ExclusionEvent: TypeAlias = RecipientExcluded | ExclusionLifted

# State


@dataclass(frozen=True)
class Exclusions:
    """Who is excluded now."""

    recipients: frozenset[UUID] = frozenset()


def evolve(state: Exclusions, event: ExclusionEvent) -> Exclusions:
    """Fold one event."""
    match event:
        case RecipientExcluded():
            return Exclusions(state.recipients | {event.recipient})
        case ExclusionLifted():
            return Exclusions(state.recipients - {event.recipient})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class ExcludeRecipient:
    """Keep a recipient out."""

    recipient: UUID
    effective: date
    words: str


@dataclass(frozen=True, kw_only=True)
class LiftExclusion:
    """Let a recipient in again, as far as a consent reaches."""

    recipient: UUID
    words: str


ExclusionCommand: TypeAlias = ExcludeRecipient | LiftExclusion


class AlreadyExcluded(RuleViolation):
    """A recipient is excluded once (R25)."""


class NotExcluded(RuleViolation):
    """Only an exclusion that stands is lifted (R25)."""


def decide(
    command: ExclusionCommand, state: Exclusions, *, person_id: UUID, today: date
) -> tuple[ExclusionEvent, ...]:
    """
    Decide about an exclusion; `today` is a Tokyo civil date.

    Raises:
        AlreadyExcluded: when the recipient is excluded.
        NotExcluded: when there is nothing to lift.
        NotInTheFuture: when it would begin after today.
    """
    match command:
        case ExcludeRecipient(recipient=recipient):
            if recipient in state.recipients:
                raise AlreadyExcluded
            if command.effective > today:
                raise NotInTheFuture
            return (
                RecipientExcluded(
                    person_id=person_id,
                    recipient=recipient,
                    effective=command.effective,
                    words=command.words,
                ),
            )
        case LiftExclusion(recipient=recipient):
            if recipient not in state.recipients:
                raise NotExcluded
            return (ExclusionLifted(person_id=person_id, recipient=recipient, words=command.words),)
        case _:
            assert_never(command)
