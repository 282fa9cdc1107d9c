"""
Screening (振り分け): where a consultation goes from here, and who leads a hard composite case.

R58: each consultation has a result within a set time, and a referral is followed by a hand-over.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

# Code lists


class ScreeningResult(StrEnum):
    """スクリーニング結果 (law.md §10.7)."""

    INFORMATION_ONLY = "information_only"
    REFER = "refer"
    SEEKING_CONSENT = "seeking_consent"
    CONTINUE = "continue"
    INTERRUPTED = "interrupted"


FOLLOWED: Final = frozenset({ScreeningResult.REFER, ScreeningResult.SEEKING_CONSENT})
"""The results after which something must follow by a day (R58)."""


class PromoterAnswer(StrEnum):
    """包括化推進員の返事."""

    LEADS = "leads"
    ADVISES = "advises"
    RETURNED = "returned"


# Events


@dataclass(frozen=True, kw_only=True)
class ScreeningDecided(Event):
    """
    A result was decided; it settles the slip's deadline, or that of the result before it.

    `due` is the day by which the hand-over is to be made, or the person asked again.
    """

    TOPIC: ClassVar[str] = "screening.decided"
    settles: UUID
    person_id: UUID
    decided_on: date
    result: ScreeningResult
    due: date | None
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PromoterAsked(Event):
    """包括化推進員への引渡し: a hard composite case was given to an inclusive promoter, and why."""

    TOPIC: ClassVar[str] = "screening.promoter-asked"
    person_id: UUID
    asked_on: date
    due: date
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PromoterAnswered(Event):
    """The promoter answered what was asked."""

    TOPIC: ClassVar[str] = "screening.promoter-answered"
    settles: UUID
    person_id: UUID
    answered_on: date
    answer: PromoterAnswer
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ScreeningEvent: TypeAlias = ScreeningDecided | PromoterAsked | PromoterAnswered

# State


@dataclass(frozen=True)
class Screening:
    """The latest result's entry, and what the promoter was asked and has not answered."""

    decided: UUID | None = None
    asked: UUID | None = None


def evolve(state: Screening, event: ScreeningEvent, *, event_id: UUID, **_: object) -> Screening:
    """Fold one event, known by its entry's id."""
    match event:
        case ScreeningDecided():
            return replace(state, decided=event_id)
        case PromoterAsked():
            return replace(state, asked=event_id)
        case PromoterAnswered():
            return replace(state, asked=None)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class DecideScreening:
    """Decide where it goes; `record` is the slip, whose deadline ends."""

    record: UUID
    decided_on: date
    result: ScreeningResult
    due: date | None
    text: str


@dataclass(frozen=True, kw_only=True)
class AskPromoter:
    """Give the case to an inclusive promoter."""

    asked_on: date
    due: date
    text: str


@dataclass(frozen=True, kw_only=True)
class AnswerAsPromoter:
    """Answer as the promoter."""

    answered_on: date
    answer: PromoterAnswer
    text: str


ScreeningCommand: TypeAlias = DecideScreening | AskPromoter | AnswerAsPromoter


class ScreeningNotOfSlip(RuleViolation):
    """A screening result is that of the slip, and of no other record of the case (R58)."""


class FollowUpDayMissing(RuleViolation):
    """A referral and a search for consent name the day by which something follows (R58)."""


class FollowUpBeforeDecision(RuleViolation):
    """What is to follow does not lie before the day on which it was decided."""


class PromoterAlreadyAsked(RuleViolation):
    """A promoter who has not answered yet is not asked again."""


class PromoterNotAsked(RuleViolation):
    """A promoter answers what was asked."""


def decide(
    command: ScreeningCommand, state: Screening, matter: Matter
) -> tuple[ScreeningEvent, ...]:
    """
    Decide about where a consultation goes.

    Raises:
        CaseNotOpen: when the case was closed.
        NotInTheFuture: when the day of the decision lies after today.
        TextMissing: when there is no reason for what needs one.
        ScreeningNotOfSlip: when the record named is not the slip, nor one of its corrections.
        FollowUpDayMissing: when something must follow and no day is named.
        FollowUpBeforeDecision: when that day lies before the decision.
        PromoterAlreadyAsked, PromoterNotAsked: when asking and answering do not alternate.
    """
    matter.must_be_open()
    match command:
        case DecideScreening():
            return (_decided(command, state, matter),)
        case AskPromoter():
            return (_asked(command, state, matter),)
        case AnswerAsPromoter():
            return (_answered(command, state, matter),)
        case _:
            assert_never(command)


def _decided(command: DecideScreening, state: Screening, matter: Matter) -> ScreeningDecided:
    matter.must_be_of_this_case(command.decided_on)
    if command.record not in matter.slips:
        raise ScreeningNotOfSlip
    if state.decided is not None:
        # A result that takes the place of another says why.
        need_words(command.text)
    if command.due is None and command.result in FOLLOWED:
        raise FollowUpDayMissing
    if command.due is not None and command.due < command.decided_on:
        raise FollowUpBeforeDecision
    return ScreeningDecided(
        settles=state.decided or matter.slip or command.record,
        person_id=matter.person_id,
        decided_on=command.decided_on,
        result=command.result,
        due=command.due,
        text=command.text,
    )


def _asked(command: AskPromoter, state: Screening, matter: Matter) -> PromoterAsked:
    matter.must_be_of_this_case(command.asked_on)
    need_words(command.text)
    if state.asked is not None:
        raise PromoterAlreadyAsked
    if command.due < command.asked_on:
        raise FollowUpBeforeDecision
    return PromoterAsked(
        person_id=matter.person_id,
        asked_on=command.asked_on,
        due=command.due,
        text=command.text,
    )


def _answered(command: AnswerAsPromoter, state: Screening, matter: Matter) -> PromoterAnswered:
    matter.must_be_of_this_case(command.answered_on)
    if state.asked is None:
        raise PromoterNotAsked
    if command.answer is PromoterAnswer.RETURNED:
        need_words(command.text)
    return PromoterAnswered(
        settles=state.asked,
        person_id=matter.person_id,
        answered_on=command.answered_on,
        answer=command.answer,
        text=command.text,
    )
