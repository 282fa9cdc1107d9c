"""Service (サービス): the programmes of law.md §10.12 that a person uses, from start to end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter
from events.values import Category, StatutoryProgramme

# Events


@dataclass(frozen=True, kw_only=True)
class ServiceStarted(Event):
    """サービスの利用開始: a programme of law.md §10.12 began for the person."""

    TOPIC: ClassVar[str] = "service.started"
    person_id: UUID
    service: StatutoryProgramme
    started_on: date
    text: Annotated[Private[str], Personal(Category.WELFARE_USE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ServiceEnded(Event):
    """サービスの利用終了: `record` is its start."""

    TOPIC: ClassVar[str] = "service.ended"
    record: UUID
    person_id: UUID
    service: StatutoryProgramme
    ended_on: date
    text: Annotated[Private[str], Personal(Category.WELFARE_USE, of="person_id")]


ServiceEvent: TypeAlias = ServiceStarted | ServiceEnded

# State


@dataclass(frozen=True)
class Use:
    """One service in use, known by its start's entry."""

    record: UUID
    service: StatutoryProgramme
    started_on: date


@dataclass(frozen=True)
class Services:
    """The services in use, in the order in which they were recorded."""

    uses: tuple[Use, ...] = ()


def evolve(state: Services, event: ServiceEvent, *, event_id: UUID, valid_at: datetime) -> Services:
    """Fold one event, known by its entry's id."""
    del valid_at
    match event:
        case ServiceStarted():
            return Services((*state.uses, Use(event_id, event.service, event.started_on)))
        case ServiceEnded():
            return Services(tuple(use for use in state.uses if use.record != event.record))
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class StartService:
    """Record that a service began."""

    service: StatutoryProgramme
    started_on: date
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class EndService:
    """Record that a service ended; `record` is its start."""

    record: UUID
    ended_on: date
    text: str = ""


ServiceCommand: TypeAlias = StartService | EndService


class ServiceInUse(RuleViolation):
    """A service that is in use is not started again."""


class ServiceNotInUse(RuleViolation):
    """Only a service in use ends."""


class ServiceEndsBeforeItStarts(RuleViolation):
    """A service does not end before the day it started."""


def decide(command: ServiceCommand, state: Services, matter: Matter) -> tuple[ServiceEvent, ...]:
    """
    Decide about the services that a person uses.

    Raises:
        CaseNotOpen: when the case is closed.
        NotInTheFuture: when the start or the end lies after today.
        ServiceInUse, ServiceNotInUse, ServiceEndsBeforeItStarts: when they do not fit.
    """
    matter.must_be_open()
    match command:
        case StartService():
            return _start(command, state, matter)
        case EndService():
            return _end(command, state, matter)
        case _:
            assert_never(command)


def _start(command: StartService, state: Services, matter: Matter) -> tuple[ServiceEvent, ...]:
    matter.must_have_come(command.started_on)
    if command.service in {use.service for use in state.uses}:
        raise ServiceInUse
    return (
        ServiceStarted(
            person_id=matter.person_id,
            service=command.service,
            started_on=command.started_on,
            text=command.text,
        ),
    )


def _end(command: EndService, state: Services, matter: Matter) -> tuple[ServiceEvent, ...]:
    matter.must_have_come(command.ended_on)
    use = next((use for use in state.uses if use.record == command.record), None)
    if use is None:
        raise ServiceNotInUse
    if command.ended_on < use.started_on:
        raise ServiceEndsBeforeItStarts
    return (
        ServiceEnded(
            record=command.record,
            person_id=matter.person_id,
            service=use.service,
            ended_on=command.ended_on,
            text=command.text,
        ),
    )
