"""
Case (ケース): one consultation matter, from the 相談受付・連絡票 through 支援経過 and 訂正 to 終了.

R58: one slip a consultation. R66: a slip about somebody who has not come is no new client. R71: a
correction is a new event that points to the old one. R74: what is written down late says so.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import CaseNotOpen, need_words
from events.moment import Moment
from events.values import (
    Caller,
    Category,
    ClientStanding,
    ClosingReason,
    HeardOf,
    Language,
    Mask,
    Means,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
    tokyo_date,
)

# Events


@dataclass(frozen=True, kw_only=True)
class ConsultationReceived(Event):
    """
    相談受付・連絡票: a consultation was taken; `main_topic` is the most troubling one (◎).

    `teller_id` is the person's own id, or a random one of whoever came about them; `teller` says
    who that was. `due` is the last day for the screening (R58). `brief` is the ひとこと受付 that
    this slip completes. `untimed` = only the day of the event is known (R74). `from_case` is the
    case in which it was taken for 支援経過 first.
    """

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
    standing: ClientStanding = ClientStanding.CLIENT
    means: Means | None = None
    heard_of: HeardOf | None = None
    urgency_grounds: tuple[UrgencyGround, ...] = ()
    interpreter: Language | None = None
    due: date | None = None
    teller_id: UUID
    brief: UUID | None = None
    from_case: UUID | None = None
    untimed: bool = False
    own_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    wishes: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    heard_of_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""
    interpreter_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""
    late_reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""
    teller: Annotated[
        Private[str], Personal(Category.HOUSEHOLD, of="teller_id", mask=Mask.SOURCE)
    ] = ""


@dataclass(frozen=True, kw_only=True)
class ProgressRecorded(Event):
    """
    支援経過: a contact or a step of support, under the person it is about.

    `untimed` = only the day of the event is known (R74). `from_case` is the case that was opened
    for it by mistake.
    """

    TOPIC: ClassVar[str] = "case.progress-recorded"
    person_id: UUID
    method: SupportMethod
    from_case: UUID | None = None
    untimed: bool = False
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    late_reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""


@dataclass(frozen=True, kw_only=True)
class ConsultationCorrected(Event):
    """
    訂正 of the slip's words: the whole corrected text, and why; the codes go with it (R71).

    It is true of the time of what it corrects.
    """

    TOPIC: ClassVar[str] = "case.consultation-corrected"
    corrects: UUID
    person_id: UUID
    means: Means | None = None
    heard_of: HeardOf | None = None
    urgency_grounds: tuple[UrgencyGround, ...] = ()
    interpreter: Language | None = None
    due: date | None = None
    teller_id: UUID
    untimed: bool = False
    own_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    wishes: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    heard_of_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""
    interpreter_words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")] = ""
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    teller: Annotated[
        Private[str], Personal(Category.HOUSEHOLD, of="teller_id", mask=Mask.SOURCE)
    ] = ""


@dataclass(frozen=True, kw_only=True)
class ProgressCorrected(Event):
    """
    訂正 of a 支援経過: the whole corrected text, and why (R71).

    It is true of the time of what it corrects.
    """

    TOPIC: ClassVar[str] = "case.progress-corrected"
    corrects: UUID
    person_id: UUID
    method: SupportMethod
    untimed: bool = False
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

    `received` is the slip as first written, `slip` the entry that stands for the consultation,
    `notes` are those that stand for progress: a corrected entry is replaced by its correction, so
    that nobody corrects what no longer stands. `untimed` are those of which only the day is known.
    `screened` = it was decided where the consultation goes, so that no deadline is left (R58).
    """

    programme: UUID | None = None
    person_id: UUID | None = None
    received_at: datetime | None = None
    received: ConsultationReceived | None = None
    slip: UUID | None = None
    notes: frozenset[UUID] = frozenset()
    untimed: frozenset[UUID] = frozenset()
    closed: bool = False
    screened: bool = False


def evolve(state: Case, event: CaseEvent, *, event_id: UUID, valid_at: datetime) -> Case:
    """Fold one event, known by its entry's id and the time it was true."""
    match event:
        case ConsultationReceived():
            return Case(
                programme=event.programme,
                person_id=event.person_id,
                received_at=valid_at,
                received=event,
                slip=event_id,
                untimed=_untimed(event, event_id),
            )
        case ProgressRecorded():
            untimed = state.untimed | _untimed(event, event_id)
            return replace(state, notes=state.notes | {event_id}, untimed=untimed)
        case ConsultationCorrected():
            untimed = state.untimed | _untimed(event, event_id)
            return replace(state, slip=event_id, untimed=untimed)
        case ProgressCorrected():
            notes = state.notes - {event.corrects} | {event_id}
            return replace(state, notes=notes, untimed=state.untimed | _untimed(event, event_id))
        case CaseClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)


def _untimed(event: CaseEvent, event_id: UUID) -> frozenset[UUID]:
    return frozenset({event_id} if getattr(event, "untimed", False) else ())


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
    standing: ClientStanding
    means: Means | None
    heard_of: HeardOf | None
    urgency_grounds: tuple[UrgencyGround, ...]
    interpreter: Language | None
    due: date | None
    teller_id: UUID
    brief: UUID | None
    from_case: UUID | None = None
    own_words: str
    wishes: str
    heard_of_words: str
    interpreter_words: str
    teller: str
    moment: Moment


@dataclass(frozen=True, kw_only=True)
class RecordProgress:
    """Write down a contact or a step of support."""

    method: SupportMethod
    text: str
    moment: Moment
    from_case: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectConsultation:
    """Correct the words of the slip."""

    corrects: UUID
    own_words: str
    wishes: str
    heard_of_words: str
    interpreter_words: str
    teller: str
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


class PreClientCame(RuleViolation):
    """Who came themselves is a client, and who is none was told of by somebody else (R66)."""


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
        PreClientCame: when the caller is the person of a slip about somebody who did not come.
        NotInTheFuture, BackdatedWithoutReason: as `Moment.must_stand`.
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
    if command.standing is ClientStanding.PRE_CLIENT and command.caller is Caller.SELF:
        raise PreClientCame
    command.moment.must_stand()
    told = {name: value for name, value in vars(command).items() if name != "moment"}
    moment = command.moment
    return (ConsultationReceived(**told, untimed=moment.untimed, late_reason=moment.reason),)


def _record(command: RecordProgress, state: Case, person_id: UUID) -> tuple[CaseEvent, ...]:
    if state.closed:
        raise CaseNotOpen
    need_words(command.text)
    command.moment.must_stand()
    return (
        ProgressRecorded(
            person_id=person_id,
            method=command.method,
            from_case=command.from_case,
            untimed=command.moment.untimed,
            text=command.text,
            late_reason=command.moment.reason,
        ),
    )


def _correct_slip(
    command: CorrectConsultation, state: Case, person_id: UUID
) -> tuple[CaseEvent, ...]:
    if command.corrects != state.slip:
        raise RecordNotCorrectable
    need_words(command.reason)
    assert state.received is not None
    return (
        ConsultationCorrected(
            corrects=command.corrects,
            person_id=person_id,
            means=state.received.means,
            heard_of=state.received.heard_of,
            urgency_grounds=state.received.urgency_grounds,
            interpreter=state.received.interpreter,
            due=None if state.screened else state.received.due,
            teller_id=state.received.teller_id,
            untimed=command.corrects in state.untimed,
            own_words=command.own_words,
            wishes=command.wishes,
            heard_of_words=command.heard_of_words,
            interpreter_words=command.interpreter_words,
            reason=command.reason,
            teller=command.teller,
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
            untimed=command.corrects in state.untimed,
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
