"""Assessment and screening (アセスメント・振り分け): for programs, as on the page."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response

from events import assessment, screening
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.assessment import PLACE
from services.web.desk import AtDesk

router = APIRouter()


class NewAssessment(Dated):
    """アセスメント. Needs or domains name one at least; what is not known is null or empty."""

    assessed_on: Day
    needs: list[Annotated[assessment.Need, Lax]]
    domains: list[Annotated[assessment.Domain, Lax]]
    work: Annotated[assessment.WorkSituation, Lax] | None = None
    housing: Annotated[assessment.HousingSituation, Lax] | None = None
    findings: str
    health: str = ""
    disability: str = ""
    income: str = ""
    debt: str = ""

    def command(self) -> assessment.RecordAssessment:
        """Return what the concept takes."""
        told: dict[str, Any] = self.told()
        told |= {"needs": tuple(self.needs), "domains": tuple(self.domains)}
        return assessment.RecordAssessment(**told)


class NewResidence(Dated):
    """居住地の確認."""

    checked_on: Day
    residence: Annotated[assessment.Residence, Lax]
    text: str = ""


class NewScreening(Dated):
    """振り分け. `due` is needed with `refer` and `seeking_consent` (R58)."""

    decided_on: Day
    result: Annotated[screening.ScreeningResult, Lax]
    due: Day | None = None
    text: str = ""


class NewPromoterRequest(Dated):
    """包括化推進員への引渡し."""

    asked_on: Day
    due: Day
    text: str


class NewPromoterAnswer(Dated):
    """包括化推進員の返事."""

    answered_on: Day
    answer: Annotated[screening.PromoterAnswer, Lax]
    text: str = ""


@router.get("/cases/{case}/assessment", tags=["assessment"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """アセスメント・振り分け: the slip, what was found, and where it goes; newest first."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/assessment", status_code=201, tags=["assessment"])
def record(writer: Writing, case: Alias, sent: NewAssessment) -> Done:
    """アセスメント: what was found; stands for the former one."""
    return writer.write(case, sent.command(), late_reason=sent.late_reason)


@router.post("/cases/{case}/residence", status_code=201, tags=["assessment"])
def check_residence(writer: Writing, case: Alias, sent: NewResidence) -> Done:
    """居住地の確認: where the person lives."""
    command = assessment.CheckResidence(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)


@router.post("/cases/{case}/records/{record}/screening", status_code=201, tags=["assessment"])
def decide(writer: Writing, case: Alias, record: Alias, sent: NewScreening) -> Done:
    """振り分け: where the consultation of this slip goes (R58)."""
    command = screening.DecideScreening(record=UUID(int=0), **sent.told())
    return writer.write(case, command, record, late_reason=sent.late_reason)


@router.post("/cases/{case}/promoter", status_code=201, tags=["assessment"])
def ask_promoter(writer: Writing, case: Alias, sent: NewPromoterRequest) -> Done:
    """包括化推進員への引渡し: a hard composite case, with the reason."""
    command = screening.AskPromoter(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)


@router.post("/cases/{case}/promoter-answer", status_code=201, tags=["assessment"])
def answer_as_promoter(writer: Writing, case: Alias, sent: NewPromoterAnswer) -> Done:
    """包括化推進員の返事: what the promoter says to it."""
    command = screening.AnswerAsPromoter(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)
