"""
Hand-over (つなぎ): a person is brought to another body, and it is seen whether they arrived.

R58: with or without accompaniment; a hand-over that nobody confirmed stays open.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import AgencyKind, Category

# Code lists


class NotTakenUpBecause(StrEnum):
    """つながらなかった理由."""

    PERSON_DECLINED = "person_declined"
    PERSON_DID_NOT_GO = "person_did_not_go"
    BODY_DECLINED = "body_declined"
    NOT_ELIGIBLE = "not_eligible"
    OTHER = "other"


# Events


@dataclass(frozen=True, kw_only=True)
class HandoverMade(Event):
    """
    A person was handed over to a body; `due` is the day by which it is seen whether they arrived.

    `settles` is what asked for it, where something did: a screening, or a hand-over before it that
    came to nothing.
    """

    TOPIC: ClassVar[str] = "handover.made"
    settles: UUID | None
    person_id: UUID
    made_on: date
    receiver: AgencyKind
    accompanied: bool
    due: date
    receiver_name: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    aim: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class HandoverConfirmed(Event):
    """The receiving body has the person; `confirmed_by` is who there said so."""

    TOPIC: ClassVar[str] = "handover.confirmed"
    settles: UUID
    person_id: UUID
    confirmed_on: date
    confirmed_by: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class HandoverNotTakenUp(Event):
    """
    It came to nothing, and why.

    `due` is the day by which the next step is taken: another hand-over, which settles it.
    """

    TOPIC: ClassVar[str] = "handover.not-taken-up"
    settles: UUID
    person_id: UUID
    known_on: date
    because: NotTakenUpBecause
    due: date | None
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


HandoverEvent: TypeAlias = HandoverMade | HandoverConfirmed | HandoverNotTakenUp

# State


@dataclass(frozen=True)
class Handovers:
    """
    The entries of hand-overs of which nobody knows yet how they ended, with their days.

    `failed` are the entries that say of one that it came to nothing, until a next step is taken.
    """

    open: tuple[tuple[UUID, date], ...] = ()
    failed: frozenset[UUID] = frozenset()


def evolve(state: Handovers, event: HandoverEvent, *, event_id: UUID, **_: object) -> Handovers:
    """Fold one event, known by its entry's id."""
    if isinstance(event, HandoverMade):
        opened = (*state.open, (event_id, event.made_on))
        return Handovers(open=opened, failed=state.failed - {event.settles})
    left = tuple(one for one in state.open if one[0] != event.settles)
    failed = {event_id} if isinstance(event, HandoverNotTakenUp) and event.due else set[UUID]()
    return Handovers(open=left, failed=state.failed | failed)


# Commands


@dataclass(frozen=True, kw_only=True)
class MakeHandover:
    """Hand the person over; `record` is what asked for it, where something did."""

    record: UUID | None
    made_on: date
    receiver: AgencyKind
    receiver_name: str
    accompanied: bool
    aim: str
    due: date


@dataclass(frozen=True, kw_only=True)
class ConfirmHandover:
    """Say that the receiving body has the person."""

    record: UUID
    confirmed_on: date
    confirmed_by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReportNotTakenUp:
    """Say that a hand-over came to nothing."""

    record: UUID
    known_on: date
    because: NotTakenUpBecause
    due: date | None
    text: str


HandoverCommand: TypeAlias = MakeHandover | ConfirmHandover | ReportNotTakenUp


class HandoverNotOpen(RuleViolation):
    """Only a hand-over of this case whose end is not known yet can end (R58)."""


class HandoverNotAskedFor(RuleViolation):
    """A hand-over names the latest screening, or one that came to nothing, or none (R58)."""


class NextDayMissing(RuleViolation):
    """After a hand-over that came to nothing a next day is named, unless they declined (R58)."""


class ArrivalBeforeHandover(RuleViolation):
    """How a hand-over ended is known on its day or later, and is looked for no sooner."""


def decide(command: HandoverCommand, state: Handovers, matter: Matter) -> tuple[HandoverEvent, ...]:
    """
    Decide about a hand-over.

    What became of one is written down after the closing too: until then it stays on the list (R58).

    Raises:
        CaseNotOpen: when one is made in a closed case.
        NotInTheFuture: when what happened lies after today.
        TextMissing: when receiver, aim, confirming person or reason have no words.
        HandoverNotAskedFor: when it would settle a record that asked for none.
        NextDayMissing: when one came to nothing and no next day is named.
        HandoverNotOpen: when there is no such hand-over, or its end is known.
        ArrivalBeforeHandover: when a day lies before the hand-over's own.
    """
    match command:
        case MakeHandover():
            return (_made(command, state, matter),)
        case ConfirmHandover():
            return (_confirmed(command, state, matter),)
        case ReportNotTakenUp():
            return (_not_taken_up(command, state, matter),)
        case _:
            assert_never(command)


def _made(command: MakeHandover, state: Handovers, matter: Matter) -> HandoverMade:
    matter.must_be_open()
    matter.must_be_of_this_case(command.made_on)
    need_words(command.receiver_name, command.aim)
    if command.record not in {None, matter.screening, *state.failed}:
        raise HandoverNotAskedFor
    if command.due < command.made_on:
        raise ArrivalBeforeHandover
    return HandoverMade(
        settles=command.record,
        person_id=matter.person_id,
        made_on=command.made_on,
        receiver=command.receiver,
        accompanied=command.accompanied,
        due=command.due,
        receiver_name=command.receiver_name,
        aim=command.aim,
    )


def _confirmed(command: ConfirmHandover, state: Handovers, matter: Matter) -> HandoverConfirmed:
    _must_be_open(command.record, command.confirmed_on, state, matter)
    need_words(command.confirmed_by)
    return HandoverConfirmed(
        settles=command.record,
        person_id=matter.person_id,
        confirmed_on=command.confirmed_on,
        confirmed_by=command.confirmed_by,
        text=command.text,
    )


def _not_taken_up(
    command: ReportNotTakenUp, state: Handovers, matter: Matter
) -> HandoverNotTakenUp:
    _must_be_open(command.record, command.known_on, state, matter)
    need_words(command.text)
    declined = command.because is NotTakenUpBecause.PERSON_DECLINED
    if command.due is None and not declined and not matter.closed:
        raise NextDayMissing
    if command.due is not None and command.due < command.known_on:
        raise ArrivalBeforeHandover
    return HandoverNotTakenUp(
        settles=command.record,
        person_id=matter.person_id,
        known_on=command.known_on,
        because=command.because,
        due=command.due,
        text=command.text,
    )


def _must_be_open(record: UUID, day: date, state: Handovers, matter: Matter) -> None:
    matter.must_be_of_this_case(day)
    made_on = dict(state.open).get(record)
    if made_on is None:
        raise HandoverNotOpen
    if day < made_on:
        raise ArrivalBeforeHandover
