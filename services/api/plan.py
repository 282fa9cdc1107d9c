"""Plan (支援計画): for programs, as on the page (R59-R61)."""

from typing import Annotated

from fastapi import APIRouter, Response

from events import plan
from events.access import Surface
from events.values import StatutoryProgramme
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.plan_versions import ORDER
from services.web.stepping import NOBODY

router = APIRouter(prefix="/cases/{case}/plan", tags=["plan"])


class NewPlan(Sent):
    """支援計画案. `reason` is needed when it revises a decided plan (再プラン)."""

    target: Day | None = None
    programmes: list[Annotated[StatutoryProgramme, Lax]]
    work_support: bool = False
    intent: str = ""
    issues: str = ""
    goals: str = ""
    support: str = ""
    cautions: str = ""
    reason: str = ""

    def command(self) -> plan.DraftPlan:
        """Return the command."""
        told = self.model_dump(exclude={"programmes"})
        return plan.DraftPlan(programmes=tuple(dict.fromkeys(self.programmes)), **told)


class NewAgreement(Dated):
    """本人同意."""

    agreed_on: Day
    how: Annotated[plan.AgreementMeans, Lax]
    text: str = ""


class NewSubmission(Dated):
    """付議."""

    submitted_on: Day
    text: str = ""


class NewApproval(Dated):
    """了承; `reason` is needed for an after-report (R60)."""

    approved_on: Day
    reason: str = ""


class NewDecision(Dated):
    """支援決定・確認; `due` is the next monitoring date."""

    kind: Annotated[plan.DecisionKind, Lax]
    decided_on: Day
    due: Day
    document_number: str
    post: str


class NewStart(Dated):
    """支援の実施."""

    started_on: Day
    text: str = ""


@router.get("")
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """支援計画: its versions and the steps taken; `about` says on which version."""
    shown = desk.reading.sheet(acting, case, surface=Surface.PLAN, kinds=list(ORDER))
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/draft", status_code=201)
def draft(writing: Writing, case: Alias, sent: NewPlan) -> Done:
    """支援計画案: a first plan, or a 再プラン beside the decided one."""
    return writing.write(case, sent.command())


@router.post("/{record}/draft", status_code=201)
def redraft(writing: Writing, case: Alias, record: Alias, sent: NewPlan) -> Done:
    """支援計画案の新しい版: stands for the draft `record`; its steps begin anew."""
    return writing.write(case, sent.command(), record)


@router.post("/{record}/agreement", status_code=201)
def agree(writing: Writing, case: Alias, record: Alias, sent: NewAgreement) -> Done:
    """本人同意: the person agreed to this version."""
    return writing.write(
        case, plan.AgreeToPlan(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )


@router.post("/{record}/submission", status_code=201)
def submit(writing: Writing, case: Alias, record: Alias, sent: NewSubmission) -> Done:
    """付議: put to the 支援調整会議; refused by name of what the plan lacks (R59)."""
    return writing.write(
        case, plan.SubmitPlan(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )


@router.post("/{record}/approval", status_code=201)
def approve(writing: Writing, case: Alias, record: Alias, sent: NewApproval) -> Done:
    """了承: the 支援調整会議 approved (R60)."""
    return writing.write(
        case, plan.ApprovePlan(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )


@router.post("/{record}/decision", status_code=201)
def decide(writing: Writing, case: Alias, record: Alias, sent: NewDecision) -> Done:
    """支援決定・確認: what the municipality decided."""
    return writing.write(
        case, plan.DecidePlan(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )


@router.post("/{record}/start", status_code=201)
def start(writing: Writing, case: Alias, record: Alias, sent: NewStart) -> Done:
    """支援の実施: may come before the meeting (R60)."""
    return writing.write(
        case, plan.StartSupport(record=NOBODY, **sent.told()), record, late_reason=sent.late_reason
    )
