"""
Case (ケース): one consultation matter, from the 相談受付・連絡票 through 支援経過 and 訂正 to 終了.

R58: one slip a consultation. R71: a correction is a new event that points to the old one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import CaseNotOpen, need_words
from events.values import (
    Caller,
    Category,
    ClosingReason,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    tokyo_date,
)

# Events


@dataclass(frozen=True, kw_only=True)
class ConsultationReceived(Event):
    """相談受付・連絡票: a consultation was taken; `main_topic` is the most troubling one (◎)."""

    TOPIC: ClassVar[str] = "case.consultation-received"
    case_id: UUID
    programme: UUID
    person_id: UUID
    lead: UUID
    route: Route
    caller: Caller
    topics: tuple[Topic, ...]
    main_topic: Topic
    urgency: Urgency
    sharing: SharingStance
    own_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    wishes: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ProgressRecorded(Event):
    """支援経過: a contact or a step of support, under the person it is about."""

    TOPIC: ClassVar[str] = "case.progress-recorded"
    person_id: UUID
    method: SupportMethod
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConsultationCorrected(Event):
    """訂正 of the slip's words: the whole corrected text, and why (R71)."""

    TOPIC: ClassVar[str] = "case.consultation-corrected"
    corrects: UUID
    person_id: UUID
    own_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    wishes: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ProgressCorrected(Event):
    """訂正 of a 支援経過: the whole corrected text, and why (R71)."""

    TOPIC: ClassVar[str] = "case.progress-corrected"
    corrects: UUID
    person_id: UUID
    method: SupportMethod
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """終了: the matter ended on a Tokyo civil date."""

    TOPIC: ClassVar[str] = "case.closed"
    person_id: UUID
    reason: ClosingReason
    closed_on: date
    summary: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


CaseEvent: TypeAlias = (
    ConsultationReceived | ProgressRecorded | ConsultationCorrected | ProgressCorrected | CaseClosed
)

# State


@dataclass(frozen=True)
class Case:
    """
    What a decision about a case looks at.

    `slip` is the entry that stands for the consultation, `notes` those that stand for progress:
    a corrected entry is replaced by its correction, so that nobody corrects what no longer stands.
    """

    programme: UUID | None = None
    person_id: UUID | None = None
    received_at: datetime | None = None
    slip: UUID | None = None
    notes: frozenset[UUID] = frozenset()
    closed: bool = False


def evolve(state: Case, event: CaseEvent, *, event_id: UUID, valid_at: datetime) -> Case:
    """Fold one event, known by its entry's id and the time it was true."""
    match event:
        case ConsultationReceived():
            return Case(
                programme=event.programme,
                person_id=event.person_id,
                received_at=valid_at,
                slip=event_id,
            )
        case ProgressRecorded():
            return replace(state, notes=state.notes | {event_id})
        case ConsultationCorrected():
            return replace(state, slip=event_id)
        case ProgressCorrected():
            return replace(state, notes=state.notes - {event.corrects} | {event_id})
        case CaseClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class ReceiveConsultation:
    """Take a consultation down on a slip."""

    case_id: UUID
    programme: UUID
    person_id: UUID
    lead: UUID
    route: Route
    caller: Caller
    topics: tuple[Topic, ...]
    main_topic: Topic
    urgency: Urgency
    sharing: SharingStance
    own_words: str
    wishes: str


@dataclass(frozen=True, kw_only=True)
class RecordProgress:
    """Write down a contact or a step of support."""

    method: SupportMethod
    text: str


@dataclass(frozen=True, kw_only=True)
class CorrectConsultation:
    """Correct the words of the slip."""

    corrects: UUID
    own_words: str
    wishes: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectProgress:
    """Correct a 支援経過."""

    corrects: UUID
    method: SupportMethod
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CloseCase:
    """End the matter."""

    reason: ClosingReason
    closed_on: date
    summary: str


CaseCommand: TypeAlias = (
    ReceiveConsultation | RecordProgress | CorrectConsultation | CorrectProgress | CloseCase
)


class CaseAlreadyOpen(RuleViolation):
    """One slip opens one case (R58)."""


class MainTopicNotAmongTopics(RuleViolation):
    """The most troubling topic is one of the topics ticked."""


class TopicRepeated(RuleViolation):
    """Each topic is ticked once."""


class ClosedBeforeReceived(RuleViolation):
    """A case is not closed before the day its consultation was taken."""


class RecordNotCorrectable(RuleViolation):
    """Only a record of this case that still stands can be corrected (R71)."""


def decide(command: CaseCommand, state: Case) -> tuple[CaseEvent, ...]:
    """
    Decide about a case.

    A correction stays possible after the closing: a wrong record does not become right by it.

    Raises:
        CaseAlreadyOpen: when a slip is taken twice for one case.
        CaseNotOpen: when the case never opened, or is closed and would get progress or a closing.
        MainTopicNotAmongTopics, TopicRepeated: when the ticks contradict each other.
        TextMissing: when a text that must have words has none.
        ClosedBeforeReceived: when the closing lies before the slip.
        RecordNotCorrectable: when the record is not of this case or was corrected already.
    """
    if isinstance(command, ReceiveConsultation):
        return _receive(command, state)
    if state.person_id is None:
        raise CaseNotOpen
    match command:
        case RecordProgress():
            return _record(command, state, state.person_id)
        case CorrectConsultation():
            return _correct_slip(command, state, state.person_id)
        case CorrectProgress():
            return _correct_note(command, state, state.person_id)
        case CloseCase():
            return _close(command, state, state.person_id)
        case _:
            assert_never(command)


def _receive(command: ReceiveConsultation, state: Case) -> tuple[CaseEvent, ...]:
    if state.person_id is not None:
        raise CaseAlreadyOpen
    if len(set(command.topics)) != len(command.topics):
        raise TopicRepeated
    if command.main_topic not in command.topics:
        raise MainTopicNotAmongTopics
    return (
        ConsultationReceived(
            case_id=command.case_id,
            programme=command.programme,
            person_id=command.person_id,
            lead=command.lead,
            route=command.route,
            caller=command.caller,
            topics=command.topics,
            main_topic=command.main_topic,
            urgency=command.urgency,
            sharing=command.sharing,
            own_words=command.own_words,
            wishes=command.wishes,
        ),
    )


def _record(command: RecordProgress, state: Case, person_id: UUID) -> tuple[CaseEvent, ...]:
    if state.closed:
        raise CaseNotOpen
    need_words(command.text)
    return (ProgressRecorded(person_id=person_id, method=command.method, text=command.text),)


def _correct_slip(
    command: CorrectConsultation, state: Case, person_id: UUID
) -> tuple[CaseEvent, ...]:
    if command.corrects != state.slip:
        raise RecordNotCorrectable
    need_words(command.reason)
    return (
        ConsultationCorrected(
            corrects=command.corrects,
            person_id=person_id,
            own_words=command.own_words,
            wishes=command.wishes,
            reason=command.reason,
        ),
    )


def _correct_note(command: CorrectProgress, state: Case, person_id: UUID) -> tuple[CaseEvent, ...]:
    if command.corrects not in state.notes:
        raise RecordNotCorrectable
    need_words(command.text, command.reason)
    return (
        ProgressCorrected(
            corrects=command.corrects,
            person_id=person_id,
            method=command.method,
            text=command.text,
            reason=command.reason,
        ),
    )


def _close(command: CloseCase, state: Case, person_id: UUID) -> tuple[CaseEvent, ...]:
    if state.closed:
        raise CaseNotOpen
    assert state.received_at is not None
    if command.closed_on < tokyo_date(state.received_at):
        raise ClosedBeforeReceived
    return (
        CaseClosed(
            person_id=person_id,
            reason=command.reason,
            closed_on=command.closed_on,
            summary=command.summary,
        ),
    )
