"""Programme (受託事業・課): what keeps records, under dated contracts (APPI 27(5)(i), 66)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import Period

# Events


@dataclass(frozen=True, kw_only=True)
class ProgrammeOpened(Event):
    """
    A programme starts to keep records.

    `contractor` runs it for `commissioner` during `contract`; for a division's own work they are
    the same agency.
    """

    TOPIC: ClassVar[str] = "programme.opened"
    programme_id: UUID
    name: str
    contractor: UUID
    commissioner: UUID
    contract: Period


@dataclass(frozen=True, kw_only=True)
class ContractRenewed(Event):
    """委託契約の更新: the same parties go on under a further contract."""

    TOPIC: ClassVar[str] = "programme.contract-renewed"
    contract: Period


@dataclass(frozen=True, kw_only=True)
class ContractEnded(Event):
    """委託契約の終了: the latest contract ends; `last_day` is its last day (R79)."""

    TOPIC: ClassVar[str] = "programme.contract-ended"
    last_day: date


ProgrammeEvent: TypeAlias = ProgrammeOpened | ContractRenewed | ContractEnded

# State


@dataclass(frozen=True)
class Programme:
    """What a decision about a programme looks at, and what the gate asks of it."""

    agencies: frozenset[UUID] = frozenset()
    contracts: tuple[Period, ...] = ()

    def contract(self, on: date) -> Period | None:
        """Return the contract in force on a Tokyo civil date."""
        return next((one for one in self.contracts if one.covers(on)), None)


def evolve(state: Programme, event: Event) -> Programme:
    """Fold one event; other concepts' events in the programme's stream say nothing here."""
    match event:
        case ProgrammeOpened():
            parties = frozenset({event.contractor, event.commissioner})
            return Programme(agencies=parties, contracts=(event.contract,))
        case ContractRenewed():
            return replace(state, contracts=(*state.contracts, event.contract))
        case ContractEnded():
            *before, latest = state.contracts
            return replace(state, contracts=(*before, Period(latest.first, event.last_day)))
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class OpenProgramme:
    """Open a programme."""

    programme_id: UUID
    name: str
    contractor: UUID
    commissioner: UUID
    contract: Period


@dataclass(frozen=True, kw_only=True)
class RenewContract:
    """Go on under a further contract."""

    contract: Period


@dataclass(frozen=True, kw_only=True)
class EndContract:
    """End the latest contract."""

    last_day: date


ProgrammeCommand: TypeAlias = OpenProgramme | RenewContract | EndContract


class ProgrammeAlreadyOpen(RuleViolation):
    """A programme is opened once."""


class ProgrammeNotOpen(RuleViolation):
    """Only a programme that was opened has contracts to renew or end."""


class ContractEndsBeforeItStarts(RuleViolation):
    """A contract's last day is not before its first."""


class ContractsOverlap(RuleViolation):
    """A further contract starts after the last day of the one before."""


class ContractProlonged(RuleViolation):
    """Ending a contract never makes it longer; that takes a renewal."""


def decide(command: ProgrammeCommand, state: Programme) -> tuple[ProgrammeEvent, ...]:
    """
    Decide about a programme; ending a contract on the day it ends anyway adds nothing.

    Raises:
        ProgrammeAlreadyOpen: when it would be opened again.
        ProgrammeNotOpen: when it was never opened.
        ContractEndsBeforeItStarts: when the last day is before the first.
        ContractsOverlap: when a renewal starts before the latest contract has ended.
        ContractProlonged: when an end would come after the last day that stands.
    """
    match command:
        case OpenProgramme():
            return _open(command, state)
        case RenewContract():
            return _renew(command, state)
        case EndContract():
            return _end(command, state)
        case _:
            assert_never(command)


def _open(command: OpenProgramme, state: Programme) -> tuple[ProgrammeEvent, ...]:
    if state.contracts:
        raise ProgrammeAlreadyOpen
    _must_be_forwards(command.contract)
    return (
        ProgrammeOpened(
            programme_id=command.programme_id,
            name=command.name,
            contractor=command.contractor,
            commissioner=command.commissioner,
            contract=command.contract,
        ),
    )


def _renew(command: RenewContract, state: Programme) -> tuple[ProgrammeEvent, ...]:
    latest = _latest(state)
    _must_be_forwards(command.contract)
    if latest.last is None or command.contract.first <= latest.last:
        raise ContractsOverlap
    return (ContractRenewed(contract=command.contract),)


def _end(command: EndContract, state: Programme) -> tuple[ProgrammeEvent, ...]:
    latest = _latest(state)
    if command.last_day < latest.first:
        raise ContractEndsBeforeItStarts
    if latest.last is not None and command.last_day > latest.last:
        raise ContractProlonged
    return () if command.last_day == latest.last else (ContractEnded(last_day=command.last_day),)


def _latest(state: Programme) -> Period:
    if not state.contracts:
        raise ProgrammeNotOpen
    return state.contracts[-1]


def _must_be_forwards(contract: Period) -> None:
    if contract.last is not None and contract.last < contract.first:
        raise ContractEndsBeforeItStarts
