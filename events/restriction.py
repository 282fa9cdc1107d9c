"""
Restriction (限定ケース): a case for named staff only: DV等支援措置, a relative of a colleague.

To everybody else of the programme the case is not there, in nothing that they can observe. Who
leads it is always among the named (desk.md 1.1; APPI 23, 66: no more access than is needed).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category


class RestrictionReason(StrEnum):
    """限定する理由: why only named staff may know of the case."""

    PROTECTION = "protection"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class CaseRestricted(Event):
    """限定: from now on the case is there for `named` only; it takes an earlier list's place."""

    TOPIC: ClassVar[str] = "restriction.case-restricted"
    person_id: UUID
    named: tuple[UUID, ...]
    reason: RestrictionReason
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class RestrictionLifted(Event):
    """限定の解除: the case is there for the programme's staff again, and why."""

    TOPIC: ClassVar[str] = "restriction.lifted"
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


RestrictionEvent: TypeAlias = CaseRestricted | RestrictionLifted


@dataclass(frozen=True)
class Restriction:
    """Who alone may know of the case, and why; None = the programme's staff may."""

    standing: CaseRestricted | None = None


def evolve(
    state: Restriction, event: RestrictionEvent, *, event_id: UUID, valid_at: datetime
) -> Restriction:
    """Fold one event."""
    match event:
        case CaseRestricted():
            return Restriction(event)
        case RestrictionLifted():
            return Restriction()
        case _:
            assert_never(event)


@dataclass(frozen=True, kw_only=True)
class RestrictCase:
    """
    Restrict a case to named staff, or name others.

    `by` is who does it, `chief` whether they do it as a chief of the programme.
    """

    by: UUID
    chief: bool
    named: tuple[UUID, ...]
    reason: RestrictionReason
    text: str


@dataclass(frozen=True, kw_only=True)
class LiftRestriction:
    """Lift the restriction; `by` and `chief` as for `RestrictCase`."""

    by: UUID
    chief: bool
    text: str


RestrictionCommand: TypeAlias = RestrictCase | LiftRestriction


class RestrictionNotTheirs(RuleViolation):
    """Only who leads a case, or a chief, restricts it, names others or lifts it."""


class NobodyNamed(RuleViolation):
    """A restricted case names at least one member of staff."""


class RestrictedAlready(RuleViolation):
    """A list of names is replaced by another one, or for another reason."""


class NotRestricted(RuleViolation):
    """Only a restriction that stands is lifted."""


def decide(
    command: RestrictionCommand, state: Restriction, matter: Matter
) -> tuple[RestrictionEvent, ...]:
    """
    Decide who may know of the case; a closed case can be restricted as well as an open one.

    Raises:
        RestrictionNotTheirs: when who does it neither leads the case nor is a chief.
        NobodyNamed: when no name is given; who leads from today on is added anyway.
        RestrictedAlready: when the same names stand for the same reason.
        NotRestricted: when there is nothing to lift.
        TextMissing: when it is not said why it is lifted.
    """
    if not command.chief and command.by != matter.lead:
        raise RestrictionNotTheirs
    match command:
        case RestrictCase():
            return (_restrict(command, state, matter),)
        case LiftRestriction():
            if state.standing is None:
                raise NotRestricted
            need_words(command.text)
            return (RestrictionLifted(person_id=matter.person_id, text=command.text),)
        case _:
            assert_never(command)


def _restrict(command: RestrictCase, state: Restriction, matter: Matter) -> CaseRestricted:
    if not command.named:
        raise NobodyNamed
    named = tuple(sorted({*command.named, *matter.leads}))
    standing = state.standing
    if standing and (standing.named, standing.reason) == (named, command.reason):
        raise RestrictedAlready
    return CaseRestricted(
        person_id=matter.person_id, named=named, reason=command.reason, text=command.text
    )
