"""Folding (畳む): a concept's state by its own events, whatever else stands in the stream."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Protocol, TypeGuard, TypeVar, get_args, get_type_hints
from uuid import UUID

from events.base import Event

State = TypeVar("State")
Kind = TypeVar("Kind", bound=Event)
OfKind = TypeVar("OfKind", bound=Event, contravariant=True)


class Entry(Protocol):
    """What was recorded, or is about to be."""

    @property
    def event(self) -> Event:
        """What happened."""
        ...

    @property
    def event_id(self) -> UUID:
        """The entry's id."""
        ...


class EvolveKnown(Protocol[State, OfKind]):
    """Fold one event, known by its entry's id."""

    def __call__(self, state: State, event: OfKind, /, *, event_id: UUID) -> State:
        """Return the state after the event."""
        ...


def fold(state: State, evolve: Callable[[State, Kind], State], history: Iterable[Entry]) -> State:
    """Return the state after those events that `evolve` says it takes."""
    for one in history:
        event = one.event
        if _taken(event, evolve):
            state = evolve(state, event)
    return state


def fold_known(state: State, evolve: EvolveKnown[State, Kind], history: Iterable[Entry]) -> State:
    """Return the state after those events that `evolve` says it takes, each known by its id."""
    for one in history:
        event = one.event
        if _taken_known(event, evolve):
            state = evolve(state, event, event_id=one.event_id)
    return state


def _taken(event: Event, evolve: Callable[[Any, Kind], Any]) -> TypeGuard[Kind]:
    return isinstance(event, _kinds(evolve))


def _taken_known(event: Event, evolve: EvolveKnown[Any, Kind]) -> TypeGuard[Kind]:
    return isinstance(event, _kinds(evolve))


@cache
def _kinds(evolve: Callable[..., Any]) -> tuple[type, ...]:
    """Return the kinds of events that the signature of `evolve` names."""
    named = get_type_hints(evolve)["event"]
    return get_args(named) or (named,)
