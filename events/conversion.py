"""
Conversion (連絡票と支援経過の入替え): what was taken down as the one turns out to be the other.

Both stay where they were written and say where they went; a slip that was 支援経過 of another case
is no new consultation (R58, R71, R74).
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class SlipConverted(Event):
    """支援経過への変更: the slip was a contact on the open case `into`; this case ends with it."""

    TOPIC: ClassVar[str] = "conversion.slip-converted"
    person_id: UUID
    into: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ProgressConverted(Event):
    """連絡票への変更: the 支援経過 `record` was a consultation of its own, the case `into`."""

    TOPIC: ClassVar[str] = "conversion.progress-converted"
    record: UUID
    person_id: UUID
    into: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ConversionEvent: TypeAlias = SlipConverted | ProgressConverted

# State


@dataclass(frozen=True)
class Conversions:
    """The 支援経過 that became slips, and their later corrections."""

    converted: frozenset[UUID] = frozenset()


def evolve(state: Conversions, event: Event, *, event_id: UUID, **_: object) -> Conversions:
    """Fold one event, known by its entry's id; a correction of what was converted is, too."""
    if isinstance(event, ProgressConverted):
        return Conversions(converted=state.converted | {event.record})
    if getattr(event, "corrects", None) in state.converted:
        return Conversions(converted=state.converted | {event_id})
    return state


# Commands


@dataclass(frozen=True, kw_only=True)
class ConvertSlip:
    """Say that the slip of this case is a 支援経過 of the case `into`."""

    into: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConvertProgress:
    """Say that a 支援経過 of this case is a consultation of its own, the case `into`."""

    record: UUID
    into: UUID
    reason: str


ConversionCommand: TypeAlias = ConvertSlip | ConvertProgress


class ConvertedIntoItself(RuleViolation):
    """A slip becomes 支援経過 of another case than its own."""


class SupportHasBegun(RuleViolation):
    """A case in which more was done than taking contacts down is no slip written by mistake."""


class ProgressNotConvertible(RuleViolation):
    """Only a 支援経過 of this case that stands becomes a slip, and only once (R71)."""


def decide(
    command: ConversionCommand, state: Conversions, matter: Matter
) -> tuple[ConversionEvent, ...]:
    """
    Decide about turning one into the other.

    Raises:
        CaseNotOpen: when the slip of a closed case would be turned.
        TextMissing: when no reason is given.
        ConvertedIntoItself: when the slip would go to its own case.
        SupportHasBegun: when the case holds more than contacts.
        ProgressNotConvertible: when the record is no 支援経過 that stands, or became a slip.
    """
    need_words(command.reason)
    match command:
        case ConvertSlip():
            return (_slip(command, matter),)
        case ConvertProgress():
            return (_progress(command, state, matter),)
        case _:
            assert_never(command)


def _slip(command: ConvertSlip, matter: Matter) -> SlipConverted:
    matter.must_be_open()
    if command.into == matter.case_id:
        raise ConvertedIntoItself
    if matter.begun:
        raise SupportHasBegun
    return SlipConverted(person_id=matter.person_id, into=command.into, reason=command.reason)


def _progress(command: ConvertProgress, state: Conversions, matter: Matter) -> ProgressConverted:
    if command.record not in matter.notes or command.record in state.converted:
        raise ProgressNotConvertible
    return ProgressConverted(
        record=command.record,
        person_id=matter.person_id,
        into=command.into,
        reason=command.reason,
    )
