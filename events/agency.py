"""Agency (機関): one organisation inside one municipality, under the name it bears on a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import AgencyKind

# Events


@dataclass(frozen=True, kw_only=True)
class AgencyRegistered(Event):
    """An organisation takes part in the municipality's network."""

    TOPIC: ClassVar[str] = "agency.registered"
    agency_id: UUID
    name: str
    kind: AgencyKind


@dataclass(frozen=True, kw_only=True)
class AgencyRenamed(Event):
    """機関の名称: the same agency bears this name from `first`, a Tokyo civil date, on."""

    TOPIC: ClassVar[str] = "agency.renamed"
    first: date
    name: str


AgencyEvent: TypeAlias = AgencyRegistered | AgencyRenamed

# State


@dataclass(frozen=True)
class Agency:
    """What a decision about an agency looks at: its names, each with its first day."""

    registered: bool = False
    names: tuple[tuple[date, str], ...] = ()

    def name(self, on: date) -> str:
        """Return the name that it bore on a Tokyo civil date; empty for what was never one."""
        return max((one for one in self.names if one[0] <= on), default=(date.min, ""))[1]


def evolve(state: Agency, event: Event) -> Agency:
    """Fold one event."""
    match event:
        case AgencyRegistered():
            return Agency(registered=True, names=((date.min, event.name),))
        case AgencyRenamed():
            others = tuple(one for one in state.names if one[0] != event.first)
            return replace(state, names=(*others, (event.first, event.name)))
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class RegisterAgency:
    """Register an organisation."""

    agency_id: UUID
    name: str
    kind: AgencyKind


@dataclass(frozen=True, kw_only=True)
class RenameAgency:
    """Say that an organisation bears another name from a day on."""

    first: date
    name: str


AgencyCommand: TypeAlias = RegisterAgency | RenameAgency


class AgencyAlreadyRegistered(RuleViolation):
    """An agency is registered once."""


class AgencyNotRegistered(RuleViolation):
    """Only an agency that was registered bears another name."""


class AgencyNameMissing(RuleViolation):
    """An agency has a name."""


def decide(command: AgencyCommand, state: Agency) -> tuple[AgencyEvent, ...]:
    """
    Register once, rename as often as it happens; the name that it bears that day adds nothing.

    Raises:
        AgencyAlreadyRegistered: when it was registered before.
        AgencyNotRegistered: when what was never registered is renamed.
        AgencyNameMissing: when the new name has no words.
    """
    if isinstance(command, RegisterAgency):
        if state.registered:
            raise AgencyAlreadyRegistered
        registered = AgencyRegistered(
            agency_id=command.agency_id, name=command.name, kind=command.kind
        )
        return (registered,)
    if not state.registered:
        raise AgencyNotRegistered
    if not command.name.strip():
        raise AgencyNameMissing
    if state.name(command.first) == command.name:
        return ()
    return (AgencyRenamed(first=command.first, name=command.name),)
