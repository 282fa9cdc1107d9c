"""
Household (世帯): who lives with whom and how they are related, with days. It grants nothing (R55).

A household has a stream of its own; each person in it keeps a sheet, and a part, of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import NotInTheFuture, need_words
from events.values import Category


class Relation(StrEnum):
    """続柄: what a member is to the person around whom the household was written down."""

    SELF = "self"
    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    CHILDS_SPOUSE = "childs_spouse"
    PARENT = "parent"
    PARENT_IN_LAW = "parent_in_law"
    SIBLING = "sibling"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other_relative"
    COHABITANT = "cohabitant"
    OTHER = "other"
    UNKNOWN = "unknown"


class Living(StrEnum):
    """同居・別居: whether a member lives under the same roof."""

    TOGETHER = "together"
    APART = "apart"
    UNKNOWN = "unknown"


class Leaving(StrEnum):
    """世帯を離れた理由."""

    MOVED_OUT = "moved_out"
    FACILITY = "facility"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    DIED = "died"
    OTHER = "other"


# Events


@dataclass(frozen=True, kw_only=True)
class HouseholdFormed(Event):
    """世帯の作成: a household is written down around one person, from whom relations are seen."""

    TOPIC: ClassVar[str] = "household.formed"
    household_id: UUID
    programme: UUID
    around: UUID


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event):
    """世帯員: a person belongs to the household, since a Tokyo civil date if it is known."""

    TOPIC: ClassVar[str] = "household.member-joined"
    person_id: UUID
    relation: Relation
    living: Living
    since: date | None
    note: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class RelationCorrected(Event):
    """続柄の訂正: relation and days as they are right, and why (R71)."""

    TOPIC: ClassVar[str] = "household.relation-corrected"
    corrects: UUID
    person_id: UUID
    relation: Relation
    living: Living
    since: date | None
    note: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """世帯を離れた: a person belongs no longer, from a Tokyo civil date if it is known."""

    TOPIC: ClassVar[str] = "household.member-left"
    record: UUID
    person_id: UUID
    leaving: Leaving
    left_on: date | None
    note: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="person_id")]


HouseholdEvent: TypeAlias = HouseholdFormed | MemberJoined | RelationCorrected | MemberLeft

# State


@dataclass(frozen=True, kw_only=True)
class Membership:
    """One person's place in the household."""

    person_id: UUID
    since: date | None


@dataclass(frozen=True)
class Household:
    """What a decision looks at: `members` are the entries that stand for those who belong now."""

    programme: UUID | None = None
    around: UUID | None = None
    members: Mapping[UUID, Membership] = field(default_factory=dict[UUID, Membership])


def evolve(state: Household, event: HouseholdEvent, *, event_id: UUID) -> Household:
    """Fold one event, known by its entry's id."""
    match event:
        case HouseholdFormed():
            return Household(programme=event.programme, around=event.around)
        case MemberJoined():
            joined = Membership(person_id=event.person_id, since=event.since)
            return replace(state, members={**state.members, event_id: joined})
        case RelationCorrected():
            stands = Membership(person_id=event.person_id, since=event.since)
            return replace(state, members={**_without(state, event.corrects), event_id: stands})
        case MemberLeft():
            return replace(state, members=_without(state, event.record))
        case _:
            assert_never(event)


def _without(state: Household, record: UUID) -> dict[UUID, Membership]:
    return {entry: one for entry, one in state.members.items() if entry != record}


# Commands


@dataclass(frozen=True, kw_only=True)
class FormHousehold:
    """Write a household down around a person."""

    household_id: UUID
    programme: UUID
    around: UUID


@dataclass(frozen=True, kw_only=True)
class AddMember:
    """Write down that a person belongs."""

    person_id: UUID
    relation: Relation
    living: Living
    since: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class CorrectRelation:
    """Correct how a member is related, and since when."""

    record: UUID
    relation: Relation
    living: Living
    since: date | None
    note: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecordLeaving:
    """Write down that a member belongs no longer."""

    record: UUID
    leaving: Leaving
    left_on: date | None
    note: str


HouseholdCommand: TypeAlias = FormHousehold | AddMember | CorrectRelation | RecordLeaving


class HouseholdAlreadyFormed(RuleViolation):
    """A household is formed once."""


class HouseholdNotFormed(RuleViolation):
    """Only a household that was formed has members."""


class MemberAlreadyHere(RuleViolation):
    """A person belongs to one household once at a time."""


class MemberUnknown(RuleViolation):
    """Only a member who belongs now is corrected or leaves."""


class SelfIsOne(RuleViolation):
    """The one around whom a household is written down is 本人, and nobody else is."""


class LeftBeforeJoined(RuleViolation):
    """Nobody leaves before the day they joined."""


def decide(
    command: HouseholdCommand, state: Household, *, today: date
) -> tuple[HouseholdEvent, ...]:
    """
    Decide about a household; `today` is a Tokyo civil date.

    Raises:
        HouseholdAlreadyFormed, HouseholdNotFormed: when it was formed, or was not.
        MemberAlreadyHere: when a person who belongs would join.
        MemberUnknown: when the record is of nobody who belongs now.
        SelfIsOne: when somebody else would be 本人, or 本人 somebody else.
        LeftBeforeJoined: when the leaving lies before the joining.
        NotInTheFuture: when joining or leaving lies after today.
        TextMissing: when the reason of a correction has no words (R71).
    """
    if isinstance(command, FormHousehold):
        return _form(command, state)
    if state.around is None:
        raise HouseholdNotFormed
    match command:
        case AddMember():
            return (_join(command, state, today),)
        case CorrectRelation():
            return (_correct(command, state, today),)
        case RecordLeaving():
            return (_leave(command, state, today),)
        case _:
            assert_never(command)


def _form(command: FormHousehold, state: Household) -> tuple[HouseholdEvent, ...]:
    if state.around is not None:
        raise HouseholdAlreadyFormed
    return (
        HouseholdFormed(
            household_id=command.household_id, programme=command.programme, around=command.around
        ),
        MemberJoined(
            person_id=command.around,
            relation=Relation.SELF,
            living=Living.TOGETHER,
            since=None,
            note="",
        ),
    )


def _join(command: AddMember, state: Household, today: date) -> MemberJoined:
    if command.person_id in {one.person_id for one in state.members.values()}:
        raise MemberAlreadyHere
    _must_fit(command.relation, command.person_id, state)
    _must_have_come(command.since, today)
    return MemberJoined(
        person_id=command.person_id,
        relation=command.relation,
        living=command.living,
        since=command.since,
        note=command.note,
    )


def _correct(command: CorrectRelation, state: Household, today: date) -> RelationCorrected:
    need_words(command.reason)
    member = _member(command.record, state)
    _must_fit(command.relation, member.person_id, state)
    _must_have_come(command.since, today)
    return RelationCorrected(
        corrects=command.record,
        person_id=member.person_id,
        relation=command.relation,
        living=command.living,
        since=command.since,
        note=command.note,
        reason=command.reason,
    )


def _leave(command: RecordLeaving, state: Household, today: date) -> MemberLeft:
    member = _member(command.record, state)
    _must_have_come(command.left_on, today)
    if command.left_on and member.since and command.left_on < member.since:
        raise LeftBeforeJoined
    return MemberLeft(
        record=command.record,
        person_id=member.person_id,
        leaving=command.leaving,
        left_on=command.left_on,
        note=command.note,
    )


def _member(record: UUID, state: Household) -> Membership:
    if record not in state.members:
        raise MemberUnknown
    return state.members[record]


def _must_fit(relation: Relation, person_id: UUID, state: Household) -> None:
    if (relation is Relation.SELF) != (person_id == state.around):
        raise SelfIsOne


def _must_have_come(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise NotInTheFuture
