"""Plan (支援計画): its versions, what each lacks, and the days of its steps (R59, R61)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.plan import Plan, PlanContent, PlanEvent, Version, evolve
from tests.builders import NOON, OPEN_TENANT, TODAY
from tests.events.examples.plan import (
    PLAN,
    PLAN_AGREED,
    PLAN_APPROVED,
    PLAN_DECIDED,
    PLAN_DECISION,
    PLAN_DRAFTED,
    PLAN_SUBMITTED,
    SUPPORT_STARTED,
)

pytestmark = pytest.mark.pure

NEXT = UUID("0f1e2d3c-4b5a-4968-8776-655443322110")
STEPS = (PLAN_AGREED, PLAN_SUBMITTED, PLAN_APPROVED)


def given(*past: tuple[UUID, PlanEvent]) -> Plan:
    state = Plan()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


def stepped(*events: PlanEvent) -> Plan:
    return given((PLAN, PLAN_DRAFTED), *((PLAN_DECISION, event) for event in events))


def test_a_draft_is_a_version_that_says_what_it_lacks() -> None:
    assert stepped() == Plan(draft=Version(PLAN, (PlanContent.CAUTIONS,)))


def test_each_step_dates_the_version_it_is_about() -> None:
    assert stepped(*STEPS, SUPPORT_STARTED) == Plan(
        draft=Version(
            PLAN,
            (PlanContent.CAUTIONS,),
            agreed_on=TODAY,
            submitted_on=TODAY,
            approved_on=TODAY,
            started_on=TODAY,
        )
    )


def test_a_decided_plan_stands_and_support_under_it_starts() -> None:
    state = stepped(*STEPS, PLAN_DECIDED, SUPPORT_STARTED)

    assert state.draft is None
    assert state.decided is not None
    assert (state.decided.draft, state.decided.started_on) == (PLAN, TODAY)


def test_a_new_version_of_a_draft_begins_its_steps_anew_but_support_goes_on() -> None:
    """R60: what the meeting hears about the start is not lost by rewriting."""
    rewritten = replace(PLAN_DRAFTED, corrects=PLAN, lacking=())

    state = given(
        (PLAN, PLAN_DRAFTED),
        (PLAN_DECISION, PLAN_AGREED),
        (PLAN_DECISION, SUPPORT_STARTED),
        (NEXT, rewritten),
    )

    assert state == Plan(draft=Version(NEXT, started_on=TODAY))


def test_a_replan_stands_beside_the_decided_plan_until_it_is_decided_itself() -> None:
    """R61."""
    replanned = replace(PLAN_DRAFTED, record=PLAN, lacking=())
    before = stepped(*STEPS, PLAN_DECIDED, SUPPORT_STARTED)

    beside = evolve(before, replanned, event_id=NEXT, valid_at=NOON)
    agreed = replace(PLAN_AGREED, record=NEXT, agreed_on=date(2024, 10, 2))
    moved = evolve(beside, agreed, event_id=PLAN_DECISION, valid_at=NOON)
    decided = evolve(
        moved, replace(PLAN_DECIDED, record=NEXT), event_id=PLAN_DECISION, valid_at=NOON
    )

    assert beside == Plan(draft=Version(NEXT), decided=before.decided)
    assert moved.decided == before.decided
    assert decided == Plan(decided=Version(NEXT, agreed_on=date(2024, 10, 2)))


def test_only_what_happens_to_plans_is_folded() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        evolve(Plan(), OPEN_TENANT, event_id=PLAN, valid_at=NOON)  # pyright: ignore[reportArgumentType]  # the point of the test
