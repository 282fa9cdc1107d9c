"""
Partner (アカウントのない関係者): a 民生委員 or a doctor whom a programme works with by name.

The name is a work name, as a member of staff's is. How they are reached is a code here; a number
or an address would be their own, and does not stand in the clear.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import AgencyKind


class Channel(StrEnum):
    """連絡の手段: how a person without an account is reached in their work."""

    PHONE = "phone"
    FAX = "fax"
    POST = "post"
    IN_PERSON = "in_person"


# Events


@dataclass(frozen=True, kw_only=True)
class PartnerRegistered(Event):
    """
    アカウントのない関係者の登録: `title` is what they are in their work, `office` where.

    `first` is the Tokyo civil date from which the programme works with them.
    """

    TOPIC: ClassVar[str] = "partner.registered"
    partner_id: UUID
    programme: UUID
    name: str
    title: str
    office: str
    kind: AgencyKind
    channel: Channel
    first: date


@dataclass(frozen=True, kw_only=True)
class PartnerEnded(Event):
    """関係者の退任: `last_day` is the last day; `successor` is another such person, if known."""

    TOPIC: ClassVar[str] = "partner.ended"
    last_day: date
    successor: UUID | None


PartnerEvent: TypeAlias = PartnerRegistered | PartnerEnded

# State


@dataclass(frozen=True)
class Partner:
    """What a decision about a partner looks at; no `registered` = there is no such person."""

    registered: PartnerRegistered | None = None
    ended: PartnerEnded | None = None


def evolve(state: Partner, event: Event) -> Partner:
    """Fold one event."""
    match event:
        case PartnerRegistered():
            return Partner(event)
        case PartnerEnded():
            return replace(state, ended=event)
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class RegisterPartner:
    """Register a person without an account."""

    partner_id: UUID
    programme: UUID
    name: str
    title: str
    office: str
    kind: AgencyKind
    channel: Channel
    first: date


@dataclass(frozen=True, kw_only=True)
class EndPartner:
    """Say that somebody leaves, and who comes after them."""

    partner_id: UUID
    last_day: date
    successor: UUID | None


PartnerCommand: TypeAlias = RegisterPartner | EndPartner


class PartnerAlreadyRegistered(RuleViolation):
    """A person without an account is registered once."""


class PartnerNotStanding(RuleViolation):
    """Only a person who was registered and has not left leaves."""


class PartnerNameMissing(RuleViolation):
    """A person without an account has a name and a title."""


class PartnerEndsBeforeItStarts(RuleViolation):
    """The last day is not before the first."""


class PartnerSucceedsThemselves(RuleViolation):
    """Who comes after somebody is somebody else."""


def decide(command: PartnerCommand, state: Partner) -> tuple[PartnerEvent, ...]:
    """
    Decide about a person without an account.

    Raises:
        PartnerAlreadyRegistered: when they are registered.
        PartnerNotStanding: when somebody leaves who was never there or has left.
        PartnerNameMissing: when name or title has no words.
        PartnerEndsBeforeItStarts, PartnerSucceedsThemselves: when an end makes no sense.
    """
    match command:
        case RegisterPartner():
            return (_register(command, state),)
        case EndPartner():
            return (_end(command, state),)
        case _:
            assert_never(command)


def _register(command: RegisterPartner, state: Partner) -> PartnerRegistered:
    if state.registered is not None:
        raise PartnerAlreadyRegistered
    if not command.name.strip() or not command.title.strip():
        raise PartnerNameMissing
    return PartnerRegistered(
        partner_id=command.partner_id,
        programme=command.programme,
        name=command.name,
        title=command.title,
        office=command.office,
        kind=command.kind,
        channel=command.channel,
        first=command.first,
    )


def _end(command: EndPartner, state: Partner) -> PartnerEnded:
    if state.registered is None or state.ended is not None:
        raise PartnerNotStanding
    if command.last_day < state.registered.first:
        raise PartnerEndsBeforeItStarts
    if command.successor == command.partner_id:
        raise PartnerSucceedsThemselves
    return PartnerEnded(last_day=command.last_day, successor=command.successor)
