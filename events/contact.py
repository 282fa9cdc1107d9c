"""
Contact (連絡先・消息): where a person lives, how to reach them safely, moving away, death.

R57: what a message may do to a person is written down once and shown wherever one would write to
them. All of it stands in the stream of the person, and a wrong record is taken back (R71).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import NotInTheFuture, need_words
from events.values import Category, Mask


class AddressKind(StrEnum):
    """住所の種類: what an address is to the person."""

    REGISTERED = "registered"
    RESIDENCE = "residence"
    MAILING = "mailing"
    TEMPORARY = "temporary"
    OTHER = "other"


class ContactMeans(StrEnum):
    """連絡の方法: how a person may be reached (R57)."""

    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    VISIT = "visit"
    THROUGH_OTHERS = "through_others"


class SenderName(StrEnum):
    """名乗り方: whether a call or a letter may show who it is from (R57)."""

    SHOWN = "shown"
    PERSONAL_NAME = "personal_name"
    HIDDEN = "hidden"
    NOT_ASKED = "not_asked"


# Events


@dataclass(frozen=True, kw_only=True)
class SafeContactRecorded(Event):
    """
    安全な連絡方法: means, times, whether the sender shows, and what is never called (R57).

    `means` are codes of `ContactMeans` with spaces between, `sender` is one of `SenderName`: sealed
    too, since a way to reach somebody tells who must not know of it.
    """

    TOPIC: ClassVar[str] = "contact.safe-contact-recorded"
    corrects: UUID | None
    person_id: UUID
    means: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    times: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    sender: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    never: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    note: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class AddressRecorded(Event):
    """住所: one address with its days (Tokyo); no `until` = it is one still."""

    TOPIC: ClassVar[str] = "contact.address-recorded"
    corrects: UUID | None
    person_id: UUID
    kind: AddressKind
    since: date | None
    until: date | None
    address: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]
    note: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class MovedAway(Event):
    """転出: the person leaves or left the municipality, on a Tokyo civil date if it is known."""

    TOPIC: ClassVar[str] = "contact.moved-away"
    corrects: UUID | None
    person_id: UUID
    moved_on: date | None
    destination: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class DeathRecorded(Event):
    """死亡: the person died, on a Tokyo civil date if it is known; how it became known."""

    TOPIC: ClassVar[str] = "contact.death-recorded"
    corrects: UUID | None
    person_id: UUID
    died_on: date | None
    known_by: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ContactWithdrawn(Event):
    """取消し: a record about where a person is was wrong as a whole (R71)."""

    TOPIC: ClassVar[str] = "contact.withdrawn"
    corrects: UUID
    person_id: UUID
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ContactEvent: TypeAlias = (
    SafeContactRecorded | AddressRecorded | MovedAway | DeathRecorded | ContactWithdrawn
)

# State


@dataclass(frozen=True)
class Contact:
    """The records of a person that stand: entries, of which all but addresses are one at a time."""

    addresses: frozenset[UUID] = frozenset()
    safe: UUID | None = None
    moved: UUID | None = None
    death: UUID | None = None

    def standing(self) -> frozenset[UUID]:
        """Return every record that stands."""
        return self.addresses | {one for one in (self.safe, self.moved, self.death) if one}


def evolve(state: Contact, event: ContactEvent, *, event_id: UUID) -> Contact:
    """Fold one event, known by its entry's id."""
    match event:
        case SafeContactRecorded():
            return replace(state, safe=event_id)
        case AddressRecorded():
            return replace(state, addresses=state.addresses - {event.corrects} | {event_id})
        case MovedAway():
            return replace(state, moved=event_id)
        case DeathRecorded():
            return replace(state, death=event_id)
        case ContactWithdrawn(corrects=gone):
            return Contact(
                addresses=state.addresses - {gone},
                safe=None if state.safe == gone else state.safe,
                moved=None if state.moved == gone else state.moved,
                death=None if state.death == gone else state.death,
            )
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class RecordSafeContact:
    """Write down how to reach the person safely; takes the place of what stood."""

    means: tuple[ContactMeans, ...]
    times: str
    sender: SenderName
    never: str
    note: str


@dataclass(frozen=True, kw_only=True)
class RecordAddress:
    """Write an address down; `record` is an address that it takes the place of."""

    kind: AddressKind
    address: str
    since: date | None
    until: date | None
    note: str
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RecordMovingAway:
    """Write down that the person moves away; takes the place of what stood."""

    moved_on: date | None
    destination: str


@dataclass(frozen=True, kw_only=True)
class RecordDeath:
    """Write down that the person died; takes the place of what stood."""

    died_on: date | None
    known_by: str


@dataclass(frozen=True, kw_only=True)
class WithdrawContact:
    """Take a record back that was wrong as a whole."""

    record: UUID
    reason: str


ContactCommand: TypeAlias = (
    RecordSafeContact | RecordAddress | RecordMovingAway | RecordDeath | WithdrawContact
)


class SafeContactEmpty(RuleViolation):
    """A note on safe contact says at least one thing (R57)."""


class ContactNotStanding(RuleViolation):
    """Only a record of this person that still stands is replaced or taken back (R71)."""


class AddressEndsBeforeItBegins(RuleViolation):
    """An address is left no earlier than it was taken."""


def decide(
    command: ContactCommand, state: Contact, *, person_id: UUID, today: date
) -> tuple[ContactEvent, ...]:
    """
    Decide about where a person is; `today` is a Tokyo civil date.

    Raises:
        SafeContactEmpty: when nothing is said.
        ContactNotStanding: when the record to replace or take back does not stand.
        AddressEndsBeforeItBegins: when an address ends before its first day.
        NotInTheFuture: when a death lies after today.
        TextMissing: when an address, how a death is known, or a reason has no words.
    """
    match command:
        case RecordSafeContact():
            return (_safe(command, state, person_id),)
        case RecordAddress():
            return (_address(command, state, person_id),)
        case RecordMovingAway():
            return (
                MovedAway(
                    corrects=state.moved,
                    person_id=person_id,
                    moved_on=command.moved_on,
                    destination=command.destination,
                ),
            )
        case RecordDeath():
            return (_death(command, state, person_id, today),)
        case WithdrawContact():
            need_words(command.reason)
            if command.record not in state.standing():
                raise ContactNotStanding
            return (
                ContactWithdrawn(
                    corrects=command.record, person_id=person_id, reason=command.reason
                ),
            )
        case _:
            assert_never(command)


def _safe(command: RecordSafeContact, state: Contact, person_id: UUID) -> SafeContactRecorded:
    said = command.means or command.sender is not SenderName.NOT_ASKED
    if not said and not any(text.strip() for text in (command.times, command.never, command.note)):
        raise SafeContactEmpty
    return SafeContactRecorded(
        corrects=state.safe,
        person_id=person_id,
        means=" ".join(command.means),
        times=command.times,
        sender=command.sender,
        never=command.never,
        note=command.note,
    )


def _address(command: RecordAddress, state: Contact, person_id: UUID) -> AddressRecorded:
    need_words(command.address)
    if command.record is not None and command.record not in state.addresses:
        raise ContactNotStanding
    if command.since and command.until and command.until < command.since:
        raise AddressEndsBeforeItBegins
    return AddressRecorded(
        corrects=command.record,
        person_id=person_id,
        kind=command.kind,
        since=command.since,
        until=command.until,
        address=command.address,
        note=command.note,
    )


def _death(command: RecordDeath, state: Contact, person_id: UUID, today: date) -> DeathRecorded:
    need_words(command.known_by)
    if command.died_on and command.died_on > today:
        raise NotInTheFuture
    return DeathRecorded(
        corrects=state.death,
        person_id=person_id,
        died_on=command.died_on,
        known_by=command.known_by,
    )
