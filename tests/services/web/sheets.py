"""Values for the sheets of a case: 支援計画, 経過確認, 評価・終了, 支援方針."""

from dataclasses import replace
from typing import Any, Final

from events import direction, evaluation, monitoring, plan, reopening, service
from services.case_views import CaseSheet, TimelineItem
from services.web import direction as direction_page
from services.web import ending, plan_forms
from services.web import monitoring as monitoring_page
from services.web.plan_versions import COMPARED, ORDER, compare, versions
from services.web.posted import Posted
from tests.services.web import samples


def _item(
    topic: str, alias: str, about: str = "", /, **said: str | tuple[str, ...]
) -> TimelineItem:
    marks = tuple((name, codes) for name, codes in said.items() if isinstance(codes, tuple))
    texts = tuple((name, text) for name, text in said.items() if isinstance(text, str))
    return replace(samples.NOTE, kind=topic, alias=alias, about=about, marks=marks, texts=texts)


DRAFT: Final = _item(
    plan.PlanDrafted.TOPIC,
    "pA1",
    target=("2027-03-31",),
    programmes=("budget_support", "work_support"),
    work_support=("yes",),
    intent="いまの家で暮らし続けたい。",
    issues="家賃が2か月遅れている。",
    goals="滞納をなくす。",
    support="家計改善支援を月2回。",
    cautions="電話は夕方に。",
    reason="",
)
REPLAN: Final = _item(
    plan.PlanDrafted.TOPIC,
    "pB2",
    "pA1",
    lacking=("target", "cautions"),
    intent="いまの家で暮らし続けたい。",
    issues="立ち退きを求められている。",
    goals="転居する。",
    support="居住支援の利用。",
    cautions="",
    reason="立ち退きの話が出た。",
)
STEPS: Final = (
    _item(plan.PlanAgreed.TOPIC, "s1", "pA1", agreed_on=("2026-11-20",), how=("signature",)),
    _item(plan.PlanSubmitted.TOPIC, "s2", "pA1", submitted_on=("2026-11-20",)),
    _item(
        plan.PlanApproved.TOPIC,
        "s3",
        "pA1",
        approved_on=("2026-11-21",),
        after_start=("yes",),
        reason="納期が迫っていた。",
    ),
    _item(
        plan.PlanDecided.TOPIC,
        "s4",
        "pA1",
        kind=("decision",),
        decided_on=("2026-11-22",),
        due=("2027-01-06",),
        document_number="福第12号",
        post="地域福祉課長",
    ),
    _item(
        plan.SupportStarted.TOPIC,
        "s5",
        "pA1",
        started_on=("2026-11-20",),
        before_meeting=("yes",),
    ),
)
SERVICE: Final = _item(
    service.ServiceStarted.TOPIC,
    "u1",
    service=("budget_support",),
    started_on=("2026-11-20",),
    text="月2回。",
)
LOOK: Final = _item(
    monitoring.MonitoringRecorded.TOPIC,
    "u2",
    monitored_on=("2026-11-22",),
    result=("as_planned",),
    text="滞納は1か月分。",
)
EVALUATED: Final = _item(
    evaluation.PlanEvaluated.TOPIC,
    "e1",
    evaluated_on=("2026-11-22",),
    outcome=("replan",),
    changes=("budget",),
    text="滞納はなくなった。",
)
CONFIRMED: Final = _item(
    evaluation.EvaluationConfirmed.TOPIC, "e2", "e1", confirmed_on=("2026-11-22",), text=""
)
REOPENED: Final = _item(
    reopening.CaseReopened.TOPIC, "r1", reopened_on=("2026-11-22",), reason="続きの相談。"
)
DIRECTION: Final = _item(
    direction.DirectionGiven.TOPIC,
    "d1",
    agency_kind=("community_support_center",),
    leads=("yes",),
    due=("2027-01-06",),
    agency="みどり地域包括支援センター",
    text="介護の申請を支える。",
)
DIRECTION_ENDED: Final = _item(
    direction.DirectionEnded.TOPIC, "d2", "d1", ended_on=("2026-11-22",), text="引き継いだ。"
)

OPEN: Final = CaseSheet(
    alias="k7Qm2xVb9a",
    token="state",
    person=samples.PERSON,
    closed=False,
    lead_name="山本 千尋",
    items=(samples.SLIP,),
)
CLOSED: Final = replace(OPEN, closed=True, person=samples.CLOSED_PAGE.person)
GONE: Final = replace(OPEN, person=replace(samples.PERSON, name="", erased=samples.ERASED))

_NONE: Final[tuple[TimelineItem, ...]] = ()
_DECIDED: Final = versions((*STEPS, DRAFT))
_BOTH: Final = versions((REPLAN, *STEPS, DRAFT))
_PLAN: Final[dict[str, Any]] = {
    "case": "k7Q",
    "sheet": OPEN,
    "versions": _DECIDED,
    "order": ORDER,
    "steps": plan_forms.STEPS.steps,
    "compared": (),
    "done": None,
    "late": False,
}
_MONITORING: Final[dict[str, Any]] = {
    "case": "k7Q",
    "sheet": OPEN,
    "in_use": monitoring_page.in_use((SERVICE,)),
    "due": "2027-01-06",
    "records": [LOOK, SERVICE],
    "done": "経過確認を記録しました。",
    "late": True,
}
_ENDING: Final[dict[str, Any]] = {
    "case": "k7Q",
    "sheet": OPEN,
    "planned": True,
    "evaluated": EVALUATED,
    "confirmed": CONFIRMED,
    "explained": True,
    "records": [REOPENED, CONFIRMED, EVALUATED],
    "posted": Posted((("closed_on", "令和8年11月22日"),)),
    "command": "c",
    "done": None,
    "late": False,
}
_DIRECTIONS: Final[dict[str, Any]] = {
    "case": "k7Q",
    "sheet": OPEN,
    "standing": [DIRECTION],
    "ended": [DIRECTION_ENDED],
    "done": None,
    "late": False,
}
_PAPER: Final[dict[str, Any]] = {"case": "k7Q", "sheet": OPEN, "fields": COMPARED, "done": None}
_STEP: Final[dict[str, Any]] = {
    "here": "/cases",
    "case": "k7Q",
    "record": "",
    "posted": Posted((("text", "書きかけ"), ("target", "いつか"))),
    "token": "state",
    "command": "c",
    "changes": (samples.NOTE,),
    "sheet": OPEN,
    "action": "/cases/k7Q/plan/draft",
}


def steps() -> list[dict[str, Any]]:
    """Return every form of every sheet, as opened."""
    return [
        {
            **_STEP,
            "forms": f"{sheet.at}/forms.html",
            "name": name,
            "title": step.title,
            "kept": step.kept,
        }
        for sheet in (plan_forms.STEPS, monitoring_page.STEPS, ending.STEPS, direction_page.STEPS)
        for name, step in sheet.steps.items()
    ]


FILLED: Final[dict[str, list[dict[str, Any]]]] = {
    "case/step.html": steps(),
    "plan/plan.html": [
        {**_PLAN, "versions": _NONE},
        _PLAN,
        {**_PLAN, "versions": _BOTH, "compared": compare(_BOTH[1], _BOTH[0])},
        {**_PLAN, "sheet": CLOSED},
        {**_PLAN, "sheet": GONE, "versions": versions((replace(DRAFT, erased=samples.ERASED),))},
    ],
    "plan/paper.html": [
        {**_PAPER, "version": _DECIDED[0]},
        {**_PAPER, "version": _BOTH[0]},
    ],
    "monitoring/monitoring.html": [
        _MONITORING,
        {**_MONITORING, "sheet": CLOSED, "in_use": _NONE, "due": "", "records": []},
    ],
    "ending/ending.html": [
        _ENDING,
        {**_ENDING, "confirmed": None, "explained": False},
        {**_ENDING, "planned": False, "evaluated": None, "confirmed": None, "records": []},
        {**_ENDING, "sheet": CLOSED},
        {**_ENDING, "sheet": GONE},
    ],
    "directions/directions.html": [
        _DIRECTIONS,
        {**_DIRECTIONS, "sheet": CLOSED, "standing": [], "ended": []},
        {**_DIRECTIONS, "standing": [replace(DIRECTION, erased=samples.ERASED, texts=())]},
    ],
}
