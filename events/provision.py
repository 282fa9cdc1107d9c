"""
Provision (情報提供・受け渡し): a programme asks another to take part, and shows it named records.

A closed loop: proposed, accepted or declined, then returned, revoked or completed. What is shown is
pinned when it is proposed; each look at it is decided afresh. It never ends for want of consent:
ending takes away, and taking away needs none.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import need_words
from events.provided import MOST_RECORDS, Provided
from events.values import Category, Purpose

# Code lists


class Declining(StrEnum):
    """受けられない理由."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_CAPACITY = "no_capacity"
    OTHER_BODY_FITS = "other_body_fits"
    OTHER = "other"


class Ending(StrEnum):
    """終わり方: how a provision that was proposed or accepted came to its end."""

    RETURNED = "returned"
    REVOKED = "revoked"
    COMPLETED = "completed"
    NO_ANSWER = "no_answer"


# Events


@dataclass(frozen=True, kw_only=True)
class ProvisionProposed(Event):
    """提供の申し出: `words` are what is asked; a reply is due by `reply_by`, a Tokyo civil date."""

    TOPIC: ClassVar[str] = "provision.proposed"
    provision_id: UUID
    case_id: UUID
    person_id: UUID
    provider: UUID
    recipient: UUID
    purpose: Purpose
    records: tuple[Provided, ...]
    reply_by: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ProvisionAccepted(Event):
    """受諾: the recipient takes part."""

    TOPIC: ClassVar[str] = "provision.accepted"
    provision_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProvisionDeclined(Event):
    """辞退: the recipient does not, and why."""

    TOPIC: ClassVar[str] = "provision.declined"
    provision_id: UUID
    why: Declining


@dataclass(frozen=True, kw_only=True)
class ProvisionEnded(Event):
    """終了: given back by the recipient, taken back by the provider, done, or never answered."""

    TOPIC: ClassVar[str] = "provision.ended"
    provision_id: UUID
    how: Ending


ProvisionEvent: TypeAlias = (
    ProvisionProposed | ProvisionAccepted | ProvisionDeclined | ProvisionEnded
)

# State


class Stage(StrEnum):
    """段階."""

    NONE = "none"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    OVER = "over"


@dataclass(frozen=True)
class Provision:
    """What a decision about a provision looks at; before the first event it has no parties."""

    stage: Stage = Stage.NONE
    proposed: ProvisionProposed | None = None


def evolve(state: Provision, event: Event) -> Provision:
    """Fold one event."""
    match event:
        case ProvisionProposed():
            return Provision(stage=Stage.PROPOSED, proposed=event)
        case ProvisionAccepted():
            return replace(state, stage=Stage.ACCEPTED)
        case ProvisionDeclined() | ProvisionEnded():
            return replace(state, stage=Stage.OVER)
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class ProposeProvision:
    """Propose; `records` are the parts of the provider's own records that are to be shown."""

    provision_id: UUID
    case_id: UUID
    person_id: UUID
    recipient: UUID
    purpose: Purpose
    records: tuple[Provided, ...]
    reply_by: date
    words: str


@dataclass(frozen=True, kw_only=True)
class AcceptProvision:
    """Take part."""


@dataclass(frozen=True, kw_only=True)
class DeclineProvision:
    """Do not take part."""

    why: Declining


@dataclass(frozen=True, kw_only=True)
class EndProvision:
    """End it: the provider revokes, the recipient returns or completes."""

    how: Ending


ProvisionCommand: TypeAlias = ProposeProvision | AcceptProvision | DeclineProvision | EndProvision


class PurposeNotForProvision(RuleViolation):
    """Records go to another body to reach, plan, review or serve, for nothing else (R33)."""


class ProvisionToOneself(RuleViolation):
    """A programme shows its own records to another programme; it needs no provision for itself."""


class NothingProvided(RuleViolation):
    """At least one record is named, and no more than a packet holds: only what is needed (R21)."""


class ReplyDatePast(RuleViolation):
    """A reply is due today or later."""


class NotTheParty(RuleViolation):
    """The recipient accepts, declines, returns and completes; the provider revokes."""


class NotAtThatStage(RuleViolation):
    """What was proposed is answered once; what is over stays over."""


FOR_PROVISION: Final = frozenset({Purpose.REACH, Purpose.PLAN, Purpose.REVIEW, Purpose.SERVICE})


def decide(
    command: ProvisionCommand, state: Provision, *, by: UUID, today: date
) -> tuple[ProvisionEvent, ...]:
    """
    Decide about a provision; `by` is the programme that acts, `today` a Tokyo civil date.

    Raises:
        PurposeNotForProvision: when it is proposed for a purpose that no referral serves.
        ProvisionToOneself: when the recipient is the provider.
        NothingProvided: when no record is named, or more than a packet holds.
        ReplyDatePast: when the reply was due before today.
        TextMissing: when nothing says what is asked.
        NotTheParty: when somebody else than the party concerned answers or ends it.
        NotAtThatStage: when it was answered before, is over, or has not begun.
    """
    if isinstance(command, ProposeProvision):
        return (_proposed(command, state, by, today),)
    proposed = state.proposed
    if proposed is None or by not in (proposed.provider, proposed.recipient):
        raise NotTheParty
    match command:
        case AcceptProvision():
            _need(state, by == proposed.recipient, Stage.PROPOSED)
            return (ProvisionAccepted(provision_id=proposed.provision_id),)
        case DeclineProvision(why=why):
            _need(state, by == proposed.recipient, Stage.PROPOSED)
            return (ProvisionDeclined(provision_id=proposed.provision_id, why=why),)
        case EndProvision(how=Ending.REVOKED):
            _need(state, by == proposed.provider, Stage.PROPOSED, Stage.ACCEPTED)
            return (ProvisionEnded(provision_id=proposed.provision_id, how=Ending.REVOKED),)
        case EndProvision(how=Ending.NO_ANSWER):
            # Reached step by step only: events/provision_steps.py.
            raise NotAtThatStage
        case EndProvision(how=how):
            _need(state, by == proposed.recipient, Stage.ACCEPTED)
            return (ProvisionEnded(provision_id=proposed.provision_id, how=how),)
        case _:
            assert_never(command)


def _proposed(
    command: ProposeProvision, state: Provision, by: UUID, today: date
) -> ProvisionProposed:
    if state.proposed is not None:
        raise NotAtThatStage
    if command.purpose not in FOR_PROVISION:
        raise PurposeNotForProvision
    if command.recipient == by:
        raise ProvisionToOneself
    if not 0 < len(command.records) <= MOST_RECORDS:
        raise NothingProvided
    if command.reply_by < today:
        raise ReplyDatePast
    need_words(command.words)
    return ProvisionProposed(
        provision_id=command.provision_id,
        case_id=command.case_id,
        person_id=command.person_id,
        provider=by,
        recipient=command.recipient,
        purpose=command.purpose,
        records=command.records,
        reply_by=command.reply_by,
        words=command.words,
    )


def _need(state: Provision, is_theirs: bool, *stages: Stage) -> None:
    if not is_theirs:
        raise NotTheParty
    if state.stage not in stages:
        raise NotAtThatStage
