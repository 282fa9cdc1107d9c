"""Evaluation (評価): what must stand before a case with a decided plan is closed (R62, R63)."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.evaluation import (
    AssistanceNotExplained,
    ChangesContradict,
    ConfirmedBeforeEvaluated,
    ConfirmEvaluation,
    EvaluatePlan,
    Evaluation,
    EvaluationCommand,
    EvaluationEvent,
    EvaluationMissing,
    EvaluationNotOpen,
    EvaluationOutcome,
    NothingToEvaluate,
    SeenChange,
    decide,
    evolve,
    may_close,
)
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.values import ClosingReason
from tests.builders import (
    CASE,
    DESK,
    MOTHER,
    NOON,
    OPEN_TENANT,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.plan import EVALUATION, EVALUATION_CONFIRMED, PLAN, PLAN_EVALUATED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
    plan=PLAN,
)
UNPLANNED: Final = replace(OPEN, plan=None)
EVALUATE: Final = EvaluatePlan(
    evaluated_on=TODAY,
    outcome=EvaluationOutcome.CLOSED,
    changes=(SeenChange.BUDGET, SeenChange.STARTED_WORK),
    text="滞納はなくなり、長男は働き始めた。",
    remaining="長男の通院は本人と家族で続ける。",
)
CONFIRM: Final = ConfirmEvaluation(record=EVALUATION, confirmed_on=TODAY, text="終結でよいと確認。")
EVALUATED: Final = (EVALUATION, PLAN_EVALUATED)
CONFIRMED: Final = (UNKNOWN, EVALUATION_CONFIRMED)


def given(*past: tuple[UUID, EvaluationEvent]) -> Evaluation:
    state = Evaluation()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


# 評価.


def test_the_plan_that_runs_is_evaluated() -> None:
    """R62."""
    assert decide(EVALUATE, given(), OPEN) == (PLAN_EVALUATED,)


def test_without_a_decided_plan_there_is_nothing_to_evaluate() -> None:
    """R62."""
    with pytest.raises(NothingToEvaluate):
        decide(EVALUATE, given(), UNPLANNED)


def test_no_change_is_not_seen_together_with_some() -> None:
    none = (SeenChange.NONE,)

    with pytest.raises(ChangesContradict):
        decide(replace(EVALUATE, changes=(SeenChange.BUDGET, *none)), given(), OPEN)
    assert decide(replace(EVALUATE, changes=none), given(), OPEN) == (
        replace(PLAN_EVALUATED, changes=none),
    )


def test_the_meeting_confirms_the_evaluation() -> None:
    """R62."""
    assert decide(CONFIRM, given(EVALUATED), OPEN) == (EVALUATION_CONFIRMED,)


@pytest.mark.parametrize(
    "past",
    [
        (),
        (EVALUATED, CONFIRMED),
        ((UNKNOWN, PLAN_EVALUATED),),
        (EVALUATED, (UNKNOWN, PLAN_EVALUATED)),
    ],
    ids=["none", "confirmed", "another", "an older one"],
)
def test_only_the_last_evaluation_is_confirmed_and_only_once(
    past: tuple[tuple[UUID, EvaluationEvent], ...],
) -> None:
    """R62."""
    with pytest.raises(EvaluationNotOpen):
        decide(CONFIRM, given(*past), OPEN)


def test_an_evaluation_is_not_confirmed_before_its_day() -> None:
    """R62."""
    with pytest.raises(ConfirmedBeforeEvaluated):
        decide(replace(CONFIRM, confirmed_on=YESTERDAY), given(EVALUATED), OPEN)


def test_an_evaluation_has_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(EVALUATE, text=" "), given(), OPEN)


@pytest.mark.parametrize(
    "command",
    [
        replace(EVALUATE, evaluated_on=TOMORROW),
        replace(CONFIRM, confirmed_on=TOMORROW),
    ],
)
def test_nothing_recorded_lies_after_today(command: EvaluationCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, given(EVALUATED), OPEN)


@pytest.mark.parametrize("command", [EVALUATE, CONFIRM])
def test_a_closed_case_is_not_evaluated(command: EvaluationCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, given(EVALUATED), replace(OPEN, closed=True))


# What must stand before a closing.


def test_a_case_without_a_decided_plan_closes_as_it_is() -> None:
    """R62."""
    may_close(ClosingReason.INFORMATION_ONLY, given(), UNPLANNED)


@pytest.mark.parametrize(
    "past",
    [
        (),
        (EVALUATED,),
        ((EVALUATION, replace(PLAN_EVALUATED, outcome=EvaluationOutcome.REPLAN)), CONFIRMED),
        ((EVALUATION, replace(PLAN_EVALUATED, record=UNKNOWN)), CONFIRMED),
        (EVALUATED, CONFIRMED, EVALUATED),
    ],
    ids=["none", "not confirmed", "goes on", "of an older plan", "a newer one not confirmed"],
)
def test_a_case_with_a_plan_does_not_close_before_its_evaluation_was_confirmed(
    past: tuple[tuple[UUID, EvaluationEvent], ...],
) -> None:
    """R62."""
    with pytest.raises(EvaluationMissing):
        may_close(ClosingReason.SELF_RELIANCE, given(*past), OPEN)


@pytest.mark.parametrize("outcome", [EvaluationOutcome.CLOSED, EvaluationOutcome.INTERRUPTED])
def test_a_confirmed_evaluation_that_ends_the_plan_lets_the_case_close(
    outcome: EvaluationOutcome,
) -> None:
    """R62."""
    state = given((EVALUATION, replace(PLAN_EVALUATED, outcome=outcome)), CONFIRMED)

    may_close(ClosingReason.SELF_RELIANCE, state, OPEN)


def test_a_case_closes_into_public_assistance_when_the_person_was_told_of_it() -> None:
    """R63."""
    told = replace(UNPLANNED, assistance_explained=True)

    with pytest.raises(AssistanceNotExplained):
        may_close(ClosingReason.PUBLIC_ASSISTANCE, given(), UNPLANNED)
    may_close(ClosingReason.PUBLIC_ASSISTANCE, given(), told)


def test_only_what_is_about_evaluation_is_folded_and_decided() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        evolve(Evaluation(), OPEN_TENANT, event_id=UNKNOWN, valid_at=NOON)  # pyright: ignore[reportArgumentType]  # the point of the test
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, Evaluation(), OPEN)  # pyright: ignore[reportArgumentType]  # the point of the test
