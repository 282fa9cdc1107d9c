"""Agency (機関): one organisation inside one municipality."""

from dataclasses import dataclass
from typing import ClassVar
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


# State


@dataclass(frozen=True)
class Agency:
    """What a decision about an agency looks at."""

    registered: bool = False


def evolve(state: Agency, event: Event) -> Agency:
    """Fold one event."""
    return Agency(registered=True) if isinstance(event, AgencyRegistered) else state


# Commands


@dataclass(frozen=True, kw_only=True)
class RegisterAgency:
    """Register an organisation."""

    agency_id: UUID
    name: str
    kind: AgencyKind


class AgencyAlreadyRegistered(RuleViolation):
    """An agency is registered once."""


def decide(command: RegisterAgency, state: Agency) -> tuple[Event, ...]:
    """
    Register once.

    Raises:
        AgencyAlreadyRegistered: when it was registered before.
    """
    if state.registered:
        raise AgencyAlreadyRegistered
    return (AgencyRegistered(agency_id=command.agency_id, name=command.name, kind=command.kind),)
