"""Person (本人・関係者): a data subject with a random id, whose sheet is a file of its own."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """
    A person becomes known to a programme.

    Names and dates are kept as typed (no normalisation); what was not told is an empty string.
    `born` is an ISO date or empty.
    """

    TOPIC: ClassVar[str] = "person.registered"
    person_id: UUID
    programme: UUID
    name: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    kana: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    born: Annotated[Private[str], Personal(Category.ID, of="person_id")]
    address: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    phone: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]


# State


@dataclass(frozen=True)
class Person:
    """What a decision about a person looks at."""

    registered: bool = False


def evolve(state: Person, event: Event) -> Person:
    """Fold one event."""
    return Person(registered=True) if isinstance(event, PersonRegistered) else state


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


class PersonAlreadyRegistered(RuleViolation):
    """A person's sheet is opened once."""


def decide(command: RegisterPerson, state: Person) -> tuple[Event, ...]:
    """
    Open the person's sheet.

    Raises:
        PersonAlreadyRegistered: when it is open.
    """
    if state.registered:
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
