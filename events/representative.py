"""
Representative (代理人): who may speak for a person, and by what authority (R24, R32).

It stands in the stream of the person. Whoever is marked as being in conflict with the person gives
no consent, gets no notice and no view, until somebody takes the mark away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.consent_terms import Authority, Capacity
from events.matter import need_words
from events.values import Category, Period


class AuthorityProof(StrEnum):
    """代理権の確認方法: by what the authority was seen."""

    FAMILY_REGISTER = "family_register"
    GUARDIANSHIP_CERTIFICATE = "guardianship_certificate"
    MANDATE_LETTER = "mandate_letter"
    COURT_ORDER = "court_order"


# Events


@dataclass(frozen=True, kw_only=True)
class RepresentativeRecorded(Event):
    """
    代理人: somebody may speak for the person, in a capacity and as far as `scope` says.

    `representative` is their own random id, also when they have no sheet here.
    """

    TOPIC: ClassVar[str] = "representative.recorded"
    person_id: UUID
    representative: UUID
    capacity: Capacity
    proof: AuthorityProof
    first: date
    last: date | None
    name: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]
    scope: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class RepresentativeEnded(Event):
    """代理権の終了: from the day after `last_day` they speak for the person no more."""

    TOPIC: ClassVar[str] = "representative.ended"
    person_id: UUID
    representative: UUID
    last_day: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class RepresentativeMarked(Event):
    """
    利益相反の確認: whether they speak for the person; not while they stand against them (R32).

    Why is told in `words` alone: neither the stored name nor the clear part says what is suspected.
    """

    TOPIC: ClassVar[str] = "representative.marked"
    person_id: UUID
    representative: UUID
    speaks: bool
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


RepresentativeEvent: TypeAlias = RepresentativeRecorded | RepresentativeEnded | RepresentativeMarked

# State


@dataclass(frozen=True)
class Representatives:
    """Who may speak for the person, and who of them is in conflict with them."""

    authorities: Mapping[UUID, Authority] = field(default_factory=dict[UUID, Authority])
    conflicted: frozenset[UUID] = frozenset()

    def speaking(self) -> Mapping[UUID, Authority]:
        """Return those who are in no conflict (R32)."""
        return {
            who: authority
            for who, authority in self.authorities.items()
            if who not in self.conflicted
        }


def evolve(state: Representatives, event: RepresentativeEvent) -> Representatives:
    """Fold one event."""
    match event:
        case RepresentativeRecorded(representative=who):
            authority = Authority(event.capacity, Period(event.first, event.last))
            return replace(state, authorities={**state.authorities, who: authority})
        case RepresentativeEnded(representative=who):
            held = state.authorities[who]
            authority = replace(held, period=Period(held.period.first, event.last_day))
            return replace(state, authorities={**state.authorities, who: authority})
        case RepresentativeMarked(representative=who):
            others = state.conflicted - {who}
            return replace(state, conflicted=others if event.speaks else others | {who})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class RecordRepresentative:
    """Write a representative down, with what was seen of their authority."""

    representative: UUID
    capacity: Capacity
    proof: AuthorityProof
    first: date
    last: date | None
    name: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class EndRepresentative:
    """Write down on which day an authority ends."""

    representative: UUID
    last_day: date
    words: str


@dataclass(frozen=True, kw_only=True)
class MarkConflict:
    """Mark a representative as being in conflict with the person, or take the mark away."""

    representative: UUID
    conflicted: bool
    words: str


RepresentativeCommand: TypeAlias = RecordRepresentative | EndRepresentative | MarkConflict


class NotForOneself(RuleViolation):
    """A representative is somebody else than the person, in a capacity of their own (R24)."""


class AlreadyRepresentative(RuleViolation):
    """A representative is written down once; another authority is another record."""


class RepresentativeUnknown(RuleViolation):
    """Only a representative of this person is ended or marked."""


class AuthorityEndsBeforeItBegins(RuleViolation):
    """The last day of an authority is not before its first."""


class ConflictUnchanged(RuleViolation):
    """A mark of conflict is set once, and taken away while it stands (R32)."""


def decide(
    command: RepresentativeCommand, state: Representatives, *, person_id: UUID
) -> tuple[RepresentativeEvent, ...]:
    """
    Decide about a representative.

    Raises:
        NotForOneself: when the capacity is the person's own, or they are the person.
        AlreadyRepresentative: when they are written down.
        RepresentativeUnknown: when they are not.
        AuthorityEndsBeforeItBegins: when the last day lies before the first.
        ConflictUnchanged: when the mark is as it would be.
        TextMissing: when a name, what the authority reaches, or a reason has no words.
    """
    if isinstance(command, RecordRepresentative):
        return (_recorded(command, state, person_id),)
    need_words(command.words)
    held = state.authorities.get(command.representative)
    if held is None:
        raise RepresentativeUnknown
    if isinstance(command, EndRepresentative):
        _need_order(held.period.first, command.last_day)
        return (
            RepresentativeEnded(
                person_id=person_id,
                representative=command.representative,
                last_day=command.last_day,
                words=command.words,
            ),
        )
    if command.conflicted == (command.representative in state.conflicted):
        raise ConflictUnchanged
    return (
        RepresentativeMarked(
            person_id=person_id,
            representative=command.representative,
            speaks=not command.conflicted,
            words=command.words,
        ),
    )


def _recorded(
    command: RecordRepresentative, state: Representatives, person_id: UUID
) -> RepresentativeRecorded:
    need_words(command.name, command.scope)
    if command.capacity is Capacity.SUBJECT or command.representative == person_id:
        raise NotForOneself
    if command.representative in state.authorities:
        raise AlreadyRepresentative
    _need_order(command.first, command.last)
    return RepresentativeRecorded(
        person_id=person_id,
        representative=command.representative,
        capacity=command.capacity,
        proof=command.proof,
        first=command.first,
        last=command.last,
        name=command.name,
        scope=command.scope,
    )


def _need_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise AuthorityEndsBeforeItBegins
