"""
Monitoring (経過確認): how support goes, 見守り, work and income, and the next look (R61).

施行規則2条: how support goes and how the person is, confirmed regularly. One next monitoring date
stands in a case; each look at how things go settles the one before.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category


class MonitoringResult(StrEnum):
    """経過確認の結果: how support goes on after it."""

    AS_PLANNED = "as_planned"
    REPLAN = "replan"
    EVALUATE = "evaluate"


class WorkResult(StrEnum):
    """就労・増収 (支援状況調査, law.md §4.3)."""

    STARTED_WORK = "started_work"
    EARNS_MORE = "earns_more"


# Events


@dataclass(frozen=True, kw_only=True)
class WatchAgreed(Event):
    """見守りの合意: who watches and how, until the next look on the day `due`."""

    TOPIC: ClassVar[str] = "monitoring.watch-agreed"
    settles: UUID | None
    person_id: UUID
    agreed_on: date
    due: date
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class MonitoringRecorded(Event):
    """経過確認: how it goes; `due` is the next one, `settles` the record that set this one."""

    TOPIC: ClassVar[str] = "monitoring.recorded"
    settles: UUID | None
    person_id: UUID
    monitored_on: date
    result: MonitoringResult
    due: date | None
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class WorkResultReached(Event):
    """就労開始・増収: the person found work, or earns more."""

    TOPIC: ClassVar[str] = "monitoring.work-result-reached"
    person_id: UUID
    result: WorkResult
    reached_on: date
    text: Annotated[Private[str], Personal(Category.SCHOOL_WORK, of="person_id")]


MonitoringEvent: TypeAlias = WatchAgreed | MonitoringRecorded | WorkResultReached

# State


@dataclass(frozen=True)
class Monitoring:
    """Nothing of its own: which date stands is known from the matter."""


def evolve(
    state: Monitoring, event: MonitoringEvent, *, event_id: UUID, valid_at: datetime
) -> Monitoring:
    """Leave the state as it is."""
    del event, event_id, valid_at
    return state


# Commands


@dataclass(frozen=True, kw_only=True)
class AgreeWatch:
    """Record who watches over the person, how, and until which next look."""

    agreed_on: date
    due: date
    text: str


@dataclass(frozen=True, kw_only=True)
class RecordMonitoring:
    """Record how support goes, and when the next look is due."""

    monitored_on: date
    result: MonitoringResult
    due: date | None
    text: str


@dataclass(frozen=True, kw_only=True)
class ReachWorkResult:
    """Record that the person found work, or earns more."""

    result: WorkResult
    reached_on: date
    text: str = ""


MonitoringCommand: TypeAlias = AgreeWatch | RecordMonitoring | ReachWorkResult


class NextLookMissing(RuleViolation):
    """While a plan runs, each monitoring sets the date of the next, or of the evaluation (R61)."""


class NextLookNotAhead(RuleViolation):
    """The next look lies after this one (R61)."""


def decide(
    command: MonitoringCommand, state: Monitoring, matter: Matter
) -> tuple[MonitoringEvent, ...]:
    """
    Decide about monitoring.

    Raises:
        CaseNotOpen: when the case is closed.
        NotInTheFuture: when what is recorded lies after today.
        TextMissing: when a look or a watch has no words.
        NextLookMissing, NextLookNotAhead: when the next date is not set, or not ahead.
    """
    del state
    matter.must_be_open()
    match command:
        case AgreeWatch():
            return _watch(command, matter)
        case RecordMonitoring():
            return _monitor(command, matter)
        case ReachWorkResult():
            return _reach(command, matter)
        case _:
            assert_never(command)


def _watch(command: AgreeWatch, matter: Matter) -> tuple[MonitoringEvent, ...]:
    matter.must_be_of_this_case(command.agreed_on)
    need_words(command.text)
    if command.due <= command.agreed_on:
        raise NextLookNotAhead
    return (
        WatchAgreed(
            settles=matter.monitoring,
            person_id=matter.person_id,
            agreed_on=command.agreed_on,
            due=command.due,
            text=command.text,
        ),
    )


def _monitor(command: RecordMonitoring, matter: Matter) -> tuple[MonitoringEvent, ...]:
    matter.must_be_of_this_case(command.monitored_on)
    need_words(command.text)
    if command.due is not None and command.due <= command.monitored_on:
        raise NextLookNotAhead
    if command.due is None and matter.plan is not None:
        raise NextLookMissing
    return (
        MonitoringRecorded(
            settles=matter.monitoring,
            person_id=matter.person_id,
            monitored_on=command.monitored_on,
            result=command.result,
            due=command.due,
            text=command.text,
        ),
    )


def _reach(command: ReachWorkResult, matter: Matter) -> tuple[MonitoringEvent, ...]:
    matter.must_have_come(command.reached_on)
    return (
        WorkResultReached(
            person_id=matter.person_id,
            result=command.result,
            reached_on=command.reached_on,
            text=command.text,
        ),
    )
