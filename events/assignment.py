"""
Assignment (担当): who leads a case from which day on, and who covers for whom until when.

The first lead is named by the slip. A hand-over may lie ahead: a transfer of 1 April is written
down before, and takes effect at midnight in Tokyo (desk.md 1.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter
from events.values import Category

FROM_THE_BEGINNING: Final = date.min


class LeadReason(StrEnum):
    """担当を替える理由: why another member of staff leads the case."""

    TRANSFER = "transfer"
    LONG_LEAVE = "long_leave"
    DUTIES = "duties"
    EXPERTISE = "expertise"
    RELATION = "relation"
    OTHER = "other"


class CoverReason(StrEnum):
    """代わりの理由: why somebody else sees to the case for a while."""

    LEAVE = "leave"
    OUT = "out"
    MEETING = "meeting"
    URGENT_CALL = "urgent_call"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class LeadHandedOver(Event):
    """担当の引継ぎ: `lead` leads the case from the Tokyo civil date `since` on."""

    TOPIC: ClassVar[str] = "assignment.lead-handed-over"
    person_id: UUID
    lead: UUID
    since: date
    reason: LeadReason
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class CoverTaken(Event):
    """代わり: `cover` sees to the case from `since` to `until` (Tokyo civil dates, inclusive)."""

    TOPIC: ClassVar[str] = "assignment.cover-taken"
    person_id: UUID
    cover: UUID
    since: date
    until: date
    reason: CoverReason
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class CoverEnded(Event):
    """代わりの終わり: before its last day; `record` is the entry of the cover."""

    TOPIC: ClassVar[str] = "assignment.cover-ended"
    record: UUID
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


AssignmentEvent: TypeAlias = LeadHandedOver | CoverTaken | CoverEnded

# State


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Who covers, from which day to which."""

    staff: UUID
    since: date
    until: date


@dataclass(frozen=True)
class Assignment:
    """Who leads from which day on, in the order of the days; the covers that were not ended."""

    leads: tuple[tuple[date, UUID], ...] = ()
    covers: Mapping[UUID, Cover] = field(default_factory=dict[UUID, Cover])

    def lead_on(self, day: date) -> UUID | None:
        """Return who leads the case on a Tokyo civil date; None = no slip was taken."""
        return next((lead for since, lead in reversed(self.leads) if since <= day), None)

    def leads_from(self, day: date) -> frozenset[UUID]:
        """Return who leads the case on a day or later, as far as it is settled."""
        later = {lead for since, lead in self.leads if since > day}
        now = self.lead_on(day)
        return frozenset(later if now is None else later | {now})

    def covers_on(self, day: date) -> tuple[UUID, ...]:
        """Return who covers on a day, in the order in which they took it."""
        return tuple(one.staff for one in self.covers.values() if one.since <= day <= one.until)


def evolve(state: Assignment, event: Event, *, event_id: UUID, valid_at: datetime) -> Assignment:
    """Fold one event, known by its entry's id; the slip begins the list by its field `lead`."""
    match event:
        case LeadHandedOver():
            others = [one for one in state.leads if one[0] != event.since]
            leads = sorted([*others, (event.since, event.lead)])
            return replace(state, leads=tuple(leads))
        case CoverTaken():
            taken = Cover(staff=event.cover, since=event.since, until=event.until)
            return replace(state, covers={**state.covers, event_id: taken})
        case CoverEnded():
            left = {entry: one for entry, one in state.covers.items() if entry != event.record}
            return replace(state, covers=left)
        case _:
            first: UUID | None = getattr(event, "lead", None)
            return Assignment() if first is None else Assignment(((FROM_THE_BEGINNING, first),))


# Commands

_NOT_SAID: Final = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class HandOverLead:
    """Let somebody lead the case from a day on."""

    lead: UUID
    since: date
    reason: LeadReason
    text: str


@dataclass(frozen=True, kw_only=True)
class TakeCover:
    """See to the case for its lead, or let somebody do so."""

    cover: UUID
    since: date
    until: date
    reason: CoverReason
    text: str


@dataclass(frozen=True, kw_only=True)
class EndCover:
    """Say that a cover has ended."""

    record: UUID = _NOT_SAID
    text: str


AssignmentCommand: TypeAlias = HandOverLead | TakeCover | EndCover


class LeadInThePast(RuleViolation):
    """Who leads is said for today or later; what was is not rewritten."""


class LeadAlready(RuleViolation):
    """A case is handed over to somebody else than who leads it on that day."""


class LeadByAnother(RuleViolation):
    """Cases are moved only from whoever leads them on that day, as the chief saw."""


class NobodyAfterwards(RuleViolation):
    """Nobody leaves a desk whose open cases would stand without a lead from the next day on."""


class CoverInThePast(RuleViolation):
    """A cover begins today or later, and ends on its first day or later."""


class CoverByLead(RuleViolation):
    """Who leads a case does not cover for themselves."""


class CoverAlready(RuleViolation):
    """Nobody covers twice for the same days."""


class CoverNotStanding(RuleViolation):
    """Only a cover of this case that still stands can be ended."""


def decide(
    command: AssignmentCommand, state: Assignment, matter: Matter
) -> tuple[AssignmentEvent, ...]:
    """
    Decide about who leads and who covers.

    Raises:
        CaseNotOpen: when the case is closed.
        LeadInThePast, LeadAlready: when the hand-over changes nothing that is to come.
        NotNamed: when the case is restricted and who would cover is not named.
        CoverInThePast, CoverByLead, CoverAlready: when the cover would mean nothing.
        CoverNotStanding: when there is no such cover, it was ended, or it is over.
    """
    matter.must_be_open()
    match command:
        case HandOverLead():
            return (_hand_over(command, state, matter),)
        case TakeCover():
            return (_cover(command, state, matter),)
        case EndCover():
            return (_end(command, state, matter),)
        case _:
            assert_never(command)


def _hand_over(command: HandOverLead, state: Assignment, matter: Matter) -> LeadHandedOver:
    if command.since < matter.today:
        raise LeadInThePast
    if state.lead_on(command.since) == command.lead:
        raise LeadAlready
    return LeadHandedOver(person_id=matter.person_id, **vars(command))


def _cover(command: TakeCover, state: Assignment, matter: Matter) -> CoverTaken:
    if not matter.today <= command.since <= command.until:
        raise CoverInThePast
    matter.must_be_named(command.cover)
    if state.lead_on(command.since) == command.cover:
        raise CoverByLead
    if any(_meet(one, command) for one in state.covers.values()):
        raise CoverAlready
    return CoverTaken(person_id=matter.person_id, **vars(command))


def _meet(one: Cover, other: TakeCover) -> bool:
    return one.staff == other.cover and one.since <= other.until and other.since <= one.until


def _end(command: EndCover, state: Assignment, matter: Matter) -> CoverEnded:
    standing = state.covers.get(command.record)
    if standing is None or standing.until < matter.today:
        raise CoverNotStanding
    return CoverEnded(record=command.record, person_id=matter.person_id, text=command.text)
