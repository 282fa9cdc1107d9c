"""Assessment (アセスメント): the page of what was found and where it goes; the residence check."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.access import Surface
from events.assessment import (
    AssessmentRecorded,
    CheckResidence,
    Domain,
    HousingSituation,
    Need,
    RecordAssessment,
    Residence,
    ResidenceChecked,
    WorkSituation,
)
from events.case import ConsultationCorrected, ConsultationReceived
from events.screening import (
    PromoterAnswered,
    PromoterAsked,
    ScreeningDecided,
    ScreeningResult,
)
from services.case_views import CaseSheet, TimelineItem
from services.web import sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, forget_draft, save, see
from services.web.session import Current

router = APIRouter()

SLIP: Final = (ConsultationReceived, ConsultationCorrected)
PLACE: Final = sheets.Place(
    "assessment",
    Surface.ASSESSMENT,
    (
        *SLIP,
        AssessmentRecorded,
        ResidenceChecked,
        ScreeningDecided,
        PromoterAsked,
        PromoterAnswered,
    ),
    {
        "assessment": "アセスメントを保存しました。",
        "residence": "居住地の確認を保存しました。",
        "screening": "振り分けを保存しました。",
        "promoter": "包括化推進員に引き渡しました。",
        "answer": "包括化推進員の返事を保存しました。",
    },
)
NEEDS: Final[Mapping[str, tuple[Need, ...]]] = {
    "健康・障害": (
        Need.ILLNESS,
        Need.INJURY,
        Need.DISABILITY_CERTIFIED,
        Need.DISABILITY_SUSPECTED,
        Need.SUICIDAL,
        Need.MENTAL_HEALTH,
    ),
    "住まい": (Need.UNSTABLE_HOUSING, Need.HOMELESS, Need.DISASTER),
    "お金": (Need.POVERTY, Need.DEBT, Need.BUDGETING),
    "仕事・学び": (Need.JOB_SEARCH_DIFFICULTY, Need.JOB_RETENTION_DIFFICULTY, Need.LOW_EDUCATION),
    "家族・人とのつながり": (
        Need.ISOLATION,
        Need.FAMILY,
        Need.SINGLE_PARENT,
        Need.DV_ABUSE,
        Need.TRUANCY,
        Need.DELINQUENCY,
    ),
    "暮らし・そのほか": (
        Need.LIFESTYLE,
        Need.COMMUNICATION,
        Need.LITERACY_COGNITION,
        Need.FOREIGN_NATIONAL,
        Need.EX_OFFENDER,
        Need.OTHER,
    ),
}
"""The needs of law.md §10.8 by what they are about, as the form groups them."""

_LISTS: Final = {
    "groups": NEEDS,
    "domains": Domain,
    "works": WorkSituation,
    "housings": HousingSituation,
}
_RESIDENCE: Final = "assessment/residence.html"


@router.get("/cases/{case}/assessment")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """Show what was found and decided so far, and the forms for both."""
    sheet = PLACE.read(desk, acting, case)
    found = next(iter(sheets.of_kind(sheet, AssessmentRecorded)), None)
    screenings = sheets.of_kind(sheet, ScreeningDecided)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        standing=sheets.of_kind(sheet, AssessmentRecorded, ResidenceChecked),
        screenings=screenings,
        promoter=sheets.of_kind(sheet, PromoterAsked, PromoterAnswered),
        posted=_as_typed(found),
        screening_posted=Posted(
            (
                ("record", _slip(sheet)),
                ("again", "yes" if screenings else ""),
                ("decided_on", sheets.today()),
            )
        ),
        results=ScreeningResult,
        command=str(uuid4()),
        **_LISTS,
    )


@router.post("/cases/{case}/assessment")
def record(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write an assessment, which stands for the former one."""

    def work(command_id: UUID) -> Response:
        token, command = posted.text("token"), _assessment(posted)
        done = desk.commands.write(
            acting, command_id, case, token, command, late_reason=posted.text("late_reason")
        )
        forget_draft(desk, acting, posted)
        return see(done, "assessment", at=PLACE.address)

    return save(pages, acting, posted, form(case), work)


@router.get("/cases/{case}/residence")
def residence(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show the form of a residence check."""
    shown = Sheet(_RESIDENCE, here="/cases", case=case, more={"residences": Residence})
    sheet = PLACE.read(desk, acting, case)
    return sheets.form(pages, acting, shown, sheet, ("checked_on", sheets.today()))


@router.post("/cases/{case}/residence")
def check_residence(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Write where the person lives."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("checked_on", "確認した日を書いてください。")
        where = reader.choice(Residence, "residence", "居住地を選んでください。")
        reader.done()
        command = CheckResidence(checked_on=day, residence=where, text=posted.text("text"))
        done = desk.commands.write(
            acting,
            command_id,
            case,
            posted.text("token"),
            command,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "residence", at=PLACE.address)

    shown = Sheet(_RESIDENCE, here="/cases", case=case, more={"residences": Residence})
    return save(pages, acting, posted, shown, work)


def form(case: str) -> Sheet:
    """Return the page of an assessment's form."""
    return Sheet("assessment/assessment.html", here="/cases", case=case, more=_LISTS)


def _assessment(posted: Posted) -> RecordAssessment:
    reader = Reader(posted)
    day = reader.day("assessed_on", "アセスメントの日を書いてください。")
    needs, domains = reader.ticked(Need, "needs"), reader.ticked(Domain, "domains")
    if not needs and not domains:
        reader.refuse("needs", "課題か分野を、1つ以上選んでください。")
    findings = reader.words("findings", "見立てを書いてください。")
    reader.done()
    return RecordAssessment(
        assessed_on=day,
        needs=needs,
        domains=domains,
        work=sheets.code_if_any(WorkSituation, posted, "work"),
        housing=sheets.code_if_any(HousingSituation, posted, "housing"),
        findings=findings,
        health=posted.text("health"),
        disability=posted.text("disability"),
        income=posted.text("income"),
        debt=posted.text("debt"),
    )


def _as_typed(found: TimelineItem | None) -> Posted:
    """Return the former assessment as the form holds it, for today."""
    day = (("assessed_on", sheets.today()),)
    if found is None:
        return Posted(day)
    codes = tuple(
        (field, code)
        for field, marked in found.marks
        if field in {"needs", "domains", "work", "housing"}
        for code in marked
    )
    return Posted((*day, *codes, *found.texts))


def _slip(sheet: CaseSheet) -> str:
    slip = sheets.of_kind(sheet, *SLIP)
    return slip[0].alias if slip else ""
