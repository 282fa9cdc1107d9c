"""Emergency steps (緊急開示の手順): opening, keeping open, ending, reviewing, stopping (R39)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias, assert_never
from uuid import UUID

from events.base import RuleViolation
from events.emergency import (
    Emergency,
    EmergencyDisclosed,
    EmergencyEnded,
    EmergencyEvent,
    EmergencyExtended,
    EmergencyLaw,
    EmergencyReviewed,
    EmergencyUseStopped,
    Finding,
    Stopping,
)
from events.matter import need_words
from events.provided import MOST_RECORDS, Provided

MOST_MINUTES: Final = 60
"""How long it is open before somebody says again that it has to be (consent.md §9.4)."""

# Commands


@dataclass(frozen=True, kw_only=True)
class DiscloseInEmergency:
    """Open parts of the provider's own records; `review_by` is a Tokyo civil date."""

    emergency_id: UUID
    case_id: UUID
    person_id: UUID
    recipient: UUID
    law: EmergencyLaw
    records: tuple[Provided, ...]
    minutes: int
    review_by: date
    words: str


@dataclass(frozen=True, kw_only=True)
class ExtendEmergency:
    """Keep it open."""

    minutes: int
    words: str


@dataclass(frozen=True, kw_only=True)
class EndEmergency:
    """End it before its time."""


@dataclass(frozen=True, kw_only=True)
class ReviewEmergency:
    """Say whether it was right."""

    finding: Finding
    words: str


@dataclass(frozen=True, kw_only=True)
class StopUse:
    """Say what became of what was seen."""

    how: Stopping


EmergencyCommand: TypeAlias = (
    DiscloseInEmergency | ExtendEmergency | EndEmergency | ReviewEmergency | StopUse
)


@dataclass(frozen=True, kw_only=True)
class Hand:
    """
    Who acts: their account and programme, whether they may review, and when (UTC, Tokyo date).

    Reviewing is for those who lead a programme or its workers.
    """

    staff: UUID
    programme: UUID
    reviews: bool
    now: datetime
    today: date


class EmergencyToOneself(RuleViolation):
    """An emergency opens records to another programme."""


class NothingDisclosed(RuleViolation):
    """At least one part is named, and no more than a packet holds: only what saves (R39)."""


class TooLongForEmergency(RuleViolation):
    """It is open for an hour at most; whoever needs it longer says so again (R39)."""


class NotOfTheEmergency(RuleViolation):
    """The provider extends, ends and reviews; the recipient says that the use has stopped."""


class EmergencyOver(RuleViolation):
    """What has ended or was reviewed is not opened again: a new need is a new disclosure."""


class ReviewOverdue(RuleViolation):
    """While the review is overdue, nothing is kept open (R39)."""


class ReviewedByAnother(RuleViolation):
    """Who opened it or kept it open does not review it (R39)."""


class NotAReviewer(RuleViolation):
    """Those who lead the programme or its workers review (R39)."""


class ReviewedBefore(RuleViolation):
    """It is reviewed once."""


class NoUseToStop(RuleViolation):
    """Use is stopped once, of what was not upheld."""


def decide(command: EmergencyCommand, state: Emergency, hand: Hand) -> tuple[EmergencyEvent, ...]:
    """
    Decide about an emergency.

    Raises:
        EmergencyToOneself: when the recipient is the provider.
        NothingDisclosed: when no part is named, or more than a packet holds.
        TooLongForEmergency: when it is not between a minute and an hour.
        TextMissing: when nothing says on what grounds.
        NotOfTheEmergency: when there is none, or somebody else than the party concerned acts.
        EmergencyOver: when it is extended or ended after its end or its review.
        ReviewOverdue: when it is extended although its review is overdue.
        ReviewedByAnother, NotAReviewer, ReviewedBefore: when somebody reviews who may not.
        NoUseToStop: when there is no use to stop.
    """
    if isinstance(command, DiscloseInEmergency):
        return (_disclosed(command, state, hand),)
    told = state.disclosed
    whose = told and (told.recipient if isinstance(command, StopUse) else told.provider)
    if told is None or whose != hand.programme:
        raise NotOfTheEmergency
    match command:
        case ExtendEmergency():
            return (_extended(command, state, told, hand),)
        case EndEmergency():
            _must_go_on(state)
            return (EmergencyEnded(emergency_id=told.emergency_id),)
        case ReviewEmergency():
            return (_reviewed(command, state, told, hand),)
        case StopUse(how=how):
            if state.finding is not Finding.NOT_UPHELD or state.stopped:
                raise NoUseToStop
            return (EmergencyUseStopped(emergency_id=told.emergency_id, how=how),)
        case _:
            assert_never(command)


def _disclosed(command: DiscloseInEmergency, state: Emergency, hand: Hand) -> EmergencyDisclosed:
    if state.disclosed is not None:
        raise EmergencyOver
    if command.recipient == hand.programme:
        raise EmergencyToOneself
    if not 0 < len(command.records) <= MOST_RECORDS:
        raise NothingDisclosed
    _must_be_short(command.minutes)
    need_words(command.words)
    return EmergencyDisclosed(
        emergency_id=command.emergency_id,
        case_id=command.case_id,
        person_id=command.person_id,
        provider=hand.programme,
        recipient=command.recipient,
        law=command.law,
        records=command.records,
        minutes=command.minutes,
        review_by=command.review_by,
        words=command.words,
    )


def _extended(
    command: ExtendEmergency, state: Emergency, told: EmergencyDisclosed, hand: Hand
) -> EmergencyExtended:
    _must_go_on(state)
    if state.overdue(hand.today):
        raise ReviewOverdue
    _must_be_short(command.minutes)
    need_words(command.words)
    return EmergencyExtended(
        emergency_id=told.emergency_id,
        person_id=told.person_id,
        minutes=command.minutes,
        words=command.words,
    )


def _reviewed(
    command: ReviewEmergency, state: Emergency, told: EmergencyDisclosed, hand: Hand
) -> EmergencyReviewed:
    if not hand.reviews:
        raise NotAReviewer
    if hand.staff in state.by:
        raise ReviewedByAnother
    if state.finding is not None:
        raise ReviewedBefore
    need_words(command.words)
    return EmergencyReviewed(
        emergency_id=told.emergency_id,
        person_id=told.person_id,
        finding=command.finding,
        words=command.words,
    )


def _must_go_on(state: Emergency) -> None:
    if state.ended or state.finding is not None:
        raise EmergencyOver


def _must_be_short(minutes: int) -> None:
    if not 0 < minutes <= MOST_MINUTES:
        raise TooLongForEmergency
