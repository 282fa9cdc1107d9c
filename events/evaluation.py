"""
Evaluation (評価): how a plan ended, what changed, and what stands before a closing (R62).

R63: where a person closes into 生活保護, the record shows that they were informed of it (23条).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category, ClosingReason


class EvaluationOutcome(StrEnum):
    """評価の結果 (law.md §10.14)."""

    CLOSED = "closed"
    REPLAN = "replan"
    INTERRUPTED = "interrupted"


class SeenChange(StrEnum):
    """見られた変化 (law.md §10.14)."""

    PUBLIC_ASSISTANCE = "public_assistance"
    HOUSING = "housing"
    MEDICAL_CARE = "medical_care"
    HEALTH = "health"
    DISABILITY_CERTIFICATE = "disability_certificate"
    WILL_TO_SELF_RELIANCE = "will_to_self_reliance"
    ISOLATION_ENDED = "isolation_ended"
    MENTAL_STABILITY = "mental_stability"
    DEBT_SETTLED = "debt_settled"
    BUDGET = "budget"
    DAILY_LIFE = "daily_life"
    RELATIONS = "relations"
    PARTICIPATION = "participation"
    TRAINING_OR_SCHOOL = "training_or_school"
    STARTED_WORK = "started_work"
    EARNS_MORE = "earns_more"
    STAYS_AT_WORK = "stays_at_work"
    NONE = "none"


# Events


@dataclass(frozen=True, kw_only=True)
class PlanEvaluated(Event):
    """評価 of the decided plan `record`: outcome, changes seen, what was reached and remains."""

    TOPIC: ClassVar[str] = "evaluation.recorded"
    record: UUID
    person_id: UUID
    evaluated_on: date
    outcome: EvaluationOutcome
    changes: tuple[SeenChange, ...]
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    remaining: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class EvaluationConfirmed(Event):
    """評価の確認 by the 支援調整会議."""

    TOPIC: ClassVar[str] = "evaluation.confirmed"
    record: UUID
    person_id: UUID
    confirmed_on: date
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


EvaluationEvent: TypeAlias = PlanEvaluated | EvaluationConfirmed

# State


@dataclass(frozen=True)
class Evaluation:
    """The last evaluation by its entry, the plan it is about, and what followed."""

    last: UUID | None = None
    plan: UUID | None = None
    evaluated_on: date | None = None
    outcome: EvaluationOutcome | None = None
    confirmed: bool = False


def evolve(
    state: Evaluation, event: EvaluationEvent, *, event_id: UUID, valid_at: datetime
) -> Evaluation:
    """Fold one event, known by its entry's id; a later evaluation awaits its own confirmation."""
    del valid_at
    match event:
        case PlanEvaluated():
            return Evaluation(
                last=event_id,
                plan=event.record,
                evaluated_on=event.evaluated_on,
                outcome=event.outcome,
            )
        case EvaluationConfirmed():
            return replace(state, confirmed=True)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class EvaluatePlan:
    """Evaluate the plan that stands."""

    evaluated_on: date
    outcome: EvaluationOutcome
    changes: tuple[SeenChange, ...]
    text: str
    remaining: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmEvaluation:
    """Record that the 支援調整会議 confirmed an evaluation."""

    record: UUID
    confirmed_on: date
    text: str = ""


EvaluationCommand: TypeAlias = EvaluatePlan | ConfirmEvaluation


class NothingToEvaluate(RuleViolation):
    """What is evaluated is a decided plan (R62)."""


class ChangesContradict(RuleViolation):
    """No change was seen, or some were."""


class EvaluationNotOpen(RuleViolation):
    """The 支援調整会議 confirms the last evaluation, once (R62)."""


class ConfirmedBeforeEvaluated(RuleViolation):
    """An evaluation is not confirmed before its day (R62)."""


class EvaluationMissing(RuleViolation):
    """A case with a decided plan closes after its evaluation was confirmed (R62)."""


class AssistanceNotExplained(RuleViolation):
    """A case that closes into 生活保護 shows that the person was informed of it (R63)."""


def decide(
    command: EvaluationCommand, state: Evaluation, matter: Matter
) -> tuple[EvaluationEvent, ...]:
    """
    Decide about evaluation.

    Raises:
        CaseNotOpen: when the case is closed.
        NotInTheFuture: when it lies after today.
        TextMissing: when an evaluation has no words.
        NothingToEvaluate, ChangesContradict: when there is no decided plan, or the ticks disagree.
        EvaluationNotOpen, ConfirmedBeforeEvaluated: when this evaluation cannot be confirmed so.
    """
    matter.must_be_open()
    match command:
        case EvaluatePlan():
            return _evaluate(command, matter)
        case ConfirmEvaluation():
            return _confirm(command, state, matter)
        case _:
            assert_never(command)


def may_close(reason: ClosingReason, state: Evaluation, matter: Matter) -> None:
    """
    Go on only when nothing must come before a closing.

    Raises:
        EvaluationMissing: when a decided plan stands without a confirmed evaluation that ends it.
        AssistanceNotExplained: when it closes into 生活保護 of which nobody informed the person.
    """
    ends = state.confirmed and state.outcome is not EvaluationOutcome.REPLAN
    if matter.plan is not None and not (ends and state.plan == matter.plan):
        raise EvaluationMissing
    if reason is ClosingReason.PUBLIC_ASSISTANCE and not matter.assistance_explained:
        raise AssistanceNotExplained


def _evaluate(command: EvaluatePlan, matter: Matter) -> tuple[EvaluationEvent, ...]:
    if matter.plan is None:
        raise NothingToEvaluate
    matter.must_be_of_this_case(command.evaluated_on)
    need_words(command.text)
    if SeenChange.NONE in command.changes and len(command.changes) > 1:
        raise ChangesContradict
    return (
        PlanEvaluated(
            record=matter.plan,
            person_id=matter.person_id,
            evaluated_on=command.evaluated_on,
            outcome=command.outcome,
            changes=command.changes,
            text=command.text,
            remaining=command.remaining,
        ),
    )


def _confirm(
    command: ConfirmEvaluation, state: Evaluation, matter: Matter
) -> tuple[EvaluationEvent, ...]:
    if state.confirmed or state.evaluated_on is None or state.last != command.record:
        raise EvaluationNotOpen
    if command.confirmed_on < state.evaluated_on:
        raise ConfirmedBeforeEvaluated
    matter.must_be_of_this_case(command.confirmed_on)
    return (
        EvaluationConfirmed(
            record=command.record,
            person_id=matter.person_id,
            confirmed_on=command.confirmed_on,
            text=command.text,
        ),
    )
