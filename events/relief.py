"""
Relief (緊急支援): what was done at once, before any plan, and that 生活保護 was explained.

R63: when somebody is likely to need 生活保護, the record shows that they were told of it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias
from uuid import UUID

from events.base import Event, Personal, Private
from events.matter import Matter, need_words
from events.values import Category

# Code lists


class ReliefKind(StrEnum):
    """緊急支援の種類 (標準様式 プラン策定前の支援)."""

    FOOD = "food"
    LODGING = "lodging"
    EMERGENCY_LOAN = "emergency_loan"
    AMBULANCE = "ambulance"
    OTHER = "other"


class InformedBy(StrEnum):
    """生活保護の案内の方法."""

    SPOKEN = "spoken"
    LEAFLET = "leaflet"
    ACCOMPANIED = "accompanied"


# Events


@dataclass(frozen=True, kw_only=True)
class ReliefGiven(Event):
    """緊急支援 was given on a day."""

    TOPIC: ClassVar[str] = "relief.given"
    person_id: UUID
    given_on: date
    kind: ReliefKind
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PublicAssistanceExplained(Event):
    """生活保護の案内: the person was told of it (生困法23条, R63)."""

    TOPIC: ClassVar[str] = "relief.public-assistance-explained"
    person_id: UUID
    explained_on: date
    informed_by: InformedBy
    text: Annotated[Private[str], Personal(Category.WELFARE_USE, of="person_id")]


ReliefEvent: TypeAlias = ReliefGiven | PublicAssistanceExplained

# State


@dataclass(frozen=True)
class Relief:
    """Nothing that was given or told forbids another time."""


def evolve(state: Relief, _event: ReliefEvent, **_: object) -> Relief:
    """Fold one event."""
    return state


# Commands


@dataclass(frozen=True, kw_only=True)
class GiveRelief:
    """Write down what was done at once."""

    given_on: date
    kind: ReliefKind
    text: str


@dataclass(frozen=True, kw_only=True)
class ExplainPublicAssistance:
    """Write down that the person was told of 生活保護."""

    explained_on: date
    informed_by: InformedBy
    text: str


ReliefCommand: TypeAlias = GiveRelief | ExplainPublicAssistance


def decide(command: ReliefCommand, _state: Relief, matter: Matter) -> tuple[ReliefEvent, ...]:
    """
    Decide about what was done at once.

    Raises:
        CaseNotOpen: when the case was closed.
        NotInTheFuture: when it lies after today.
        TextMissing: when what was done has no words.
    """
    matter.must_be_open()
    if isinstance(command, GiveRelief):
        return (_given(command, matter),)
    return (_explained(command, matter),)


def _given(command: GiveRelief, matter: Matter) -> ReliefGiven:
    matter.must_be_of_this_case(command.given_on)
    need_words(command.text)
    return ReliefGiven(
        person_id=matter.person_id,
        given_on=command.given_on,
        kind=command.kind,
        text=command.text,
    )


def _explained(command: ExplainPublicAssistance, matter: Matter) -> PublicAssistanceExplained:
    matter.must_be_of_this_case(command.explained_on)
    return PublicAssistanceExplained(
        person_id=matter.person_id,
        explained_on=command.explained_on,
        informed_by=command.informed_by,
        text=command.text,
    )
