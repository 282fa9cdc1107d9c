"""
Consent (同意): what a person says when asked whether what is known of them may be shared (R23-R26).

It stands in the stream of the person whom it is about. Given terms are frozen: whoever wants them
otherwise gives a new consent, or withdraws (`consent_changes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.consent_terms import (
    Authority,
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.matter import NotInTheFuture, need_words
from events.values import Category, Period

# Events


@dataclass(frozen=True, kw_only=True)
class ConsentAsked(Event):
    """同意を求めた: which text was explained; the answer is still to come."""

    TOPIC: ClassVar[str] = "consent.asked"
    person_id: UUID
    document: UUID
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    """
    同意: on which terms, known by its entry's id (R24).

    `document` is the text that was explained (`events.consent_document`), `said_on` a Tokyo civil
    date.
    `recipients` are programmes or agencies by name; none = all of the 別表 that are needed (R25).
    `partly`: the person agreed to less than they were asked for. `scan_due`: the signed paper is
    to be scanned by that day. `representative` is whoever gave it for the person, as the person's
    sheet knows them (`events.representative`); None = the person did.
    """

    TOPIC: ClassVar[str] = "consent.given"
    person_id: UUID
    representative: UUID | None
    capacity: Capacity
    explainer: UUID
    document: UUID
    means: ConsentMeans
    said_on: date
    first: date
    last: date | None
    recipients: tuple[UUID, ...]
    purposes: tuple[ConsentPurpose, ...]
    subjects: tuple[Subjects, ...]
    meetings: tuple[SharedMeeting, ...]
    names_art9: bool
    partly: bool
    exempt: Exempt | None
    renews: UUID | None
    scan_due: date | None
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(Event):
    """拒否: the person was asked and said no, on a Tokyo civil date."""

    TOPIC: ClassVar[str] = "consent.refused"
    person_id: UUID
    said_on: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConsentNotAsked(Event):
    """同意を求められない: why; no last day = until further notice."""

    TOPIC: ClassVar[str] = "consent.not-asked"
    person_id: UUID
    why: Unasked
    first: date
    last: date | None
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


ConsentEvent: TypeAlias = ConsentAsked | ConsentGiven | ConsentRefused | ConsentNotAsked

# Commands


@dataclass(frozen=True, kw_only=True)
class AskConsent:
    """Write down that consent was asked for, and with which text."""

    document: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class GiveConsent:
    """Write down a consent with its terms; `renews` is the consent that it goes on from."""

    representative: UUID | None
    document: UUID
    means: ConsentMeans
    said_on: date
    first: date
    last: date | None
    recipients: tuple[UUID, ...]
    purposes: tuple[ConsentPurpose, ...]
    subjects: tuple[Subjects, ...]
    meetings: tuple[SharedMeeting, ...]
    names_art9: bool
    partly: bool
    exempt: Exempt | None
    scan_due: date | None
    words: str
    renews: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseConsent:
    """Write down that the person said no."""

    said_on: date
    words: str


@dataclass(frozen=True, kw_only=True)
class LeaveUnasked:
    """Write down why the person cannot be asked."""

    why: Unasked
    first: date
    last: date | None
    words: str


ConsentCommand: TypeAlias = AskConsent | GiveConsent | RefuseConsent | LeaveUnasked


class ConsentEndsBeforeItBegins(RuleViolation):
    """The last day of a consent, or of a reason not to ask, is not before its first (R24)."""


class ConsentCoversNothing(RuleViolation):
    """A consent names at least one purpose and one kind of information (R24)."""


class DocumentUnknown(RuleViolation):
    """A consent rests on a text of the municipality that was in use when it was explained (R24)."""


class NotARepresentative(RuleViolation):
    """Whoever consents for a person has an authority that was seen, that day (R24, R32)."""


class PaperWithoutSignature(RuleViolation):
    """A scan is awaited of a signed paper only; before the consent was given none is due."""


def decide(
    command: ConsentCommand,
    representatives: Mapping[UUID, Authority],
    documents: Mapping[UUID, Period],
    *,
    person_id: UUID,
    explainer: UUID,
    today: date,
) -> tuple[ConsentEvent, ...]:
    """
    Decide what to write down; `today` is a Tokyo civil date, `explainer` whoever explained it.

    `representatives` are those whose authority was seen and who are in no conflict (R32),
    `documents` the texts of the municipality with the days (Tokyo) on which they are in use.

    What a person says is never refused for what they said before: the newest will counts.

    Raises:
        DocumentUnknown: when the text that was explained was not in use that day.
        ConsentCoversNothing: when no purpose or no kind of information is named.
        ConsentEndsBeforeItBegins: when a period ends before its first day.
        NotARepresentative: when somebody gave it for the person without an authority that day.
        NotInTheFuture: when it was said after today.
        PaperWithoutSignature: when a scan is awaited of what was not signed, or was due before.
        TextMissing: when a reason not to ask has no words.
    """
    match command:
        case AskConsent():
            _need_document(command.document, documents, today)
            return (
                ConsentAsked(person_id=person_id, document=command.document, words=command.words),
            )
        case GiveConsent():
            _need_document(command.document, documents, command.said_on)
            capacity = _capacity(command, representatives)
            return (_given(command, capacity, person_id, explainer, today),)
        case RefuseConsent():
            _need_past(command.said_on, today)
            return (
                ConsentRefused(person_id=person_id, said_on=command.said_on, words=command.words),
            )
        case LeaveUnasked():
            need_words(command.words)
            _need_order(command.first, command.last)
            return (
                ConsentNotAsked(
                    person_id=person_id,
                    why=command.why,
                    first=command.first,
                    last=command.last,
                    words=command.words,
                ),
            )
        case _:
            assert_never(command)


def _capacity(command: GiveConsent, representatives: Mapping[UUID, Authority]) -> Capacity:
    if command.representative is None:
        return Capacity.SUBJECT
    authority = representatives.get(command.representative)
    if authority is None or not authority.period.covers(command.said_on):
        raise NotARepresentative
    return authority.capacity


def _given(
    command: GiveConsent, capacity: Capacity, person_id: UUID, explainer: UUID, today: date
) -> ConsentGiven:
    if not command.purposes or not command.subjects:
        raise ConsentCoversNothing
    _need_past(command.said_on, today)
    _need_order(command.first, command.last)
    due = command.scan_due
    if due and (command.means is not ConsentMeans.SIGNATURE or due < command.said_on):
        raise PaperWithoutSignature
    return ConsentGiven(
        person_id=person_id,
        representative=command.representative,
        capacity=capacity,
        explainer=explainer,
        document=command.document,
        means=command.means,
        said_on=command.said_on,
        first=command.first,
        last=command.last,
        recipients=command.recipients,
        purposes=command.purposes,
        subjects=command.subjects,
        meetings=command.meetings,
        names_art9=command.names_art9,
        partly=command.partly,
        exempt=command.exempt,
        renews=command.renews,
        scan_due=command.scan_due,
        words=command.words,
    )


def _need_document(document: UUID, documents: Mapping[UUID, Period], on: date) -> None:
    in_use = documents.get(document)
    if in_use is None or not in_use.covers(on):
        raise DocumentUnknown


def _need_past(said_on: date, today: date) -> None:
    if said_on > today:
        raise NotInTheFuture


def _need_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise ConsentEndsBeforeItBegins
