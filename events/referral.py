"""
Referral (持ち込まれた引継ぎ): another body or a person without an account brings somebody here.

What goes back is one word, 「つながりました」, and only with the person's agreement. A body that
reports a composite case says what it does already, whether the person knows, and by when it waits.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import AgencyKind, Category

# Code lists


class ReferralKind(StrEnum):
    """持ち込まれ方: what was brought."""

    REFERRAL = "referral"
    RECOMMENDATION = "recommendation"
    """利用勧奨 by a department that found somebody (生困法8条2項)."""
    COMPOSITE_REPORT = "composite_report"


class Bringer(StrEnum):
    """持ち込んだ人."""

    AGENCY = "agency"
    WELFARE_COMMISSIONER = "welfare_commissioner"
    DOCTOR = "doctor"
    LANDLORD = "landlord"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class ReferralMeans(StrEnum):
    """持ち込みの方法."""

    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Awareness(StrEnum):
    """本人がこの連絡を知っているか."""

    KNOWS = "knows"
    DOES_NOT_KNOW = "does_not_know"
    NOT_CLEAR = "not_clear"


class Telling(StrEnum):
    """「つながりました」と伝えてよいか: what the person said when asked."""

    AGREED = "agreed"
    NOT_YET_ASKED = "not_yet_asked"
    REFUSED = "refused"


# Events


@dataclass(frozen=True, kw_only=True)
class ReferralReceived(Event):
    """
    Somebody was brought to the desk by others.

    The bringer's name and what they do already stand in `informant` and `informant_doing` where
    they asked for confidence, or else in `bringer_name` and `doing`. `due` is the last day of the
    reply that they wait for.
    """

    TOPIC: ClassVar[str] = "referral.received"
    person_id: UUID
    received_on: date
    kind: ReferralKind
    bringer: Bringer
    body: AgencyKind | None
    means: ReferralMeans
    telling: Telling
    aware: Awareness | None
    due: date | None
    bringer_name: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    informant: Annotated[Private[str], Personal(Category.INFORMANT, of="person_id")]
    doing: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    informant_doing: Annotated[Private[str], Personal(Category.INFORMANT, of="person_id")]
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class TellingDecided(Event):
    """
    The person said whether the bringer may be told; the latest word counts.

    A refusal `settles` what the bringer waits for: there is no reply.
    """

    TOPIC: ClassVar[str] = "referral.telling-decided"
    record: UUID
    settles: UUID | None
    person_id: UUID
    decided_on: date
    telling: Telling
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class BringerTold(Event):
    """「つながりました」 was told, and nothing else; the text says to whom and how."""

    TOPIC: ClassVar[str] = "referral.bringer-told"
    settles: UUID
    person_id: UUID
    told_on: date
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ReferralEvent: TypeAlias = ReferralReceived | TellingDecided | BringerTold

# State


@dataclass(frozen=True)
class Referrals:
    """By entry: what the person said about telling, of those whose bringer was not told yet."""

    untold: tuple[tuple[UUID, Telling], ...] = ()


def evolve(state: Referrals, event: ReferralEvent, *, event_id: UUID, **_: object) -> Referrals:
    """Fold one event, known by its entry's id."""
    match event:
        case ReferralReceived():
            return replace(state, untold=(*state.untold, (event_id, event.telling)))
        case TellingDecided():
            said = dict(state.untold) | {event.record: event.telling}
            return replace(state, untold=tuple(said.items()))
        case BringerTold():
            return replace(state, untold=tuple(o for o in state.untold if o[0] != event.settles))
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class ReceiveReferral:
    """Write down who brought the person; `confidential` = they asked not to be named."""

    received_on: date
    kind: ReferralKind
    bringer: Bringer
    body: AgencyKind | None
    bringer_name: str
    confidential: bool
    means: ReferralMeans
    telling: Telling
    aware: Awareness | None = None
    due: date | None = None
    doing: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class DecideTelling:
    """Write down what the person said about telling the bringer."""

    record: UUID
    decided_on: date
    telling: Telling
    text: str


@dataclass(frozen=True, kw_only=True)
class TellBringer:
    """Tell the bringer 「つながりました」."""

    record: UUID
    told_on: date
    text: str


ReferralCommand: TypeAlias = ReceiveReferral | DecideTelling | TellBringer


class BodyOfBringerMissing(RuleViolation):
    """An agency that brings somebody has a kind, and a person who does has none."""


class ReportIncomplete(RuleViolation):
    """A report of a composite case says what that body does and whether the person knows."""


class ReplyBeforeReport(RuleViolation):
    """Nobody waits for a reply before they brought the person."""


class AgreedUnknowing(RuleViolation):
    """Who does not know of a report has not said whether it may be answered."""


class ReferralNotOpen(RuleViolation):
    """Only the bringer of a referral of this case, and only one not told yet, is told."""


class TellingNotAgreed(RuleViolation):
    """The bringer is told nothing without the person's agreement."""


def decide(command: ReferralCommand, state: Referrals, matter: Matter) -> tuple[ReferralEvent, ...]:
    """
    Decide about a referral.

    Raises:
        CaseNotOpen: when the case was closed.
        NotInTheFuture: when what happened lies after today.
        TextMissing: when the bringer has no name.
        BodyOfBringerMissing: when kind of body and kind of bringer contradict each other.
        ReportIncomplete: when a composite case is reported without what belongs to it.
        ReplyBeforeReport: when the reply is due before the day of the referral.
        AgreedUnknowing: when the person does not know and is said to have answered.
        ReferralNotOpen: when there is no such referral, or its bringer was told.
        TellingNotAgreed: when the bringer is to be told and the person has not agreed.
    """
    matter.must_be_open()
    match command:
        case ReceiveReferral():
            return (_received(command, matter),)
        case DecideTelling():
            _must_stand(command.record, command.decided_on, state, matter)
            return (
                TellingDecided(
                    record=command.record,
                    settles=command.record if command.telling is Telling.REFUSED else None,
                    person_id=matter.person_id,
                    decided_on=command.decided_on,
                    telling=command.telling,
                    text=command.text,
                ),
            )
        case TellBringer():
            return (_told(command, state, matter),)
        case _:
            assert_never(command)


def _received(command: ReceiveReferral, matter: Matter) -> ReferralReceived:
    matter.must_have_come(command.received_on)
    need_words(command.bringer_name)
    if (command.bringer is Bringer.AGENCY) is (command.body is None):
        raise BodyOfBringerMissing
    reported = command.aware is not None and command.doing.strip()
    if command.kind is ReferralKind.COMPOSITE_REPORT and not reported:
        raise ReportIncomplete
    if command.due is not None and command.due < command.received_on:
        raise ReplyBeforeReport
    unasked = command.telling is Telling.NOT_YET_ASKED
    if command.aware is Awareness.DOES_NOT_KNOW and not unasked:
        raise AgreedUnknowing
    quiet = command.confidential
    return ReferralReceived(
        person_id=matter.person_id,
        received_on=command.received_on,
        kind=command.kind,
        bringer=command.bringer,
        body=command.body,
        means=command.means,
        telling=command.telling,
        aware=command.aware,
        due=None if command.telling is Telling.REFUSED else command.due,
        bringer_name="" if quiet else command.bringer_name,
        informant=command.bringer_name if quiet else "",
        doing="" if quiet else command.doing,
        informant_doing=command.doing if quiet else "",
        text=command.text,
    )


def _told(command: TellBringer, state: Referrals, matter: Matter) -> BringerTold:
    _must_stand(command.record, command.told_on, state, matter)
    if dict(state.untold)[command.record] is not Telling.AGREED:
        raise TellingNotAgreed
    return BringerTold(
        settles=command.record,
        person_id=matter.person_id,
        told_on=command.told_on,
        text=command.text,
    )


def _must_stand(record: UUID, day: date, state: Referrals, matter: Matter) -> None:
    matter.must_have_come(day)
    if record not in dict(state.untold):
        raise ReferralNotOpen
