"""
Person (本人・関係者): a data subject with a random id, whose sheet is a file of its own.

R71: a corrected sheet is a new event. Linking two sheets of one human being merges nothing.
"""

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import need_words
from events.values import Category, Mask

# Events


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """
    A person becomes known to a programme.

    Names and dates are kept as typed (no normalisation); what was not told is an empty string.
    `born` is an ISO date, an ISO month or year where no more is known, or empty.
    """

    TOPIC: ClassVar[str] = "person.registered"
    person_id: UUID
    programme: UUID
    name: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    kana: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    born: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    address: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]
    phone: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]


@dataclass(frozen=True, kw_only=True)
class SheetCorrected(Event):
    """本人票の訂正: the whole sheet as it is right, in the place of the old one, and why (R71)."""

    TOPIC: ClassVar[str] = "person.sheet-corrected"
    corrects: UUID
    person_id: UUID
    programme: UUID
    name: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    kana: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    born: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    address: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]
    phone: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PersonLinked(Event):
    """同じ方の記録の結び付け: another sheet is about the same human being; both sheets stay."""

    TOPIC: ClassVar[str] = "person.linked"
    person_id: UUID
    other: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PersonUnlinked(Event):
    """結び付けの取消し: the other sheet is somebody else's after all."""

    TOPIC: ClassVar[str] = "person.unlinked"
    person_id: UUID
    other: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


PersonEvent: TypeAlias = PersonRegistered | SheetCorrected | PersonLinked | PersonUnlinked

# State


@dataclass(frozen=True)
class Person:
    """
    What a decision about a person looks at.

    `sheet` is the entry that stands for the sheet now, `linked` the persons it is linked to.
    """

    person_id: UUID | None = None
    programme: UUID | None = None
    sheet: UUID | None = None
    linked: frozenset[UUID] = frozenset()


def evolve(state: Person, event: PersonEvent, *, event_id: UUID) -> Person:
    """Fold one event, known by its entry's id."""
    match event:
        case PersonRegistered():
            return Person(person_id=event.person_id, programme=event.programme, sheet=event_id)
        case SheetCorrected():
            return replace(state, sheet=event_id)
        case PersonLinked():
            return replace(state, linked=state.linked | {event.other})
        case PersonUnlinked():
            return replace(state, linked=state.linked - {event.other})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class RegisterPerson:
    """Register a person with what they told; a name that was not given is an empty string."""

    person_id: UUID
    programme: UUID
    name: str = ""
    kana: str = ""
    born: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectSheet:
    """Put the right sheet in the place of the one that stands."""

    name: str
    kana: str
    born: str
    address: str
    phone: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LinkPerson:
    """Say that another sheet is about the same human being."""

    other: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class UnlinkPerson:
    """Take a link back."""

    other: UUID
    reason: str


PersonCommand: TypeAlias = RegisterPerson | CorrectSheet | LinkPerson | UnlinkPerson


class PersonAlreadyRegistered(RuleViolation):
    """A person's sheet is opened once."""


class PersonNotRegistered(RuleViolation):
    """Only a person with a sheet has one corrected or linked."""


class AlreadyLinked(RuleViolation):
    """Two sheets are linked once, and none to itself."""


class NotLinked(RuleViolation):
    """Only a link that stands is taken back."""


def decide(command: PersonCommand, state: Person) -> tuple[PersonEvent, ...]:
    """
    Decide about a person.

    Raises:
        PersonAlreadyRegistered: when a sheet is opened twice.
        PersonNotRegistered: when there is no sheet to correct or link.
        AlreadyLinked: when the link stands, or leads back to the same sheet.
        NotLinked: when there is no such link to take back.
        TextMissing: when a reason has no words (R71).
    """
    if isinstance(command, RegisterPerson):
        return _register(command, state)
    if state.person_id is None or state.programme is None or state.sheet is None:
        raise PersonNotRegistered
    need_words(command.reason)
    match command:
        case CorrectSheet():
            return (
                SheetCorrected(
                    corrects=state.sheet,
                    person_id=state.person_id,
                    programme=state.programme,
                    name=command.name,
                    kana=command.kana,
                    born=command.born,
                    address=command.address,
                    phone=command.phone,
                    reason=command.reason,
                ),
            )
        case LinkPerson():
            if command.other in {state.person_id, *state.linked}:
                raise AlreadyLinked
            return (_linked(PersonLinked, command, state.person_id),)
        case UnlinkPerson():
            if command.other not in state.linked:
                raise NotLinked
            return (_linked(PersonUnlinked, command, state.person_id),)
        case _:
            assert_never(command)


def _linked(
    kind: type[PersonLinked] | type[PersonUnlinked],
    command: LinkPerson | UnlinkPerson,
    person_id: UUID,
) -> PersonEvent:
    return kind(person_id=person_id, other=command.other, reason=command.reason)


def _register(command: RegisterPerson, state: Person) -> tuple[PersonEvent, ...]:
    if state.person_id is not None:
        raise PersonAlreadyRegistered
    return (
        PersonRegistered(
            person_id=command.person_id,
            programme=command.programme,
            name=command.name,
            kana=command.kana,
            born=command.born,
            address=command.address,
            phone=command.phone,
        ),
    )
