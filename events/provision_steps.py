"""
Provision steps (返事のない申し出): reminding step by step, and answers that came by other means.

Who was asked has until the day that was said; then they are reminded, then their manager is told,
then the secretariat, and after that the proposal ends as never answered (law.md §10.18 no_answer).
None of this shows anybody anything, so none of it needs a consent.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import NotInTheFuture, need_words
from events.partner import Channel
from events.provision import (
    Declining,
    Ending,
    NotAtThatStage,
    NotTheParty,
    Provision,
    ProvisionAccepted,
    ProvisionDeclined,
    ProvisionEnded,
    Stage,
)
from events.values import Category


class Urging(StrEnum):
    """催促の段階: who was told last that there is no answer."""

    REMINDER = "reminder"
    MANAGER = "manager"
    SECRETARIAT = "secretariat"


STEPS: Final = tuple(Urging)

# Events


@dataclass(frozen=True, kw_only=True)
class ProvisionUrged(Event):
    """
    催促: an answer is due by `reply_by`, a Tokyo civil date, once more.

    `told` are the programmes of the secretariat, at that step; they learn that nobody answered
    whom, and nothing of what it is about.
    """

    TOPIC: ClassVar[str] = "provision_steps.urged"
    provision_id: UUID
    step: Urging
    told: tuple[UUID, ...]
    reply_by: date


@dataclass(frozen=True, kw_only=True)
class AnswerTakenDown(Event):
    """
    返事の聞き取り: who asked writes down an answer that came by telephone, fax or paper.

    `said_on` is a Tokyo civil date; `read_back` = it was read back to whoever said it. `speaker`
    said it, at `number` they are called back, `words` are what they said. What was answered stands
    in the event that follows.
    """

    TOPIC: ClassVar[str] = "provision_steps.answer-taken-down"
    provision_id: UUID
    person_id: UUID
    channel: Channel
    said_on: date
    read_back: bool
    speaker: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    number: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


StepEvent: TypeAlias = (
    ProvisionUrged | AnswerTakenDown | ProvisionAccepted | ProvisionDeclined | ProvisionEnded
)

# State


@dataclass(frozen=True, kw_only=True)
class Chase:
    """How far an answer was asked for; `step` None = it was only proposed."""

    step: Urging | None = None
    reply_by: date | None = None


def evolve(state: Chase, event: Event) -> Chase:
    """Fold one event."""
    match event:
        case ProvisionUrged():
            return replace(state, step=event.step, reply_by=event.reply_by)
        case _:
            return state


def next_step(step: Urging | None) -> Urging | None:
    """Return who is told next; None = nobody is left, and the proposal ends."""
    done = STEPS.index(step) + 1 if step else 0
    return STEPS[done] if done < len(STEPS) else None


# Commands


@dataclass(frozen=True, kw_only=True)
class UrgeProvision:
    """Take the next step; what is decided here is whose answer is due by when, to be told whom."""

    reply_by: date
    secretariat: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class TakeAnswerDown:
    """Write an answer down that was given by other means; `declined` None = they take part."""

    declined: Declining | None
    channel: Channel
    said_on: date
    read_back: bool
    speaker: str
    number: str
    words: str


StepCommand: TypeAlias = UrgeProvision | TakeAnswerDown


class AnswerNotDue(RuleViolation):
    """Who was asked has until the day that was said; before it is over nobody is reminded."""


class AnswerBeforeAsking(RuleViolation):
    """What was asked is answered no earlier than on the day of asking."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A proposal as it stands; `asked_on` and `today` are Tokyo civil dates."""

    provision: Provision
    chase: Chase
    asked_on: date
    today: date


def decide(command: StepCommand, standing: Standing, *, by: UUID) -> tuple[StepEvent, ...]:
    """
    Decide about a proposal that has no answer yet; `by` is the programme that acts.

    Raises:
        NotTheParty: when somebody else than who asked takes a step.
        NotAtThatStage: when it was answered, or is over.
        AnswerNotDue: when the day of the answer is not over yet.
        AnswerBeforeAsking: when an answer was given before the proposal.
        NotInTheFuture: when it was given after today.
        TextMissing: when nothing says who gave it.
    """
    proposed = standing.provision.proposed
    if proposed is None or by != proposed.provider:
        raise NotTheParty
    if standing.provision.stage is not Stage.PROPOSED:
        raise NotAtThatStage
    match command:
        case UrgeProvision():
            due = standing.chase.reply_by or proposed.reply_by
            return (_urged(command, standing, due, proposed.provision_id),)
        case TakeAnswerDown():
            return _answered(command, standing, proposed.provision_id, proposed.person_id)
        case _:
            assert_never(command)


def _urged(
    command: UrgeProvision, standing: Standing, due: date, provision_id: UUID
) -> ProvisionUrged | ProvisionEnded:
    if standing.today <= due:
        raise AnswerNotDue
    step = next_step(standing.chase.step)
    if step is None:
        return ProvisionEnded(provision_id=provision_id, how=Ending.NO_ANSWER)
    told = command.secretariat if step is Urging.SECRETARIAT else ()
    return ProvisionUrged(
        provision_id=provision_id, step=step, told=told, reply_by=command.reply_by
    )


def _answered(
    command: TakeAnswerDown, standing: Standing, provision_id: UUID, person_id: UUID
) -> tuple[AnswerTakenDown, ProvisionAccepted | ProvisionDeclined]:
    if command.said_on > standing.today:
        raise NotInTheFuture
    if command.said_on < standing.asked_on:
        raise AnswerBeforeAsking
    need_words(command.speaker)
    taken = AnswerTakenDown(
        provision_id=provision_id,
        person_id=person_id,
        channel=command.channel,
        said_on=command.said_on,
        read_back=command.read_back,
        speaker=command.speaker,
        number=command.number,
        words=command.words,
    )
    if command.declined is None:
        return taken, ProvisionAccepted(provision_id=provision_id)
    return taken, ProvisionDeclined(provision_id=provision_id, why=command.declined)
