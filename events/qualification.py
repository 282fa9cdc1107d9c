"""Qualification (資格・研修): what a member of staff has passed or attended, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, TypeAlias
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import Role


class Qualification(StrEnum):
    """資格・研修の種類 (自立相談支援事業実施要領: 従事者の要件)."""

    CERTIFIED_SOCIAL_WORKER = "certified_social_worker"
    MENTAL_HEALTH_SOCIAL_WORKER = "mental_health_social_worker"
    CARE_MANAGER = "care_manager"
    PUBLIC_PSYCHOLOGIST = "public_psychologist"
    CAREER_CONSULTANT = "career_consultant"
    SENIOR_WORKER_TRAINING = "senior_worker_training"
    WORKER_TRAINING = "worker_training"
    EMPLOYMENT_WORKER_TRAINING = "employment_worker_training"
    BUDGET_WORKER_TRAINING = "budget_worker_training"
    PRIVACY_TRAINING = "privacy_training"


REQUIRED: Final[Mapping[Role, Qualification]] = MappingProxyType(
    {
        Role.SENIOR_WORKER: Qualification.SENIOR_WORKER_TRAINING,
        Role.WORKER: Qualification.WORKER_TRAINING,
        Role.EMPLOYMENT_WORKER: Qualification.EMPLOYMENT_WORKER_TRAINING,
        Role.BUDGET_WORKER: Qualification.BUDGET_WORKER_TRAINING,
    }
)
"""Which 従事者養成研修 each role takes. Its want is shown; it stops nobody from working."""

# Events


@dataclass(frozen=True, kw_only=True)
class QualificationRecorded(Event):
    """資格・研修の記録: gained on a day; `valid_until` is its last day, None = for good."""

    TOPIC: ClassVar[str] = "qualification.recorded"
    qualification_id: UUID
    qualification: Qualification
    gained_on: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class QualificationWithdrawn(Event):
    """資格・研修の取消し: the record was wrong."""

    TOPIC: ClassVar[str] = "qualification.withdrawn"
    qualification_id: UUID


QualificationEvent: TypeAlias = QualificationRecorded | QualificationWithdrawn

# State


@dataclass(frozen=True)
class Qualifications:
    """What somebody has, in the order in which it was written down."""

    held: tuple[QualificationRecorded, ...] = ()

    def in_force(self, on: date) -> frozenset[Qualification]:
        """Return what counts on a Tokyo civil date."""
        return frozenset(
            one.qualification
            for one in self.held
            if one.gained_on <= on and (one.valid_until is None or on <= one.valid_until)
        )

    def missing(self, roles: Iterable[Role], on: date) -> frozenset[Qualification]:
        """Return which training the roles ask for and somebody does not have on a date."""
        wanted = {REQUIRED[role] for role in roles if role in REQUIRED}
        return frozenset(wanted - self.in_force(on))

    def ending(self, on: date, until: date) -> frozenset[Qualification]:
        """Return what counts on the first of two dates and no more on the day after the second."""
        lasting = {q for q in self.held if q.valid_until is None or q.valid_until > until}
        return self.in_force(on) - {one.qualification for one in lasting}


def evolve(state: Qualifications, event: Event) -> Qualifications:
    """Fold one event; other concepts' events in the account's stream say nothing here."""
    match event:
        case QualificationRecorded():
            return Qualifications((*state.held, event))
        case QualificationWithdrawn():
            gone = event.qualification_id
            return Qualifications(tuple(one for one in state.held if one.qualification_id != gone))
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class RecordQualification:
    """Write down what somebody has passed or attended."""

    qualification_id: UUID
    qualification: Qualification
    gained_on: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class WithdrawQualification:
    """Take a wrong record back."""

    qualification_id: UUID


QualificationCommand: TypeAlias = RecordQualification | WithdrawQualification


class QualificationInTheFuture(RuleViolation):
    """What is not yet gained is not written down."""


class QualificationEndsBeforeItStarts(RuleViolation):
    """The last day of a qualification is not before the day it was gained."""


class QualificationUnknown(RuleViolation):
    """Only a record that stands is taken back."""


def decide(
    command: QualificationCommand, state: Qualifications, *, today: date
) -> tuple[QualificationEvent, ...]:
    """
    Decide about what somebody has; the same again adds nothing.

    Raises:
        QualificationInTheFuture: when it is gained after `today`, a Tokyo civil date.
        QualificationEndsBeforeItStarts: when it would count on no day.
        QualificationUnknown: when what would be taken back does not stand.
    """
    if isinstance(command, WithdrawQualification):
        if command.qualification_id not in {one.qualification_id for one in state.held}:
            raise QualificationUnknown
        return (QualificationWithdrawn(qualification_id=command.qualification_id),)
    if command.gained_on > today:
        raise QualificationInTheFuture
    if command.valid_until is not None and command.valid_until < command.gained_on:
        raise QualificationEndsBeforeItStarts
    said = (command.qualification, command.gained_on, command.valid_until)
    if said in {(one.qualification, one.gained_on, one.valid_until) for one in state.held}:
        return ()
    recorded = QualificationRecorded(
        qualification_id=command.qualification_id,
        qualification=command.qualification,
        gained_on=command.gained_on,
        valid_until=command.valid_until,
    )
    return (recorded,)
