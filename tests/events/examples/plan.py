"""Support plan (支援プラン): from the draft to evaluation and reopening."""

from datetime import date
from typing import Final
from uuid import UUID

from events.base import Event
from events.direction import DirectionEnded, DirectionGiven
from events.evaluation import EvaluationConfirmed, EvaluationOutcome, PlanEvaluated, SeenChange
from events.monitoring import (
    MonitoringRecorded,
    MonitoringResult,
    WatchAgreed,
    WorkResult,
    WorkResultReached,
)
from events.plan import (
    AgreementMeans,
    DecisionKind,
    PlanAgreed,
    PlanApproved,
    PlanContent,
    PlanDecided,
    PlanDrafted,
    PlanSubmitted,
    SupportStarted,
)
from events.reopening import CaseReopened
from events.service import ServiceEnded, ServiceStarted
from events.values import AgencyKind, StatutoryProgramme
from tests.builders import MOTHER, TODAY

PLAN: Final = UUID("2b7b51a4-4f66-4f8f-9b0a-0f6c7f9d1e21")
PLAN_DECISION: Final = UUID("5c0f1d8e-2a35-4a6b-8f0e-7d4b6c3a9f10")
SERVICE_START: Final = UUID("8d3e6f20-91b4-4c7d-a5e8-1f2b3c4d5e6f")
EVALUATION: Final = UUID("9e4f7a31-a2c5-4d8e-b6f9-2a3c4d5e6f70")
DIRECTION: Final = UUID("af508b42-b3d6-4e9f-87a0-3b4d5e6f7081")
PLAN_DRAFTED: Final = PlanDrafted(
    corrects=None,
    record=None,
    person_id=MOTHER,
    target=date(2025, 3, 31),
    programmes=(StatutoryProgramme.BUDGET_SUPPORT, StatutoryProgramme.WORK_SUPPORT),
    work_support=True,
    lacking=(PlanContent.CAUTIONS,),
    intent="息子と二人、いまの家で暮らし続けたい。",
    issues="年金だけで家計が足りない。長男が10年以上家から出ていない。",
    goals="家賃の滞納をなくす。長男が週1回、居場所に通う。",
    support="家計改善支援を月2回。就労支援員が長男を訪問する。",
    cautions="",
    reason="",
)
PLAN_AGREED: Final = PlanAgreed(
    record=PLAN,
    person_id=MOTHER,
    agreed_on=TODAY,
    how=AgreementMeans.SIGNATURE,
    text="本人の控えを渡した。",
)
PLAN_SUBMITTED: Final = PlanSubmitted(
    record=PLAN, person_id=MOTHER, submitted_on=TODAY, text="10月の定例の会議に付議する。"
)
PLAN_APPROVED: Final = PlanApproved(
    record=PLAN,
    person_id=MOTHER,
    approved_on=TODAY,
    after_start=True,
    reason="家賃の納期が迫り、会議を待たずに始めた。",
)
PLAN_DECIDED: Final = PlanDecided(
    record=PLAN,
    settles=None,
    person_id=MOTHER,
    kind=DecisionKind.DECISION,
    decided_on=TODAY,
    due=date(2025, 1, 6),
    document_number="瀬福発第108号",
    post="地域福祉課長",
)
SUPPORT_STARTED: Final = SupportStarted(
    record=PLAN,
    person_id=MOTHER,
    started_on=TODAY,
    before_meeting=True,
    text="家計簿を一緒につけ始めた。",
)
SERVICE_STARTED: Final = ServiceStarted(
    person_id=MOTHER,
    service=StatutoryProgramme.BUDGET_SUPPORT,
    started_on=TODAY,
    text="月2回の面談。",
)
SERVICE_ENDED: Final = ServiceEnded(
    record=SERVICE_START,
    person_id=MOTHER,
    service=StatutoryProgramme.BUDGET_SUPPORT,
    ended_on=TODAY,
    text="家計簿を自分でつけられるようになった。",
)
WATCH_AGREED: Final = WatchAgreed(
    settles=None,
    person_id=MOTHER,
    agreed_on=TODAY,
    due=date(2024, 12, 2),
    text="民生委員が月1回声をかける。",
)
MONITORING_RECORDED: Final = MonitoringRecorded(
    settles=PLAN_DECISION,
    person_id=MOTHER,
    monitored_on=TODAY,
    result=MonitoringResult.AS_PLANNED,
    due=date(2025, 1, 6),
    text="滞納は残り1か月分。長男は2回訪問に応じた。",
)
WORK_RESULT_REACHED: Final = WorkResultReached(
    person_id=MOTHER,
    result=WorkResult.STARTED_WORK,
    reached_on=TODAY,
    text="清掃の仕事、週3日。",
)
PLAN_EVALUATED: Final = PlanEvaluated(
    record=PLAN,
    person_id=MOTHER,
    evaluated_on=TODAY,
    outcome=EvaluationOutcome.CLOSED,
    changes=(SeenChange.BUDGET, SeenChange.STARTED_WORK),
    text="滞納はなくなり、長男は働き始めた。",
    remaining="長男の通院は本人と家族で続ける。",
)
EVALUATION_CONFIRMED: Final = EvaluationConfirmed(
    record=EVALUATION, person_id=MOTHER, confirmed_on=TODAY, text="終結でよいと確認。"
)
DIRECTION_GIVEN: Final = DirectionGiven(
    corrects=None,
    person_id=MOTHER,
    agency_kind=AgencyKind.COMMUNITY_SUPPORT_CENTER,
    leads=True,
    due=date(2025, 1, 6),
    agency="鈴懸地域包括支援センター",
    text="母の介護の申請を支え、訪問の窓口になる。",
)
DIRECTION_ENDED: Final = DirectionEnded(
    record=DIRECTION,
    settles=DIRECTION,
    person_id=MOTHER,
    ended_on=TODAY,
    text="介護の申請が済み、ケアマネジャーに引き継いだ。",
)
CASE_REOPENED: Final = CaseReopened(
    person_id=MOTHER, reopened_on=TODAY, reason="長男が仕事をやめ、ふたたび相談があった。"
)

EVENTS: Final[tuple[Event, ...]] = (
    PLAN_DRAFTED,
    PLAN_AGREED,
    PLAN_SUBMITTED,
    PLAN_APPROVED,
    PLAN_DECIDED,
    SUPPORT_STARTED,
    SERVICE_STARTED,
    SERVICE_ENDED,
    WATCH_AGREED,
    MONITORING_RECORDED,
    WORK_RESULT_REACHED,
    PLAN_EVALUATED,
    EVALUATION_CONFIRMED,
    DIRECTION_GIVEN,
    DIRECTION_ENDED,
    CASE_REOPENED,
)
