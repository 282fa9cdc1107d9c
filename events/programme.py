"""Programme (受託事業・課): what keeps records, under a dated contract (APPI 27(5)(i), 66)."""

from dataclasses import dataclass
from typing import ClassVar
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


# State


@dataclass(frozen=True)
class Programme:
    """What a decision about a programme looks at, and what the gate asks of it."""

    agencies: frozenset[UUID] = frozenset()
    contract: Period | None = None


def evolve(state: Programme, event: Event) -> Programme:
    """Fold one event."""
    if isinstance(event, ProgrammeOpened):
        parties = frozenset({event.contractor, event.commissioner})
        return Programme(agencies=parties, contract=event.contract)
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


class ProgrammeAlreadyOpen(RuleViolation):
    """A programme is opened once."""


class ContractEndsBeforeItStarts(RuleViolation):
    """A contract's last day is not before its first."""


def decide(command: OpenProgramme, state: Programme) -> tuple[Event, ...]:
    """
    Open once, under a contract that makes sense.

    Raises:
        ProgrammeAlreadyOpen: when it was opened before.
        ContractEndsBeforeItStarts: when the last day is before the first.
    """
    if state.contract is not None:
        raise ProgrammeAlreadyOpen
    if command.contract.last is not None and command.contract.last < command.contract.first:
        raise ContractEndsBeforeItStarts
    return (
        ProgrammeOpened(
            programme_id=command.programme_id,
            name=command.name,
            contractor=command.contractor,
            commissioner=command.commissioner,
            contract=command.contract,
        ),
    )
