"""Concepts (概念): which decider takes which command of a case; each folds its own events only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args

from events import assessment, case, handover, passage, referral, relief, screening
from events.base import Event, Recorded
from events.matter import Matter
from events.values import tokyo_date


@dataclass(frozen=True, kw_only=True)
class Concept:
    """A decider of events/: its commands, its events, and its pure functions."""

    commands: tuple[type, ...]
    kinds: tuple[type, ...]
    initial: Any
    evolve: Callable[..., Any]
    decide: Callable[[Any, Any, Matter], tuple[Event, ...]]


CONCEPTS: Final = (
    Concept(
        commands=get_args(case.CaseCommand),
        kinds=get_args(case.CaseEvent),
        initial=case.Case(),
        evolve=case.evolve,
        decide=lambda command, state, _: case.decide(command, state),
    ),
    Concept(
        commands=get_args(assessment.AssessmentCommand),
        kinds=get_args(assessment.AssessmentEvent),
        initial=assessment.Assessment(),
        evolve=assessment.evolve,
        decide=assessment.decide,
    ),
    Concept(
        commands=get_args(screening.ScreeningCommand),
        kinds=get_args(screening.ScreeningEvent),
        initial=screening.Screening(),
        evolve=screening.evolve,
        decide=screening.decide,
    ),
    Concept(
        commands=get_args(handover.HandoverCommand),
        kinds=get_args(handover.HandoverEvent),
        initial=handover.Handovers(),
        evolve=handover.evolve,
        decide=handover.decide,
    ),
    Concept(
        commands=get_args(referral.ReferralCommand),
        kinds=get_args(referral.ReferralEvent),
        initial=referral.Referrals(),
        evolve=referral.evolve,
        decide=referral.decide,
    ),
    Concept(
        commands=get_args(relief.ReliefCommand),
        kinds=get_args(relief.ReliefEvent),
        initial=relief.Relief(),
        evolve=relief.evolve,
        decide=relief.decide,
    ),
    Concept(
        commands=get_args(passage.PassageCommand),
        kinds=get_args(passage.PassageEvent),
        initial=passage.Passages(),
        evolve=passage.evolve,
        decide=passage.decide,
    ),
)

BY_COMMAND: Final = {kind: concept for concept in CONCEPTS for kind in concept.commands}


def decide(command: Any, history: Sequence[Recorded], now: datetime) -> tuple[Event, ...]:
    """
    Decide a command on the history of its case.

    `history` starts with the slip; `now` is in UTC.

    Raises:
        RuleViolation: as the concept's `decide`.
    """
    concept = BY_COMMAND[type(command)]
    return concept.decide(command, fold(concept, history), matter(history, now))


def fold(concept: Concept, history: Sequence[Recorded]) -> Any:
    """Return a concept's state after a history."""
    state = concept.initial
    for recorded in history:
        if isinstance(recorded.event, concept.kinds):
            state = concept.evolve(
                state,
                recorded.event,
                event_id=recorded.event_id,
                valid_at=recorded.signature.valid_at,
            )
    return state


def matter(history: Sequence[Recorded], now: datetime) -> Matter:
    """Return what every concept may know of a case."""
    state: case.Case = fold(CONCEPTS[0], history)
    assert state.programme is not None
    assert state.person_id is not None
    assert state.received_at is not None
    return Matter(
        case_id=history[0].stream,
        programme=state.programme,
        person_id=state.person_id,
        opened_on=tokyo_date(state.received_at),
        closed=state.closed,
        today=tokyo_date(now),
    )
