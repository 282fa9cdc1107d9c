"""
Brief (ひとこと受付): what was asked and answered in a moment, and no name asked.

It is completed later into a 連絡票, which refers to it, or ends as information only.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import need_words
from events.moment import Moment
from events.values import Category, Route, Topic

# Events


@dataclass(frozen=True, kw_only=True)
class BriefNoted(Event):
    """ひとこと受付: `subject_id` is a random person without a sheet, since nobody was named."""

    TOPIC: ClassVar[str] = "brief.noted"
    brief_id: UUID
    programme: UUID
    subject_id: UUID
    route: Route
    topic: Topic
    untimed: bool
    answer: Annotated[Private[str], Personal(Category.NOTE, of="subject_id")]
    late_reason: Annotated[Private[str], Personal(Category.NOTE, of="subject_id")]


@dataclass(frozen=True, kw_only=True)
class BriefCompleted(Event):
    """It became a full slip, which opened a case."""

    TOPIC: ClassVar[str] = "brief.completed"
    brief_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class BriefEnded(Event):
    """情報提供のみで終了: nothing more will come of it."""

    TOPIC: ClassVar[str] = "brief.ended"
    brief_id: UUID


BriefEvent: TypeAlias = BriefNoted | BriefCompleted | BriefEnded

# State


@dataclass(frozen=True)
class Brief:
    """What a decision about a ひとこと受付 looks at."""

    programme: UUID | None = None
    done: bool = False


def evolve(state: Brief, event: BriefEvent) -> Brief:
    """Fold one event."""
    if isinstance(event, BriefNoted):
        return Brief(programme=event.programme)
    return Brief(programme=state.programme, done=True)


# Commands


@dataclass(frozen=True, kw_only=True)
class NoteBrief:
    """Write down what was asked and answered."""

    brief_id: UUID
    programme: UUID
    subject_id: UUID
    route: Route
    topic: Topic
    answer: str
    moment: Moment


@dataclass(frozen=True, kw_only=True)
class CompleteBrief:
    """Say which case it became."""

    brief_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class EndBrief:
    """End it as information only."""

    brief_id: UUID


BriefCommand: TypeAlias = NoteBrief | CompleteBrief | EndBrief


class BriefAlreadyNoted(RuleViolation):
    """One ひとこと受付 is noted once."""


class BriefNotOpen(RuleViolation):
    """Only an open ひとこと受付 is completed or ended, and only once."""


def decide(command: BriefCommand, state: Brief) -> tuple[BriefEvent, ...]:
    """
    Decide about a ひとこと受付.

    Raises:
        BriefAlreadyNoted: when it was noted before.
        TextMissing: when it is not said what was answered.
        NotInTheFuture, BackdatedWithoutReason: as `Moment.must_stand`.
        BriefNotOpen: when it was never noted, was completed or has ended.
    """
    if isinstance(command, NoteBrief):
        return _note(command, state)
    if state.programme is None or state.done:
        raise BriefNotOpen
    match command:
        case CompleteBrief():
            return (BriefCompleted(brief_id=command.brief_id, case_id=command.case_id),)
        case EndBrief():
            return (BriefEnded(brief_id=command.brief_id),)
        case _:
            assert_never(command)


def _note(command: NoteBrief, state: Brief) -> tuple[BriefEvent, ...]:
    if state.programme is not None:
        raise BriefAlreadyNoted
    need_words(command.answer)
    command.moment.must_stand()
    return (
        BriefNoted(
            brief_id=command.brief_id,
            programme=command.programme,
            subject_id=command.subject_id,
            route=command.route,
            topic=command.topic,
            untimed=command.moment.untimed,
            answer=command.answer,
            late_reason=command.moment.reason,
        ),
    )
