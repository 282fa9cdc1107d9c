"""
Plan steps (支援計画の手順): which step of a plan may be taken now (R59-R61).

The order is 案, 本人同意, 付議, 了承, 支援決定; support may start once the person has agreed, even
before the meeting, which then hears the reason (R60).
"""

from datetime import date
from typing import Final, assert_never
from uuid import UUID

from events.base import RuleViolation
from events.matter import Matter, need_words
from events.plan import (
    AgreeToPlan,
    ApprovePlan,
    DecidePlan,
    DraftPlan,
    Plan,
    PlanAgreed,
    PlanApproved,
    PlanCommand,
    PlanContent,
    PlanDecided,
    PlanDrafted,
    PlanEvent,
    PlanSubmitted,
    StartSupport,
    SubmitPlan,
    SupportStarted,
    Version,
)


class DraftInProgress(RuleViolation):
    """One draft is worked out at a time; a new version replaces it."""


class NotTheVersion(RuleViolation):
    """A step is taken on the version of the plan that stands now."""


class IntentMissing(RuleViolation):
    """A plan is submitted with 生活に対する意向 (R59)."""


class IssuesMissing(RuleViolation):
    """A plan is submitted with 生活全般の解決すべき課題 (R59)."""


class GoalsMissing(RuleViolation):
    """A plan is submitted with 支援の目標 (R59)."""


class TargetMissing(RuleViolation):
    """A plan is submitted with the date by which its goals are to be reached (R59)."""


class TargetBeforeTheCase(RuleViolation):
    """The date by which goals are to be reached lies after the consultation (R59)."""


class SupportMissing(RuleViolation):
    """A plan is submitted with 支援の種類及び内容 (R59)."""


class CautionsMissing(RuleViolation):
    """A plan is submitted with 支援を提供する上での留意事項 (R59)."""


class AgreementMissing(RuleViolation):
    """A plan is submitted, and support under it starts, when the person has agreed (R60)."""


class SubmissionMissing(RuleViolation):
    """The 支援調整会議 approves what was put to it (R60)."""


class ApprovalMissing(RuleViolation):
    """The municipality decides on what the 支援調整会議 approved (R60)."""


class StepTakenAlready(RuleViolation):
    """Each step is taken once for a version of the plan."""


class StepOutOfOrder(RuleViolation):
    """No step of a plan lies before the step that it follows (R60)."""


class AfterReportWithoutReason(RuleViolation):
    """A start before the 支援調整会議's approval is reported to it with the reason (R60)."""


class MonitoringNotAhead(RuleViolation):
    """The next monitoring lies after the decision on the plan (R61)."""


LACKING: Final[dict[PlanContent, type[RuleViolation]]] = {
    PlanContent.INTENT: IntentMissing,
    PlanContent.ISSUES: IssuesMissing,
    PlanContent.GOALS: GoalsMissing,
    PlanContent.TARGET: TargetMissing,
    PlanContent.SUPPORT: SupportMissing,
    PlanContent.CAUTIONS: CautionsMissing,
}
"""The rule that names what a plan lacks."""


def decide(command: PlanCommand, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    """
    Decide about the plan of a case.

    Raises:
        CaseNotOpen: when the case is closed.
        TargetBeforeTheCase: when its target date is not after the consultation.
        DraftInProgress: when a plan is drawn up beside one that is being worked out.
        NotTheVersion: when the step is about a version that does not stand.
        TextMissing: when a draft has no words, a 再プラン no reason, a decision no number or post.
        IntentMissing and its like: when what is submitted lacks a content.
        AgreementMissing, SubmissionMissing, ApprovalMissing: when the step before was not taken.
        StepTakenAlready: when the version has taken the step.
        StepOutOfOrder, NotInTheFuture: when its day lies before the step before, or after today.
        AfterReportWithoutReason: when a start before the approval goes without a reason.
        MonitoringNotAhead: when the next monitoring is not after the decision.
    """
    matter.must_be_open()
    match command:
        case DraftPlan():
            return _draft(command, state, matter)
        case AgreeToPlan():
            return _agree(command, state, matter)
        case SubmitPlan():
            return _submit(command, state, matter)
        case ApprovePlan():
            return _approve(command, state, matter)
        case DecidePlan():
            return _decide(command, state, matter)
        case StartSupport():
            return _start(command, state, matter)
        case _:
            assert_never(command)


def _draft(command: DraftPlan, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    if command.record is not None:
        _of_draft(state, command.record)
    elif state.draft is not None:
        raise DraftInProgress
    if command.target is not None and command.target <= matter.opened_on:
        raise TargetBeforeTheCase
    need_words(command.intent + command.issues + command.goals + command.support + command.cautions)
    if state.decided is not None:
        need_words(command.reason)
    return (
        PlanDrafted(
            corrects=command.record,
            record=state.decided.draft if state.decided else None,
            person_id=matter.person_id,
            target=command.target,
            programmes=command.programmes,
            work_support=command.work_support,
            lacking=_lacking(command),
            intent=command.intent,
            issues=command.issues,
            goals=command.goals,
            support=command.support,
            cautions=command.cautions,
            reason=command.reason,
        ),
    )


def _lacking(command: DraftPlan) -> tuple[PlanContent, ...]:
    there = {
        PlanContent.INTENT: command.intent.strip(),
        PlanContent.ISSUES: command.issues.strip(),
        PlanContent.GOALS: command.goals.strip(),
        PlanContent.TARGET: command.target,
        PlanContent.SUPPORT: command.support.strip(),
        PlanContent.CAUTIONS: command.cautions.strip(),
    }
    return tuple(content for content in PlanContent if not there[content])


def _agree(command: AgreeToPlan, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    version = _of_draft(state, command.record)
    _take(version.agreed_on, command.agreed_on, after=matter.opened_on, matter=matter)
    return (
        PlanAgreed(
            record=command.record,
            person_id=matter.person_id,
            agreed_on=command.agreed_on,
            how=command.how,
            text=command.text,
        ),
    )


def _submit(command: SubmitPlan, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    version = _of_draft(state, command.record)
    if version.lacking:
        raise LACKING[version.lacking[0]]
    if version.agreed_on is None:
        raise AgreementMissing
    _take(version.submitted_on, command.submitted_on, after=version.agreed_on, matter=matter)
    return (
        PlanSubmitted(
            record=command.record,
            person_id=matter.person_id,
            submitted_on=command.submitted_on,
            text=command.text,
        ),
    )


def _approve(command: ApprovePlan, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    version = _of_draft(state, command.record)
    if version.submitted_on is None:
        raise SubmissionMissing
    _take(version.approved_on, command.approved_on, after=version.submitted_on, matter=matter)
    after_start = version.started_on is not None and version.started_on < command.approved_on
    if after_start and not command.reason.strip():
        raise AfterReportWithoutReason
    return (
        PlanApproved(
            record=command.record,
            person_id=matter.person_id,
            approved_on=command.approved_on,
            after_start=after_start,
            reason=command.reason,
        ),
    )


def _decide(command: DecidePlan, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    version = _of_draft(state, command.record)
    if version.approved_on is None:
        raise ApprovalMissing
    _take(None, command.decided_on, after=version.approved_on, matter=matter)
    if command.due <= command.decided_on:
        raise MonitoringNotAhead
    need_words(command.document_number, command.post)
    return (
        PlanDecided(
            record=command.record,
            settles=matter.monitoring,
            person_id=matter.person_id,
            kind=command.kind,
            decided_on=command.decided_on,
            due=command.due,
            document_number=command.document_number,
            post=command.post,
        ),
    )


def _start(command: StartSupport, state: Plan, matter: Matter) -> tuple[PlanEvent, ...]:
    standing = (state.draft, state.decided)
    version = next((v for v in standing if v and v.draft == command.record), None)
    if version is None:
        raise NotTheVersion
    if version.agreed_on is None:
        raise AgreementMissing
    _take(version.started_on, command.started_on, after=version.agreed_on, matter=matter)
    approved_on = version.approved_on
    if approved_on and command.started_on < approved_on and not command.text.strip():
        raise AfterReportWithoutReason
    return (
        SupportStarted(
            record=command.record,
            person_id=matter.person_id,
            started_on=command.started_on,
            before_meeting=approved_on is None or command.started_on < approved_on,
            text=command.text,
        ),
    )


def _of_draft(state: Plan, record: UUID) -> Version:
    if state.draft is None or state.draft.draft != record:
        raise NotTheVersion
    return state.draft


def _take(taken: date | None, day: date, *, after: date, matter: Matter) -> None:
    if taken is not None:
        raise StepTakenAlready
    if day < after:
        raise StepOutOfOrder
    matter.must_be_of_this_case(day)
