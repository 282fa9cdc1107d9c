"""
Plan (支援計画): its versions, and the days of 案, 本人同意, 付議, 了承, 支援決定 and 実施.

R59: the five contents of 施行規則1条. R61: 再プラン is a new version that stands beside the decided
one. In which order the steps are taken is decided in `events/plan_steps.py`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private
from events.values import Category, StatutoryProgramme


class PlanContent(StrEnum):
    """プランの法定の内容 (施行規則1条); the goals are written, and have a date."""

    INTENT = "intent"
    ISSUES = "issues"
    GOALS = "goals"
    TARGET = "target"
    SUPPORT = "support"
    CAUTIONS = "cautions"


class AgreementMeans(StrEnum):
    """本人同意の方法 (law.md §10.19)."""

    SIGNATURE = "signature"
    E_SIGNATURE = "e_signature"
    ORAL_RECORDED = "oral_recorded"


class DecisionKind(StrEnum):
    """支援決定・確認: a plan with programmes under the Act is decided, any other confirmed."""

    DECISION = "decision"
    CONFIRMATION = "confirmation"


# Events


@dataclass(frozen=True, kw_only=True)
class PlanDrafted(Event):
    """
    支援計画案: one version of the plan; `lacking` = which contents have no words yet.

    `corrects` is the draft it replaces, `record` the decided plan that it revises (再プラン).
    """

    TOPIC: ClassVar[str] = "plan.drafted"
    corrects: UUID | None
    record: UUID | None
    person_id: UUID
    target: date | None
    programmes: tuple[StatutoryProgramme, ...]
    work_support: bool
    lacking: tuple[PlanContent, ...]
    intent: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    issues: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    goals: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    support: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    cautions: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PlanAgreed(Event):
    """本人同意: the person agreed to a version."""

    TOPIC: ClassVar[str] = "plan.agreed"
    record: UUID
    person_id: UUID
    agreed_on: date
    how: AgreementMeans
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Event):
    """付議: a version was put to the 支援調整会議."""

    TOPIC: ClassVar[str] = "plan.submitted"
    record: UUID
    person_id: UUID
    submitted_on: date
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PlanApproved(Event):
    """了承 by the 支援調整会議; `after_start` marks an after-report, with its reason (R60)."""

    TOPIC: ClassVar[str] = "plan.approved"
    record: UUID
    person_id: UUID
    approved_on: date
    after_start: bool
    reason: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PlanDecided(Event):
    """支援決定・確認 by the municipality's 決裁; `due` is the next monitoring date (R61)."""

    TOPIC: ClassVar[str] = "plan.decided"
    record: UUID
    settles: UUID | None
    person_id: UUID
    kind: DecisionKind
    decided_on: date
    due: date
    document_number: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]
    post: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class SupportStarted(Event):
    """実施: support under a version began; `before_meeting` = before the approval (R60)."""

    TOPIC: ClassVar[str] = "plan.support-started"
    record: UUID
    person_id: UUID
    started_on: date
    before_meeting: bool
    text: Annotated[Private[str], Personal(Category.PLAN, of="person_id")]


PlanEvent: TypeAlias = (
    PlanDrafted | PlanAgreed | PlanSubmitted | PlanApproved | PlanDecided | SupportStarted
)

# State


@dataclass(frozen=True)
class Version:
    """A version of the plan, known by its draft's entry, and the days of its steps."""

    draft: UUID
    lacking: tuple[PlanContent, ...] = ()
    agreed_on: date | None = None
    submitted_on: date | None = None
    approved_on: date | None = None
    started_on: date | None = None


@dataclass(frozen=True)
class Plan:
    """The version that is being worked out, and the decided one that stands."""

    draft: Version | None = None
    decided: Version | None = None


def evolve(state: Plan, event: PlanEvent, *, event_id: UUID, valid_at: datetime) -> Plan:
    """Fold one event; a draft that replaces one under which support began keeps that day."""
    del valid_at
    match event:
        case PlanDrafted():
            started = state.draft.started_on if event.corrects and state.draft else None
            version = Version(event_id, event.lacking, started_on=started)
            return replace(state, draft=version)
        case PlanAgreed():
            return _dated(state, event.record, agreed_on=event.agreed_on)
        case PlanSubmitted():
            return _dated(state, event.record, submitted_on=event.submitted_on)
        case PlanApproved():
            return _dated(state, event.record, approved_on=event.approved_on)
        case PlanDecided():
            return Plan(draft=None, decided=state.draft)
        case SupportStarted():
            return _dated(state, event.record, started_on=event.started_on)
        case _:
            assert_never(event)


def _dated(state: Plan, record: UUID, **days: date) -> Plan:
    draft, decided = (
        replace(version, **days) if version and version.draft == record else version
        for version in (state.draft, state.decided)
    )
    return Plan(draft=draft, decided=decided)


# Commands


@dataclass(frozen=True, kw_only=True)
class DraftPlan:
    """Draw a plan up with the person; `record` is the draft that this version replaces."""

    record: UUID | None = None
    target: date | None
    programmes: tuple[StatutoryProgramme, ...]
    work_support: bool
    intent: str
    issues: str
    goals: str
    support: str
    cautions: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreeToPlan:
    """Record that the person agreed."""

    record: UUID
    agreed_on: date
    how: AgreementMeans
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SubmitPlan:
    """Put a plan to the 支援調整会議."""

    record: UUID
    submitted_on: date
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ApprovePlan:
    """Record the 支援調整会議's approval."""

    record: UUID
    approved_on: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DecidePlan:
    """Record the municipality's decision: its day, document number and the post that decided."""

    record: UUID
    kind: DecisionKind
    decided_on: date
    due: date
    document_number: str
    post: str


@dataclass(frozen=True, kw_only=True)
class StartSupport:
    """Record that support under a plan began."""

    record: UUID
    started_on: date
    text: str = ""


PlanCommand: TypeAlias = (
    DraftPlan | AgreeToPlan | SubmitPlan | ApprovePlan | DecidePlan | StartSupport
)
