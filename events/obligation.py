"""
Obligation (果たすべきこと): what is left to do about records that were seen before a will changed.

Whoever takes a consent back, refuses or keeps a body out is obeyed by those who know already: they
are told, and they stop using what they saw (R27). Each duty is open from that entry of the log
until an event of the provision, naming that entry, says that it is done.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.emergency import Stopping
from events.matter import NotInTheFuture
from events.partner import Channel
from events.provision import NotTheParty, ProvisionProposed

# Code lists


class Duty(StrEnum):
    """果たすべきこと: what the policy asks for when a consent is lost (consent.md §9.4)."""

    NOTIFY_RECIPIENT = "notify_recipient"
    STOP_USE = "stop_use"


# Events


@dataclass(frozen=True, kw_only=True)
class RecipientTold(Event):
    """
    利用停止の連絡: the provider told who had seen the records that they may not be used any more.

    `loss` is the entry of the person's stream, `said_on` a Tokyo civil date.
    """

    TOPIC: ClassVar[str] = "obligation.recipient-told"
    provision_id: UUID
    loss: UUID
    channel: Channel
    said_on: date


@dataclass(frozen=True, kw_only=True)
class UseStopped(Event):
    """利用の停止: who had seen the records uses them no more, and what became of them."""

    TOPIC: ClassVar[str] = "obligation.use-stopped"
    provision_id: UUID
    loss: UUID
    how: Stopping


ObligationEvent: TypeAlias = RecipientTold | UseStopped

# State


@dataclass(frozen=True)
class Discharged:
    """Which losses the recipient was told of, and after which it stopped using the records."""

    told: frozenset[UUID] = frozenset()
    stopped: frozenset[UUID] = frozenset()

    def open(self, loss: UUID) -> tuple[Duty, ...]:
        """Return what is left to do after a loss; who has stopped needs telling no more."""
        if loss in self.stopped:
            return ()
        return (Duty.STOP_USE,) if loss in self.told else BOTH


BOTH: Final = tuple(Duty)


def evolve(state: Discharged, event: ObligationEvent) -> Discharged:
    """Fold one event."""
    match event:
        case RecipientTold(loss=loss):
            return Discharged(state.told | {loss}, state.stopped)
        case UseStopped(loss=loss):
            return Discharged(state.told, state.stopped | {loss})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class TellRecipient:
    """Write down that the recipient was told; `how` = they said what became of it, None = not."""

    channel: Channel
    said_on: date
    how: Stopping | None


@dataclass(frozen=True, kw_only=True)
class ConfirmStopped:
    """Say for one's own body that it uses the records no more, and what became of them."""

    how: Stopping


ObligationCommand: TypeAlias = TellRecipient | ConfirmStopped


class NothingOwed(RuleViolation):
    """What is done, or was never asked for, is not done again (R27)."""


class ToldBeforeLoss(RuleViolation):
    """Nobody is told of what a person said before it is written down."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is open of a provision: since which entry, recorded on which Tokyo civil date."""

    loss: UUID
    since: date
    duties: tuple[Duty, ...]


def decide(
    command: ObligationCommand,
    proposed: ProvisionProposed | None,
    owed: Owed | None,
    *,
    by: UUID,
    today: date,
) -> tuple[ObligationEvent, ...]:
    """
    Decide about what is owed; `by` is the programme that acts, `today` a Tokyo civil date.

    Raises:
        NotTheParty: when anybody but the provider tells, or anybody but the recipient confirms.
        NothingOwed: when nothing of it is open.
        NotInTheFuture: when the recipient was told after today.
        ToldBeforeLoss: when it was told before there was anything to tell.
    """
    match command:
        case TellRecipient():
            if proposed is None or by != proposed.provider:
                raise NotTheParty
            return _told(command, proposed, owed, today)
        case ConfirmStopped(how=how):
            if proposed is None or by != proposed.recipient:
                raise NotTheParty
            if owed is None or Duty.STOP_USE not in owed.duties:
                raise NothingOwed
            return (UseStopped(provision_id=proposed.provision_id, loss=owed.loss, how=how),)
        case _:
            assert_never(command)


def _told(
    command: TellRecipient, proposed: ProvisionProposed, owed: Owed | None, today: date
) -> tuple[ObligationEvent, ...]:
    wanted = Duty.STOP_USE if command.how else Duty.NOTIFY_RECIPIENT
    if owed is None or wanted not in owed.duties:
        raise NothingOwed
    if command.said_on > today:
        raise NotInTheFuture
    if command.said_on < owed.since:
        raise ToldBeforeLoss
    told = RecipientTold(
        provision_id=proposed.provision_id,
        loss=owed.loss,
        channel=command.channel,
        said_on=command.said_on,
    )
    if command.how is None:
        return (told,)
    stopped = UseStopped(provision_id=proposed.provision_id, loss=owed.loss, how=command.how)
    return told, stopped
