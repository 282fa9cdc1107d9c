"""Second factor (二つ目の確認): what an account proves besides its password, and its loss (R75)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation


class FactorKind(StrEnum):
    """二つ目の確認の種別: what somebody has who has the password too."""

    TOTP = "totp"
    """A program that shows a code for the time of day (RFC 6238)."""
    CODES = "codes"
    """A printed sheet of codes, each good once, for who has no telephone."""


# Events. They stand in the account's own stream.


@dataclass(frozen=True, kw_only=True)
class FactorEnrolled(Event):
    """The account proves itself by this from now on; another of the same kind ends."""

    TOPIC: ClassVar[str] = "factor.enrolled"
    factor_id: UUID
    kind: FactorKind


@dataclass(frozen=True, kw_only=True)
class FactorRecoveryAsked(Event):
    """The telephone or the sheet is lost: an administrator asks for a new beginning."""

    TOPIC: ClassVar[str] = "factor.recovery-asked"
    asked_by: UUID


@dataclass(frozen=True, kw_only=True)
class FactorRecoveryApproved(Event):
    """A second administrator agreed: no factor counts any more, the next log-in enrols one."""

    TOPIC: ClassVar[str] = "factor.recovery-approved"
    asked_by: UUID
    approved_by: UUID


# State


@dataclass(frozen=True)
class Factors:
    """The second factors that an account has now, by kind, and who asked for its recovery."""

    enrolled: Mapping[FactorKind, UUID] = field(default_factory=dict[FactorKind, UUID])
    asked_by: UUID | None = None


def evolve(state: Factors, event: Event) -> Factors:
    """Fold one event; other events of the account say nothing here."""
    match event:
        case FactorEnrolled():
            return Factors(enrolled={**state.enrolled, event.kind: event.factor_id})
        case FactorRecoveryAsked():
            return replace(state, asked_by=event.asked_by)
        case FactorRecoveryApproved():
            return Factors()
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class EnrolFactor:
    """Take a second factor into use."""

    factor_id: UUID
    kind: FactorKind


@dataclass(frozen=True, kw_only=True)
class AskRecovery:
    """Ask that an account may begin anew; `staff` is the account."""

    staff: UUID
    asked_by: UUID


@dataclass(frozen=True, kw_only=True)
class ApproveRecovery:
    """Agree to it; `staff` is the account, `independent` = nobody is behind who asked and this."""

    staff: UUID
    approved_by: UUID
    independent: bool = True


FactorCommand: TypeAlias = EnrolFactor | AskRecovery | ApproveRecovery


class RecoveryOfOneself(RuleViolation):
    """Nobody asks for or approves the recovery of their own account (R75)."""


class RecoveryNotAsked(RuleViolation):
    """A recovery is approved only after somebody has asked for it (R75)."""


class RecoveryByOnePerson(RuleViolation):
    """Who asked for a recovery does not approve it (R75)."""


class RecoveryByDependants(RuleViolation):
    """Who asks and who approves owe their accounts to nobody in common, and not to each other."""


def decide(command: FactorCommand, state: Factors) -> tuple[Event, ...]:
    """
    Decide about an account's second factor; asking again in the same name adds nothing.

    Raises:
        RecoveryOfOneself: when who asks or approves is the account itself.
        RecoveryNotAsked: when there is nothing to approve.
        RecoveryByOnePerson: when one person would do both.
        RecoveryByDependants: when one person may be behind both.
    """
    match command:
        case EnrolFactor():
            return (FactorEnrolled(factor_id=command.factor_id, kind=command.kind),)
        case AskRecovery():
            if command.asked_by == command.staff:
                raise RecoveryOfOneself
            if command.asked_by == state.asked_by:
                return ()
            return (FactorRecoveryAsked(asked_by=command.asked_by),)
        case ApproveRecovery():
            return _approve(command, state)
        case _:
            assert_never(command)


def _approve(command: ApproveRecovery, state: Factors) -> tuple[Event, ...]:
    if command.approved_by == command.staff:
        raise RecoveryOfOneself
    if state.asked_by is None:
        raise RecoveryNotAsked
    if state.asked_by == command.approved_by:
        raise RecoveryByOnePerson
    if not command.independent:
        raise RecoveryByDependants
    return (FactorRecoveryApproved(asked_by=state.asked_by, approved_by=command.approved_by),)
