"""
Consent changes (同意のその後): withdrawal, dispute, and a paper that was still to come (R27).

A withdrawal ends a consent wholly, or only towards some recipients or for some purposes. Nothing
takes its place by itself; whoever agrees again gives a new consent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.consent import ConsentGiven
from events.consent_terms import ConsentPurpose
from events.matter import NotInTheFuture, need_words
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Event):
    """
    撤回: wholly, or only towards `recipients` or for `purposes` (R27).

    It bites at once; known only by the Tokyo civil date `effective`, from 00:00 of that day for
    whatever is decided after it was recorded.
    """

    TOPIC: ClassVar[str] = "consent_changes.withdrawn"
    person_id: UUID
    consent: UUID
    effective: date
    recipients: tuple[UUID, ...]
    purposes: tuple[ConsentPurpose, ...]
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConsentDisputed(Event):
    """疑義: whether a consent is valid is in dispute; nothing rests on it meanwhile."""

    TOPIC: ClassVar[str] = "consent_changes.disputed"
    person_id: UUID
    consent: UUID
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class DisputeSettled(Event):
    """疑義の解消: the consent was found valid."""

    TOPIC: ClassVar[str] = "consent_changes.dispute-settled"
    person_id: UUID
    consent: UUID
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PaperArrived(Event):
    """同意書の到着: the signed paper of a consent is here; `words` says where it is filed."""

    TOPIC: ClassVar[str] = "consent_changes.paper-arrived"
    person_id: UUID
    consent: UUID
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ChangeEvent: TypeAlias = ConsentWithdrawn | ConsentDisputed | DisputeSettled | PaperArrived

# State


@dataclass(frozen=True)
class Terms:
    """What of a consent a change looks at: to whom and for what it was given, and what became."""

    recipients: frozenset[UUID]
    purposes: frozenset[ConsentPurpose]
    withdrawn: bool = False
    disputed: bool = False
    paper_awaited: bool = False


@dataclass(frozen=True)
class Consents:
    """The consents of a person, each by its entry's id."""

    given: Mapping[UUID, Terms] = field(default_factory=dict[UUID, Terms])


def evolve(state: Consents, event: ConsentGiven | ChangeEvent, *, event_id: UUID) -> Consents:
    """Fold one event, known by its entry's id."""
    match event:
        case ConsentGiven():
            terms = Terms(
                recipients=frozenset(event.recipients),
                purposes=frozenset(event.purposes),
                paper_awaited=event.scan_due is not None,
            )
            return Consents({**state.given, event_id: terms})
        case ConsentWithdrawn():
            terms = state.given[event.consent]
            if event.recipients or event.purposes:
                return _with(
                    state,
                    event.consent,
                    replace(
                        terms,
                        recipients=terms.recipients - set(event.recipients),
                        purposes=terms.purposes - set(event.purposes),
                    ),
                )
            return _with(state, event.consent, replace(terms, withdrawn=True))
        case ConsentDisputed():
            return _with(state, event.consent, replace(state.given[event.consent], disputed=True))
        case DisputeSettled():
            return _with(state, event.consent, replace(state.given[event.consent], disputed=False))
        case PaperArrived():
            told = replace(state.given[event.consent], paper_awaited=False)
            return _with(state, event.consent, told)
        case _:
            assert_never(event)


def _with(state: Consents, consent: UUID, terms: Terms) -> Consents:
    return Consents({**state.given, consent: terms})


# Commands


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent:
    """Withdraw; without recipients and purposes, as a whole."""

    record: UUID
    effective: date
    recipients: tuple[UUID, ...]
    purposes: tuple[ConsentPurpose, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class DisputeConsent:
    """Say that a consent may not be valid, and why."""

    record: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class SettleDispute:
    """Say that a consent is valid after all, and why."""

    record: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class FilePaper:
    """Say that the signed paper is here, and where it is filed."""

    record: UUID
    words: str


ChangeCommand: TypeAlias = WithdrawConsent | DisputeConsent | SettleDispute | FilePaper


class ConsentUnknown(RuleViolation):
    """Only a consent of this person is withdrawn, disputed or completed (R23)."""


class ConsentEnded(RuleViolation):
    """What was withdrawn is over; whoever agrees again gives a new consent (R27, R28)."""


class NotPartOfConsent(RuleViolation):
    """A withdrawal in part names what the consent was given for, and leaves something over."""


class DisputeNotOpen(RuleViolation):
    """A dispute is settled while it is open, and opened while there is none."""


class NoPaperAwaited(RuleViolation):
    """Only a paper that is still to come arrives."""


def decide(
    command: ChangeCommand, state: Consents, *, person_id: UUID, today: date
) -> tuple[ChangeEvent, ...]:
    """
    Decide about a consent that was given; `today` is a Tokyo civil date.

    Raises:
        ConsentUnknown: when the person gave none of that id.
        ConsentEnded: when it was withdrawn as a whole, unless its paper arrives.
        NotPartOfConsent: when a part that is withdrawn was not given, or nothing would be left.
        NotInTheFuture: when a withdrawal would begin after today.
        DisputeNotOpen: when a dispute is opened twice, or settled without being open.
        NoPaperAwaited: when no paper is awaited.
        TextMissing: when a dispute, its end, or where a paper is has no words.
    """
    terms = state.given.get(command.record)
    if terms is None:
        raise ConsentUnknown
    # The paper of a consent that is over still proves that it was given.
    if terms.withdrawn and not isinstance(command, FilePaper):
        raise ConsentEnded
    match command:
        case WithdrawConsent():
            return (_withdrawn(command, terms, person_id, today),)
        case DisputeConsent() | SettleDispute():
            return (_dispute(command, terms, person_id),)
        case FilePaper(record=consent, words=words):
            need_words(words)
            if not terms.paper_awaited:
                raise NoPaperAwaited
            return (PaperArrived(person_id=person_id, consent=consent, words=words),)
        case _:
            assert_never(command)


def _dispute(
    command: DisputeConsent | SettleDispute, terms: Terms, person_id: UUID
) -> ConsentDisputed | DisputeSettled:
    need_words(command.words)
    settles = isinstance(command, SettleDispute)
    if terms.disputed is not settles:
        raise DisputeNotOpen
    kind = DisputeSettled if settles else ConsentDisputed
    return kind(person_id=person_id, consent=command.record, words=command.words)


def _withdrawn(
    command: WithdrawConsent, terms: Terms, person_id: UUID, today: date
) -> ConsentWithdrawn:
    if command.effective > today:
        raise NotInTheFuture
    recipients, purposes = frozenset(command.recipients), frozenset(command.purposes)
    named = bool(terms.recipients)
    if (named and not recipients < terms.recipients) or not purposes < terms.purposes:
        raise NotPartOfConsent
    return ConsentWithdrawn(
        person_id=person_id,
        consent=command.record,
        effective=command.effective,
        recipients=command.recipients,
        purposes=command.purposes,
        words=command.words,
    )
