"""Plan steps (支援計画の手順): each step in its order, seen on the record (R59-R61)."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from events.base import RuleViolation
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.plan import (
    AgreementMeans,
    AgreeToPlan,
    ApprovePlan,
    DecidePlan,
    DecisionKind,
    DraftPlan,
    Plan,
    PlanCommand,
    PlanContent,
    StartSupport,
    SubmitPlan,
    Version,
)
from events.plan_steps import (
    AfterReportWithoutReason,
    AgreementMissing,
    ApprovalMissing,
    CautionsMissing,
    DraftInProgress,
    GoalsMissing,
    IntentMissing,
    IssuesMissing,
    MonitoringNotAhead,
    NotTheVersion,
    StepOutOfOrder,
    StepTakenAlready,
    SubmissionMissing,
    SupportMissing,
    TargetBeforeTheCase,
    TargetMissing,
    decide,
)
from events.values import StatutoryProgramme
from tests.builders import CASE, DESK, MOTHER, OPEN_TENANT, TODAY, TOMORROW, UNKNOWN, YESTERDAY
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

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=date(2024, 9, 1),
    closed=False,
    today=TODAY,
)
DRAFT: Final = DraftPlan(
    target=date(2025, 3, 31),
    programmes=(StatutoryProgramme.BUDGET_SUPPORT, StatutoryProgramme.WORK_SUPPORT),
    work_support=True,
    intent="息子と二人、いまの家で暮らし続けたい。",
    issues="年金だけで家計が足りない。長男が10年以上家から出ていない。",
    goals="家賃の滞納をなくす。長男が週1回、居場所に通う。",
    support="家計改善支援を月2回。就労支援員が長男を訪問する。",
    cautions="",
)
AGREE: Final = AgreeToPlan(
    record=PLAN, agreed_on=TODAY, how=AgreementMeans.SIGNATURE, text="本人の控えを渡した。"
)
SUBMIT: Final = SubmitPlan(record=PLAN, submitted_on=TODAY, text="10月の定例の会議に付議する。")
APPROVE: Final = ApprovePlan(
    record=PLAN, approved_on=TODAY, reason="家賃の納期が迫り、会議を待たずに始めた。"
)
DECIDE: Final = DecidePlan(
    record=PLAN,
    kind=DecisionKind.DECISION,
    decided_on=TODAY,
    due=date(2025, 1, 6),
    document_number="瀬福発第108号",
    post="地域福祉課長",
)
START: Final = StartSupport(record=PLAN, started_on=TODAY, text="家計簿を一緒につけ始めた。")

AGREED: Final = Version(PLAN, agreed_on=YESTERDAY)
SUBMITTED: Final = replace(AGREED, submitted_on=YESTERDAY)
APPROVED: Final = replace(SUBMITTED, approved_on=YESTERDAY)


def at(version: Version) -> Plan:
    return Plan(draft=version)


# 案.


def test_a_draft_is_recorded_with_what_it_lacks() -> None:
    """R59."""
    assert decide(DRAFT, Plan(), OPEN) == (PLAN_DRAFTED,)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2024, 9, 1)])
def test_goals_are_reached_after_the_consultation(day: date) -> None:
    """R59: 支援の目標の達成時期."""
    with pytest.raises(TargetBeforeTheCase):
        decide(replace(DRAFT, target=day), Plan(), OPEN)


def test_a_draft_with_only_one_content_lacks_all_others() -> None:
    """R59: 支援の目標 and its 達成時期 are looked at apart."""
    command = replace(
        DRAFT, intent=" ", issues="", goals="滞納をなくす。", support="　", target=None
    )

    (event,) = decide(command, Plan(), OPEN)

    assert event == replace(
        PLAN_DRAFTED,
        target=None,
        intent=" ",
        issues="",
        goals="滞納をなくす。",
        support="　",
        lacking=(
            PlanContent.INTENT,
            PlanContent.ISSUES,
            PlanContent.TARGET,
            PlanContent.SUPPORT,
            PlanContent.CAUTIONS,
        ),
    )


def test_a_draft_has_some_words() -> None:
    empty = replace(DRAFT, intent="", issues="", goals="", support="", cautions=" ")

    with pytest.raises(TextMissing):
        decide(empty, Plan(), OPEN)


def test_a_new_version_replaces_the_draft() -> None:
    events = decide(replace(DRAFT, record=PLAN), at(AGREED), OPEN)

    assert events == (replace(PLAN_DRAFTED, corrects=PLAN),)


@pytest.mark.parametrize("state", [Plan(), Plan(decided=APPROVED), at(Version(UNKNOWN))])
def test_only_the_draft_that_stands_is_replaced(state: Plan) -> None:
    with pytest.raises(NotTheVersion):
        decide(replace(DRAFT, record=PLAN), state, OPEN)


def test_no_second_draft_stands_beside_the_first() -> None:
    with pytest.raises(DraftInProgress):
        decide(DRAFT, at(AGREED), OPEN)


def test_a_replan_names_the_decided_plan_and_what_changed() -> None:
    """R61."""
    state = Plan(decided=APPROVED)
    command = replace(DRAFT, reason="長男が通院を始めた。")

    events = decide(command, state, OPEN)

    assert events == (replace(PLAN_DRAFTED, record=PLAN, reason="長男が通院を始めた。"),)
    with pytest.raises(TextMissing):
        decide(DRAFT, state, OPEN)


# 本人同意.


def test_the_persons_agreement_is_recorded() -> None:
    """R60."""
    assert decide(AGREE, at(Version(PLAN)), OPEN) == (PLAN_AGREED,)


def test_nobody_agrees_before_the_case_opened() -> None:
    before = replace(AGREE, agreed_on=date(2024, 8, 31))
    same_day = replace(AGREE, agreed_on=date(2024, 9, 1))

    with pytest.raises(StepOutOfOrder):
        decide(before, at(Version(PLAN)), OPEN)
    assert decide(same_day, at(Version(PLAN)), OPEN)


# 付議.


def test_a_whole_plan_is_submitted() -> None:
    """R59."""
    assert decide(SUBMIT, at(AGREED), OPEN) == (PLAN_SUBMITTED,)


@pytest.mark.parametrize(
    ("lacking", "rule"),
    [
        (PlanContent.INTENT, IntentMissing),
        (PlanContent.ISSUES, IssuesMissing),
        (PlanContent.GOALS, GoalsMissing),
        (PlanContent.TARGET, TargetMissing),
        (PlanContent.SUPPORT, SupportMissing),
        (PlanContent.CAUTIONS, CautionsMissing),
    ],
)
def test_a_plan_that_lacks_a_content_is_refused_by_name(
    lacking: PlanContent, rule: type[RuleViolation]
) -> None:
    """R59."""
    with pytest.raises(rule):
        decide(SUBMIT, at(replace(AGREED, lacking=(lacking,))), OPEN)


# The order (R60).


@pytest.mark.parametrize(
    ("command", "version", "missing"),
    [
        (SUBMIT, Version(PLAN), AgreementMissing),
        (APPROVE, AGREED, SubmissionMissing),
        (DECIDE, SUBMITTED, ApprovalMissing),
        (START, Version(PLAN), AgreementMissing),
    ],
)
def test_a_step_waits_for_the_one_before(
    command: PlanCommand, version: Version, missing: type[RuleViolation]
) -> None:
    """R60."""
    with pytest.raises(missing):
        decide(command, at(version), OPEN)


@pytest.mark.parametrize(
    ("command", "version"),
    [
        (AGREE, AGREED),
        (SUBMIT, SUBMITTED),
        (APPROVE, APPROVED),
        (START, replace(AGREED, started_on=YESTERDAY)),
    ],
)
def test_a_step_is_taken_once(command: PlanCommand, version: Version) -> None:
    with pytest.raises(StepTakenAlready):
        decide(command, at(version), OPEN)


@pytest.mark.parametrize(
    ("command", "version"),
    [
        (replace(SUBMIT, submitted_on=date(2024, 9, 29)), AGREED),
        (replace(APPROVE, approved_on=date(2024, 9, 29)), SUBMITTED),
        (replace(DECIDE, decided_on=date(2024, 9, 29)), APPROVED),
        (replace(START, started_on=date(2024, 9, 29)), AGREED),
    ],
)
def test_no_step_lies_before_the_one_it_follows(command: PlanCommand, version: Version) -> None:
    """R60."""
    with pytest.raises(StepOutOfOrder):
        decide(command, at(version), OPEN)


@pytest.mark.parametrize(
    ("command", "version"),
    [
        (replace(AGREE, agreed_on=TOMORROW), Version(PLAN)),
        (replace(SUBMIT, submitted_on=TOMORROW), AGREED),
        (replace(APPROVE, approved_on=TOMORROW), SUBMITTED),
        (replace(DECIDE, decided_on=TOMORROW), APPROVED),
        (replace(START, started_on=TOMORROW), AGREED),
    ],
)
def test_no_step_lies_after_today(command: PlanCommand, version: Version) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, at(version), OPEN)


@pytest.mark.parametrize("command", [AGREE, SUBMIT, APPROVE, DECIDE, START])
@pytest.mark.parametrize("state", [Plan(), at(Version(UNKNOWN))])
def test_a_step_is_about_the_version_that_stands(command: PlanCommand, state: Plan) -> None:
    with pytest.raises(NotTheVersion):
        decide(command, state, OPEN)


@pytest.mark.parametrize("command", [AGREE, SUBMIT, APPROVE, DECIDE])
def test_a_decided_plan_takes_no_earlier_step(command: PlanCommand) -> None:
    with pytest.raises(NotTheVersion):
        decide(command, Plan(decided=APPROVED), OPEN)


# 了承, before or after the start (R60).


def test_an_approval_before_the_start_needs_no_reason() -> None:
    """R60: a start on the very day of the meeting is no after-report."""
    for started_on in (None, TODAY):
        version = replace(SUBMITTED, started_on=started_on)

        events = decide(replace(APPROVE, reason=""), at(version), OPEN)

        assert events == (replace(PLAN_APPROVED, after_start=False, reason=""),)


def test_an_approval_after_the_start_is_marked_and_has_its_reason() -> None:
    """R60."""
    version = replace(SUBMITTED, started_on=YESTERDAY)

    assert decide(APPROVE, at(version), OPEN) == (PLAN_APPROVED,)
    with pytest.raises(AfterReportWithoutReason):
        decide(replace(APPROVE, reason=" "), at(version), OPEN)


# 支援決定.


def test_the_decision_is_recorded_with_number_post_and_the_next_monitoring() -> None:
    """R60, R61."""
    assert decide(DECIDE, at(APPROVED), OPEN) == (PLAN_DECIDED,)


def test_the_decision_settles_the_monitoring_date_that_stood() -> None:
    """R61."""
    events = decide(DECIDE, at(APPROVED), replace(OPEN, monitoring=PLAN_DECISION))

    assert events == (replace(PLAN_DECIDED, settles=PLAN_DECISION),)


def test_the_next_monitoring_lies_after_the_decision() -> None:
    """R61."""
    with pytest.raises(MonitoringNotAhead):
        decide(replace(DECIDE, due=TODAY), at(APPROVED), OPEN)


@pytest.mark.parametrize(
    "command", [replace(DECIDE, document_number=" "), replace(DECIDE, post="")]
)
def test_a_decision_has_its_number_and_the_post_that_decided(command: DecidePlan) -> None:
    with pytest.raises(TextMissing):
        decide(command, at(APPROVED), OPEN)


# 実施.


def test_support_may_start_before_the_meeting_once_the_person_agreed() -> None:
    """R60."""
    assert decide(START, at(AGREED), OPEN) == (SUPPORT_STARTED,)


@pytest.mark.parametrize("state", [at(APPROVED), Plan(decided=APPROVED)])
def test_support_starts_after_the_approval_and_after_the_decision(state: Plan) -> None:
    events = decide(replace(START, text=""), state, OPEN)

    assert events == (replace(SUPPORT_STARTED, before_meeting=False, text=""),)


def test_a_start_that_turns_out_to_lie_before_the_approval_needs_its_reason() -> None:
    """R60."""
    version = replace(SUBMITTED, approved_on=TODAY)
    command = replace(START, started_on=YESTERDAY)

    assert decide(command, at(version), OPEN) == (replace(SUPPORT_STARTED, started_on=YESTERDAY),)
    with pytest.raises(AfterReportWithoutReason):
        decide(replace(command, text=" "), at(version), OPEN)


# What is not open, and what is not a plan.


@pytest.mark.parametrize("command", [DRAFT, AGREE, SUBMIT, APPROVE, DECIDE, START])
def test_a_closed_case_takes_no_plan(command: PlanCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, Plan(), replace(OPEN, closed=True))


def test_only_what_is_about_plans_is_decided() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, Plan(), OPEN)  # pyright: ignore[reportArgumentType]  # the point of the test
