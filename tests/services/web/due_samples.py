"""Values for what is due: tasks and visits of people who do not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from events.task import TaskGiven, WaitingFor
from events.visit import AbsenceNote, VisitOutcome, VisitPlanned, VisitStarted
from services.case_views import CaseSheet, Choices
from services.caseload_views import DeadlineRow, InquiryRow, WorkList
from services.provision_views import UnansweredRow
from services.web import dates
from services.web.posted import Posted
from services.web.words.search import SearchReason
from tests.services.web import organisation_samples, provision_samples, samples

TODAY: Final = dates.today()
TASK: Final = DeadlineRow(
    case="k7Qm2xVb9a",
    record="tA1",
    name="髙橋 みどり",
    erased=False,
    kind=TaskGiven.TOPIC,
    text="貸付の書類を届ける。",
    due=TODAY,
    back_at=None,
    waiting_for=WaitingFor.DESK,
    responsible="山本 千尋",
    mine=True,
)
LATE: Final = replace(TASK, record="tB2", name=None, due=TODAY - timedelta(days=3), mine=False)
WAITING: Final = replace(TASK, record="tC3", waiting_for=WaitingFor.AGENCY, mine=False)
PLANNED: Final = replace(
    TASK, record="vA1", kind=VisitPlanned.TOPIC, due=TODAY + timedelta(days=2), text="様子を見る。"
)
OUT: Final = replace(
    PLANNED,
    record="vB2",
    kind=VisitStarted.TOPIC,
    due=TODAY,
    back_at=datetime(2026, 11, 20, 7, 0, tzinfo=UTC),
    text="",
)
CLOSED: Final = replace(organisation_samples.WINDOW, hours=None, next_hours=None, place="")
WORK: Final = WorkList(
    rows=samples.CASES.rows,
    total=112,
    page=1,
    pages=3,
    window=organisation_samples.WINDOW,
    alarms=(OUT,),
    overdue=(LATE,),
    today=(TASK,),
    week=(PLANNED,),
    waiting=(WAITING,),
    team=("山本 千尋", "中村 大輔"),
    desk=samples.CASES.rows[:1],
    asked=(provision_samples.URGED[0], provision_samples.ROW),
    owed=(provision_samples.OURS, provision_samples.THEIRS),
    unanswered=(
        UnansweredRow(
            number="K7QA2MXZ",
            provider="福祉総合相談窓口",
            recipient="生活福祉資金貸付",
            proposed_on=date(2026, 11, 2),
            reply_by=date(2026, 11, 18),
        ),
    ),
    inquiries=(
        InquiryRow(
            case="k7Qm2xVb9a",
            name="髙橋 みどり",
            valid_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
            untimed=False,
            recorder_name="中村 大輔",
            words="髙橋の夫だが、妻が来ていないか。",
            number="042-000-0199",
        ),
    ),
)
NO_WORK: Final = WorkList(
    rows=(),
    total=0,
    page=1,
    pages=1,
    window=CLOSED,
    alarms=(),
    overdue=(),
    today=(),
    week=(),
    waiting=(),
)
PLAN: Final = replace(
    samples.NOTE,
    alias="vA1",
    kind=VisitPlanned.TOPIC,
    marks=(("due", (date(2026, 11, 24).isoformat(),)), ("absence_note", (AbsenceNote.NONE,))),
    texts=(("text", "様子を見る。"), ("safety", "犬がいる。")),
    correctable=False,
)
SHEET: Final = CaseSheet(
    alias="k7Qm2xVb9a",
    token="state",
    person=samples.PERSON,
    closed=False,
    lead_name="山本 千尋",
    items=(PLAN,),
    deadlines=(TASK, WAITING, PLANNED, OUT),
)
EMPTY: Final = replace(SHEET, closed=True, items=(), deadlines=())
CASE_PAGE: Final = replace(
    samples.CASE_PAGE,
    deadlines=SHEET.deadlines,
    choices=Choices(kinds=(TaskGiven.TOPIC, VisitPlanned.TOPIC), by=(("sA", "山本 千尋"),)),
)
CODES: Final[dict[str, Any]] = {
    "staff": (("sA", "山本 千尋"), ("sB", "中村 大輔")),
    "turns": (WaitingFor.PERSON, WaitingFor.AGENCY, WaitingFor.OTHER),
    "notes": AbsenceNote,
    "outcomes": VisitOutcome,
}
ON_A_SHEET: Final[dict[str, Any]] = {
    **CODES,
    "here": "/cases",
    "posted": Posted(),
    "done": "済みにしました。",
    "late": True,
}
SHOWN: Final[dict[str, Any]] = {"fields": ("own_words", "wishes", "text")}

FILLED: Final[dict[str, list[dict[str, Any]]]] = {
    "work/my_work.html": [{"cases": WORK}, {"cases": NO_WORK}],
    "task/tasks.html": [{**ON_A_SHEET, "case": SHEET}, {**ON_A_SHEET, "case": EMPTY, "done": None}],
    "visit/visits.html": [
        {**ON_A_SHEET, "case": SHEET},
        {**ON_A_SHEET, "case": EMPTY, "done": None},
    ],
    "shown/shown.html": [
        {
            **SHOWN,
            "case": CASE_PAGE,
            "told": CASE_PAGE.items,
            "coming": (PLANNED, WAITING),
            "more": False,
        },
        {**SHOWN, "case": samples.ERASED_PAGE, "told": (), "coming": (), "more": True},
    ],
}
"""Pages with what they are filled with."""
FORMS: Final[dict[str, dict[str, Any]]] = {
    "task/give.html": CODES,
    "task/task.html": CODES,
    "visit/plan.html": CODES,
    "visit/leaving.html": {**CODES, "item": PLAN},
    "visit/return.html": CODES,
}
"""Forms on a case with what they need beside what every form needs."""
REASONS: Final[dict[str, Any]] = {"reasons": SearchReason}
