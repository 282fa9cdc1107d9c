"""
Direction (支援方針): what each agency is to do for the household, who leads, when it is reviewed.

Not the 自立支援計画 of 施行規則1条: a basic direction for each consultation body (report 6-2(3)ア).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import AgencyKind, Category

# Events


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(Event):
    """支援方針: one agency's direction; `corrects` is the version it replaces, `due` its review."""

    TOPIC: ClassVar[str] = "direction.given"
    corrects: UUID | None
    person_id: UUID
    agency_kind: AgencyKind
    leads: bool
    due: date
    agency: Annotated[Private[str], Personal(Category.TASK, of="person_id")]
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class DirectionEnded(Event):
    """支援方針の終わり: an agency's part is done; its review is no longer due."""

    TOPIC: ClassVar[str] = "direction.ended"
    record: UUID
    settles: UUID
    person_id: UUID
    ended_on: date
    text: Annotated[Private[str], Personal(Category.TASK, of="person_id")]


DirectionEvent: TypeAlias = DirectionGiven | DirectionEnded

# State


@dataclass(frozen=True)
class Directions:
    """The directions that stand, by their last version, and which of them leads."""

    standing: frozenset[UUID] = frozenset()
    lead: UUID | None = None


def evolve(
    state: Directions, event: DirectionEvent, *, event_id: UUID, valid_at: datetime
) -> Directions:
    """Fold one event, known by its entry's id."""
    del valid_at
    gone = event.corrects if isinstance(event, DirectionGiven) else event.record
    standing = state.standing - {gone}
    lead = None if state.lead == gone else state.lead
    match event:
        case DirectionGiven():
            return Directions(standing | {event_id}, event_id if event.leads else lead)
        case DirectionEnded():
            return Directions(standing, lead)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class GiveDirection:
    """Write one agency's direction; `record` is the version that it replaces."""

    record: UUID | None = None
    agency_kind: AgencyKind
    leads: bool
    due: date
    agency: str
    text: str


@dataclass(frozen=True, kw_only=True)
class EndDirection:
    """Record that an agency's part is done."""

    record: UUID
    ended_on: date
    text: str


DirectionCommand: TypeAlias = GiveDirection | EndDirection


class DirectionNotStanding(RuleViolation):
    """Only a direction that stands is revised or ended."""


class AnotherAgencyLeads(RuleViolation):
    """One agency leads at a time."""


class ReviewNotAhead(RuleViolation):
    """A direction is reviewed on a day that is still to come."""


def decide(
    command: DirectionCommand, state: Directions, matter: Matter
) -> tuple[DirectionEvent, ...]:
    """
    Decide about the directions for a household's agencies.

    Raises:
        CaseNotOpen: when the case is closed.
        DirectionNotStanding: when what is revised or ended does not stand.
        AnotherAgencyLeads: when a second agency would lead.
        ReviewNotAhead: when the review lies before tomorrow.
        NotInTheFuture: when an end lies after today.
        TextMissing: when agency, direction or the way it ended has no words.
    """
    matter.must_be_open()
    if command.record is not None and command.record not in state.standing:
        raise DirectionNotStanding
    match command:
        case GiveDirection():
            return _give(command, state, matter)
        case EndDirection():
            matter.must_have_come(command.ended_on)
            need_words(command.text)
            return (
                DirectionEnded(
                    record=command.record,
                    settles=command.record,
                    person_id=matter.person_id,
                    ended_on=command.ended_on,
                    text=command.text,
                ),
            )
        case _:
            assert_never(command)


def _give(command: GiveDirection, state: Directions, matter: Matter) -> tuple[DirectionEvent, ...]:
    need_words(command.agency, command.text)
    if command.leads and state.lead not in {None, command.record}:
        raise AnotherAgencyLeads
    if command.due <= matter.today:
        raise ReviewNotAhead
    return (
        DirectionGiven(
            corrects=command.record,
            person_id=matter.person_id,
            agency_kind=command.agency_kind,
            leads=command.leads,
            due=command.due,
            agency=command.agency,
            text=command.text,
        ),
    )
