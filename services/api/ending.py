"""Ending (評価・再開): for programs, as on the page (R62)."""

from typing import Annotated, Final

from fastapi import APIRouter, Response

from events import case as cases
from events import evaluation, plan, reopening
from events.access import Surface
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.stepping import NOBODY

router = APIRouter(prefix="/cases/{case}/ending", tags=["ending"])

_KINDS: Final = (
    plan.PlanDecided.TOPIC,
    evaluation.PlanEvaluated.TOPIC,
    evaluation.EvaluationConfirmed.TOPIC,
    cases.CaseClosed.TOPIC,
    reopening.CaseReopened.TOPIC,
)


class NewEvaluation(Dated):
    """評価; `changes` are those seen."""

    evaluated_on: Day
    outcome: Annotated[evaluation.EvaluationOutcome, Lax]
    changes: list[Annotated[evaluation.SeenChange, Lax]]
    text: str
    remaining: str = ""


class NewEvaluationConfirmation(Dated):
    """評価の確認."""

    confirmed_on: Day
    text: str = ""


class NewReopening(Dated):
    """再開."""

    reopened_on: Day
    reason: str


@router.get("")
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """評価・終了: decided plans, evaluations, closings and reopenings."""
    shown = desk.reading.sheet(acting, case, surface=Surface.ENDING, kinds=list(_KINDS))
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/evaluation", status_code=201)
def evaluate(writing: Writing, case: Alias, sent: NewEvaluation) -> Done:
    """評価: of the decided plan that runs."""
    told = sent.told("changes")
    changes = tuple(dict.fromkeys(sent.changes))
    return writing.write(
        case, evaluation.EvaluatePlan(changes=changes, **told), late_reason=sent.late_reason
    )


@router.post("/{record}/confirmation", status_code=201)
def confirm(writing: Writing, case: Alias, record: Alias, sent: NewEvaluationConfirmation) -> Done:
    """評価の確認: by the 支援調整会議; before a case with a plan is closed (R62)."""
    command = evaluation.ConfirmEvaluation(record=NOBODY, **sent.told())
    return writing.write(case, command, record, late_reason=sent.late_reason)


@router.post("/reopening", status_code=201)
def reopen(writing: Writing, case: Alias, sent: NewReopening) -> Done:
    """再開: the closed case goes on, with the reason."""
    return writing.write(case, reopening.ReopenCase(**sent.told()), late_reason=sent.late_reason)
